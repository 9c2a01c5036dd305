#ifndef ENTENTE_CLIENT_OBSERVATIONS_H_
#define ENTENTE_CLIENT_OBSERVATIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "entente/trade/v1/observations.pb.h"
#include "entente/trade/v1/resources.pb.h"

namespace entente::client {

// A row of a block. Amounts are exact decimals.
struct ObservationRow {
  std::string commodity;
  std::string classification;
  std::string value;  // in the block's currency
  trade::v1::Valuation valuation = trade::v1::VALUATION_UNSPECIFIED;
  std::vector<trade::v1::Flag> flags;
  std::optional<std::string> net_weight_kg;
  std::optional<std::string> quantity;
  std::string quantity_unit;  // as the source codes it
  std::optional<std::string> fob_value;
  std::string cell;  // where in the release it stands
};

// The rows of a block's columns, in their order. DATA_LOSS if the columns do not fit together.
absl::StatusOr<std::vector<ObservationRow>> RowsOf(const trade::v1::ObservationBlock& block);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_OBSERVATIONS_H_
