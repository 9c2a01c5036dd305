#include "common/provenance/import_report.h"

#include <algorithm>
#include <cstddef>

namespace entente {
namespace {

constexpr size_t kRejectedRowsKept = 20;

}  // namespace

void ImportReport::Reject(int64_t line, int column, absl::string_view reason,
                          absl::string_view message) {
  ++rejected_;
  if (first_rejected_.size() < kRejectedRowsKept) {
    first_rejected_.push_back({line, column, std::string(reason), std::string(message)});
  }
}

void ImportReport::Note(absl::string_view reason, absl::string_view where) {
  const auto known = std::find_if(anomalies_.begin(), anomalies_.end(),
                                  [&](const Anomaly& a) { return a.reason == reason; });
  if (known != anomalies_.end()) {
    ++known->count;
  } else {
    anomalies_.push_back({std::string(reason), 1, std::string(where)});
  }
}

}  // namespace entente
