#ifndef ENTENTE_CLIENT_RENDER_AGREEMENTS_H_
#define ENTENTE_CLIENT_RENDER_AGREEMENTS_H_

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// How many agreements there are by status and by field, then each in a line: those in force for
// both first, and in each group the last signed first.
void AddAgreements(const brief::v1::AgreementsSection& section, const common::v1::Pair& pair,
                   Page& page);

// All that is known of one agreement.
void AddAgreement(const agreements::v1::Agreement& agreement,
                  const agreements::v1::StatusOnDay& status, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_AGREEMENTS_H_
