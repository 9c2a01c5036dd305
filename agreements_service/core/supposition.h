#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SUPPOSITION_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SUPPOSITION_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"

namespace entente::agreements {

// What is added to an agreement for one answer. Ids and evidence count for nothing.
struct Supposition {
  std::vector<Action> actions;
  std::vector<Event> events;
  // Of others to it: `agreement` is the other one, which has the relation.
  std::vector<Relation> relations;
};

// Adds the actions and events to `agreement`, with "a supposition" as their source. Errors are
// INVALID_ARGUMENT and name the field below "suppose", or the list of the agreement that would get
// too long (LIST_TOO_LONG).
absl::Status Suppose(const Supposition& supposition, Agreement& agreement);

// Makes `other`, which `relation` names, have that relation to the agreement `name`; `field` is the
// relation's path.
absl::Status Suppose(Relation relation, const std::string& name, absl::string_view field,
                     Agreement& other);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SUPPOSITION_H_
