#ifndef ENTENTE_TRADE_SERVICE_ENCODE_COLUMNS_H_
#define ENTENTE_TRADE_SERVICE_ENCODE_COLUMNS_H_

#include "entente/trade/v1/observations.pb.h"
#include "trade_service/packed_row.h"

namespace entente::trade {

// The columns of the rows of one block, which are in order, each once.
void EncodeColumns(PackedRows rows, const RowTexts& texts, v1::ObservationColumns& columns);

// Where the rows stand.
void EncodeLocators(PackedRows rows, const RowTexts& texts, v1::LocatorColumn& column);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_ENCODE_COLUMNS_H_
