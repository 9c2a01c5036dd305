#include "trade_service/load/eurostat_relational.h"

#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/provenance/import_report.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/cn.h"
#include "trade_service/load/eurostat_area.h"
#include "trade_service/load/eurostat_source.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/row.h"
#include "trade_service/load/scaled.h"

namespace entente::trade {
namespace {

enum class View { kReporter, kPartner, kProduct, kFlow, kProcedure, kPeriod, kValue, kNetWeight };

constexpr std::array<ColumnName<View>, 8> kNames = {{
    {View::kReporter, "REPORTER", true},
    {View::kPartner, "PARTNER", true},
    {View::kProduct, "PRODUCT", true},
    {View::kFlow, "FLOW", true},
    {View::kProcedure, "STAT_PROCEDURE", false},
    {View::kPeriod, "PERIOD", true},
    {View::kValue, "VALUE_IN_EUR", true},
    {View::kNetWeight, "QUANTITY_IN_100KG", false},
}};

// Why a row cannot be used.
struct RowError {
  View column;
  absl::string_view reason;
  absl::string_view what;
};

// The code of "2-EXPORT".
absl::string_view CodeOf(absl::string_view text) { return text.substr(0, text.find('-')); }

// Reads 202408, and 202352 for the year 2023.
absl::StatusOr<Period> ReadPeriod(absl::string_view code) {
  int number = 0;
  if (code.size() != 6 || !absl::SimpleAtoi(code, &number)) {
    return absl::InvalidArgumentError("not six digits");
  }
  constexpr int kWholeYear = 52;
  if (number % 100 == kWholeYear) return Period::Of(Frequency::kAnnual, number / 100, 1);
  return Period::Of(Frequency::kMonthly, number / 100, number % 100);
}

class RowReader {
 public:
  explicit RowReader(ColumnMap<View> columns) : columns_(std::move(columns)) {}

  std::optional<RowError> Read(const std::vector<absl::string_view>& fields, Row& row) {
    const auto get = [&](View column) { return columns_.Get(fields, column); };
    Observation& observation = row.observation;
    Cell& cell = observation.cell;
    for (const auto& [column, area] :
         {std::pair(View::kReporter, &cell.reporter), std::pair(View::kPartner, &cell.partner)}) {
      *area = Area(get(column));
      if (area->empty()) {
        return RowError{column, "AREA_INVALID", "is neither a country nor a group that is known"};
      }
    }
    const absl::StatusOr<Period> period = ReadPeriod(CodeOf(get(View::kPeriod)));
    if (!period.ok()) return RowError{View::kPeriod, "PERIOD_INVALID", "is no period"};
    cell.period = *period;
    cell.frequency = period->frequency();
    const absl::string_view flow = CodeOf(get(View::kFlow));
    if (flow != "1" && flow != "2") {
      return RowError{View::kFlow, "FLOW_UNKNOWN", "is neither 1, import, nor 2, export"};
    }
    cell.flow = std::string(flow == "1" ? kImports : kExports);
    // The statistical value.
    observation.valuation = flow == "1" ? Valuation::kCif : Valuation::kFob;
    cell.commodity = std::string(CodeOf(get(View::kProduct)));
    if (cell.commodity.empty() || !IsCode(cell.commodity)) {
      return RowError{View::kProduct, "CODE_INVALID", "is no product"};
    }
    cell.classification = CombinedNomenclature(cell.commodity, cell.period.year());
    const absl::string_view procedure = CodeOf(get(View::kProcedure));
    if (!procedure.empty() && procedure != "T") {
      row.totals = kAllTotals & ~static_cast<unsigned>(kCustoms);
      row.detail = std::string(procedure);
    }
    return ReadAmounts(fields, observation);
  }

  int Position(View column) const { return columns_.Position(column); }
  absl::string_view Get(const std::vector<absl::string_view>& fields, View column) const {
    return columns_.Get(fields, column);
  }

 private:
  std::optional<RowError> ReadAmounts(const std::vector<absl::string_view>& fields,
                                      Observation& observation) const {
    const absl::string_view text = columns_.Get(fields, View::kValue);
    if (text.empty() || text == ":") return RowError{View::kValue, "VALUE_MISSING", "is no value"};
    const absl::StatusOr<Decimal> value = Decimal::Parse(text);
    if (!value.ok()) {
      return RowError{View::kValue, "VALUE_INVALID", "is not a decimal number"};
    }
    observation.value = *value;
    const absl::string_view weight = columns_.Get(fields, View::kNetWeight);
    if (weight.empty() || weight == ":") return std::nullopt;
    const absl::StatusOr<Decimal> kilograms = ParseScaled(weight, 2);
    if (!kilograms.ok()) {
      return RowError{View::kNetWeight, "VALUE_INVALID", "is not a decimal number"};
    }
    observation.net_weight_kg = *kilograms;
    return std::nullopt;
  }

  // Empty if it is none that is known.
  const std::string& Area(absl::string_view name) {
    const auto [known, added] = areas_.try_emplace(name);
    if (added) known->second = EurostatAreaNamed(name).value_or("");
    return known->second;
  }

  const ColumnMap<View> columns_;
  absl::flat_hash_map<std::string, std::string> areas_;  // by name
};

}  // namespace

bool IsEurostatRelationalHeader(absl::string_view line) {
  return absl::StrContains(line, "REPORTER") && absl::StrContains(line, "PARTNER") &&
         absl::StrContains(line, "PRODUCT") && absl::StrContains(line, "VALUE_IN_EUR");
}

absl::StatusOr<LoadedFile> LoadEurostatRelational(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(ColumnMap<View> columns, ColumnMap<View>::Read(table.fields(), kNames));
  RowReader reader(std::move(columns));
  ImportReport report;
  Cells cells({.is_group = IsEurostatGroup, .folder = file.folder});
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    ++report.read;
    Row row;
    row.observation.locator = LocatorOf(table.line());
    if (const std::optional<RowError> error = reader.Read(table.fields(), row)) {
      report.Reject(
          table.line(), reader.Position(error->column), error->reason,
          absl::StrCat(Quoted(reader.Get(table.fields(), error->column)), " ", error->what));
      continue;
    }
    if (row.observation.cell.reporter == row.observation.cell.partner) {
      report.Note("SELF_TRADE", row.observation.locator);
    }
    RETURN_IF_ERROR(cells.Add(row));
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return OneRelease(file, EurostatComext(), "EUR", std::move(cells), std::move(report));
}

}  // namespace entente::trade
