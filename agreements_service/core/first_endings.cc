#include "agreements_service/core/first_endings.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "absl/time/civil_time.h"

namespace entente::agreements {

std::vector<Ending> FirstEndings(const std::vector<Ending>& endings) {
  auto first_at_the_latest = std::tuple(absl::CivilDay::max(), EndingKind::kExpired);
  for (const Ending& ending : endings) {
    first_at_the_latest =
        std::min(first_at_the_latest, std::tuple(ending.fact.span.latest, ending.kind));
  }
  std::vector<Ending> first;
  std::copy_if(endings.begin(), endings.end(), std::back_inserter(first),
               [&](const Ending& ending) {
                 return std::tuple(ending.fact.span.earliest, ending.kind) <= first_at_the_latest;
               });
  return first;
}

}  // namespace entente::agreements
