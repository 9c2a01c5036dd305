#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_CHANGES_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_CHANGES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file of changes in the WTO's Regional Trade Agreements Database begins with this line.
bool IsWtoRtaChangesHeader(absl::string_view line);

// Reads one: an agreement a row, which amends that of the row's RTA ID. Changes have no id there;
// one is named by the RTA ID and 8 digits of the SHA-256 of its day of signature and the first line
// of its remarks, so that neither other rows nor what is added to it later change the name.
absl::StatusOr<LoadedFile> LoadWtoRtaChanges(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_WTO_RTA_CHANGES_H_
