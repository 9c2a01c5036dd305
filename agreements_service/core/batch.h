#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_BATCH_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_BATCH_H_

#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"

namespace entente::agreements {

// What becomes visible together, as one revision. No name stands twice.
struct Batch {
  std::vector<Agreement> agreements;  // each is the whole of it
  // Each is what one publication says of an agreement; joined to what the others say of it
  // (addition.h).
  std::vector<Agreement> additions;
  std::vector<Occasion> occasions;
  std::vector<Milestone> milestones;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_BATCH_H_
