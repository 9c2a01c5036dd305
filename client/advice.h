#ifndef ENTENTE_CLIENT_ADVICE_H_
#define ENTENTE_CLIENT_ADVICE_H_

#include <string>

#include "absl/status/status.h"

namespace entente::client {

// What a user of the command line can do about an error: a sentence, or nothing where the error's
// own sentence says it all.
std::string Advice(const absl::Status& status);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_ADVICE_H_
