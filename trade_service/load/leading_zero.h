#ifndef ENTENTE_TRADE_SERVICE_LOAD_LEADING_ZERO_H_
#define ENTENTE_TRADE_SERVICE_LOAD_LEADING_ZERO_H_

#include <string>

namespace entente::trade {

// Gives a code of the Harmonized System the zero back that a spreadsheet took: codes have 2, 4, 6
// or more even digits, so that one of an odd number of them begins with 0. False, and the code as
// it was, if it lost none.
bool RestoreLeadingZero(std::string& code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_LEADING_ZERO_H_
