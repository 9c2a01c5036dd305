#include "trade_service/analysis_request.h"

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/request.h"

namespace entente::trade {
namespace {

constexpr int kDefaultLimit = 10;

}  // namespace

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
  ASSIGN_OR_RETURN(asked.classification, CheckClassification(classification));
  return asked;
}

absl::StatusOr<std::vector<Period>> PeriodsFrom(const Snapshot& snapshot, BlockQuery query) {
  if (query.period) return std::vector<Period>{*query.period};
  query.frequency.reset();
  return snapshot.YearsOf(query);
}

v1::WorldAbsence WhyNoWorld(const Snapshot& snapshot, absl::string_view source) {
  return snapshot.IsReconciled(source) ? v1::WORLD_ABSENCE_PART_LOADED
                                       : v1::WORLD_ABSENCE_NOT_REPORTED;
}

}  // namespace entente::trade
