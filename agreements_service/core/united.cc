#include "agreements_service/core/united.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

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

bool Alike(const Evidence& one, Evidence other) {
  other.recorded = one.recorded;
  return one == other;
}

bool Alike(const Claim& one, const Claim& other) {
  return one.key == other.key && one.value == other.value && Alike(one.evidence, other.evidence);
}

template <typename T>
bool Alike(const T& one, const T& other) {
  return one == other;
}

// Where the first `size` entries of a list say the same as `wanted`; its end if they do not.
template <typename List>
auto FindAlike(List& list, size_t size, const typename List::value_type& wanted) {
  const auto end = list.begin() + static_cast<std::ptrdiff_t>(size);
  const auto found =
      std::find_if(list.begin(), end, [&](const auto& one) { return Alike(one, wanted); });
  return found == end ? list.end() : found;
}

// Gives parts of no evidence that of their agreement.
template <typename T>
void SayWhose(const std::vector<Evidence>& evidence, std::vector<T>& parts) {
  for (T& part : parts) {
    if (part.evidence.empty()) part.evidence = evidence;
  }
}

// Gives each added part the id of the known one that says the same; takes away ids that another
// has.
template <typename T>
void TakeIds(const std::vector<T>& known, std::vector<T>& added) {
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

// Says of each piece of evidence when it was recorded.
void SayWhen(absl::Time recorded, std::vector<Evidence>& evidence) {
  for (Evidence& one : evidence) one.recorded = recorded;
}

template <typename T>
void SayWhen(absl::Time recorded, std::vector<T>& parts) {
  for (T& part : parts) SayWhen(recorded, part.evidence);
}

void SayWhen(Agreement& agreement) {
  SayWhen(agreement.recorded, agreement.actions);
  SayWhen(agreement.recorded, agreement.events);
  SayWhen(agreement.recorded, agreement.relations);
  for (Claim& claim : agreement.claims) claim.evidence.recorded = agreement.recorded;
  SayWhen(agreement.recorded, agreement.terms.evidence);
  SayWhen(agreement.recorded, agreement.evidence);
}

}  // namespace

void SayWhose(Agreement& agreement) {
  SayWhose(agreement.evidence, agreement.actions);
  SayWhose(agreement.evidence, agreement.events);
  SayWhose(agreement.evidence, agreement.relations);
  if (agreement.terms != Terms() && agreement.terms.evidence.empty()) {
    agreement.terms.evidence = agreement.evidence;
  }
}

void TakeIds(const Agreement& known, Agreement& added) {
  TakeIds(known.actions, added.actions);
  TakeIds(known.events, added.events);
}

void UniteRelations(Agreement& agreement) {
  SayWhose(agreement.evidence, agreement.relations);
  std::vector<Relation> united;
  for (Relation& relation : agreement.relations) AppendParts({std::move(relation)}, united);
  agreement.relations = std::move(united);
}

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
  if (!first.parties.empty()) {
    std::erase_if(first.anomalies,
                  [](const Anomaly& anomaly) { return anomaly.reason == kPartyMissing; });
  }
  AssignIds(first);
  return first;
}

Agreement Merged(std::vector<Agreement> agreements) {
  Agreement merged = std::move(agreements.front());
  if (agreements.size() == 1) return merged;
  SayWhose(merged);
  SayWhen(merged);
  for (size_t i = 1; i < agreements.size(); ++i) {
    Agreement& other = agreements[i];
    SayWhose(other);
    SayWhen(other);
    TakeIds(merged, other);
    if (!merged.note.empty() && !other.note.empty() &&
        !absl::StrContains(merged.note, other.note)) {
      absl::StrAppend(&merged.note, " ", other.note);
    }
    merged.merged.push_back(other.name);
    if (other.revision > merged.revision) {
      merged.revision = other.revision;
      merged.recorded = other.recorded;
    }
    merged = United(std::move(merged), std::move(other));
  }
  return merged;
}

}  // namespace entente::agreements
