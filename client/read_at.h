#ifndef ENTENTE_CLIENT_READ_AT_H_
#define ENTENTE_CLIENT_READ_AT_H_

#include <cstdint>
#include <optional>

#include "absl/time/civil_time.h"

#include "entente/common/v1/types.pb.h"

namespace entente::client {

// `as_of` absent: whatever was published. `revision` 0: the latest.
common::v1::ReadAt ReadAt(std::optional<absl::CivilDay> as_of, int64_t revision);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_READ_AT_H_
