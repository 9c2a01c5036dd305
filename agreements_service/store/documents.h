#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_DOCUMENTS_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_DOCUMENTS_H_

#include <string>

#include "absl/status/status.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/dataset.h"
#include "agreements_service/core/merge.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "common/journal/journal.h"

// Resources as the bytes of a journal's documents: the contract's message without what is output
// only, because the contract is what is kept compatible (see docs/adr).
namespace entente::agreements {

inline constexpr char kAgreements[] = "agreements";
inline constexpr char kOccasions[] = "occasions";
inline constexpr char kMilestones[] = "milestones";
inline constexpr char kDatasets[] = "datasets";
inline constexpr char kMerges[] = "merges";

std::string Encode(const Agreement& agreement);
std::string Encode(const Occasion& occasion);
std::string Encode(const Milestone& milestone);
std::string Encode(const Dataset& dataset);
std::string Encode(const Merge& merge);

// DATA_LOSS if the bytes are not what Encode wrote. Revision and time are the document's.
absl::Status Decode(const Document& document, Agreement& agreement);
absl::Status Decode(const Document& document, Occasion& occasion);
absl::Status Decode(const Document& document, Milestone& milestone);
absl::Status Decode(const Document& document, Dataset& dataset);
absl::Status Decode(const Document& document, Merge& merge);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_DOCUMENTS_H_
