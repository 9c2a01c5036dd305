#ifndef ENTENTE_CLIENT_RENDER_RELATIONSHIP_H_
#define ENTENTE_CLIENT_RENDER_RELATIONSHIP_H_

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// "31st anniversary on 2022-12-16", the day with a "?" where it is uncertain.
std::string AnniversaryText(const agreements::v1::Anniversary& anniversary);

// Each milestone with its next anniversary, in order of date.
void AddMilestones(const brief::v1::AgreementsSection& section, Page& page);

// Each occasion, the latest first, with the counts of documents that were declared and registered.
void AddOccasions(const brief::v1::AgreementsSection& section, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_RELATIONSHIP_H_
