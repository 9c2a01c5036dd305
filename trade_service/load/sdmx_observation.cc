#include "trade_service/load/sdmx_observation.h"

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::trade {

absl::Status CheckSeriesSize(size_t count) {
  if (count < kMaxSeriesObservations) return absl::OkStatus();
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               absl::StrCat("a series has more than ", kMaxSeriesObservations,
                            " observations; no series of trade by period has as many"));
}

}  // namespace entente::trade
