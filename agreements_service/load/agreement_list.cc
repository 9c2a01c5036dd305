#include "agreements_service/load/agreement_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "agreements_service/core/status.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/utf8_row.h"
#include "agreements_service/load/vocabulary.h"
#include "common/status/error.h"

namespace entente::agreements {
namespace {

// Later dates are odd.
constexpr int kLastYear = 2100;

// The date, or an unknown one if it could not be read.
PartialDate DateOr(const absl::StatusOr<PartialDate>& date, Agreement& agreement) {
  if (!date.ok()) {
    agreement.anomalies.push_back(
        {.reason = "DATE_INVALID", .detail = std::string(date.status().message())});
    return PartialDate::Unknown();
  }
  if (date->kind() == PartialDate::Kind::kDate && date->Earliest().year() > kLastYear) {
    agreement.anomalies.push_back({.reason = "DATE_FAR_OFF", .detail = date->ToString()});
  }
  return *date;
}

}  // namespace

AgreementList::AgreementList(std::string register_name, std::string publisher, const File& file,
                             Says says)
    : register_name_(std::move(register_name)),
      publisher_(std::move(publisher)),
      file_(file),
      says_(says) {}

Agreement AgreementList::New(absl::string_view id, std::string cell) const {
  Agreement agreement;
  agreement.name = AgreementName(register_name_, id);
  agreement.identifiers.push_back({.scheme = register_name_, .value = std::string(id)});
  agreement.evidence.push_back(EvidenceAt(std::move(cell)));
  return agreement;
}

Evidence AgreementList::EvidenceAt(std::string cell) const {
  Evidence evidence;
  evidence.publisher = publisher_;
  evidence.url = file_.url;
  evidence.published = file_.published;
  evidence.retrieved = file_.retrieved;
  evidence.cell = std::move(cell);
  return evidence;
}

bool AgreementList::Begin(const Table& table) {
  ++report().read;
  return !RejectUnlessUtf8(table.line(), table.fields(), report());
}

bool AgreementList::Add(Agreement agreement, int64_t line, int64_t rows) {
  AssignIds(agreement);
  if (says_ == Says::kPart && agreement.parties.empty()) {
    agreement.anomalies.push_back(
        {.reason = kPartyMissing, .detail = "the file does not tell its parties"});
  }
  if (const absl::Status checked = CheckAgreement(agreement); !checked.ok()) {
    for (int64_t i = 0; i < rows; ++i) {
      report().Reject(line, 0, DetailsOf(checked).reason, checked.message());
    }
    return false;
  }
  Named& named = named_[agreement.name];
  if (const int times = ++named.times; times == 1) {
    named.place = Added().size();
  } else {
    const std::string& id =
        agreement.identifiers.empty() ? agreement.name : agreement.identifiers.front().value;
    agreement.anomalies.push_back(
        {.reason = "ID_REPEATED",
         .detail = absl::StrCat(id, " stands ", times, " times in the file")});
    absl::StrAppend(&agreement.name, "-", times);
  }
  report().kept += rows;
  Added().push_back(std::move(agreement));
  return true;
}

bool AgreementList::Relate(absl::string_view name, Relation relation) {
  const auto named = named_.find(name);
  if (named == named_.end()) return false;
  Added()[named->second.place].relations.push_back(std::move(relation));
  return true;
}

absl::StatusOr<LoadedFile> AgreementList::Finish() {
  if (Added().empty()) {
    return Error(
        absl::StatusCode::kInvalidArgument, "NOTHING_TO_KEEP",
        absl::StrCat("none of the ", report().read, " rows can be used",
                     report().first_rejected().empty()
                         ? ""
                         : absl::StrCat("; the first: line ", report().first_rejected()[0].line,
                                        ": ", report().first_rejected()[0].message)));
  }
  for (const Agreement& agreement : Added()) {
    if (EntersBeforeSignature(agreement)) report().Note("ENTRY_BEFORE_SIGNATURE", agreement.name);
    for (const Anomaly& anomaly : agreement.anomalies) {
      report().Note(anomaly.reason, agreement.name);
    }
  }
  return std::move(loaded_);
}

std::string AddParty(absl::string_view name, Agreement& agreement, ImportReport& report) {
  return AddParty(PartyNamed(name, report), agreement);
}

std::string AddParty(Party party, Agreement& agreement) {
  std::string id = party.id;
  const bool there = std::any_of(agreement.parties.begin(), agreement.parties.end(),
                                 [&](const Party& known) { return known.id == id; });
  if (!there) agreement.parties.push_back(std::move(party));
  return id;
}

void AddEvent(EventKind kind, const absl::StatusOr<PartialDate>& date, Agreement& agreement) {
  if (date.ok() && *date == PartialDate()) return;
  Event event;
  event.kind = kind;
  event.date = DateOr(date, agreement);
  agreement.events.push_back(std::move(event));
}

void AddAction(ActionKind kind, const std::string& party, const absl::StatusOr<PartialDate>& date,
               Agreement& agreement) {
  if (date.ok() && *date == PartialDate()) return;
  Action action;
  action.kind = kind;
  action.party = party;
  action.date = DateOr(date, agreement);
  agreement.actions.push_back(std::move(action));
}

void AddRelation(RelationKind kind, std::string name, Agreement& agreement) {
  Relation relation;
  relation.kind = kind;
  relation.agreement = std::move(name);
  agreement.relations.push_back(std::move(relation));
}

void AddClaim(absl::string_view key, absl::string_view value, Agreement& agreement) {
  value = absl::StripAsciiWhitespace(value);
  if (value.empty()) return;
  agreement.claims.push_back({.key = std::string(key),
                              .value = std::string(value),
                              .evidence = agreement.evidence.front()});
}

void AddFields(const std::vector<Field>& fields, Agreement& agreement) {
  for (const Field field : fields) {
    if (std::find(agreement.fields.begin(), agreement.fields.end(), field) ==
        agreement.fields.end()) {
      agreement.fields.push_back(field);
    }
  }
}

}  // namespace entente::agreements
