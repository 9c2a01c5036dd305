#ifndef ENTENTE_CLIENT_AGREEMENT_COUNTS_H_
#define ENTENTE_CLIENT_AGREEMENT_COUNTS_H_

#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// Fills `fields` and `statuses` in from the section's agreements, the largest count first and
// equal ones in the contract's order.
void CountAgreements(brief::v1::AgreementsSection& section);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_AGREEMENT_COUNTS_H_
