#ifndef ENTENTE_CLIENT_AGREEMENT_COUNTS_H_
#define ENTENTE_CLIENT_AGREEMENT_COUNTS_H_

#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// Fills `fields`, `statuses` and `in_force_for_both` in from the section's agreements, the largest
// count first and equal ones in the contract's order.
void CountAgreements(const common::v1::Pair& pair, brief::v1::AgreementsSection& section);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_AGREEMENT_COUNTS_H_
