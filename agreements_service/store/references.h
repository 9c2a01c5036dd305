#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_REFERENCES_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_REFERENCES_H_

#include "absl/status/status.h"

#include "agreements_service/core/batch.h"
#include "agreements_service/store/store.h"
#include "common/provenance/import_report.h"

namespace entente::agreements {

// Notes every reference (occasion, related agreement, agreement of a milestone) to what is neither
// in the batch nor in the store's latest state, as REFERENCE_DANGLING at the resource that has it:
// files come in any order, so it is kept.
absl::Status NoteDanglingReferences(const Store& store, const Batch& batch, ImportReport& report);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_REFERENCES_H_
