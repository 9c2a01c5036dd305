#include "agreements_service/core/timeline.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/sentence.h"

namespace entente::agreements {
namespace {

std::vector<Suspension> SuspensionsOf(const Agreement& agreement, const FactReader& reader) {
  std::vector<Suspension> suspensions;
  for (const Event& event : agreement.events) {
    const bool begins = event.kind == EventKind::kSuspended;
    if ((!begins && event.kind != EventKind::kResumed) || !Happened(event.date)) continue;
    suspensions.push_back({{reader.SpanOf(event.date), {Sentence(event, agreement)}}, begins});
  }
  // What one of many parties does leaves the others as they are.
  if (agreement.parties.size() > 2) return suspensions;
  for (const Action& action : agreement.actions) {
    if (action.kind != ActionKind::kSuspension || !Happened(action.Effect())) continue;
    suspensions.push_back({reader.FactOf(action), true});
  }
  return suspensions;
}

// The day on which its duration is over, if that is by its terms what ends it. `successors` that
// extend it leave open for how long.
std::optional<Fact> Expiry(const Agreement& agreement, const FactReader& reader,
                           const std::vector<Agreement>& successors) {
  const Terms& terms = agreement.terms;
  if (!terms.duration.has_value() || !terms.duration->length.has_value()) return std::nullopt;
  if (terms.renewal.has_value() || !reader.entry_into_force().has_value()) return std::nullopt;
  Fact expiry;
  expiry.span = After(reader.entry_into_force()->span, *terms.duration->length);
  std::string extensions;
  for (const Agreement& successor : successors) {
    for (const Relation& relation : successor.relations) {
      if (relation.agreement != agreement.name || relation.kind != RelationKind::kExtends) continue;
      expiry.span.latest = absl::CivilDay::max();
      absl::StrAppend(&extensions, ", unless ", successor.name, " extended it further");
    }
  }
  expiry.sentences = {absl::StrCat("By ", Cited(terms.duration->article), " it expires ",
                                   ToText(*terms.duration->length), " after its entry into force,",
                                   When(expiry.span), extensions)};
  expiry.grounds = reader.entry_into_force()->sentences;
  return expiry;
}

// Endings by its own events, parties and terms.
std::vector<Ending> EndingsOf(const Agreement& agreement, const FactReader& reader,
                              const std::vector<Agreement>& successors) {
  std::vector<Ending> endings;
  bool is_told = false;
  for (const Event& event : agreement.events) {
    const bool expired = event.kind == EventKind::kExpired;
    if (!expired && event.kind != EventKind::kTerminated) continue;
    is_told = true;
    if (!Happened(event.date)) continue;
    endings.push_back({{reader.SpanOf(event.date), {Sentence(event, agreement)}},
                       expired ? EndingKind::kExpired : EndingKind::kTerminated});
  }
  const size_t leaving = std::max<size_t>(agreement.parties.size(), 2) - 1;
  if (std::optional<Fact> left =
          reader.FromActions({ActionKind::kWithdrawal, ActionKind::kDenunciation}, leaving)) {
    endings.push_back({*std::move(left), EndingKind::kTerminated});
  }
  if (is_told) return endings;
  if (std::optional<Fact> expiry = Expiry(agreement, reader, successors)) {
    endings.push_back({*std::move(expiry), EndingKind::kExpired});
  }
  return endings;
}

// What ends `name` by a relation of `successor` to it.
void AddEndings(const Agreement& successor, const std::string& name, std::vector<Ending>& endings) {
  const FactReader reader(successor);
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
      const std::optional<Fact>& entry = reader.entry_into_force();
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

// The first of the endings after which there is protection: superseded, it is the successor's.
std::optional<Span> EndWithSunset(const std::vector<Ending>& endings) {
  std::optional<Span> end;
  absl::CivilDay superseded = absl::CivilDay::max();  // at the latest
  for (const Ending& ending : endings) {
    const Span& span = ending.fact.span;
    if (ending.kind == EndingKind::kSuperseded) {
      superseded = std::min(superseded, span.latest);
    } else if (end.has_value()) {
      end = Span{std::min(end->earliest, span.earliest), std::min(end->latest, span.latest)};
    } else {
      end = span;
    }
  }
  if (end.has_value() && superseded <= end->earliest) return std::nullopt;
  return end;
}

}  // namespace

Timeline TimelineOf(const Agreement& agreement, const std::vector<Agreement>& successors) {
  const FactReader reader(agreement);
  Timeline timeline;
  timeline.signature = reader.signature();
  timeline.provisional_application = reader.ProvisionalApplication();
  timeline.entry_into_force = reader.entry_into_force();
  for (const Event& event : agreement.events) {
    if (event.kind != EventKind::kEntryIntoForce || Happened(event.date)) continue;
    if (event.date.kind() == PartialDate::Kind::kNever) timeline.never_in_force = true;
    timeline.not_yet.push_back(Sentence(event, agreement));
  }
  if (!timeline.entry_into_force.has_value() && timeline.not_yet.empty() &&
      agreement.terms.entry.has_value()) {
    timeline.not_yet.push_back(NoEntrySentence(agreement));
  }
  timeline.suspensions = SuspensionsOf(agreement, reader);
  timeline.endings = EndingsOf(agreement, reader, successors);
  for (const Agreement& successor : successors) {
    AddEndings(successor, agreement.name, timeline.endings);
  }
  if (agreement.terms.sunset.has_value()) {
    if (const std::optional<Span> end = EndWithSunset(timeline.endings)) {
      timeline.sunset_end = SunsetEnd(*end, agreement);
    }
  }
  return timeline;
}

Fact SunsetEnd(const Span& end, const Agreement& agreement) {
  const SunsetRule& rule = *agreement.terms.sunset;
  const Span span = After(end, rule.length);
  return {
      span,
      {absl::StrCat("By ", Cited(rule.article), " it goes on protecting for ", ToText(rule.length),
                    " what was begun under it, and ceases to", When(span))}};
}

}  // namespace entente::agreements
