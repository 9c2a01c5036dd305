#include "trade_service/resume_place.h"

#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::trade {

std::string FormatPlace(const ResumePlace& place) {
  const BlockKey& key = place.key;
  return absl::StrJoin({key.reporter, key.partner, key.flow, absl::StrCat(key.period.code()),
                        absl::StrCat(place.number)},
                       "\t");
}

absl::StatusOr<ResumePlace> ParsePlace(absl::string_view text) {
  const std::vector<std::string> parts = absl::StrSplit(text, '\t');
  ResumePlace place;
  int32_t period = 0;
  if (parts.size() != 5 || !absl::SimpleAtoi(parts[3], &period) ||
      !absl::SimpleAtoi(parts[4], &place.number)) {
    return InvalidField("PAGE_TOKEN_INVALID", "resume_token", "not a token of this stream");
  }
  place.key.reporter = parts[0];
  place.key.partner = parts[1];
  place.key.flow = parts[2];
  ASSIGN_OR_RETURN(place.key.period, Period::FromCode(period));
  return place;
}

}  // namespace entente::trade
