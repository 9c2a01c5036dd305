#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UK_TREATIES_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UK_TREATIES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file of UK Treaties Online begins with this line.
bool IsUkTreatiesHeader(absl::string_view line);

// Reads one: an agreement a line. Scans of publications, in which agreements were printed, are
// rejected (NOT_AN_AGREEMENT). A line that is no JSON refuses the file.
absl::StatusOr<LoadedFile> LoadUkTreaties(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UK_TREATIES_H_
