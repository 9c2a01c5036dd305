#ifndef ENTENTE_COMMON_PROVENANCE_IMPORT_REPORT_H_
#define ENTENTE_COMMON_PROVENANCE_IMPORT_REPORT_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente {

// What an import did with every row of its file: nothing is dropped in silence.
class ImportReport {
 public:
  struct RejectedRow {
    int64_t line = 0;  // 1 for the first
    int column = 0;    // 1 for the first; 0 for the whole row
    std::string reason;
    std::string message;
  };
  struct Rejection {
    std::string reason;
    int64_t count = 0;
  };
  struct Anomaly {
    std::string reason;
    int64_t count = 0;
    std::string first;  // where it was met first
  };

  // Counts a row as rejected, and keeps the first 5 of each reason.
  void Reject(int64_t line, int column, absl::string_view reason, absl::string_view message);
  // Counts something odd that was kept.
  void Note(absl::string_view reason, absl::string_view where);

  int64_t read = 0;
  int64_t kept = 0;
  int64_t merged = 0;
  int64_t superseded = 0;
  // What was summed, and the exact decimal sum; in the order of their making.
  std::vector<std::pair<std::string, std::string>> totals;
  int64_t totals_left_out = 0;  // how many more there are

  int64_t rejected() const { return rejected_; }
  const std::vector<RejectedRow>& first_rejected() const { return first_rejected_; }
  // All that were rejected, by reason.
  const std::vector<Rejection>& rejections() const { return rejections_; }
  const std::vector<Anomaly>& anomalies() const { return anomalies_; }

 private:
  int64_t rejected_ = 0;
  std::vector<RejectedRow> first_rejected_;
  std::vector<Rejection> rejections_;
  std::vector<Anomaly> anomalies_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_PROVENANCE_IMPORT_REPORT_H_
