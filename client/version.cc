#include "client/version.h"

namespace entente::client {

absl::string_view Version() { return ENTENTE_VERSION; }

}  // namespace entente::client
