#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file of all agreements in the WTO's Regional Trade Agreements Database begins with this
// line.
bool IsWtoRtaHeader(absl::string_view line);

// Reads one: an agreement a row. Where goods and services have different dates, both are kept.
// Anomalies: PARTIES_FROM_NAME, PARTY_DATES_INVALID.
absl::StatusOr<LoadedFile> LoadWtoRta(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_H_
