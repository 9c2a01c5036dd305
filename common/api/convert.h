#ifndef ENTENTE_COMMON_API_CONVERT_H_
#define ENTENTE_COMMON_API_CONVERT_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "google/protobuf/timestamp.pb.h"
#include "google/type/date.pb.h"

#include "common/geo/pair.h"
#include "common/journal/journal.h"
#include "common/provenance/empty_reason.h"
#include "common/provenance/evidence.h"
#include "common/provenance/import_report.h"
#include "common/time/partial_date.h"
#include "entente/common/v1/types.pb.h"

// entente.common.v1 to the types of common/ and back, for both services. Errors are
// INVALID_ARGUMENT and name `field`, the path of the message in its request.
namespace entente {

google::type::Date ToProto(absl::CivilDay day);
// DAY_INVALID if it is no day of the calendar; year, month and day are all required.
absl::StatusOr<absl::CivilDay> FromProto(const google::type::Date& day, absl::string_view field);

google::protobuf::Timestamp ToProto(absl::Time time);
absl::Time FromProto(const google::protobuf::Timestamp& time);

// Fills earliest and latest in for a date.
common::v1::PartialDate ToProto(const PartialDate& date);
// Reads `edtf`; earliest and latest are ignored. DATE_INVALID.
absl::StatusOr<PartialDate> FromProto(const common::v1::PartialDate& date, absl::string_view field);

common::v1::Evidence ToProto(const Evidence& evidence);
absl::StatusOr<Evidence> FromProto(const common::v1::Evidence& proto, absl::string_view field);

// A country of ISO 3166-1 by alpha-3; another code comes back as its own name.
common::v1::Country CountryProto(absl::string_view alpha3);
common::v1::Pair ToProto(const Pair& pair);

common::v1::EmptyReason ToProto(EmptyReason reason);

common::v1::ImportReport ToProto(const ImportReport& report);
common::v1::Change ToProto(const Change& change);

}  // namespace entente

#endif  // ENTENTE_COMMON_API_CONVERT_H_
