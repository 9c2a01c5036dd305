#include "agreements_service/core/sentence.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"

#include "common/time/day.h"

namespace entente::agreements {
namespace {

// " on 1995-08-10", " in 2008", " probably on 2018-09-13".
std::string When(const PartialDate& date) {
  switch (date.kind()) {
    case PartialDate::Kind::kDate: {
      const std::string digits =
          absl::StrReplaceAll(date.ToString(), {{"~", ""}, {"?", ""}, {"%", ""}});
      return absl::StrCat(date.IsUncertain() ? " probably" : "",
                          date.IsApproximate()               ? " about "
                          : date.Earliest() == date.Latest() ? " on "
                                                             : " in ",
                          digits);
    }
    case PartialDate::Kind::kUnknown:
      return " on a day that is not known";
    default:
      return "";
  }
}

// ", according to UNCTAD, IIA Navigator"; the agreement's own source where the part has none.
std::string Source(const std::vector<Evidence>& evidence, const Agreement& agreement) {
  for (const auto* list : {&evidence, &agreement.evidence}) {
    for (const Evidence& one : *list) {
      if (!one.publisher.empty()) return absl::StrCat(", according to ", one.publisher);
      if (!one.url.empty()) return absl::StrCat(", according to ", one.url);
    }
  }
  return "";
}

std::string PartyName(const std::string& id, const Agreement& agreement) {
  for (const Party& party : agreement.parties) {
    if (party.id == id) return party.name.empty() ? party.id : party.name;
  }
  return id;
}

std::string NotYet(const Event& event) {
  const bool never = event.date.kind() == PartialDate::Kind::kNever;
  switch (event.kind) {
    case EventKind::kEntryIntoForce:
      return never ? "It will never enter into force" : "It has not entered into force yet";
    case EventKind::kSigned:
      return "It has not been signed yet";
    case EventKind::kProvisionalApplication:
      return "It is not applied provisionally yet";
    default:
      return "";
  }
}

std::string WhatHappened(EventKind kind) {
  switch (kind) {
    case EventKind::kAdopted:
      return "Its text was adopted";
    case EventKind::kSigned:
      return "It was signed";
    case EventKind::kProvisionalApplication:
      return "It began to be applied provisionally";
    case EventKind::kEntryIntoForce:
      return "It entered into force";
    case EventKind::kApplied:
      return "It began to be applied";
    case EventKind::kSuspended:
      return "It was suspended";
    case EventKind::kResumed:
      return "Its suspension ended";
    case EventKind::kTerminated:
      return "It was terminated";
    case EventKind::kExpired:
      return "It expired";
    case EventKind::kRegistered:
      return "It was registered";
  }
  return "";
}

// "entry into force", for an event that a source knows of without a day.
absl::string_view Noun(EventKind kind) {
  switch (kind) {
    case EventKind::kAdopted:
      return "adoption";
    case EventKind::kSigned:
      return "signature";
    case EventKind::kProvisionalApplication:
      return "provisional application";
    case EventKind::kEntryIntoForce:
      return "entry into force";
    case EventKind::kApplied:
      return "application";
    case EventKind::kSuspended:
      return "suspension";
    case EventKind::kResumed:
      return "resumption";
    case EventKind::kTerminated:
      return "termination";
    case EventKind::kExpired:
      return "expiry";
    case EventKind::kRegistered:
      return "registration";
  }
  return "";
}

// What the event's date says of it, date and all.
std::string What(const Event& event) {
  switch (event.date.kind()) {
    case PartialDate::Kind::kUnknown:
      return absl::StrCat("The day of its ", Noun(event.kind), " is not known");
    case PartialDate::Kind::kNever:
    case PartialDate::Kind::kOpen:
      return NotYet(event);
    default:
      return absl::StrCat(WhatHappened(event.kind), When(event.date));
  }
}

std::string Did(ActionKind kind, const std::string& party) {
  switch (kind) {
    case ActionKind::kSignature:
    case ActionKind::kDefinitiveSignature:
      return absl::StrCat(party, " signed it");
    case ActionKind::kRatification:
      return absl::StrCat(party, " ratified it");
    case ActionKind::kAcceptance:
      return absl::StrCat(party, " accepted it");
    case ActionKind::kApproval:
      return absl::StrCat(party, " approved it");
    case ActionKind::kAccession:
      return absl::StrCat(party, " acceded to it");
    case ActionKind::kSuccession:
      return absl::StrCat(party, " succeeded to it");
    case ActionKind::kProvisionalApplication:
      return absl::StrCat(party, " began to apply it provisionally");
    case ActionKind::kNotification:
      return absl::StrCat(party, " notified that its procedures were complete");
    case ActionKind::kEntryIntoForce:
      return absl::StrCat("It entered into force for ", party);
    case ActionKind::kSuspension:
      return absl::StrCat(party, " suspended it");
    case ActionKind::kWithdrawal:
      return absl::StrCat(party, " withdrew from it");
    case ActionKind::kDenunciation:
      return absl::StrCat(party, " denounced it");
    default:
      return absl::StrCat(party, " acted");
  }
}

// "30 days after the last notification", "with the last notification".
std::string CountedFrom(const EntryRule& rule) {
  const std::string after =
      rule.after == Length() ? "with " : absl::StrCat(ToText(rule.after), " after ");
  switch (rule.basis) {
    case EntryBasis::kSignature:
      return absl::StrCat(after, "its signature");
    case EntryBasis::kNotifications:
      return absl::StrCat(after, "the last notification");
    case EntryBasis::kConsents:
      return rule.consents == 0 ? absl::StrCat(after, "the consent of the last party")
                                : absl::StrCat(after, "the consent of ", rule.consents,
                                               rule.consents == 1 ? " party" : " parties");
    case EntryBasis::kDate:
      break;
  }
  return "";
}

}  // namespace

std::string Sentence(const Event& event, const Agreement& agreement) {
  const std::string where = event.place.empty() ? "" : absl::StrCat(" in ", event.place);
  return absl::StrCat(What(event), where, Source(event.evidence, agreement));
}

std::string Sentence(const Action& action, const Agreement& agreement) {
  const bool leaves =
      action.kind == ActionKind::kWithdrawal || action.kind == ActionKind::kDenunciation;
  return absl::StrCat(Did(action.kind, PartyName(action.party, agreement)),
                      leaves ? " with effect" : "", When(action.Effect()),
                      Source(action.evidence, agreement));
}

std::string Sentence(const Relation& relation, const Agreement& agreement) {
  return absl::StrCat(relation.kind == RelationKind::kTerminates ? "It was terminated by "
                                                                 : "It was superseded by ",
                      agreement.name, When(relation.date), Source(relation.evidence, agreement));
}

std::string Sentence(const Action& leaving, const Span& effect, const Agreement& agreement) {
  return absl::StrCat(Did(leaving.kind, PartyName(leaving.party, agreement)), When(leaving.date),
                      Source(leaving.evidence, agreement), ", with effect by ",
                      Cited(agreement.terms.notice->article), When(effect));
}

std::string NoEntrySentence(const Agreement& agreement) {
  const EntryRule& rule = *agreement.terms.entry;
  return absl::StrCat("By ", Cited(rule.article), " it enters into force ", CountedFrom(rule),
                      ", which is not recorded", Source(agreement.terms.evidence, agreement));
}

std::string EntrySentence(const Span& entry, const Agreement& agreement) {
  const EntryRule& rule = *agreement.terms.entry;
  const std::string counted =
      rule.basis == EntryBasis::kDate ? "" : absl::StrCat(" ", CountedFrom(rule), ",");
  return absl::StrCat("By ", Cited(rule.article), " it enters into force", counted, When(entry),
                      Source(agreement.terms.evidence, agreement));
}

absl::string_view Cited(absl::string_view article) {
  return article.empty() ? "its terms" : article;
}

std::string When(const Span& span) {
  if (span.earliest == span.latest && span.latest != absl::CivilDay::max()) {
    return absl::StrCat(" on ", FormatDay(span.earliest));
  }
  if (span.latest != absl::CivilDay::max() && span.earliest != absl::CivilDay::min()) {
    return absl::StrCat(" between ", FormatDay(span.earliest), " and ", FormatDay(span.latest));
  }
  return absl::StrCat(" on a day that is not known",
                      span.earliest.year() < kMinYear || span.earliest.year() > kMaxYear
                          ? ""
                          : absl::StrCat(", from ", FormatDay(span.earliest), " on"));
}

}  // namespace entente::agreements
