#ifndef ENTENTE_CLIENT_RENDER_TERMS_H_
#define ENTENTE_CLIENT_RENDER_TERMS_H_

#include <string>
#include <vector>

#include "entente/agreements/v1/resources.pb.h"

namespace entente::client {

// The rules of an agreement, a phrase each, with where they stand: "in force 30 days after the last
// notification (article 12)", "for 10 years (article 13)".
std::vector<std::string> TermsTexts(const agreements::v1::Terms& terms);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TERMS_H_
