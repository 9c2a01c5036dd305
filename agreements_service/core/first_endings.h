#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_FIRST_ENDINGS_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_FIRST_ENDINGS_H_

#include <vector>

#include "agreements_service/core/timeline.h"

namespace entente::agreements {

// Those of an agreement's endings that can have come first: whatever can have come before all
// others at the latest. What has ended stays ended, so the rest ends nothing.
std::vector<Ending> FirstEndings(const std::vector<Ending>& endings);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_FIRST_ENDINGS_H_
