#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNCTAD_IIA_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNCTAD_IIA_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file of UNCTAD's International Investment Agreements Navigator begins with this line.
bool IsUnctadIiaHeader(absl::string_view line);

// Reads one: an agreement a row. Models of agreements are rejected (NOT_AN_AGREEMENT).
absl::StatusOr<LoadedFile> LoadUnctadIia(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNCTAD_IIA_H_
