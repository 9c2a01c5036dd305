#include "trade_service/load/sdmx_load.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/provenance/import_report.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/sdmx_cells.h"
#include "trade_service/load/sdmx_row.h"

namespace entente::trade {
namespace {

// How often a message that is out of order is read at most.
constexpr size_t kMaxPasses = 128;

// What an attempt to read a message has gathered.
struct Gathered {
  // `folder`: for temporary files.
  Gathered(const SdmxFlow& flow, const std::string& folder)
      : cells({.is_group = flow.is_group, .folder = folder}) {}

  ImportReport report;
  Cells cells;
};

void Reject(const SdmxObservation& observation, const absl::Status& why, ImportReport& report) {
  std::string message(why.message());
  if (observation.line == 0) message = observation.locator + ": " + message;
  report.Reject(observation.line, 0, DetailsOf(why).reason, message);
}

// False if the message is not in order.
absl::StatusOr<bool> ReadInOrder(const SdmxFlow& flow, const SdmxMessage& message,
                                 Gathered& gathered) {
  SdmxRowReader reader(flow);
  SdmxCells parts(gathered.cells, gathered.report);
  std::vector<absl::string_view> oddities;
  bool in_order = true;
  const absl::Status status = message([&](const SdmxObservation& observation) -> absl::Status {
    ++gathered.report.read;
    oddities.clear();
    absl::StatusOr<SdmxPart> part = reader.Read(observation, oddities);
    if (!part.ok()) {
      Reject(observation, part.status(), gathered.report);
      return absl::OkStatus();
    }
    for (const absl::string_view one : oddities) gathered.report.Note(one, part->locator);
    ASSIGN_OR_RETURN(in_order, parts.AddInOrder(*std::move(part)));
    return in_order ? absl::OkStatus() : absl::CancelledError("out of order");
  });
  if (!in_order) return false;
  RETURN_IF_ERROR(status);
  RETURN_IF_ERROR(parts.Finish());
  return true;
}

// Reads the series whose turn it is: of every `passes`, the one that comes at `pass`.
absl::Status ReadPass(const SdmxFlow& flow, const SdmxMessage& message, size_t pass, size_t passes,
                      Gathered& gathered) {
  SdmxRowReader reader(flow);
  SdmxCells parts(gathered.cells, gathered.report);
  std::vector<absl::string_view> oddities;
  RETURN_IF_ERROR(message([&](const SdmxObservation& observation) {
    oddities.clear();
    absl::StatusOr<SdmxPart> part = reader.Read(observation, oddities);
    const size_t turn = part.ok() ? HashOfSeries(part->cell) % passes : 0;
    if (turn != pass) return absl::OkStatus();
    ++gathered.report.read;
    if (!part.ok()) {
      Reject(observation, part.status(), gathered.report);
      return absl::OkStatus();
    }
    for (const absl::string_view one : oddities) gathered.report.Note(one, part->locator);
    return parts.Add(*std::move(part));
  }));
  return parts.Finish();
}

}  // namespace

absl::StatusOr<LoadedFile> LoadSdmx(const File& file, const SdmxOrigin& origin,
                                    const SdmxMessage& message, size_t bytes_per_pass) {
  Gathered gathered(*origin.flow, file.folder);
  ASSIGN_OR_RETURN(const bool in_order, ReadInOrder(*origin.flow, message, gathered));
  if (!in_order) {
    gathered = Gathered(*origin.flow, file.folder);
    const size_t passes = 1 + file.content.size() / bytes_per_pass;
    if (passes > kMaxPasses) {
      return Error(absl::StatusCode::kInvalidArgument, "FILE_UNSORTED",
                   absl::StrCat("the message has more than ", kMaxPasses * bytes_per_pass,
                                " bytes and its series do not stand together; sort it by series"));
    }
    for (size_t pass = 0; pass < passes; ++pass) {
      RETURN_IF_ERROR(ReadPass(*origin.flow, message, pass, passes, gathered));
    }
  }
  if (gathered.report.read == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "there is no observation in the message");
  }
  return OneRelease(file, origin.source, std::string(origin.flow->currency),
                    std::move(gathered.cells), std::move(gathered.report));
}

}  // namespace entente::trade
