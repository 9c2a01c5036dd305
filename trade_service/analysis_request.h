#ifndef ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_
#define ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/time/period.h"
#include "trade_service/core/basis.h"

// Checks that requests of AnalysisService have in common. Every error is INVALID_ARGUMENT and names
// the field.
namespace entente::trade {

// A flow, X if the text is empty. FLOW_INVALID.
absl::StatusOr<std::string> CheckFlow(const std::string& flow);

// A commodity, TOTAL if the text is empty. COMMODITY_INVALID.
absl::StatusOr<std::string> CheckCommodity(const std::string& commodity);

// A period of any length, or none if the text is empty. PERIOD_INVALID.
absl::StatusOr<std::optional<Period>> CheckAnyPeriod(const std::string& text,
                                                     absl::string_view field);

// How many are asked for: 1 to `maximum`, or 10 for 0. LIMIT_INVALID.
absl::StatusOr<int> CheckLimit(int limit, int maximum);

// What figures are asked for on, in any currency: a source or, if that is empty, any one, and a
// classification, likewise. CLASSIFICATION_INVALID.
absl::StatusOr<Basis> CheckBasis(const std::string& source, const std::string& classification);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_
