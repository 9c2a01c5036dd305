#include "client/read_at.h"

#include "common/api/convert.h"

namespace entente::client {

common::v1::ReadAt ReadAt(std::optional<absl::CivilDay> as_of, int64_t revision) {
  common::v1::ReadAt read_at;
  if (as_of.has_value()) *read_at.mutable_as_of() = entente::ToProto(*as_of);
  read_at.set_revision(revision);
  return read_at;
}

}  // namespace entente::client
