#include "trade_service/load/nothing_to_keep.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::trade {
namespace {

// Why nothing of a file was kept, and what to do.
std::string WhyNothing(const ImportReport& report) {
  if (!report.first_rejected().empty()) {
    const ImportReport::RejectedRow& first = report.first_rejected().front();
    return absl::StrCat("none of the ", report.read, " rows can be used; the first: line ",
                        first.line, ": ", first.message);
  }
  std::string why = "the file has no row with a value";
  if (!report.anomalies().empty()) {
    const ImportReport::Anomaly& first = report.anomalies().front();
    absl::StrAppend(&why, " (", first.reason, ", first at ", first.first, ")");
  }
  return absl::StrCat(why, "; look whether its figures are there, and download it again");
}

}  // namespace

absl::Status NothingToKeep(const ImportReport& report) {
  return Error(absl::StatusCode::kInvalidArgument, "NOTHING_TO_KEEP", WhyNothing(report));
}

}  // namespace entente::trade
