#ifndef ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_CONDITION_H_
#define ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_CONDITION_H_

#include <functional>
#include <optional>

#include "absl/status/statusor.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/status.h"
#include "agreements_service/store/store.h"
#include "common/api/filter.h"

namespace entente::agreements {

// What a condition on agreements asks.
struct AgreementTest {
  // Whether it holds of an agreement with that status. Absent: what is recorded does not say, so
  // that neither the condition nor its NOT holds.
  std::function<std::optional<bool>(const Agreement&, const StatusOnDay&)> holds;
  // Makes a query ask only for what the condition holds of, where a query can. Null: it cannot.
  std::function<void(AgreementFilter&)> narrow;
};

// The fields of ListAgreementsRequest.filter, each with its comparisons and the meaning of its
// values. INVALID_ARGUMENT: FILTER_INVALID, or the reason of a country, date or name.
absl::StatusOr<AgreementTest> TestOf(const FilterCondition& condition);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_CONDITION_H_
