#include "agreements_service/core/timeline.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/sentence.h"

namespace entente::agreements {
namespace {

bool IsOneOf(ActionKind kind, std::initializer_list<ActionKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// Whether the date says that something happened, on whatever day.
bool Happened(const PartialDate& date) {
  return date.kind() == PartialDate::Kind::kDate || date.kind() == PartialDate::Kind::kUnknown;
}

// Reads the facts of one agreement.
class Reader {
 public:
  explicit Reader(const Agreement& agreement) : agreement_(agreement) {
    signature_ = FromEventsOrActions(EventKind::kSigned,
                                     {ActionKind::kSignature, ActionKind::kDefinitiveSignature}, 1);
    if (signature_.has_value()) not_before_ = signature_->span.earliest;
  }

  const std::optional<Fact>& signature() const { return signature_; }

  // What events of the kind say, or else actions of at least `parties` parties.
  std::optional<Fact> FromEventsOrActions(EventKind kind, std::initializer_list<ActionKind> kinds,
                                          size_t parties) const {
    std::optional<Fact> fact;
    bool dated = false;
    for (const Event& event : agreement_.events) {
      if (event.kind != kind || !Happened(event.date)) continue;
      dated = dated || event.date.kind() == PartialDate::Kind::kDate;
      Join({SpanOf(event.date), {Sentence(event, agreement_)}}, fact);
    }
    if (dated) return fact;
    if (std::optional<Fact> reached = FromActions(kinds, parties)) Join(*std::move(reached), fact);
    return fact;
  }

  // The days on which such an action has taken effect for `parties` parties; absent if it has not
  // for as many.
  std::optional<Fact> FromActions(std::initializer_list<ActionKind> kinds, size_t parties) const {
    std::map<absl::string_view, std::optional<Fact>> by_party;
    for (const Action& action : agreement_.actions) {
      if (!IsOneOf(action.kind, kinds) || !Happened(action.Effect())) continue;
      Join({SpanOf(action.Effect()), {Sentence(action, agreement_)}}, by_party[action.party]);
    }
    if (by_party.size() < parties) return std::nullopt;
    std::vector<absl::CivilDay> earliest;
    std::vector<absl::CivilDay> latest;
    Fact reached;
    for (auto& [party, fact] : by_party) {
      earliest.push_back(fact->span.earliest);
      latest.push_back(fact->span.latest);
      std::move(fact->sentences.begin(), fact->sentences.end(),
                std::back_inserter(reached.sentences));
    }
    std::sort(earliest.begin(), earliest.end());
    std::sort(latest.begin(), latest.end());
    reached.span = {earliest[parties - 1], latest[parties - 1]};
    return reached;
  }

  // An unknown date can be any day from the signature on.
  Span SpanOf(const PartialDate& date) const {
    if (date.kind() == PartialDate::Kind::kUnknown) return {not_before_, absl::CivilDay::max()};
    return {date.Earliest(), date.Latest()};
  }

  std::optional<Fact> EntryIntoForce() const {
    if (!Binds(agreement_)) return std::nullopt;
    return FromEventsOrActions(EventKind::kEntryIntoForce, {ActionKind::kEntryIntoForce},
                               PartiesInForce());
  }

  std::optional<Fact> ProvisionalApplication() const {
    if (!Binds(agreement_)) return std::nullopt;
    return FromEventsOrActions(EventKind::kProvisionalApplication,
                               {ActionKind::kProvisionalApplication}, PartiesInForce());
  }

  std::vector<Suspension> Suspensions() const {
    std::vector<Suspension> suspensions;
    for (const Event& event : agreement_.events) {
      const bool begins = event.kind == EventKind::kSuspended;
      if ((!begins && event.kind != EventKind::kResumed) || !Happened(event.date)) continue;
      suspensions.push_back({{SpanOf(event.date), {Sentence(event, agreement_)}}, begins});
    }
    // What one of many parties does leaves the others as they are.
    if (agreement_.parties.size() > 2) return suspensions;
    for (const Action& action : agreement_.actions) {
      if (action.kind != ActionKind::kSuspension || !Happened(action.Effect())) continue;
      suspensions.push_back({{SpanOf(action.Effect()), {Sentence(action, agreement_)}}, true});
    }
    return suspensions;
  }

  // Endings by its own events and parties.
  std::vector<Ending> Endings() const {
    std::vector<Ending> endings;
    for (const Event& event : agreement_.events) {
      const bool expired = event.kind == EventKind::kExpired;
      if ((!expired && event.kind != EventKind::kTerminated) || !Happened(event.date)) continue;
      endings.push_back({{SpanOf(event.date), {Sentence(event, agreement_)}},
                         expired ? EndingKind::kExpired : EndingKind::kTerminated});
    }
    const size_t leaving = std::max<size_t>(agreement_.parties.size(), 2) - 1;
    if (std::optional<Fact> left =
            FromActions({ActionKind::kWithdrawal, ActionKind::kDenunciation}, leaving)) {
      endings.push_back({*std::move(left), EndingKind::kTerminated});
    }
    return endings;
  }

 private:
  // Between how many parties it must be in force to be in force at all.
  size_t PartiesInForce() const { return std::clamp<size_t>(agreement_.parties.size(), 1, 2); }

  // Makes `fact` that of whichever comes first.
  static void Join(Fact one, std::optional<Fact>& fact) {
    if (!fact.has_value()) {
      fact = std::move(one);
      return;
    }
    fact->span.earliest = std::min(fact->span.earliest, one.span.earliest);
    fact->span.latest = std::min(fact->span.latest, one.span.latest);
    std::move(one.sentences.begin(), one.sentences.end(), std::back_inserter(fact->sentences));
  }

  const Agreement& agreement_;
  std::optional<Fact> signature_;
  absl::CivilDay not_before_ = absl::CivilDay::min();
};

// What ends `name` by a relation of `successor` to it.
void AddEndings(const Agreement& successor, const std::string& name, std::vector<Ending>& endings) {
  const Reader reader(successor);
  for (const Relation& relation : successor.relations) {
    if (relation.agreement != name || (relation.kind != RelationKind::kSupersedes &&
                                       relation.kind != RelationKind::kTerminates)) {
      continue;
    }
    Ending ending;
    ending.kind = relation.kind == RelationKind::kSupersedes ? EndingKind::kSuperseded
                                                             : EndingKind::kTerminated;
    ending.fact.sentences.push_back(Sentence(relation, successor));
    if (Happened(relation.date)) {
      ending.fact.span = reader.SpanOf(relation.date);
    } else if (relation.date == PartialDate()) {
      std::optional<Fact> entry = reader.EntryIntoForce();
      if (!entry.has_value()) continue;
      ending.fact.span = entry->span;
      ending.fact.sentences.back() += ", from the entry into force of that one";
      for (const std::string& sentence : entry->sentences) {
        ending.fact.sentences.push_back(absl::StrCat(successor.name, ": ", sentence));
      }
    } else {
      continue;
    }
    endings.push_back(std::move(ending));
  }
}

}  // namespace

Timeline TimelineOf(const Agreement& agreement, const std::vector<Agreement>& successors) {
  const Reader reader(agreement);
  Timeline timeline;
  timeline.signature = reader.signature();
  timeline.provisional_application = reader.ProvisionalApplication();
  timeline.entry_into_force = reader.EntryIntoForce();
  for (const Event& event : agreement.events) {
    if (event.kind != EventKind::kEntryIntoForce || Happened(event.date)) continue;
    if (event.date.kind() == PartialDate::Kind::kNever) timeline.never_in_force = true;
    timeline.not_yet.push_back(Sentence(event, agreement));
  }
  timeline.suspensions = reader.Suspensions();
  timeline.endings = reader.Endings();
  for (const Agreement& successor : successors) {
    AddEndings(successor, agreement.name, timeline.endings);
  }
  return timeline;
}

}  // namespace entente::agreements
