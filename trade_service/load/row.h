#ifndef ENTENTE_TRADE_SERVICE_LOAD_ROW_H_
#define ENTENTE_TRADE_SERVICE_LOAD_ROW_H_

#include <string>

#include "trade_service/core/observation.h"

namespace entente::trade {

// Which of the detail dimensions a row totals. A row that totals all of them is the cell's total.
enum Totals : unsigned {
  kSecondPartner = 1,
  kTransport = 2,
  kCustoms = 4,
  kSupply = 8,
  kAllTotals = 15,
};

// A row as read.
struct Row {
  Observation observation;
  unsigned totals = kAllTotals;  // set of Totals
  std::string detail;            // which part of the cell it is; empty for the total
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_ROW_H_
