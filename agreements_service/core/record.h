#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_RECORD_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_RECORD_H_

#include "absl/status/status.h"

#include "agreements_service/core/agreement.h"

// Additions to an agreement. Each is checked against it, gets an id if it has none, and comes last;
// errors are INVALID_ARGUMENT and name the field in "action", "event" or "relation", or the list of
// the agreement that would get too long (LIST_TOO_LONG).
namespace entente::agreements {

// PARTY_UNKNOWN, ID_TAKEN, ID_INVALID, DATE_MISSING, DATE_INVALID.
absl::Status Record(Action action, Agreement& agreement);
// ID_TAKEN, ID_INVALID, DATE_MISSING, DATE_INVALID.
absl::Status Record(Event event, Agreement& agreement);
// RELATION_TO_ITSELF, DATE_INVALID.
absl::Status Record(Relation relation, Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_RECORD_H_
