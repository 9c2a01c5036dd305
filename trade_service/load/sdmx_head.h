#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_HEAD_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_HEAD_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"
#include "trade_service/load/sdmx_flow.h"

namespace entente::trade {

// What an SDMX message says of itself.
struct SdmxHead {
  std::string flow_ids;          // texts that may name the data flow, with blanks between them
  std::string prepared;          // "2024-09-20T18:50:44"
  std::vector<std::string> ids;  // of dimensions and attributes
};

// Adds to `flow_ids`, unless it is too long for a name.
void AddFlowId(absl::string_view id, SdmxHead& head);

absl::StatusOr<SdmxOrigin> OriginOf(const SdmxHead& head, const File& file);

// `file`, retrieved on the day that the message was prepared, if it is not known better.
File RetrievedWhenPrepared(const File& file, const SdmxHead& head);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_HEAD_H_
