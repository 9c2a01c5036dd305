#include "trade_service/analysis_request.h"

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

constexpr int kDefaultLimit = 10;

absl::StatusOr<std::string> CheckCode(const std::string& code, absl::string_view otherwise,
                                      absl::string_view reason, absl::string_view field) {
  if (code.empty()) return std::string(otherwise);
  if (!IsCode(code)) {
    return InvalidField(reason, field, "send at most 20 printable ASCII characters without blanks");
  }
  return code;
}

}  // namespace

absl::StatusOr<std::string> CheckFlow(const std::string& flow) {
  return CheckCode(flow, kExports, "FLOW_INVALID", "flow");
}

absl::StatusOr<std::string> CheckCommodity(const std::string& commodity) {
  return CheckCode(commodity, kTotal, "COMMODITY_INVALID", "commodity");
}

absl::StatusOr<std::optional<Period>> CheckAnyPeriod(const std::string& text,
                                                     absl::string_view field) {
  if (text.empty()) return std::optional<Period>();
  const absl::StatusOr<Period> period = Period::Parse(text);
  if (!period.ok()) return InvalidField("PERIOD_INVALID", field, period.status().message());
  return std::optional<Period>(*period);
}

absl::StatusOr<int> CheckLimit(int limit, int maximum) {
  if (limit == 0) return kDefaultLimit;
  if (limit < 1 || limit > maximum) {
    return InvalidField("LIMIT_INVALID", "limit", absl::StrCat("send 1 to ", maximum));
  }
  return limit;
}

absl::StatusOr<Basis> CheckBasis(const std::string& source, const std::string& classification) {
  Basis asked;
  asked.source = source;
  ASSIGN_OR_RETURN(asked.classification,
                   CheckCode(classification, "", "CLASSIFICATION_INVALID", "classification"));
  return asked;
}

}  // namespace entente::trade
