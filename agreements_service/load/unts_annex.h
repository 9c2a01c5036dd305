#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_ANNEX_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_ANNEX_H_

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/unts_block.h"

namespace entente::agreements {

// Adds what the entries of an annex's block say of its agreement, all of them as one partial
// agreement, which has its own name for each `statement`, e.g. "ST/LEG/SER.A/863": others tell of
// other parties.
void AddAnnexBlock(const UntsBlock& block, absl::string_view statement, AgreementList& list);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_ANNEX_H_
