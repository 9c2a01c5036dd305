#include "trade_service/load/matrix.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/matrix_area.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/scaled.h"

namespace entente::trade {
namespace {

// Names of columns, bare.
constexpr std::array<absl::string_view, 6> kExporters = {"exporter",     "exp",  "exporteriso3",
                                                         "exportername", "isoo", "iso3o"};
constexpr std::array<absl::string_view, 6> kImporters = {"importer",     "imp",  "importeriso3",
                                                         "importername", "isod", "iso3d"};
constexpr std::array<absl::string_view, 3> kPeriods = {"year", "time", "period"};
constexpr std::array<absl::string_view, 4> kValues = {"value", "trade", "exports", "export"};

// What a value's column may say behind its name, and the power of ten that it means.
struct Unit {
  absl::string_view suffix;
  int exponent;
};
constexpr std::array<Unit, 3> kUnits = {{{"usd", 0}, {"kusd", 3}, {"musd", 6}}};

// Where the columns stand, 1 for the first; 0 for none.
struct LongColumns {
  int exporter = 0;
  int importer = 0;
  int period = 0;
  int value = 0;
  std::optional<int> exponent;  // of US dollars, where the value's name tells it
};

template <typename Names>
bool IsOneOf(absl::string_view name, const Names& names) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Whether a column has values, and the exponent that its name tells.
bool IsValue(absl::string_view bare, std::optional<int>& exponent) {
  for (const absl::string_view name : kValues) {
    absl::string_view suffix = bare;
    if (!absl::ConsumePrefix(&suffix, name)) continue;
    if (suffix.empty()) return true;
    for (const Unit& unit : kUnits) {
      if (suffix != unit.suffix) continue;
      exponent = unit.exponent;
      return true;
    }
  }
  return false;
}

std::optional<LongColumns> FindLongColumns(const std::vector<absl::string_view>& header) {
  LongColumns columns;
  for (size_t i = 0; i < header.size(); ++i) {
    const std::string bare = BareName(header[i]);
    const int position = static_cast<int>(i) + 1;
    if (columns.exporter == 0 && IsOneOf(bare, kExporters)) {
      columns.exporter = position;
    } else if (columns.importer == 0 && IsOneOf(bare, kImporters)) {
      columns.importer = position;
    } else if (columns.period == 0 && IsOneOf(bare, kPeriods)) {
      columns.period = position;
    } else if (columns.value == 0 && IsValue(bare, columns.exponent)) {
      columns.value = position;
    }
  }
  if (columns.exporter == 0 || columns.importer == 0 || columns.value == 0) return std::nullopt;
  return columns;
}

// Most of the fields behind the first are countries, and there are at least two. Two small letters
// are a word of another header (id, no, to) rather than a country's code.
bool IsSquareHeader(const std::vector<absl::string_view>& header) {
  const auto is_area = [](absl::string_view field) {
    field = absl::StripAsciiWhitespace(field);
    const bool is_word = field.size() == 2 && absl::ascii_islower(field[0]);
    return !is_word && MatrixArea(field).ok();
  };
  const auto areas = std::count_if(header.begin() + 1, header.end(), is_area);
  return areas >= 2 && areas * 2 > static_cast<int64_t>(header.size() - 1);
}

// A text of a file and the column that it stands in.
struct Field {
  absl::string_view text;
  int column = 0;
};

// Gathers the values of a matrix of either form.
class Matrix {
 public:
  // `folder`: for temporary files.
  Matrix(const std::optional<Period>& period, int exponent, const std::string& folder)
      : cells({.folder = folder}), period_(period), exponent_(exponent) {}

  // `period`: of a column; without one the file's.
  absl::Status Add(Field exporter, Field importer, std::optional<Field> period, Field value,
                   int64_t line, std::string locator) {
    ++report.read;
    const auto reject = [&](const Field& field, absl::string_view reason, absl::string_view what) {
      report.Reject(line, field.column, reason, absl::StrCat(Quoted(field.text), " ", what));
      return absl::OkStatus();
    };
    Row row;
    Observation& observation = row.observation;
    Cell& cell = observation.cell;
    for (const auto& [field, area] :
         {std::pair(&exporter, &cell.reporter), std::pair(&importer, &cell.partner)}) {
      *area = AreaOf(field->text);
      if (area->empty()) {
        return reject(*field, "AREA_UNKNOWN", "is neither a country that is known nor a code");
      }
    }
    if (period) {
      const absl::StatusOr<Period> read = Period::Parse(period->text);
      if (!read.ok()) return reject(*period, "PERIOD_INVALID", "is not a year, quarter or month");
      cell.period = *read;
    } else {
      cell.period = *period_;
    }
    cell.frequency = cell.period.frequency();
    cell.commodity = std::string(kTotal);
    cell.flow = std::string(kExports);
    const absl::StatusOr<Decimal> number = ParseScaled(value.text, exponent_);
    if (!number.ok()) return reject(value, "VALUE_INVALID", "is not a decimal number");
    observation.value = *number;
    observation.flags.Add(Flag::kReporterInferred);
    observation.locator = std::move(locator);
    if (cell.reporter == cell.partner) report.Note("SELF_TRADE", observation.locator);
    return cells.Add(row);
  }

  ImportReport report;
  Cells cells;

 private:
  // "" if the text is none.
  const std::string& AreaOf(absl::string_view text) {
    const auto [known, added] = areas_.try_emplace(std::string(text));
    if (added) {
      absl::StatusOr<std::string> area = MatrixArea(text);
      if (area.ok()) known->second = *std::move(area);
    }
    return known->second;
  }

  const std::optional<Period> period_;
  const int exponent_;
  absl::flat_hash_map<std::string, std::string> areas_;  // by text
};

absl::Status PeriodMissing() {
  return InvalidField("PERIOD_MISSING", "header.period",
                      "the file does not tell the period of its values; give it, such as 2015");
}

absl::Status ReadLong(Table& table, const LongColumns& columns, Matrix& matrix) {
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) return table.CheckEnd();
    const auto field = [&](int column) { return Field{FieldAt(table.fields(), column), column}; };
    if (IsMissing(FieldAt(table.fields(), columns.value))) {
      matrix.report.Note("VALUE_MISSING", LocatorOf(table.line()));
      continue;
    }
    std::optional<Field> period;
    if (columns.period != 0) period = field(columns.period);
    RETURN_IF_ERROR(matrix.Add(field(columns.exporter), field(columns.importer), period,
                               field(columns.value), table.line(), LocatorOf(table.line())));
  }
}

absl::Status ReadSquare(Table& table, Matrix& matrix) {
  const std::vector<std::string> importers(table.fields().begin(), table.fields().end());
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) return table.CheckEnd();
    const Field exporter = {FieldAt(table.fields(), 1), 1};
    for (int column = 2; column <= static_cast<int>(importers.size()); ++column) {
      const Field value = {FieldAt(table.fields(), column), column};
      if (IsMissing(value.text)) continue;
      const Field importer = {absl::StripAsciiWhitespace(importers[column - 1]), column};
      RETURN_IF_ERROR(matrix.Add(exporter, importer, std::nullopt, value, table.line(),
                                 absl::StrCat("line ", table.line(), ", column ", column)));
    }
  }
}

}  // namespace

bool IsMatrixHeader(absl::string_view line) {
  Table table(line);
  if (!table.ReadHeader().ok()) return false;
  return FindLongColumns(table.fields()) || IsSquareHeader(table.fields());
}

absl::StatusOr<LoadedFile> LoadMatrix(const File& file) {
  if (file.source.empty()) {
    return InvalidField("SOURCE_MISSING", "header.source",
                        "a matrix of countries does not tell whose figures it has; name the source "
                        "of them, such as sources/unctad");
  }
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  const std::optional<LongColumns> columns = FindLongColumns(table.fields());
  if (!columns && !IsSquareHeader(table.fields())) {
    return AtLine(table.line(), "FILE_MALFORMED",
                  "names neither exporter, importer and value nor a row of countries");
  }
  if ((!columns || columns->period == 0) && !file.period) return PeriodMissing();
  std::string currency = file.currency.empty() ? "USD" : file.currency;
  int exponent = file.exponent;
  if (columns && columns->exponent) {
    if (currency != "USD" || (exponent != 0 && exponent != *columns->exponent)) {
      return InvalidField("UNIT_CONFLICT", "header.unit",
                          "the column of the values names another unit; leave it out");
    }
    exponent = *columns->exponent;
  }
  Matrix matrix(file.period, exponent, file.folder);
  RETURN_IF_ERROR(columns ? ReadLong(table, *columns, matrix) : ReadSquare(table, matrix));
  return OneRelease(file, NamedSource(file.source), std::move(currency), std::move(matrix.cells),
                    std::move(matrix.report));
}

}  // namespace entente::trade
