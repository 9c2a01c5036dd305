#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_ROW_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_ROW_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/observation.h"
#include "trade_service/load/sdmx_flow.h"
#include "trade_service/load/sdmx_observation.h"

namespace entente::trade {

// One measure of a cell, as an SDMX observation gives it.
struct SdmxPart {
  Cell cell;
  SdmxMeasure measure = SdmxMeasure::kValue;
  Decimal amount;  // in the unit of the measure in Observation
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  // The statistical procedure that it is of, where it is not of all together.
  std::string procedure;
  std::string rest;  // as in SdmxObservation
  std::string locator;
  int64_t line = 0;
};

// Reads the observations of a data flow.
class SdmxRowReader {
 public:
  explicit SdmxRowReader(const SdmxFlow& flow) : flow_(flow) {}

  // Notes what is odd and kept in `oddities`: CONFIDENTIAL, OBS_STATUS_OTHER, COMMODITY_PADDED (a
  // leading zero was lost), SELF_TRADE. Error by what is wrong: PERIOD_INVALID, AREA_INVALID,
  // INDICATOR_UNKNOWN, FLOW_UNKNOWN, CODE_INVALID, SCALE_INVALID, VALUE_MISSING,
  // VALUE_CONFIDENTIAL, VALUE_INVALID.
  absl::StatusOr<SdmxPart> Read(const SdmxObservation& observation,
                                std::vector<absl::string_view>& oddities);

 private:
  absl::StatusOr<std::string> Area(absl::string_view code);

  const SdmxFlow& flow_;
  absl::flat_hash_map<std::string, std::string> areas_;  // by code
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_ROW_H_
