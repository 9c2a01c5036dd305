#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_CANDIDATES_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_CANDIDATES_H_

#include <algorithm>
#include <string>
#include <vector>

#include "agreements_service/core/search.h"

namespace entente::agreements::testing {

// The names of what a search found, the best first.
inline std::vector<std::string> NamesInOrder(std::vector<Candidate> candidates) {
  std::sort(candidates.begin(), candidates.end(), IsBefore);
  std::vector<std::string> names;
  for (const Candidate& candidate : candidates) names.emplace_back(candidate.name);
  return names;
}

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_CANDIDATES_H_
