#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_CHECK_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_CHECK_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"

// What makes an agreement, an occasion and a milestone one. Every error is INVALID_ARGUMENT and
// names the field by its path, such as "agreement.parties[1].country". What an enum, a date or a
// resource name can be is checked where they are read (convert.h).
namespace entente::agreements {

// Of a list in a resource but that of actions; the world has about 200 states.
inline constexpr size_t kMaxEntries = 500;
// Of actions; a treaty of all states has a few thousand.
inline constexpr size_t kMaxActions = 5'000;

absl::Status CheckAgreement(const Agreement& agreement);
absl::Status CheckOccasion(const Occasion& occasion);
absl::Status CheckMilestone(const Milestone& milestone);

// That no list of the agreement is longer than the contract lets it be (LIST_TOO_LONG).
absl::Status CheckLengths(const Agreement& agreement);

// Evidence, be it none; `field` is the list's path.
absl::Status CheckEvidence(const std::vector<Evidence>& evidence, absl::string_view field);

// Parts of an agreement; `field` is the part's path. An action's party must be one of `agreement`.
absl::Status CheckAction(const Action& action, const Agreement& agreement, absl::string_view field);
absl::Status CheckEvent(const Event& event, absl::string_view field);
// `name`: of the agreement that has the relation.
absl::Status CheckRelation(const Relation& relation, absl::string_view name,
                           absl::string_view field);
absl::Status CheckIdentifier(const Identifier& identifier, absl::string_view field);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_CHECK_H_
