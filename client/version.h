#ifndef ENTENTE_CLIENT_VERSION_H_
#define ENTENTE_CLIENT_VERSION_H_

#include "absl/strings/string_view.h"

namespace entente::client {

// The project's version, e.g. "0.1.0".
absl::string_view Version();

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_VERSION_H_
