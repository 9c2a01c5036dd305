#include "trade_service/load/bns_xls.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/provenance/import_report.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "trade_service/load/bns_partner.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/scaled.h"

namespace entente::trade {
namespace {

constexpr size_t kHeaderWithin = 20;  // rows

Source Bns() {
  return {.name = "sources/kaz-bns",
          .title = "Main indicators of Kazakhstan's foreign trade by country",
          .publisher = "Bureau of National Statistics, Kazakhstan",
          .url = "https://stat.gov.kz",
          .kind = SourceKind::kNational,
          .note = "Published in thousand US dollars, by partner."};
}

absl::Status Refuse(const XlsSheet& sheet, absl::string_view reason, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, reason,
               absl::StrCat("worksheet ", Quoted(sheet.name), ": ", what));
}

// Where the table of a worksheet is, and what it is of.
struct Layout {
  size_t header = 0;  // the first of its two rows
  size_t turnover = 0;
  size_t exports = 0;
  size_t imports = 0;
  Period period;
  int exponent = 0;
};

// The place of a cell in a row whose text folds to `folded`.
std::optional<size_t> FindInRow(const XlsSheet& sheet, size_t row, absl::string_view folded) {
  for (size_t column = 0; column < sheet.rows[row].size(); ++column) {
    if (Fold(sheet.At(row, column)) == folded) return column;
  }
  return std::nullopt;
}

// Finds the header: turnover, exports and imports, below each its total, beside it the share.
std::optional<Layout> FindHeader(const XlsSheet& sheet) {
  for (size_t row = 0; row < std::min(sheet.rows.size(), kHeaderWithin); ++row) {
    const auto turnover = FindInRow(sheet, row, "товарооборот");
    const auto exports = FindInRow(sheet, row, "экспорт");
    const auto imports = FindInRow(sheet, row, "импорт");
    if (!turnover || !exports || !imports) continue;
    for (const size_t column : {*turnover, *exports, *imports}) {
      if (column == 0 || Fold(sheet.At(row + 1, column)) != "всего") return std::nullopt;
    }
    Layout layout;
    layout.header = row;
    layout.turnover = *turnover;
    layout.exports = *exports;
    layout.imports = *imports;
    return layout;
  }
  return std::nullopt;
}

// The year of "за 2022 год"; nothing for a part of a year.
std::optional<Period> ReadPeriod(absl::string_view folded) {
  const std::vector<std::string> words = Words(folded);
  int year = 0;
  if (words.size() < 3 || words[0] != "за" || words[1].size() != 4 ||
      !absl::SimpleAtoi(words[1], &year) || (words[2] != "год" && words[2] != "г")) {
    return std::nullopt;
  }
  const absl::StatusOr<Period> period = Period::Of(Frequency::kAnnual, year, 1);
  if (!period.ok()) return std::nullopt;
  return *period;
}

std::optional<int> ReadExponent(absl::string_view folded) {
  if (!absl::StrContains(folded, "долл")) return std::nullopt;
  if (absl::StartsWith(folded, "тыс")) return 3;
  if (absl::StartsWith(folded, "млн") || absl::StartsWith(folded, "миллион")) return 6;
  return std::nullopt;
}

// Reads what stands above the header: period and unit.
absl::Status ReadCaption(const XlsSheet& sheet, Layout& layout) {
  std::optional<Period> period;
  std::optional<int> exponent;
  for (size_t row = 0; row < layout.header; ++row) {
    for (const std::string& text : sheet.rows[row]) {
      const std::string folded = Fold(text);
      if (!period) period = ReadPeriod(folded);
      if (!exponent) exponent = ReadExponent(folded);
    }
  }
  if (!period) {
    return Refuse(sheet, "PERIOD_INVALID", "above the table there is no year, as 'за 2022 год'");
  }
  if (!exponent) {
    return Refuse(sheet, "UNIT_UNKNOWN",
                  "above the table there is no unit, as 'тыс. долларов США'");
  }
  layout.period = *period;
  layout.exponent = *exponent;
  return absl::OkStatus();
}

class TableReader {
 public:
  TableReader(const XlsSheet& sheet, const Layout& layout, Cells& cells, ImportReport& report)
      : sheet_(sheet), layout_(layout), cells_(cells), report_(report) {}

  absl::Status Read() {
    for (size_t row = layout_.header + 2; row < sheet_.rows.size(); ++row) {
      RETURN_IF_ERROR(ReadRow(row));
    }
    return absl::OkStatus();
  }

 private:
  absl::Status ReadRow(size_t row) {
    const absl::string_view name = sheet_.At(row, 0);
    const absl::string_view exports = sheet_.At(row, layout_.exports);
    const absl::string_view imports = sheet_.At(row, layout_.imports);
    const std::string locator = absl::StrCat("sheet ", sheet_.name, ", row ", row + 1);
    if (IsBlank(exports) && IsBlank(imports)) {
      if (!name.empty()) report_.Note("TEXT_ROW", locator);
      return absl::OkStatus();
    }
    const std::optional<BnsPartner> partner = FindBnsPartner(name);
    if (partner && partner->is_group) report_.Note("GROUP", locator);
    Decimal sum;
    for (const auto& [flow, text] : {std::pair(kExports, exports), std::pair(kImports, imports)}) {
      if (IsBlank(text)) continue;
      ++report_.read;
      const absl::StatusOr<Decimal> value = ParseScaled(text, layout_.exponent);
      if (!partner || !value.ok()) {
        Reject(row, locator, name, partner ? text : "");
        continue;
      }
      ASSIGN_OR_RETURN(sum, sum.Add(*value));
      RETURN_IF_ERROR(cells_.Add(MakeRow(partner->code, flow, *value, locator)));
    }
    const absl::StatusOr<Decimal> turnover =
        ParseScaled(sheet_.At(row, layout_.turnover), layout_.exponent);
    if (!turnover.ok() || *turnover != sum) report_.Note("TURNOVER_DIFFERS", locator);
    return absl::OkStatus();
  }

  static bool IsBlank(absl::string_view text) {
    return text.empty() || text == "-" || text == "–" || text == "…" || text == "...";
  }

  // Because of the value, or if that is empty, of the partner's name.
  void Reject(size_t row, absl::string_view locator, absl::string_view name,
              absl::string_view value) {
    const auto line = static_cast<int64_t>(row + 1);
    if (value.empty()) {
      report_.Reject(line, 1, "PARTNER_UNKNOWN",
                     absl::StrCat(locator, ": ", Quoted(name),
                                  " is neither a country nor a group that is known"));
    } else {
      report_.Reject(line, 0, "VALUE_INVALID",
                     absl::StrCat(locator, ": ", Quoted(value), " is no number"));
    }
  }

  Row MakeRow(const std::string& partner, const std::string& flow, const Decimal& value,
              const std::string& locator) const {
    Row row;
    Observation& observation = row.observation;
    observation.cell.reporter = "KAZ";
    observation.cell.partner = partner;
    observation.cell.frequency = layout_.period.frequency();
    observation.cell.commodity = std::string(kTotal);
    observation.cell.flow = flow;
    observation.cell.period = layout_.period;
    observation.value = value;
    observation.locator = locator;
    return row;
  }

  const XlsSheet& sheet_;
  const Layout& layout_;
  Cells& cells_;
  ImportReport& report_;
};

}  // namespace

absl::StatusOr<LoadedFile> LoadBnsXls(const File& file) {
  ASSIGN_OR_RETURN(const std::vector<XlsSheet> sheets, ReadXls(file.content));
  return LoadBnsSheets(file, sheets);
}

absl::StatusOr<LoadedFile> LoadBnsSheets(const File& file, const std::vector<XlsSheet>& sheets) {
  ImportReport report;
  Cells cells({.is_group = IsBnsGroup, .folder = file.folder});
  bool found = false;
  for (const XlsSheet& sheet : sheets) {
    std::optional<Layout> layout = FindHeader(sheet);
    if (!layout) {
      if (!sheet.rows.empty()) report.Note("SHEET_SKIPPED", absl::StrCat("sheet ", sheet.name));
      continue;
    }
    found = true;
    RETURN_IF_ERROR(ReadCaption(sheet, *layout));
    RETURN_IF_ERROR(TableReader(sheet, *layout, cells, report).Read());
  }
  if (!found) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                 "no worksheet has the header 'Товарооборот', 'Экспорт', 'Импорт' with 'Всего' "
                 "below each; is it a table of trade by country?");
  }
  return OneRelease(file, Bns(), "USD", std::move(cells), std::move(report));
}

}  // namespace entente::trade
