#ifndef ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
#define ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace entente::trade {

// "line 17": where an observation stands in a file of lines.
inline std::string LocatorOf(int64_t line) { return absl::StrCat("line ", line); }

// The line that a locator names and does nothing else; 0 if it is another text.
inline int64_t LineOf(absl::string_view locator) {
  int64_t line = 0;
  if (!absl::ConsumePrefix(&locator, "line ") || locator.empty() || locator[0] < '1' ||
      locator[0] > '9' || !absl::ascii_isdigit(static_cast<unsigned char>(locator.back())) ||
      !absl::SimpleAtoi(locator, &line)) {
    return 0;
  }
  return line;
}

// Where an observation stands in its release: a text or, as most do, a line, of which the text is
// made when it is shown.
class Locator {
 public:
  Locator() = default;
  explicit Locator(int64_t line) : line_(line) {}  // from 1
  explicit Locator(std::string text) : text_(std::move(text)) {}

  std::string ToString() const { return line_ == 0 ? text_ : LocatorOf(line_); }

  friend bool operator==(const Locator& a, const Locator& b) {
    return a.ToString() == b.ToString();
  }

 private:
  int64_t line_ = 0;  // 0: the text tells
  std::string text_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
