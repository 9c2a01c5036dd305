#ifndef ENTENTE_COMMON_TIME_SCANNER_H_
#define ENTENTE_COMMON_TIME_SCANNER_H_

#include <cstddef>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente {

// Reads a short text of fixed format from left to right; the parsers of this room share it. Each
// error is INVALID_ARGUMENT and names the text, the column (bytes, from 1) and the format.
class Scanner {
 public:
  // `what` is the thing read ("day") and `format` how to write it ("YYYY-MM-DD"). None of the
  // three is copied.
  Scanner(absl::string_view what, absl::string_view format, absl::string_view text);

  // Steps over `token` if it comes next.
  bool Skip(absl::string_view token);

  // Reads exactly `digits` decimal digits (at most 9) that make a number from `low` to `high`.
  absl::StatusOr<int> Number(absl::string_view name, int digits, int low, int high);

  // Steps over `token`, which must come next.
  absl::Status Expect(absl::string_view token);

  // Nothing may come next.
  absl::Status ExpectEnd() const;

  // The error that `problem` is found at the current column.
  absl::Status Error(absl::string_view problem) const;

 private:
  // How many decimal digits come next.
  int CountDigits() const;

  absl::string_view what_;
  absl::string_view format_;
  absl::string_view text_;
  size_t position_ = 0;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_SCANNER_H_
