#include "trade_service/load/bns_xls.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
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

// The place of a cell in a row that is one of these words.
std::optional<size_t> FindInRow(const XlsSheet& sheet, size_t row,
                                std::initializer_list<absl::string_view> words) {
  for (size_t column = 0; column < sheet.rows[row].size(); ++column) {
    const std::string folded = Fold(sheet.At(row, column));
    for (const absl::string_view word : words) {
      if (folded == Fold(word)) return column;
    }
  }
  return std::nullopt;
}

// Finds the header: turnover, exports and imports, below each its total, beside it the share.
std::optional<Layout> FindHeader(const XlsSheet& sheet) {
  for (size_t row = 0; row < std::min(sheet.rows.size(), kHeaderWithin); ++row) {
    const auto turnover = FindInRow(sheet, row, {"товарооборот", "внешнеторговый оборот"});
    const auto exports = FindInRow(sheet, row, {"экспорт"});
    const auto imports = FindInRow(sheet, row, {"импорт"});
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

// The year of "за 2022 год" and "за январь-декабрь 2022 года"; nothing for a part of a year.
std::optional<Period> ReadPeriod(absl::string_view folded) {
  constexpr size_t kDigits = 4;
  const std::vector<std::string> words = Words(folded);
  for (size_t i = 1; i < words.size(); ++i) {
    const bool whole =
        words[i - 1] == "за" || (i > 1 && words[i - 2] == "январь" && words[i - 1] == "декабрь");
    int year = 0;
    if (!whole || words[i].size() < kDigits ||
        !absl::SimpleAtoi(words[i].substr(0, kDigits), &year)) {
      continue;
    }
    std::string unit = words[i].substr(kDigits);  // "2022г." is one word
    if (unit.empty() && i + 1 < words.size()) unit = words[i + 1];
    if (unit != "год" && unit != "года" && unit != "г") continue;
    const absl::StatusOr<Period> period = Period::Of(Frequency::kAnnual, year, 1);
    if (period.ok()) return *period;
  }
  return std::nullopt;
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
    return Refuse(sheet, "PERIOD_INVALID",
                  "above the table there is no whole year, as 'за 2022 год' or 'за "
                  "январь-декабрь 2022 года'");
  }
  if (!exponent) {
    return Refuse(sheet, "UNIT_UNKNOWN",
                  "above the table there is no unit, as 'тыс. долларов США'");
  }
  layout.period = *period;
  layout.exponent = *exponent;
  return absl::OkStatus();
}

// Which values a footnote, as "* предварительные данные", calls provisional: those whose row has
// its asterisks behind its name, or whose column has them in its header (the turnover's are both
// flows'). All of the table where nothing has them, or its caption or another cell does.
class Provisional {
 public:
  Provisional(const XlsSheet& sheet, const Layout& layout) {
    const auto footnote = FindFootnote(sheet);
    if (!footnote) return;
    asterisks_ = *footnote;
    bool somewhere = false;
    for (size_t row = 0; row < sheet.rows.size(); ++row) {
      for (size_t column = 0; column < sheet.rows[row].size(); ++column) {
        if (!IsMarked(sheet.At(row, column))) continue;
        somewhere = true;
        Mark(layout, row, column);
      }
    }
    all_ |= !somewhere;
  }

  bool Is(absl::string_view flow, absl::string_view row_name) const {
    return all_ || (flow == kExports ? of_exports_ : of_imports_) || IsMarked(row_name);
  }

 private:
  // How many asterisks the footnote begins with; nothing if there is none.
  static std::optional<size_t> FindFootnote(const XlsSheet& sheet) {
    for (const auto& row : sheet.rows) {
      for (const std::string& text : row) {
        if (!absl::StrContains(Fold(text), "предварительн")) continue;
        return std::min(text.find_first_not_of('*'), text.size());
      }
    }
    return std::nullopt;
  }

  static size_t AsterisksBehind(absl::string_view text) {
    const size_t last = text.find_last_not_of('*');
    return last == absl::string_view::npos ? 0 : text.size() - last - 1;
  }

  // Takes what the asterisks of a cell say.
  void Mark(const Layout& layout, size_t row, size_t column) {
    const bool in_header = row == layout.header || row == layout.header + 1;
    const bool of_turnover = in_header && column == layout.turnover;
    const bool of_exports = in_header && column == layout.exports;
    const bool of_imports = in_header && column == layout.imports;
    const bool of_row = row > layout.header + 1 && column == 0;
    of_exports_ |= of_exports || of_turnover;
    of_imports_ |= of_imports || of_turnover;
    all_ |= !of_turnover && !of_exports && !of_imports && !of_row;
  }

  bool IsMarked(absl::string_view text) const {
    return asterisks_ != 0 && AsterisksBehind(text) == asterisks_;
  }

  size_t asterisks_ = 0;
  bool all_ = false;
  bool of_exports_ = false;
  bool of_imports_ = false;
};

class TableReader {
 public:
  TableReader(const XlsSheet& sheet, const Layout& layout, Cells& cells, ImportReport& report)
      : sheet_(sheet),
        layout_(layout),
        provisional_(sheet, layout),
        cells_(cells),
        report_(report) {}

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
      Row added = MakeRow(partner->code, flow, *value, locator);
      if (provisional_.Is(flow, name)) added.observation.flags.Add(Flag::kProvisional);
      RETURN_IF_ERROR(cells_.Add(added));
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
  const Provisional provisional_;
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
  absl::Status refused;  // why, of the first worksheet
  for (const XlsSheet& sheet : sheets) {
    std::optional<Layout> layout = FindHeader(sheet);
    if (!layout) {
      if (!sheet.rows.empty()) report.Note("SHEET_SKIPPED", absl::StrCat("sheet ", sheet.name));
      continue;
    }
    if (const absl::Status status = ReadCaption(sheet, *layout); !status.ok()) {
      refused.Update(status);
      ++report.read;
      report.Reject(static_cast<int64_t>(layout->header + 1), 0, DetailsOf(status).reason,
                    status.message());
      continue;
    }
    found = true;
    RETURN_IF_ERROR(TableReader(sheet, *layout, cells, report).Read());
  }
  if (!found && !refused.ok()) return refused;
  if (!found) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                 "no worksheet has the header 'Товарооборот' or 'Внешнеторговый оборот', "
                 "'Экспорт', 'Импорт' with 'Всего' below each; is it a table of trade by country?");
  }
  return OneRelease(file, Bns(), "USD", std::move(cells), std::move(report));
}

}  // namespace entente::trade
