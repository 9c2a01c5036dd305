#include "agreements_service/convert.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

// The enums of core/ are numbered as in the contract.
static_assert(static_cast<int>(Instrument::kOther) == v1::Instrument_MAX);
static_assert(static_cast<int>(BindingForce::kNotBinding) == v1::BindingForce_MAX);
static_assert(static_cast<int>(kLastField) == v1::Field_MAX);
static_assert(static_cast<int>(PartyKind::kOther) == v1::PartyKind_MAX);
static_assert(static_cast<int>(ActionKind::kDomesticStep) == v1::ActionKind_MAX);
static_assert(static_cast<int>(EventKind::kRegistered) == v1::EventKind_MAX);
static_assert(static_cast<int>(RelationKind::kConsolidates) == v1::RelationKind_MAX);
static_assert(static_cast<int>(OccasionKind::kSummit) == v1::OccasionKind_MAX);
static_assert(static_cast<int>(MilestoneKind::kInstitution) == v1::MilestoneKind_MAX);
static_assert(static_cast<int>(Status::kIndeterminate) == v1::Status_MAX);
static_assert(static_cast<int>(TimelineEntryKind::kAnniversary) == v1::TimelineEntryKind_MAX);
static_assert(static_cast<int>(EntryBasis::kDate) == v1::EntryBasis_MAX);
static_assert(static_cast<int>(DueKind::kSignatureAnniversary) == v1::DueKind_MAX);
static_assert(static_cast<int>(Suggestion::ReasonKind::kInstrument) == v1::MergeReasonKind_MAX);
static_assert(static_cast<int>(Status::kNeverInForce) == v1::STATUS_NEVER_IN_FORCE);
static_assert(static_cast<int>(Field::kArchives) == v1::FIELD_ARCHIVES);
static_assert(static_cast<int>(ActionKind::kEntryIntoForce) == v1::ACTION_KIND_ENTRY_INTO_FORCE);
static_assert(static_cast<int>(EventKind::kEntryIntoForce) == v1::EVENT_KIND_ENTRY_INTO_FORCE);
static_assert(static_cast<int>(RelationKind::kSupersedes) == v1::RELATION_KIND_SUPERSEDES);

// The value of core/ for an enum of the contract that must be one of 1 to `last`.
template <typename T>
absl::StatusOr<T> EnumOf(int value, T last, absl::string_view field) {
  if (value >= 1 && value <= static_cast<int>(last)) return static_cast<T>(value);
  return InvalidField(value == 0 ? "VALUE_MISSING" : "VALUE_UNKNOWN", field,
                      value == 0 ? "must be set" : "not a value of this enum");
}

// The same where 0 says that nothing is stated.
template <typename T>
absl::StatusOr<T> OptionalEnumOf(int value, T last, absl::string_view field) {
  if (value == 0) return static_cast<T>(0);
  return EnumOf(value, last, field);
}

void SetDate(const PartialDate& date, common::v1::PartialDate* proto) {
  *proto = entente::ToProto(date);
}

template <typename Proto>
void AddEvidence(const std::vector<Evidence>& evidence, Proto& proto) {
  for (const Evidence& one : evidence) *proto.add_evidence() = entente::ToProto(one);
}

template <typename Proto>
void AddFields(const std::vector<Field>& fields, Proto& proto) {
  for (const Field field : fields) proto.add_fields(static_cast<v1::Field>(field));
}

// Reads a repeated field with `read(element, path)`.
template <typename T, typename Protos, typename Read>
absl::StatusOr<std::vector<T>> ListOf(const Protos& protos, absl::string_view field, Read read) {
  std::vector<T> list;
  list.reserve(protos.size());
  for (int i = 0; i < protos.size(); ++i) {
    ASSIGN_OR_RETURN(T value, read(protos.Get(i), absl::StrCat(field, "[", i, "]")));
    list.push_back(std::move(value));
  }
  return list;
}

// Without `recorded`, which is output only.
absl::StatusOr<Evidence> EvidenceOf(const common::v1::Evidence& proto, absl::string_view field) {
  ASSIGN_OR_RETURN(Evidence evidence, entente::FromProto(proto, field));
  evidence.recorded.reset();
  return evidence;
}

template <typename Proto>
absl::StatusOr<std::vector<Evidence>> EvidenceListOf(const Proto& proto, absl::string_view field) {
  return ListOf<Evidence>(proto.evidence(), absl::StrCat(field, ".evidence"), EvidenceOf);
}

template <typename Proto>
absl::StatusOr<std::vector<Field>> FieldsOf(const Proto& proto, absl::string_view field) {
  return ListOf<Field>(
      proto.fields(), absl::StrCat(field, ".fields"),
      [](int value, absl::string_view path) { return EnumOf(value, kLastField, path); });
}

absl::Status CheckAgreementName(const std::string& name, absl::string_view field) {
  return MatchName(name, "agreements/*", field).status();
}

absl::StatusOr<Title> TitleOf(const v1::Title& proto, absl::string_view) {
  return Title{.language = proto.language(), .text = proto.text()};
}

absl::StatusOr<Party> PartyOf(const v1::Party& proto, absl::string_view field) {
  Party party;
  party.id = proto.id();
  ASSIGN_OR_RETURN(party.kind,
                   EnumOf(proto.kind(), PartyKind::kOther, absl::StrCat(field, ".kind")));
  if (!proto.country().empty()) {
    ASSIGN_OR_RETURN(party.country, CheckCountry(proto.country(), absl::StrCat(field, ".country")));
  }
  party.name = proto.name();
  if (party.name.empty() && party.kind == PartyKind::kState && !party.country.empty()) {
    party.name = CountryName(party.country, "en");
  }
  return party;
}

absl::StatusOr<Identifier> IdentifierOf(const v1::Identifier& proto, absl::string_view) {
  return Identifier{.scheme = proto.scheme(), .value = proto.value()};
}

absl::StatusOr<Action> ActionOf(const v1::Action& proto, absl::string_view field) {
  Action action;
  action.id = proto.id();
  action.party = proto.party();
  ASSIGN_OR_RETURN(action.kind,
                   EnumOf(proto.kind(), ActionKind::kDomesticStep, absl::StrCat(field, ".kind")));
  ASSIGN_OR_RETURN(action.date, entente::FromProto(proto.date(), absl::StrCat(field, ".date")));
  ASSIGN_OR_RETURN(action.effective,
                   entente::FromProto(proto.effective(), absl::StrCat(field, ".effective")));
  action.text = proto.text();
  ASSIGN_OR_RETURN(action.evidence, EvidenceListOf(proto, field));
  return action;
}

absl::StatusOr<Event> EventOf(const v1::Event& proto, absl::string_view field) {
  Event event;
  event.id = proto.id();
  ASSIGN_OR_RETURN(event.kind,
                   EnumOf(proto.kind(), EventKind::kRegistered, absl::StrCat(field, ".kind")));
  ASSIGN_OR_RETURN(event.date, entente::FromProto(proto.date(), absl::StrCat(field, ".date")));
  event.place = proto.place();
  event.method = proto.method();
  ASSIGN_OR_RETURN(event.evidence, EvidenceListOf(proto, field));
  return event;
}

absl::StatusOr<Relation> RelationOf(const v1::Relation& proto, absl::string_view field) {
  Relation relation;
  ASSIGN_OR_RETURN(relation.kind,
                   EnumOf(proto.kind(), RelationKind::kConsolidates, absl::StrCat(field, ".kind")));
  RETURN_IF_ERROR(CheckAgreementName(proto.agreement(), absl::StrCat(field, ".agreement")));
  relation.agreement = proto.agreement();
  ASSIGN_OR_RETURN(relation.date, entente::FromProto(proto.date(), absl::StrCat(field, ".date")));
  ASSIGN_OR_RETURN(relation.evidence, EvidenceListOf(proto, field));
  return relation;
}

absl::StatusOr<Claim> ClaimOf(const v1::Claim& proto, absl::string_view field) {
  Claim claim;
  claim.key = proto.key();
  claim.value = proto.value();
  ASSIGN_OR_RETURN(claim.evidence, EvidenceOf(proto.evidence(), absl::StrCat(field, ".evidence")));
  return claim;
}

absl::StatusOr<Anomaly> AnomalyOf(const v1::Anomaly& proto, absl::string_view) {
  return Anomaly{.reason = proto.reason(), .detail = proto.detail()};
}

Length LengthOf(const v1::Length& proto) {
  return {.years = proto.years(), .months = proto.months(), .days = proto.days()};
}

absl::StatusOr<EntryRule> EntryRuleOf(const v1::EntryRule& proto) {
  EntryRule rule;
  ASSIGN_OR_RETURN(rule.basis,
                   EnumOf(proto.basis(), EntryBasis::kDate, "agreement.terms.entry.basis"));
  rule.after = LengthOf(proto.after());
  rule.consents = proto.consents();
  ASSIGN_OR_RETURN(rule.date, entente::FromProto(proto.date(), "agreement.terms.entry.date"));
  rule.article = proto.article();
  return rule;
}

absl::StatusOr<Terms> TermsOf(const v1::Terms& proto) {
  Terms terms;
  if (proto.has_entry()) {
    ASSIGN_OR_RETURN(terms.entry, EntryRuleOf(proto.entry()));
  }
  if (proto.has_duration()) {
    terms.duration.emplace().article = proto.duration().article();
    if (proto.duration().has_length()) terms.duration->length = LengthOf(proto.duration().length());
  }
  if (proto.has_renewal()) {
    terms.renewal.emplace().article = proto.renewal().article();
    if (proto.renewal().has_length()) terms.renewal->length = LengthOf(proto.renewal().length());
  }
  if (proto.has_notice()) {
    const v1::NoticeRule& notice = proto.notice();
    terms.notice.emplace().article = notice.article();
    if (notice.has_before_end()) terms.notice->before_end = LengthOf(notice.before_end());
    if (notice.has_any_time()) terms.notice->any_time = LengthOf(notice.any_time());
  }
  if (proto.has_sunset()) {
    terms.sunset = SunsetRule{.length = LengthOf(proto.sunset().length()),
                              .article = proto.sunset().article()};
  }
  ASSIGN_OR_RETURN(terms.evidence, EvidenceListOf(proto, "agreement.terms"));
  return terms;
}

absl::StatusOr<DeclaredCount> DeclaredCountOf(const v1::DeclaredCount& proto,
                                              absl::string_view field) {
  DeclaredCount declared;
  declared.count = proto.count();
  ASSIGN_OR_RETURN(declared.fields, FieldsOf(proto, field));
  ASSIGN_OR_RETURN(declared.evidence,
                   EvidenceOf(proto.evidence(), absl::StrCat(field, ".evidence")));
  return declared;
}

void SetTitle(const Title& title, v1::Title& proto) {
  proto.set_language(title.language);
  proto.set_text(title.text);
}

void SetAction(const Action& action, v1::Action& proto) {
  proto.set_id(action.id);
  proto.set_party(action.party);
  proto.set_kind(static_cast<v1::ActionKind>(action.kind));
  SetDate(action.date, proto.mutable_date());
  if (action.effective != PartialDate()) SetDate(action.effective, proto.mutable_effective());
  proto.set_text(action.text);
  AddEvidence(action.evidence, proto);
}

void SetEvent(const Event& event, v1::Event& proto) {
  proto.set_id(event.id);
  proto.set_kind(static_cast<v1::EventKind>(event.kind));
  SetDate(event.date, proto.mutable_date());
  proto.set_place(event.place);
  proto.set_method(event.method);
  AddEvidence(event.evidence, proto);
}

void SetRelation(const Relation& relation, v1::Relation& proto) {
  proto.set_kind(static_cast<v1::RelationKind>(relation.kind));
  proto.set_agreement(relation.agreement);
  if (relation.date != PartialDate()) SetDate(relation.date, proto.mutable_date());
  AddEvidence(relation.evidence, proto);
}

void SetLength(const Length& length, v1::Length* proto) {
  proto->set_years(static_cast<int32_t>(length.years));
  proto->set_months(static_cast<int32_t>(length.months));
  proto->set_days(static_cast<int32_t>(length.days));
}

void SetTerms(const Terms& terms, v1::Terms& proto) {
  if (terms.entry.has_value()) {
    v1::EntryRule& entry = *proto.mutable_entry();
    entry.set_basis(static_cast<v1::EntryBasis>(terms.entry->basis));
    if (terms.entry->after != Length()) SetLength(terms.entry->after, entry.mutable_after());
    entry.set_consents(terms.entry->consents);
    if (terms.entry->date != PartialDate()) SetDate(terms.entry->date, entry.mutable_date());
    entry.set_article(terms.entry->article);
  }
  if (terms.duration.has_value()) {
    v1::DurationRule& duration = *proto.mutable_duration();
    if (terms.duration->length) SetLength(*terms.duration->length, duration.mutable_length());
    duration.set_article(terms.duration->article);
  }
  if (terms.renewal.has_value()) {
    v1::RenewalRule& renewal = *proto.mutable_renewal();
    if (terms.renewal->length) SetLength(*terms.renewal->length, renewal.mutable_length());
    renewal.set_article(terms.renewal->article);
  }
  if (terms.notice.has_value()) {
    v1::NoticeRule& notice = *proto.mutable_notice();
    if (terms.notice->before_end) {
      SetLength(*terms.notice->before_end, notice.mutable_before_end());
    }
    if (terms.notice->any_time) SetLength(*terms.notice->any_time, notice.mutable_any_time());
    notice.set_article(terms.notice->article);
  }
  if (terms.sunset.has_value()) {
    SetLength(terms.sunset->length, proto.mutable_sunset()->mutable_length());
    proto.mutable_sunset()->set_article(terms.sunset->article);
  }
  AddEvidence(terms.evidence, proto);
}

// Fills in when every piece of evidence in the message was recorded, where it does not say so: that
// of a merged agreement does.
void SetRecorded(const google::protobuf::Timestamp& recorded, google::protobuf::Message& message) {
  if (message.GetDescriptor() == common::v1::Evidence::descriptor()) {
    auto& evidence = static_cast<common::v1::Evidence&>(message);
    if (!evidence.has_recorded()) *evidence.mutable_recorded() = recorded;
    return;
  }
  const google::protobuf::Reflection& fields = *message.GetReflection();
  std::vector<const google::protobuf::FieldDescriptor*> present;
  fields.ListFields(message, &present);
  for (const google::protobuf::FieldDescriptor* field : present) {
    if (field->message_type() == nullptr) continue;
    if (!field->is_repeated()) {
      SetRecorded(recorded, *fields.MutableMessage(&message, field));
      continue;
    }
    for (int i = 0; i < fields.FieldSize(message, field); ++i) {
      SetRecorded(recorded, *fields.MutableRepeatedMessage(&message, field, i));
    }
  }
}

// What a resource has once it is recorded: etag, time and revision of its state, and the time for
// each piece of its evidence.
template <typename T, typename Proto>
void SetState(const T& resource, Proto& proto) {
  if (resource.revision == 0) return;
  const google::protobuf::Timestamp recorded = entente::ToProto(resource.recorded);
  SetRecorded(recorded, proto);
  proto.set_etag(EtagOf(resource.revision));
  *proto.mutable_recorded() = recorded;
  proto.set_revision(resource.revision);
}

// When it happened; the days without a text where no date says them alone.
common::v1::PartialDate DateOf(const TimelineEntry& entry) {
  if (entry.date != PartialDate()) return entente::ToProto(entry.date);
  common::v1::PartialDate proto;
  if (entry.span.earliest.year() >= kMinYear) {
    *proto.mutable_earliest() = entente::ToProto(entry.span.earliest);
  }
  if (entry.span.latest.year() <= kMaxYear) {
    *proto.mutable_latest() = entente::ToProto(entry.span.latest);
  }
  return proto;
}

v1::InForce ToProto(Truth in_force) {
  switch (in_force) {
    case Truth::kYes:
      return v1::IN_FORCE_YES;
    case Truth::kNo:
      return v1::IN_FORCE_NO;
    case Truth::kIndeterminate:
      return v1::IN_FORCE_NOT_KNOWN;
  }
  return v1::IN_FORCE_UNSPECIFIED;
}

}  // namespace

v1::Claim ToProto(const Claim& claim) {
  v1::Claim proto;
  proto.set_key(claim.key);
  proto.set_value(claim.value);
  *proto.mutable_evidence() = entente::ToProto(claim.evidence);
  return proto;
}

v1::Anomaly ToProto(const Anomaly& anomaly) {
  v1::Anomaly proto;
  proto.set_reason(anomaly.reason);
  proto.set_detail(anomaly.detail);
  return proto;
}

v1::Conflict ToProto(const Conflict& conflict) {
  v1::Conflict proto;
  *proto.mutable_claim() = ToProto(conflict.claim);
  for (const Status status : conflict.claimed) proto.add_claimed(static_cast<v1::Status>(status));
  proto.set_reason(conflict.reason);
  proto.set_detail(conflict.detail);
  return proto;
}

v1::Agreement ToProto(const Agreement& agreement) {
  v1::Agreement proto;
  proto.set_name(agreement.name);
  for (const Title& title : agreement.titles) SetTitle(title, *proto.add_titles());
  proto.set_instrument(static_cast<v1::Instrument>(agreement.instrument));
  proto.set_binding_force(static_cast<v1::BindingForce>(agreement.binding_force));
  AddFields(agreement.fields, proto);
  for (const Party& party : agreement.parties) {
    v1::Party& added = *proto.add_parties();
    added.set_id(party.id);
    added.set_kind(static_cast<v1::PartyKind>(party.kind));
    added.set_country(party.country);
    added.set_name(party.name);
  }
  for (const Identifier& identifier : agreement.identifiers) {
    v1::Identifier& added = *proto.add_identifiers();
    added.set_scheme(identifier.scheme);
    added.set_value(identifier.value);
  }
  for (const Action& action : agreement.actions) SetAction(action, *proto.add_actions());
  for (const Event& event : agreement.events) SetEvent(event, *proto.add_events());
  for (const Relation& relation : agreement.relations) {
    SetRelation(relation, *proto.add_relations());
  }
  for (const Claim& claim : agreement.claims) *proto.add_claims() = ToProto(claim);
  for (const Anomaly& anomaly : agreement.anomalies) *proto.add_anomalies() = ToProto(anomaly);
  if (agreement.terms != Terms()) SetTerms(agreement.terms, *proto.mutable_terms());
  proto.set_occasion(agreement.occasion);
  proto.set_note(agreement.note);
  AddEvidence(agreement.evidence, proto);
  for (const std::string& name : agreement.merged) proto.add_merged(name);
  SetState(agreement, proto);
  return proto;
}

absl::StatusOr<Agreement> FromProto(const v1::Agreement& proto) {
  Agreement agreement;
  RETURN_IF_ERROR(CheckAgreementName(proto.name(), "agreement.name"));
  agreement.name = proto.name();
  ASSIGN_OR_RETURN(agreement.titles, ListOf<Title>(proto.titles(), "agreement.titles", TitleOf));
  ASSIGN_OR_RETURN(agreement.instrument,
                   OptionalEnumOf(proto.instrument(), Instrument::kOther, "agreement.instrument"));
  ASSIGN_OR_RETURN(
      agreement.binding_force,
      OptionalEnumOf(proto.binding_force(), BindingForce::kNotBinding, "agreement.binding_force"));
  ASSIGN_OR_RETURN(agreement.fields, FieldsOf(proto, "agreement"));
  ASSIGN_OR_RETURN(agreement.parties, ListOf<Party>(proto.parties(), "agreement.parties", PartyOf));
  ASSIGN_OR_RETURN(agreement.identifiers,
                   ListOf<Identifier>(proto.identifiers(), "agreement.identifiers", IdentifierOf));
  ASSIGN_OR_RETURN(agreement.actions,
                   ListOf<Action>(proto.actions(), "agreement.actions", ActionOf));
  ASSIGN_OR_RETURN(agreement.events, ListOf<Event>(proto.events(), "agreement.events", EventOf));
  ASSIGN_OR_RETURN(agreement.relations,
                   ListOf<Relation>(proto.relations(), "agreement.relations", RelationOf));
  ASSIGN_OR_RETURN(agreement.claims, ListOf<Claim>(proto.claims(), "agreement.claims", ClaimOf));
  ASSIGN_OR_RETURN(agreement.anomalies,
                   ListOf<Anomaly>(proto.anomalies(), "agreement.anomalies", AnomalyOf));
  ASSIGN_OR_RETURN(agreement.terms, TermsOf(proto.terms()));
  if (!proto.occasion().empty()) {
    RETURN_IF_ERROR(
        CheckNameBelowPair(proto.occasion(), "occasions", "agreement.occasion").status());
    agreement.occasion = proto.occasion();
  }
  agreement.note = proto.note();
  ASSIGN_OR_RETURN(agreement.evidence, EvidenceListOf(proto, "agreement"));
  AssignIds(agreement);
  RETURN_IF_ERROR(CheckAgreement(agreement));
  return agreement;
}

absl::StatusOr<Action> FromProto(const v1::Action& proto, absl::string_view field) {
  return ActionOf(proto, field);
}

absl::StatusOr<Event> FromProto(const v1::Event& proto, absl::string_view field) {
  return EventOf(proto, field);
}

absl::StatusOr<Relation> FromProto(const v1::Relation& proto, absl::string_view field) {
  return RelationOf(proto, field);
}

v1::Occasion ToProto(const Occasion& occasion) {
  v1::Occasion proto;
  proto.set_name(occasion.name);
  proto.set_kind(static_cast<v1::OccasionKind>(occasion.kind));
  proto.set_title(occasion.title);
  SetDate(occasion.start, proto.mutable_start());
  if (occasion.end != PartialDate()) SetDate(occasion.end, proto.mutable_end());
  proto.set_place(occasion.place);
  for (const DeclaredCount& declared : occasion.declared_counts) {
    v1::DeclaredCount& added = *proto.add_declared_counts();
    added.set_count(declared.count);
    AddFields(declared.fields, added);
    *added.mutable_evidence() = entente::ToProto(declared.evidence);
  }
  proto.set_note(occasion.note);
  AddEvidence(occasion.evidence, proto);
  SetState(occasion, proto);
  return proto;
}

absl::StatusOr<Occasion> FromProto(const v1::Occasion& proto) {
  Occasion occasion;
  RETURN_IF_ERROR(CheckNameBelowPair(proto.name(), "occasions", "occasion.name").status());
  occasion.name = proto.name();
  ASSIGN_OR_RETURN(occasion.kind, EnumOf(proto.kind(), OccasionKind::kSummit, "occasion.kind"));
  occasion.title = proto.title();
  ASSIGN_OR_RETURN(occasion.start, entente::FromProto(proto.start(), "occasion.start"));
  ASSIGN_OR_RETURN(occasion.end, entente::FromProto(proto.end(), "occasion.end"));
  occasion.place = proto.place();
  ASSIGN_OR_RETURN(
      occasion.declared_counts,
      ListOf<DeclaredCount>(proto.declared_counts(), "occasion.declared_counts", DeclaredCountOf));
  occasion.note = proto.note();
  ASSIGN_OR_RETURN(occasion.evidence, EvidenceListOf(proto, "occasion"));
  RETURN_IF_ERROR(CheckOccasion(occasion));
  return occasion;
}

v1::Milestone ToProto(const Milestone& milestone) {
  v1::Milestone proto;
  proto.set_name(milestone.name);
  proto.set_kind(static_cast<v1::MilestoneKind>(milestone.kind));
  proto.set_title(milestone.title);
  SetDate(milestone.date, proto.mutable_date());
  proto.set_agreement(milestone.agreement);
  proto.set_note(milestone.note);
  AddEvidence(milestone.evidence, proto);
  SetState(milestone, proto);
  return proto;
}

absl::StatusOr<Milestone> FromProto(const v1::Milestone& proto) {
  Milestone milestone;
  RETURN_IF_ERROR(CheckNameBelowPair(proto.name(), "milestones", "milestone.name").status());
  milestone.name = proto.name();
  ASSIGN_OR_RETURN(milestone.kind,
                   EnumOf(proto.kind(), MilestoneKind::kInstitution, "milestone.kind"));
  milestone.title = proto.title();
  ASSIGN_OR_RETURN(milestone.date, entente::FromProto(proto.date(), "milestone.date"));
  if (!proto.agreement().empty()) {
    RETURN_IF_ERROR(CheckAgreementName(proto.agreement(), "milestone.agreement"));
    milestone.agreement = proto.agreement();
  }
  milestone.note = proto.note();
  ASSIGN_OR_RETURN(milestone.evidence, EvidenceListOf(proto, "milestone"));
  RETURN_IF_ERROR(CheckMilestone(milestone));
  return milestone;
}

v1::Dataset ToProto(const Dataset& dataset) {
  v1::Dataset proto;
  proto.set_name(dataset.name);
  proto.set_file_name(dataset.file_name);
  proto.set_url(dataset.url);
  proto.set_sha256(dataset.sha256);
  proto.set_resource_count(dataset.resource_count);
  proto.set_principal(dataset.principal);
  if (dataset.revision == 0) return proto;
  *proto.mutable_recorded() = entente::ToProto(dataset.recorded);
  proto.set_revision(dataset.revision);
  return proto;
}

absl::StatusOr<Dataset> FromProto(const v1::Dataset& proto) {
  RETURN_IF_ERROR(MatchName(proto.name(), "datasets/*", "dataset.name").status());
  return Dataset{.name = proto.name(),
                 .file_name = proto.file_name(),
                 .url = proto.url(),
                 .sha256 = proto.sha256(),
                 .resource_count = proto.resource_count(),
                 .principal = proto.principal(),
                 .recorded = entente::FromProto(proto.recorded()),
                 .revision = proto.revision()};
}

v1::Merge ToProto(const Merge& merge) {
  v1::Merge proto;
  proto.set_name(merge.name);
  proto.set_agreement(merge.agreement);
  proto.set_duplicate(merge.duplicate);
  proto.set_undone(merge.undone);
  proto.set_principal(merge.principal);
  proto.set_reason(merge.reason);
  AddEvidence(merge.evidence, proto);
  SetState(merge, proto);
  return proto;
}

absl::StatusOr<Merge> FromProto(const v1::Merge& proto) {
  Merge merge;
  RETURN_IF_ERROR(MatchName(proto.name(), "merges/*", "merge.name").status());
  merge.name = proto.name();
  RETURN_IF_ERROR(CheckAgreementName(proto.agreement(), "merge.agreement"));
  merge.agreement = proto.agreement();
  RETURN_IF_ERROR(CheckAgreementName(proto.duplicate(), "merge.duplicate"));
  merge.duplicate = proto.duplicate();
  merge.undone = proto.undone();
  merge.principal = proto.principal();
  merge.reason = proto.reason();
  ASSIGN_OR_RETURN(merge.evidence, EvidenceListOf(proto, "merge"));
  return merge;
}

v1::MergeSuggestion ToProto(const Suggestion& suggestion) {
  v1::MergeSuggestion proto;
  proto.set_agreement(suggestion.agreement);
  proto.set_duplicate(suggestion.duplicate);
  proto.set_score(suggestion.score);
  for (const Suggestion::Reason& reason : suggestion.reasons) {
    v1::MergeReason& added = *proto.add_reasons();
    added.set_kind(static_cast<v1::MergeReasonKind>(reason.kind));
    added.set_score(reason.score);
    added.set_sentence(reason.sentence);
  }
  SetTitle(suggestion.agreement_title, *proto.mutable_agreement_title());
  SetTitle(suggestion.duplicate_title, *proto.mutable_duplicate_title());
  return proto;
}

v1::StatusOnDay ToProto(const StatusOnDay& status) {
  v1::StatusOnDay proto;
  *proto.mutable_day() = entente::ToProto(status.day);
  proto.set_status(static_cast<v1::Status>(status.status));
  for (const std::string& reason : status.reasons) proto.add_reasons(reason);
  for (const Status possible : status.possible) {
    proto.add_possible(static_cast<v1::Status>(possible));
  }
  for (const Standing& standing : status.standings) {
    v1::Standing& added = *proto.add_standings();
    added.set_party(standing.party);
    added.set_in_force(ToProto(standing.in_force));
    added.set_reason(standing.reason);
  }
  return proto;
}

v1::Anniversary ToProto(const Anniversary& anniversary) {
  v1::Anniversary proto;
  *proto.mutable_day() = entente::ToProto(anniversary.day);
  proto.set_number(anniversary.number);
  proto.set_uncertain(anniversary.uncertain);
  return proto;
}

v1::TimelineEntry ToProto(const TimelineEntry& entry) {
  v1::TimelineEntry proto;
  proto.set_kind(static_cast<v1::TimelineEntryKind>(entry.kind));
  *proto.mutable_date() = DateOf(entry);
  if (entry.end != PartialDate()) SetDate(entry.end, proto.mutable_end());
  proto.set_resource(entry.resource);
  proto.set_title(entry.title);
  for (const std::string& reason : entry.reasons) proto.add_reasons(reason);
  proto.set_number(entry.number);
  AddEvidence(entry.evidence, proto);
  return proto;
}

v1::Replacement ToProto(const Replacement& replacement) {
  v1::Replacement proto;
  proto.set_agreement(replacement.agreement);
  proto.set_replaced(replacement.replaced);
  proto.set_certain(replacement.certain);
  for (const std::string& reason : replacement.reasons) proto.add_reasons(reason);
  return proto;
}

v1::Due ToProto(const Due& due) {
  v1::Due proto;
  proto.set_name(due.name);
  proto.set_kind(static_cast<v1::DueKind>(due.kind));
  *proto.mutable_earliest() = entente::ToProto(due.span.earliest);
  *proto.mutable_latest() = entente::ToProto(due.span.latest);
  proto.set_number(due.number);
  proto.set_round(IsRound(due.number));
  proto.set_uncertain(due.uncertain);
  proto.set_party(due.party);
  proto.set_sentence(due.sentence);
  return proto;
}

absl::StatusOr<std::vector<Evidence>> FromProto(
    const google::protobuf::RepeatedPtrField<common::v1::Evidence>& protos,
    absl::string_view field) {
  ASSIGN_OR_RETURN(std::vector<Evidence> evidence, ListOf<Evidence>(protos, field, EvidenceOf));
  RETURN_IF_ERROR(CheckEvidence(evidence, field));
  return evidence;
}

absl::StatusOr<Identifier> FromProto(const v1::Identifier& proto, absl::string_view field) {
  ASSIGN_OR_RETURN(Identifier identifier, IdentifierOf(proto, field));
  RETURN_IF_ERROR(CheckIdentifier(identifier, field));
  return identifier;
}

absl::StatusOr<Field> FromProto(v1::Field value, absl::string_view field) {
  return EnumOf(value, Field::kJustice, field);
}

absl::StatusOr<Instrument> FromProto(v1::Instrument value, absl::string_view field) {
  return EnumOf(value, Instrument::kOther, field);
}

absl::StatusOr<Status> FromProto(v1::Status value, absl::string_view field) {
  return EnumOf(value, Status::kIndeterminate, field);
}

absl::StatusOr<RelationKind> FromProto(v1::RelationKind value, absl::string_view field) {
  return EnumOf(value, RelationKind::kConsolidates, field);
}

absl::StatusOr<TimelineEntryKind> FromProto(v1::TimelineEntryKind value, absl::string_view field) {
  return EnumOf(value, TimelineEntryKind::kAnniversary, field);
}

absl::StatusOr<DueKind> FromProto(v1::DueKind value, absl::string_view field) {
  return EnumOf(value, DueKind::kSignatureAnniversary, field);
}

}  // namespace entente::agreements
