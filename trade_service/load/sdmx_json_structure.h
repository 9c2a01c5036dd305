#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_STRUCTURE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_STRUCTURE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/sdmx_head.h"

namespace entente::trade {

// A dimension or attribute, and the values that data name by their place, from 0.
struct SdmxJsonComponent {
  std::string id;
  std::vector<std::string> values;
};

// Components by where they are given: for a whole data set, a series, an observation.
struct SdmxJsonLevels {
  std::vector<SdmxJsonComponent> data_set;
  std::vector<SdmxJsonComponent> series;
  std::vector<SdmxJsonComponent> observation;
};

// What a data message of SDMX-JSON says beside its series and observations.
struct SdmxJsonStructure {
  SdmxHead head;
  SdmxJsonLevels dimensions;
  SdmxJsonLevels attributes;
  int measures = 1;                              // values at the beginning of an observation
  std::vector<std::string> data_set_attributes;  // places of their values
};

// What names a place in a message without its version: 1.0 has the members of `data` at the top or
// in `data`, 2.0 has a list `structures` where 1.0 has one `structure`.
std::vector<absl::string_view> SdmxJsonPlace(const std::vector<std::string>& path);

// FILE_MALFORMED if there is no structure, or more than one: then a series does not say enough.
// FILE_IS_ERROR or FILE_TRUNCATED if the message has errors, with data or without
// (answer_error.h); ACTION_REFUSED if a data set is not whole (sdmx_action.h).
absl::StatusOr<SdmxJsonStructure> ReadSdmxJsonStructure(absl::string_view content);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_STRUCTURE_H_
