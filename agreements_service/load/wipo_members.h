#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_WIPO_MEMBERS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_WIPO_MEMBERS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file with this first line has the members of the treaties that WIPO administers.
bool IsWipoMembersHeader(absl::string_view line);

// Reads it: a row a party of a treaty with its signature, its instrument and the entry into force
// for it; all rows of a treaty are one agreement. A declaration of succession or of continued
// application is a succession, told in the source's words. A row without treaty
// (NOT_AN_AGREEMENT) or party (PARTY_MISSING) is rejected. Anomalies: DATE_INVALID, PARTY_REPEATED,
// ACTION_MISSING (no date of a party is said), ENTRY_BEFORE_CONSENT (but for successions, which
// reach back).
absl::StatusOr<LoadedFile> LoadWipoMembers(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_WIPO_MEMBERS_H_
