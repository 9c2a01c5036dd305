#include "common/provenance/import_report.h"

#include <algorithm>

namespace entente {
namespace {

constexpr int64_t kRejectedRowsKept = 5;  // of each reason

// The entry of a reason, which is made if there is none yet.
template <typename Counted>
Counted& EntryOf(absl::string_view reason, std::vector<Counted>& entries) {
  const auto known = std::find_if(entries.begin(), entries.end(),
                                  [&](const Counted& one) { return one.reason == reason; });
  if (known != entries.end()) return *known;
  Counted& entry = entries.emplace_back();
  entry.reason = std::string(reason);
  return entry;
}

}  // namespace

void ImportReport::Reject(int64_t line, int column, absl::string_view reason,
                          absl::string_view message) {
  ++rejected_;
  if (++EntryOf(reason, rejections_).count <= kRejectedRowsKept) {
    first_rejected_.push_back({line, column, std::string(reason), std::string(message)});
  }
}

void ImportReport::Note(absl::string_view reason, absl::string_view where) {
  Anomaly& anomaly = EntryOf(reason, anomalies_);
  if (++anomaly.count == 1) anomaly.first = std::string(where);
}

}  // namespace entente
