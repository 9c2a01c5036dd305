#include "common/api/convert.h"

#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente {

google::type::Date ToProto(absl::CivilDay day) {
  google::type::Date proto;
  proto.set_year(static_cast<int>(day.year()));
  proto.set_month(day.month());
  proto.set_day(day.day());
  return proto;
}

absl::StatusOr<absl::CivilDay> FromProto(const google::type::Date& day, absl::string_view field) {
  const absl::CivilDay civil(day.year(), day.month(), day.day());
  if (day.year() < 1 || day.year() > 9999 || civil.year() != day.year() ||
      civil.month() != day.month() || civil.day() != day.day()) {
    return InvalidField("DAY_INVALID", field,
                        absl::StrCat("year ", day.year(), ", month ", day.month(), ", day ",
                                     day.day(), " is not a day of the calendar"));
  }
  return civil;
}

google::protobuf::Timestamp ToProto(absl::Time time) {
  google::protobuf::Timestamp proto;
  const int64_t seconds = absl::ToUnixSeconds(time);
  proto.set_seconds(seconds);
  proto.set_nanos(
      static_cast<int32_t>(absl::ToInt64Nanoseconds(time - absl::FromUnixSeconds(seconds))));
  return proto;
}

absl::Time FromProto(const google::protobuf::Timestamp& time) {
  return absl::FromUnixSeconds(time.seconds()) + absl::Nanoseconds(time.nanos());
}

common::v1::PartialDate ToProto(const PartialDate& date) {
  common::v1::PartialDate proto;
  proto.set_edtf(date.ToString());
  if (date.kind() == PartialDate::Kind::kDate) {
    *proto.mutable_earliest() = ToProto(date.Earliest());
    *proto.mutable_latest() = ToProto(date.Latest());
  }
  return proto;
}

absl::StatusOr<PartialDate> FromProto(const common::v1::PartialDate& date,
                                      absl::string_view field) {
  absl::StatusOr<PartialDate> parsed = PartialDate::Parse(date.edtf());
  if (!parsed.ok()) {
    return InvalidField("DATE_INVALID", absl::StrCat(field, ".edtf"), parsed.status().message());
  }
  return parsed;
}

common::v1::Evidence ToProto(const Evidence& evidence) {
  common::v1::Evidence proto;
  proto.set_source(evidence.source);
  proto.set_release(evidence.release);
  proto.set_publisher(evidence.publisher);
  proto.set_url(evidence.url);
  if (evidence.published != PartialDate()) *proto.mutable_published() = ToProto(evidence.published);
  if (evidence.recorded) *proto.mutable_recorded() = ToProto(*evidence.recorded);
  if (evidence.retrieved != PartialDate()) *proto.mutable_retrieved() = ToProto(evidence.retrieved);
  proto.set_cell(evidence.cell);
  proto.set_note(evidence.note);
  proto.set_confidence(static_cast<common::v1::Confidence>(evidence.confidence));
  return proto;
}

absl::StatusOr<Evidence> FromProto(const common::v1::Evidence& proto, absl::string_view field) {
  static_assert(static_cast<int>(Confidence::kLow) == common::v1::CONFIDENCE_LOW);
  Evidence evidence;
  evidence.source = proto.source();
  evidence.release = proto.release();
  evidence.publisher = proto.publisher();
  evidence.url = proto.url();
  ASSIGN_OR_RETURN(evidence.published,
                   FromProto(proto.published(), absl::StrCat(field, ".published")));
  if (proto.has_recorded()) evidence.recorded = FromProto(proto.recorded());
  ASSIGN_OR_RETURN(evidence.retrieved,
                   FromProto(proto.retrieved(), absl::StrCat(field, ".retrieved")));
  evidence.cell = proto.cell();
  evidence.note = proto.note();
  if (!common::v1::Confidence_IsValid(proto.confidence())) {
    return InvalidField("CONFIDENCE_INVALID", absl::StrCat(field, ".confidence"),
                        "not a value of Confidence");
  }
  evidence.confidence = static_cast<Confidence>(proto.confidence());
  if (evidence.publisher.empty() && evidence.url.empty()) {
    return InvalidField("EVIDENCE_EMPTY", field, "name a publisher or an address");
  }
  return evidence;
}

common::v1::Country CountryProto(absl::string_view alpha3) {
  common::v1::Country proto;
  proto.set_alpha3(std::string(alpha3));
  const Country* country = FindByAlpha3(alpha3);
  proto.set_name(country != nullptr ? country->name : std::string(alpha3));
  return proto;
}

common::v1::Pair ToProto(const Pair& pair) {
  common::v1::Pair proto;
  *proto.mutable_first() = CountryProto(pair.first);
  *proto.mutable_second() = CountryProto(pair.second);
  return proto;
}

common::v1::EmptyReason ToProto(EmptyReason reason) {
  static_assert(static_cast<int>(EmptyReason::kNotKnownThen) ==
                common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  return static_cast<common::v1::EmptyReason>(reason);
}

common::v1::ImportReport ToProto(const ImportReport& report) {
  common::v1::ImportReport proto;
  proto.set_read(report.read);
  proto.set_kept(report.kept);
  proto.set_merged(report.merged);
  proto.set_superseded(report.superseded);
  proto.set_rejected(report.rejected());
  for (const auto& row : report.first_rejected()) {
    auto& added = *proto.add_first_rejected();
    added.set_line(row.line);
    added.set_column(row.column);
    added.set_reason(row.reason);
    added.set_message(row.message);
  }
  for (const auto& rejection : report.rejections()) {
    auto& added = *proto.add_rejections();
    added.set_reason(rejection.reason);
    added.set_count(rejection.count);
  }
  for (const auto& anomaly : report.anomalies()) {
    auto& added = *proto.add_anomalies();
    added.set_reason(anomaly.reason);
    added.set_count(anomaly.count);
    added.set_first(anomaly.first);
  }
  for (const auto& [of, value] : report.totals) {
    auto& added = *proto.add_totals();
    added.set_of(of);
    added.set_value(value);
  }
  proto.set_totals_left_out(report.totals_left_out);
  return proto;
}

common::v1::Change ToProto(const Change& change) {
  static_assert(static_cast<int>(ChangeKind::kDeleted) == common::v1::CHANGE_KIND_DELETED);
  common::v1::Change proto;
  proto.set_revision(change.revision);
  *proto.mutable_recorded() = ToProto(change.recorded);
  proto.set_principal(change.principal);
  proto.set_resource(change.name);
  proto.set_kind(static_cast<common::v1::ChangeKind>(change.kind));
  return proto;
}

}  // namespace entente
