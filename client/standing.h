#ifndef ENTENTE_CLIENT_STANDING_H_
#define ENTENTE_CLIENT_STANDING_H_

#include <string>

#include "entente/agreements/v1/agreement_service.pb.h"
#include "entente/common/v1/types.pb.h"

namespace entente::client {

// Whether an agreement is in force for a country: for one at least of its parties that are the
// country, preceded it or act for it.
agreements::v1::InForce InForceFor(const agreements::v1::ListedAgreement& listed,
                                   const std::string& alpha3);

// Whether it is for both countries: the lesser of the two answers.
agreements::v1::InForce InForceForBoth(const agreements::v1::ListedAgreement& listed,
                                       const common::v1::Pair& pair);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_STANDING_H_
