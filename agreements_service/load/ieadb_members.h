#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_MEMBERS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_MEMBERS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether this is the header of the members of agreements of the International Environmental
// Agreements Database.
bool IsIeadbMembersHeader(absl::string_view line);

// Reads them: a row is an action of one party, those of one agreement are an addition.
absl::StatusOr<LoadedFile> LoadIeadbMembers(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_MEMBERS_H_
