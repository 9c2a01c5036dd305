#include "agreements_service/core/fact.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <utility>

#include "absl/strings/string_view.h"

#include "agreements_service/core/periods.h"
#include "agreements_service/core/sentence.h"

namespace entente::agreements {
namespace {

// More days than a partial date can mean, however far from it is counted.
constexpr int kMostDays = 400;

bool IsOneOf(ActionKind kind, std::initializer_list<ActionKind> kinds) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

void AddSentences(std::vector<std::string> sentences, std::vector<std::string>& all) {
  std::move(sentences.begin(), sentences.end(), std::back_inserter(all));
}

// Makes `fact` that of whichever comes first.
void Join(Fact one, std::optional<Fact>& fact) {
  if (!fact.has_value()) {
    fact = std::move(one);
    return;
  }
  fact->span.earliest = std::min(fact->span.earliest, one.span.earliest);
  fact->span.latest = std::min(fact->span.latest, one.span.latest);
  AddSentences(std::move(one.sentences), fact->sentences);
}

}  // namespace

bool Happened(const PartialDate& date) {
  return date.kind() == PartialDate::Kind::kDate || date.kind() == PartialDate::Kind::kUnknown;
}

FactReader::FactReader(const Agreement& agreement) : agreement_(agreement) {
  signature_ = FromEventsOrActions(EventKind::kSigned,
                                   {ActionKind::kSignature, ActionKind::kDefinitiveSignature}, 1);
  if (signature_.has_value()) not_before_ = signature_->span.earliest;
  entry_into_force_ = RecordedEntry();
  // A source that knows of no entry into force says so against the terms.
  const bool is_told =
      std::any_of(agreement.events.begin(), agreement.events.end(),
                  [](const Event& event) { return event.kind == EventKind::kEntryIntoForce; });
  if (!entry_into_force_.has_value() && !is_told) entry_into_force_ = EntryByTerms();
}

std::optional<Fact> FactReader::RecordedEntry() const {
  if (!Binds(agreement_)) return std::nullopt;
  return FromEventsOrActions(EventKind::kEntryIntoForce, {ActionKind::kEntryIntoForce},
                             PartiesInForce());
}

std::optional<Fact> FactReader::EntryByTerms() const {
  if (!Binds(agreement_) || !agreement_.terms.entry.has_value()) return std::nullopt;
  std::optional<Fact> basis = BasisOf(*agreement_.terms.entry);
  if (!basis.has_value()) return std::nullopt;
  const Span span = After(basis->span, agreement_.terms.entry->after);
  return Fact{span, {EntrySentence(span, agreement_)}, std::move(basis->sentences)};
}

std::optional<Fact> FactReader::ProvisionalApplication() const {
  if (!Binds(agreement_)) return std::nullopt;
  return FromEventsOrActions(EventKind::kProvisionalApplication,
                             {ActionKind::kProvisionalApplication}, PartiesInForce());
}

std::optional<Fact> FactReader::FromActions(std::initializer_list<ActionKind> kinds,
                                            size_t parties) const {
  std::map<absl::string_view, std::optional<Fact>> by_party;
  for (const Action& action : agreement_.actions) {
    if (!IsOneOf(action.kind, kinds) || !Happened(action.Effect())) continue;
    Join(FactOf(action), by_party[action.party]);
  }
  if (by_party.size() < parties) return std::nullopt;
  std::vector<absl::CivilDay> earliest;
  std::vector<absl::CivilDay> latest;
  Fact reached;
  for (auto& [party, fact] : by_party) {
    earliest.push_back(fact->span.earliest);
    latest.push_back(fact->span.latest);
    AddSentences(std::move(fact->sentences), reached.sentences);
  }
  std::sort(earliest.begin(), earliest.end());
  std::sort(latest.begin(), latest.end());
  reached.span = {earliest[parties - 1], latest[parties - 1]};
  return reached;
}

Span FactReader::SpanOf(const PartialDate& date) const {
  if (date.kind() == PartialDate::Kind::kUnknown) return {not_before_, absl::CivilDay::max()};
  return {date.Earliest(), date.Latest()};
}

Fact FactReader::FactOf(const Action& action) const {
  const bool by_notice = agreement_.terms.notice.has_value() && action.effective == PartialDate() &&
                         IsOneOf(action.kind, {ActionKind::kWithdrawal, ActionKind::kDenunciation});
  if (!by_notice) return {SpanOf(action.Effect()), {Sentence(action, agreement_)}};
  const Span effect = EffectOfNotice(SpanOf(action.date));
  return {effect, {Sentence(action, effect, agreement_)}};
}

std::optional<Fact> FactReader::FromEventsOrActions(EventKind kind,
                                                    std::initializer_list<ActionKind> kinds,
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

std::optional<Fact> FactReader::LastSignature() const {
  std::optional<Fact> last;
  bool dated = false;
  for (const Event& event : agreement_.events) {
    if (event.kind != EventKind::kSigned || !Happened(event.date)) continue;
    dated = dated || event.date.kind() == PartialDate::Kind::kDate;
    const Span span = SpanOf(event.date);
    if (!last.has_value()) last = Fact{span, {}};
    last->span.earliest = std::max(last->span.earliest, span.earliest);
    last->span.latest = std::max(last->span.latest, span.latest);
    last->sentences.push_back(Sentence(event, agreement_));
  }
  if (dated) return last;
  std::optional<Fact> of_all =
      FromActions({ActionKind::kSignature, ActionKind::kDefinitiveSignature}, AllParties());
  return of_all.has_value() ? of_all : last;
}

std::optional<Fact> FactReader::BasisOf(const EntryRule& rule) const {
  switch (rule.basis) {
    case EntryBasis::kSignature:
      return LastSignature();
    case EntryBasis::kNotifications:
      return FromActions({ActionKind::kNotification}, AllParties());
    case EntryBasis::kConsents:
      return FromActions(kConsents,
                         rule.consents == 0 ? AllParties() : static_cast<size_t>(rule.consents));
    case EntryBasis::kDate:
      return Fact{SpanOf(rule.date), {}};
  }
  return std::nullopt;
}

Span FactReader::EffectOfNotice(const Span& given) const {
  const auto [known, added] = effects_.try_emplace({given.earliest, given.latest});
  if (added) known->second = ComputeEffectOfNotice(given);
  return known->second;
}

Span FactReader::ComputeEffectOfNotice(const Span& given) const {
  const NoticeRule& rule = *agreement_.terms.notice;
  if (!rule.before_end.has_value()) return After(given, *rule.any_time);
  // An end depends on the day of the entry into force, and which end it is on that of the notice:
  // the earliest one is of the earliest notice, but not of the earliest entry, so each is tried.
  const Span unknown = {given.earliest, absl::CivilDay::max()};
  if (given.latest == absl::CivilDay::max() || !entry_into_force_.has_value()) return unknown;
  const Span entry = entry_into_force_->span;
  if (entry.latest == absl::CivilDay::max() || entry.latest > entry.earliest + kMostDays) {
    return unknown;
  }
  Span effect = {absl::CivilDay::max(), absl::CivilDay::min()};
  for (absl::CivilDay day = entry.earliest; day <= entry.latest; ++day) {
    const Periods periods(day, agreement_.terms);
    effect.earliest =
        std::min(effect.earliest, periods.EffectOfNotice(given.earliest).value_or(given.earliest));
    effect.latest = std::max(effect.latest,
                             periods.EffectOfNotice(given.latest).value_or(absl::CivilDay::max()));
  }
  return effect;
}

size_t FactReader::PartiesInForce() const {
  return std::clamp<size_t>(agreement_.parties.size(), 1, 2);
}

size_t FactReader::AllParties() const { return std::max<size_t>(agreement_.parties.size(), 1); }

}  // namespace entente::agreements
