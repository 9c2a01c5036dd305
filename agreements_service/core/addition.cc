#include "agreements_service/core/addition.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "agreements_service/core/united.h"

namespace entente::agreements {
namespace {

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

bool ComesFirst(const std::string& publisher, const std::vector<Evidence>& others) {
  return std::all_of(others.begin(), others.end(),
                     [&](const Evidence& other) { return publisher < other.publisher; });
}

}  // namespace

Agreement Joined(Agreement known, Agreement addition) {
  const std::string publisher = addition.evidence.front().publisher;
  SayWhose(known);
  SayWhose(addition);
  Forget(publisher, known);
  TakeIds(known, addition);
  return ComesFirst(publisher, known.evidence) ? United(std::move(addition), std::move(known))
                                               : United(std::move(known), std::move(addition));
}

}  // namespace entente::agreements
