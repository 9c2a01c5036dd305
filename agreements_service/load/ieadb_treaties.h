#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_TREATIES_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_TREATIES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether this is the header of the agreements of the International Environmental Agreements
// Database.
bool IsIeadbTreatiesHeader(absl::string_view line);

// Reads them: an addition a row. Their parties stand in the file of members.
absl::StatusOr<LoadedFile> LoadIeadbTreaties(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_TREATIES_H_
