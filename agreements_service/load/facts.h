#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_FACTS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_FACTS_H_

#include "absl/status/statusor.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Reads a text-proto of entente.agreements.v1.Facts. It is taken whole or not at all: every error
// is INVALID_ARGUMENT (FILE_MALFORMED, NAME_REPEATED, or the reason of the field that is bad) and
// names line, column or resource, and field. Notes ENTRY_BEFORE_SIGNATURE, which happens.
absl::StatusOr<LoadedFile> LoadFacts(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_FACTS_H_
