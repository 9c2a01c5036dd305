#ifndef ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
#define ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_

#include <cstdint>
#include <string>

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

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_LOCATOR_H_
