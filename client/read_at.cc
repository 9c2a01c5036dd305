#include "client/read_at.h"

namespace entente::client {

google::type::Date ToProto(absl::CivilDay day) {
  google::type::Date date;
  date.set_year(static_cast<int32_t>(day.year()));
  date.set_month(day.month());
  date.set_day(day.day());
  return date;
}

common::v1::ReadAt ReadAt(std::optional<absl::CivilDay> as_of, int64_t revision) {
  common::v1::ReadAt read_at;
  if (as_of.has_value()) *read_at.mutable_as_of() = ToProto(*as_of);
  read_at.set_revision(revision);
  return read_at;
}

}  // namespace entente::client
