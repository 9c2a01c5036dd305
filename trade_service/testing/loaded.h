#ifndef ENTENTE_TRADE_SERVICE_TESTING_LOADED_H_
#define ENTENTE_TRADE_SERVICE_TESTING_LOADED_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "trade_service/load/file.h"
#include "trade_service/testing/blocks.h"

// For tests of readers: a file to read, and what it became as short texts.
namespace entente::trade::testing {

inline File FileOf(absl::string_view content, absl::string_view name = "file.csv") {
  File file;
  file.content = content;
  file.name = std::string(name);
  file.sha256 = std::string(64, 'a');
  file.folder = ::testing::TempDir();
  return file;
}

// "AUT ARE X 2023-09 7204/H6 204548 FOB 177290 kg @ line 3", in order of cell.
inline std::string Line(const Observation& observation) {
  const Cell& cell = observation.cell;
  std::string line = absl::StrCat(cell.reporter, " ", cell.partner, " ", cell.flow, " ",
                                  cell.period.ToString(), " ", cell.commodity);
  if (!cell.classification.empty()) absl::StrAppend(&line, "/", cell.classification);
  absl::StrAppend(&line, " ", observation.value.ToString());
  if (observation.valuation == Valuation::kCif) absl::StrAppend(&line, " CIF");
  if (observation.valuation == Valuation::kFob) absl::StrAppend(&line, " FOB");
  if (observation.fob_value) {
    absl::StrAppend(&line, " (", observation.fob_value->ToString(), " FOB)");
  }
  if (observation.net_weight_kg) {
    absl::StrAppend(&line, " ", observation.net_weight_kg->ToString(), " kg");
  }
  if (observation.quantity) {
    absl::StrAppend(&line, " ", observation.quantity->ToString(), " ", observation.quantity_unit);
  }
  if (observation.flags.Has(Flag::kEstimated)) absl::StrAppend(&line, " estimated");
  if (observation.flags.Has(Flag::kProvisional)) absl::StrAppend(&line, " provisional");
  return absl::StrCat(line, " @ ", observation.locator);
}

inline std::vector<std::string> LinesOf(const LoadedFile& loaded) {
  std::vector<std::string> lines;
  for (const Observation& observation : RowsOf(loaded.batch)) lines.push_back(Line(observation));
  return lines;
}

// "3 read 2 kept 1 merged 0 superseded 0 rejected". Every row is in one of the counts.
inline std::string CountsOf(const ImportReport& report) {
  EXPECT_EQ(report.read, report.kept + report.merged + report.superseded + report.rejected());
  return absl::StrCat(report.read, " read ", report.kept, " kept ", report.merged, " merged ",
                      report.superseded, " superseded ", report.rejected(), " rejected");
}

// "line 3: VALUE_MISSING ':' is no value" by rejected row; "1x SELF_TRADE at line 2" by anomaly.
inline std::vector<std::string> NotesOf(const ImportReport& report) {
  std::vector<std::string> notes;
  for (const ImportReport::RejectedRow& row : report.first_rejected()) {
    notes.push_back(absl::StrCat("line ", row.line, ": ", row.reason, " ", row.message));
  }
  for (const ImportReport::Anomaly& anomaly : report.anomalies()) {
    notes.push_back(absl::StrCat(anomaly.count, "x ", anomaly.reason, " at ", anomaly.first));
  }
  return notes;
}

// The reason that a file is refused for.
inline std::string ReasonOf(const absl::StatusOr<LoadedFile>& loaded) {
  EXPECT_EQ(loaded.status().code(), absl::StatusCode::kInvalidArgument) << loaded.status();
  return DetailsOf(loaded.status()).reason;
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_LOADED_H_
