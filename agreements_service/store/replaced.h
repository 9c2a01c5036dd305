#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_REPLACED_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_REPLACED_H_

#include "absl/status/status.h"

#include "agreements_service/core/batch.h"
#include "agreements_service/store/store.h"
#include "common/provenance/import_report.h"

namespace entente::agreements {

// Notes every agreement of the batch whose latest state in the store has an action, event, relation
// or terms that the batch leaves out, as RECORDED_PARTS_REPLACED: a file has the whole agreement,
// so what was recorded besides goes, and stays readable at its revision. Of an addition that is
// what its own publication said before and says no more.
absl::Status NoteReplacedParts(const Store& store, const Batch& batch, ImportReport& report);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_REPLACED_H_
