#ifndef ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_
#define ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/core/basis.h"
#include "trade_service/store/snapshot.h"

// What requests of AnalysisService, and the answers to them, have in common. Every error of a check
// is INVALID_ARGUMENT and names the field.
namespace entente::trade {

// How many are asked for: 1 to `maximum`, or 10 for 0. LIMIT_INVALID.
absl::StatusOr<int> CheckLimit(int limit, int maximum);

// What figures are asked for on, in any currency: a source or, if that is empty, any one, and a
// classification, likewise. CLASSIFICATION_INVALID.
absl::StatusOr<Basis> CheckBasis(const std::string& source, const std::string& classification);

// The periods that a ranking looks at one after the other: the one that `query` asks for or, if it
// asks for none, the years of which there are blocks of whatever periods, the latest first.
absl::StatusOr<std::vector<Period>> PeriodsFrom(const Snapshot& snapshot, BlockQuery query);

// Why a source that answers has nothing of the world to compare with.
v1::WorldAbsence WhyNoWorld(const Snapshot& snapshot, absl::string_view source);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_ANALYSIS_REQUEST_H_
