#include "trade_service/load/leading_zero.h"

#include "common/text/digits.h"

namespace entente::trade {

bool RestoreLeadingZero(std::string& code) {
  if (code.size() % 2 == 0 || !AllDigits(code)) return false;
  code.insert(code.begin(), '0');
  return true;
}

}  // namespace entente::trade
