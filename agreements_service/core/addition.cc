#include "agreements_service/core/addition.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"

namespace entente::agreements {
namespace {

// Whether two parts say the same, whoever says it and whatever their ids.
bool Alike(const Action& one, const Action& other) {
  return one.party == other.party && one.kind == other.kind && one.date == other.date &&
         one.effective == other.effective && one.text == other.text;
}

bool Alike(const Event& one, const Event& other) {
  return one.kind == other.kind && one.date == other.date && one.place == other.place &&
         one.method == other.method;
}

bool Alike(const Relation& one, const Relation& other) {
  return one.kind == other.kind && one.agreement == other.agreement && one.date == other.date;
}

bool Alike(const Party& one, const Party& other) { return one.id == other.id; }

template <typename T>
bool Alike(const T& one, const T& other) {
  return one == other;
}

template <typename T>
typename std::vector<T>::iterator FindAlike(std::vector<T>& list, size_t size, const T& wanted) {
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(size);
  const auto found =
      std::find_if(list.begin(), end, [&](const T& one) { return Alike(one, wanted); });
  return found == end ? list.end() : found;
}

// Gives parts of no evidence that of their agreement.
template <typename T>
void SayWhose(const std::vector<Evidence>& evidence, std::vector<T>& parts) {
  for (T& part : parts) {
    if (part.evidence.empty()) part.evidence = evidence;
  }
}

void SayWhose(Agreement& agreement) {
  SayWhose(agreement.evidence, agreement.actions);
  SayWhose(agreement.evidence, agreement.events);
  SayWhose(agreement.evidence, agreement.relations);
  if (agreement.terms != Terms() && agreement.terms.evidence.empty()) {
    agreement.terms.evidence = agreement.evidence;
  }
}

void Forget(const std::string& publisher, std::vector<Evidence>& evidence) {
  std::erase_if(evidence, [&](const Evidence& one) { return one.publisher == publisher; });
}

// Leaves out what only `publisher` says.
template <typename T>
void Forget(const std::string& publisher, std::vector<T>& parts) {
  for (T& part : parts) Forget(publisher, part.evidence);
  std::erase_if(parts, [](const T& part) { return part.evidence.empty(); });
}

void Forget(const std::string& publisher, Agreement& agreement) {
  Forget(publisher, agreement.evidence);
  Forget(publisher, agreement.actions);
  Forget(publisher, agreement.events);
  Forget(publisher, agreement.relations);
  Forget(publisher, agreement.terms.evidence);
  if (agreement.terms.evidence.empty()) agreement.terms = Terms();
  std::erase_if(agreement.claims,
                [&](const Claim& claim) { return claim.evidence.publisher == publisher; });
  if (!agreement.evidence.empty()) return;
  agreement.titles.clear();
  agreement.identifiers.clear();
  agreement.fields.clear();
  agreement.anomalies.clear();
  absl::flat_hash_set<std::string> acting;
  for (const Action& action : agreement.actions) acting.insert(action.party);
  std::erase_if(agreement.parties, [&](const Party& party) { return !acting.contains(party.id); });
}

// Gives each added part the id of the known one that says the same; takes away ids that another
// has.
template <typename T>
void TakeIds(std::vector<T>& known, std::vector<T>& added) {
  absl::flat_hash_set<std::string> taken;
  for (const T& part : known) taken.insert(part.id);
  absl::flat_hash_set<std::string> given;
  for (T& part : added) {
    const auto same = FindAlike(known, known.size(), part);
    if (same != known.end() && given.insert(same->id).second) {
      part.id = same->id;
    } else if (taken.contains(part.id)) {
      part.id.clear();
    }
  }
}

// The entries of both lists; of two that say the same the first.
template <typename T>
void Append(std::vector<T> second, std::vector<T>& first) {
  const size_t size = first.size();
  for (T& one : second) {
    if (FindAlike(first, size, one) == first.end()) first.push_back(std::move(one));
  }
}

// The parts of both lists; of two that say the same the first, with the evidence of both.
template <typename T>
void AppendParts(std::vector<T> second, std::vector<T>& first) {
  const size_t size = first.size();
  for (T& part : second) {
    const auto same = FindAlike(first, size, part);
    if (same == first.end()) {
      first.push_back(std::move(part));
    } else {
      Append(std::move(part.evidence), same->evidence);
    }
  }
}

bool ComesFirst(const std::string& publisher, const std::vector<Evidence>& others) {
  return std::all_of(others.begin(), others.end(),
                     [&](const Evidence& other) { return publisher < other.publisher; });
}

// What `first` says and then what `second` does.
Agreement United(Agreement first, Agreement second) {
  Append(std::move(second.titles), first.titles);
  if (first.instrument == Instrument::kUnspecified) first.instrument = second.instrument;
  if (first.binding_force == BindingForce::kUnspecified) {
    first.binding_force = second.binding_force;
  }
  Append(std::move(second.fields), first.fields);
  Append(std::move(second.parties), first.parties);
  Append(std::move(second.identifiers), first.identifiers);
  AppendParts(std::move(second.actions), first.actions);
  AppendParts(std::move(second.events), first.events);
  AppendParts(std::move(second.relations), first.relations);
  Append(std::move(second.claims), first.claims);
  Append(std::move(second.anomalies), first.anomalies);
  if (first.terms == Terms()) first.terms = std::move(second.terms);
  if (first.occasion.empty()) first.occasion = second.occasion;
  if (first.note.empty()) first.note = second.note;
  Append(std::move(second.evidence), first.evidence);
  return first;
}

}  // namespace

Agreement Joined(Agreement known, Agreement addition) {
  const std::string publisher = addition.evidence.front().publisher;
  SayWhose(known);
  SayWhose(addition);
  Forget(publisher, known);
  TakeIds(known.actions, addition.actions);
  TakeIds(known.events, addition.events);
  Agreement joined = ComesFirst(publisher, known.evidence)
                         ? United(std::move(addition), std::move(known))
                         : United(std::move(known), std::move(addition));
  if (!joined.parties.empty()) {
    std::erase_if(joined.anomalies,
                  [](const Anomaly& anomaly) { return anomaly.reason == kPartyMissing; });
  }
  AssignIds(joined);
  return joined;
}

}  // namespace entente::agreements
