#include "client/render/observations.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

#include "client/render/layout.h"
#include "client/render/words.h"
#include "common/obs/json_string.h"

namespace entente::client {
namespace {

// Those from `currency` on are ours.
constexpr std::array<absl::string_view, 17> kColumns = {
    "freqCode",     "period",      "reporterISO", "flowCode", "partnerISO", "classificationCode",
    "cmdCode",      "qtyUnitCode", "qty",         "netWgt",   "cifvalue",   "fobvalue",
    "primaryValue", "currency",    "flags",       "release",  "cell"};
using Cells = std::array<std::string, kColumns.size()>;

absl::string_view FrequencyCode(absl::string_view period) {
  if (period.size() == 4) return "A";  // "2021"
  return period.find('Q') == absl::string_view::npos ? "M" : "Q";
}

Cells CellsOf(const trade::v1::ObservationBlock& block, const ObservationRow& row) {
  const std::string flags = absl::StrJoin(
      row.flags, "; ", [](std::string* out, trade::v1::Flag flag) { out->append(Words(flag)); });
  const bool cif = row.valuation == trade::v1::VALUATION_CIF;
  const bool fob = row.valuation == trade::v1::VALUATION_FOB;
  return {std::string(FrequencyCode(block.period())),
          block.period(),
          block.reporter(),
          block.flow(),
          block.partner(),
          row.classification,
          row.commodity,
          row.quantity_unit,
          row.quantity.value_or(""),
          row.net_weight_kg.value_or(""),
          cif ? row.value : "",
          fob ? row.value : row.fob_value.value_or(""),
          row.value,
          block.currency(),
          flags,
          block.release(),
          row.cell};
}

std::string Quoted(const std::string& cell) {
  std::string text = Printable(cell);
  if (text.find_first_of(",\"") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string ObservationsCsvHeader() { return absl::StrCat(absl::StrJoin(kColumns, ","), "\n"); }

std::string ObservationsCsv(const trade::v1::ObservationBlock& block,
                            const std::vector<ObservationRow>& rows) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    absl::StrAppend(
        &lines,
        absl::StrJoin(CellsOf(block, row), ",",
                      [](std::string* out, const std::string& cell) { out->append(Quoted(cell)); }),
        "\n");
  }
  return lines;
}

std::string ObservationsJson(const trade::v1::ObservationBlock& block,
                             const std::vector<ObservationRow>& rows) {
  std::string lines;
  for (const ObservationRow& row : rows) {
    const Cells cells = CellsOf(block, row);
    absl::string_view before = "{";
    for (size_t i = 0; i < cells.size(); ++i) {
      if (cells[i].empty()) continue;
      absl::StrAppend(&lines, before, "\"", kColumns[i], "\":");
      obs::AppendJsonString(cells[i], lines);
      before = ",";
    }
    absl::StrAppend(&lines, "}\n");
  }
  return lines;
}

}  // namespace entente::client
