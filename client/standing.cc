#include "client/standing.h"

#include <set>

namespace entente::client {

using agreements::v1::IN_FORCE_NO;
using agreements::v1::IN_FORCE_NOT_KNOWN;
using agreements::v1::IN_FORCE_YES;
using agreements::v1::InForce;

InForce InForceFor(const agreements::v1::ListedAgreement& listed, const std::string& alpha3) {
  std::set<std::string> parties;
  for (const auto& party : listed.agreement().parties()) {
    if (party.country() == alpha3) parties.insert(party.id());
  }
  InForce best = IN_FORCE_NO;
  for (const auto& standing : listed.status().standings()) {
    if (parties.count(standing.party()) == 0) continue;
    if (standing.in_force() == IN_FORCE_YES) return IN_FORCE_YES;
    if (standing.in_force() != IN_FORCE_NO) best = IN_FORCE_NOT_KNOWN;
  }
  return best;
}

InForce InForceForBoth(const agreements::v1::ListedAgreement& listed,
                       const common::v1::Pair& pair) {
  const InForce first = InForceFor(listed, pair.first().alpha3());
  const InForce second = InForceFor(listed, pair.second().alpha3());
  if (first == IN_FORCE_NO || second == IN_FORCE_NO) return IN_FORCE_NO;
  return first == IN_FORCE_YES ? second : first;
}

}  // namespace entente::client
