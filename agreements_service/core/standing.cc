#include "agreements_service/core/standing.h"

#include <algorithm>
#include <optional>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/fact.h"
#include "agreements_service/core/sentence.h"

namespace entente::agreements {
namespace {

using Actions = std::vector<const Action*>;

// The actions of one party that say whether it is bound.
struct Record {
  Actions entries;   // into force
  Actions consents;  // to be bound
  std::vector<Fact> leavings;

  const Actions& Joinings() const { return entries.empty() ? consents : entries; }
};

absl::flat_hash_map<absl::string_view, Record> RecordsOf(const Agreement& agreement) {
  // Reading all facts is worth it only where terms say when a notice takes effect.
  std::optional<FactReader> reader;
  if (agreement.terms.notice.has_value()) reader.emplace(agreement);
  absl::flat_hash_map<absl::string_view, Record> records;
  for (const Action& action : agreement.actions) {
    Record& record = records[action.party];
    if (action.kind == ActionKind::kEntryIntoForce) record.entries.push_back(&action);
    if (std::find(kConsents.begin(), kConsents.end(), action.kind) != kConsents.end()) {
      record.consents.push_back(&action);
    }
    if (action.kind == ActionKind::kWithdrawal || action.kind == ActionKind::kDenunciation) {
      record.leavings.push_back(reader.has_value()
                                    ? reader->FactOf(action)
                                    : Fact{{action.Effect().Earliest(), action.Effect().Latest()},
                                           {Sentence(action, agreement)}});
    }
  }
  return records;
}

bool CameBack(const Actions& joinings, const Span& leaving, absl::CivilDay day) {
  return std::any_of(joinings.begin(), joinings.end(), [&](const Action* joining) {
    return joining->Effect().Earliest() > leaving.latest &&
           OnOrBefore(joining->Effect(), day) == Truth::kYes;
  });
}

// The joining that decides: one that took effect for certain, or else one that may have.
const Action* Deciding(const Actions& joinings, absl::CivilDay day) {
  for (const Truth truth : {Truth::kYes, Truth::kIndeterminate}) {
    for (const Action* joining : joinings) {
      if (OnOrBefore(joining->Effect(), day) == truth) return joining;
    }
  }
  return joinings.front();
}

Truth And(Truth one, Truth other) {
  if (one == Truth::kNo || other == Truth::kNo) return Truth::kNo;
  return one == Truth::kYes ? other : one;
}

Truth Not(Truth truth) {
  if (truth == Truth::kIndeterminate) return truth;
  return truth == Truth::kYes ? Truth::kNo : Truth::kYes;
}

Standing StandingOf(const Party& party, const Record& record, const Agreement& agreement,
                    Truth whole, absl::CivilDay day) {
  const std::string& name = party.name.empty() ? party.id : party.name;
  if (whole == Truth::kNo) return {party.id, Truth::kNo, "The agreement is not in force."};
  for (const Fact& leaving : record.leavings) {
    const Truth left = leaving.span.By(day);
    if (left == Truth::kNo || CameBack(record.Joinings(), leaving.span, day)) continue;
    return {party.id, And(whole, Not(left)), absl::StrCat(leaving.sentences.front(), ".")};
  }
  if (!record.Joinings().empty()) {
    const Action& joining = *Deciding(record.Joinings(), day);
    return {party.id, And(whole, OnOrBefore(joining.Effect(), day)),
            absl::StrCat(Sentence(joining, agreement), ".")};
  }
  if (agreement.parties.size() <= 2) {
    return {party.id, whole, absl::StrCat("What holds for the agreement holds for ", name, ".")};
  }
  return {party.id, Truth::kIndeterminate,
          absl::StrCat("Nothing is recorded by which it entered into force for ", name, ".")};
}

}  // namespace

std::vector<Standing> StandingsOf(const Agreement& agreement, Truth whole, absl::CivilDay day) {
  const auto records = RecordsOf(agreement);
  std::vector<Standing> standings;
  standings.reserve(agreement.parties.size());
  for (const Party& party : agreement.parties) {
    const auto record = records.find(party.id);
    standings.push_back(StandingOf(party, record == records.end() ? Record() : record->second,
                                   agreement, whole, day));
  }
  return standings;
}

}  // namespace entente::agreements
