#ifndef ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/dataset.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "agreements_service/core/status.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/agreements/v1/relationship_service.pb.h"
#include "entente/agreements/v1/resources.pb.h"

// entente.agreements.v1 to the types of core/ and back. Errors are INVALID_ARGUMENT and name the
// field. What is output only is ignored on the way in, except `recorded` and `revision` of a data
// set, which no request carries.
namespace entente::agreements {

v1::Agreement ToProto(const Agreement& agreement);
// Whole and checked; ids that are missing are made.
absl::StatusOr<Agreement> FromProto(const v1::Agreement& proto);

// Parts of an agreement, not checked against it; `field` names the part.
absl::StatusOr<Action> FromProto(const v1::Action& proto, absl::string_view field);
absl::StatusOr<Event> FromProto(const v1::Event& proto, absl::string_view field);
absl::StatusOr<Relation> FromProto(const v1::Relation& proto, absl::string_view field);

// Without `registered`.
v1::Occasion ToProto(const Occasion& occasion);
absl::StatusOr<Occasion> FromProto(const v1::Occasion& proto);

v1::Milestone ToProto(const Milestone& milestone);
absl::StatusOr<Milestone> FromProto(const v1::Milestone& proto);

v1::Dataset ToProto(const Dataset& dataset);
absl::StatusOr<Dataset> FromProto(const v1::Dataset& proto);

v1::StatusOnDay ToProto(const StatusOnDay& status);
v1::Anniversary ToProto(const Anniversary& anniversary);

// A field, instrument or status to filter by; `field` names it.
absl::StatusOr<Field> FromProto(v1::Field value, absl::string_view field);
absl::StatusOr<Instrument> FromProto(v1::Instrument value, absl::string_view field);
absl::StatusOr<Status> FromProto(v1::Status value, absl::string_view field);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_
