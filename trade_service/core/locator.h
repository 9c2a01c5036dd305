#ifndef ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
#define ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_

#include <cstdint>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace entente::trade {

// "line 17": where an observation stands in a file of lines; "line 17 and 2 more" where it was
// added up from that line and so many further ones.
std::string LocatorOf(int64_t line, uint32_t further_lines = 0);

// Where an observation stands in its release: a text or, as most do, at lines, of which the text is
// made when it is shown.
class Locator {
 public:
  Locator() = default;
  Locator(int64_t line, uint32_t further_lines)  // from 1
      : line_(line), further_lines_(further_lines) {}
  explicit Locator(std::string text) : text_(std::move(text)) {}

  // What LocatorOf makes is read as lines, all else is a text.
  static Locator Parse(absl::string_view text);

  // 0: a text tells.
  int64_t line() const { return line_; }
  uint32_t further_lines() const { return further_lines_; }
  std::string ToString() const { return line_ == 0 ? text_ : LocatorOf(line_, further_lines_); }

  friend bool operator==(const Locator& a, const Locator& b) {
    return a.ToString() == b.ToString();
  }

 private:
  int64_t line_ = 0;
  uint32_t further_lines_ = 0;
  std::string text_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
