#ifndef ENTENTE_TRADE_SERVICE_CORE_COARSEST_H_
#define ENTENTE_TRADE_SERVICE_CORE_COARSEST_H_

#include "absl/strings/match.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// Lets a row through unless its trade is already told by one that came before. Rows come in order
// of code, so that those below a code follow it at once.
class Coarsest {
 public:
  // `code` must outlive the next call.
  bool Take(absl::string_view code) {
    if (any_ && absl::StartsWith(code, last_)) return false;
    any_ = true;
    last_ = code;
    return true;
  }

 private:
  bool any_ = false;
  absl::string_view last_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COARSEST_H_
