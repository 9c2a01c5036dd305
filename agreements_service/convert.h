#ifndef ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/conflict.h"
#include "agreements_service/core/dataset.h"
#include "agreements_service/core/due.h"
#include "agreements_service/core/merge.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "agreements_service/core/pair_timeline.h"
#include "agreements_service/core/replacement.h"
#include "agreements_service/core/status.h"
#include "agreements_service/core/suggest.h"
#include "entente/agreements/v1/agreement_service.pb.h"
#include "entente/agreements/v1/merges.pb.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/agreements/v1/relationship_service.pb.h"
#include "entente/agreements/v1/resources.pb.h"

// entente.agreements.v1 to the types of core/ and back. Errors are INVALID_ARGUMENT and name the
// field. What is output only is ignored on the way in, except in a data set and in a merge, which
// no request carries.
namespace entente::agreements {

v1::Agreement ToProto(const Agreement& agreement);
// Whole and checked; ids that are missing are made.
absl::StatusOr<Agreement> FromProto(const v1::Agreement& proto);

v1::Claim ToProto(const Claim& claim);
v1::Anomaly ToProto(const Anomaly& anomaly);
v1::Conflict ToProto(const Conflict& conflict);

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

v1::Merge ToProto(const Merge& merge);
absl::StatusOr<Merge> FromProto(const v1::Merge& proto);
v1::MergeSuggestion ToProto(const Suggestion& suggestion);

v1::StatusOnDay ToProto(const StatusOnDay& status);
v1::Anniversary ToProto(const Anniversary& anniversary);
v1::TimelineEntry ToProto(const TimelineEntry& entry);
v1::Replacement ToProto(const Replacement& replacement);
v1::Due ToProto(const Due& due);

// A field, status or kind to filter by; `field` names it.
// At most as many pieces of evidence as a resource can have; `field` names the list.
absl::StatusOr<std::vector<Evidence>> FromProto(
    const google::protobuf::RepeatedPtrField<common::v1::Evidence>& protos,
    absl::string_view field);

// An agreement's name in another register, checked.
absl::StatusOr<Identifier> FromProto(const v1::Identifier& proto, absl::string_view field);

// A field, instrument or status to filter by; `field` names it.
absl::StatusOr<Field> FromProto(v1::Field value, absl::string_view field);
absl::StatusOr<Instrument> FromProto(v1::Instrument value, absl::string_view field);
absl::StatusOr<Status> FromProto(v1::Status value, absl::string_view field);
absl::StatusOr<RelationKind> FromProto(v1::RelationKind value, absl::string_view field);
absl::StatusOr<TimelineEntryKind> FromProto(v1::TimelineEntryKind value, absl::string_view field);
absl::StatusOr<DueKind> FromProto(v1::DueKind value, absl::string_view field);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CONVERT_H_
