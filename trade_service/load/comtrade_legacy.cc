#include "trade_service/load/comtrade_legacy.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"

#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "trade_service/load/comtrade_release.h"
#include "trade_service/load/comtrade_row.h"

namespace entente::trade {
namespace {

// A column's bare name, in which R changes nothing, and the same column's in API v1.
struct LegacyName {
  absl::string_view legacy;
  absl::string_view v1;
};

constexpr std::array<LegacyName, 21> kNames = {{
    {"classification", "classificationCode"},
    {"period", "period"},
    {"tradeflowcode", "flowCode"},
    {"reportercode", "reporterCode"},
    {"partnercode", "partnerCode"},
    {"2ndpartnercode", "partner2Code"},
    {"x2ndpartnercode", "partner2Code"},
    {"secondpartnercode", "partner2Code"},
    {"customsproccode", "customsCode"},
    {"modeoftransportcode", "motCode"},
    {"commoditycode", "cmdCode"},
    {"qtyunitcode", "qtyUnitCode"},
    {"qty", "qty"},
    {"netweightkg", "netWgt"},
    {"tradevalueus", "primaryValue"},
    {"tradevalueusd", "primaryValue"},
    {"ciftradevalueus", "cifvalue"},
    {"ciftradevalueusd", "cifvalue"},
    {"fobtradevalueus", "fobvalue"},
    {"fobtradevalueusd", "fobvalue"},
    {"flag", "legacyEstimationFlag"},
}};

constexpr std::array<std::pair<absl::string_view, absl::string_view>, 4> kFlows = {{
    {"1", "M"},
    {"2", "X"},
    {"3", "RX"},
    {"4", "RM"},
}};

constexpr std::array<absl::string_view, 4> kMessages = {"query complexity", "resultset count",
                                                        "rate limit", "usage limit"};

// The header that API v1 would have: other columns keep a name that it does not know. A short file
// has a year alone.
std::vector<absl::string_view> Translate(const std::vector<absl::string_view>& header) {
  std::vector<absl::string_view> translated = header;
  absl::string_view* year = nullptr;
  bool has_period = false;
  for (absl::string_view& name : translated) {
    const std::string bare = BareName(name);
    if (bare == "year") year = &name;
    has_period |= bare == "period";
    const auto known = std::find_if(kNames.begin(), kNames.end(),
                                    [&](const LegacyName& one) { return one.legacy == bare; });
    if (known != kNames.end()) name = known->v1;
  }
  if (!has_period && year != nullptr) *year = "period";
  translated.push_back("freqCode");
  return translated;
}

absl::string_view FlowOf(absl::string_view code) {
  const auto known = std::find_if(kFlows.begin(), kFlows.end(),
                                  [&](const auto& one) { return one.first == code; });
  return known == kFlows.end() ? code : known->second;
}

}  // namespace

bool IsLegacyHeader(absl::string_view line) {
  const std::string bare = BareName(line);
  return absl::StrContains(bare, "tradeflowcode") && absl::StrContains(bare, "reportercode") &&
         absl::StrContains(bare, "tradevalueus");
}

bool IsLegacyMessage(absl::string_view line) {
  return std::any_of(kMessages.begin(), kMessages.end(), [&](absl::string_view message) {
    return absl::StartsWithIgnoreCase(line, message);
  });
}

absl::StatusOr<LoadedFile> LoadComtradeLegacy(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(ComtradeColumns columns, ReadComtradeHeader(Translate(table.fields())));
  ComtradeRelease release(std::move(columns), file.folder);
  std::vector<absl::string_view> fields;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    fields = table.fields();
    fields.resize(table.width());
    absl::string_view& flow = fields[release.columns().Position(Column::kFlowCode) - 1];
    flow = FlowOf(absl::StripAsciiWhitespace(flow));
    fields.push_back(release.columns().Get(fields, Column::kPeriod).size() == 4 ? "A" : "M");
    RETURN_IF_ERROR(release.Add(fields, table.line()).status());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return std::move(release).Finish(file);
}

}  // namespace entente::trade
