#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_DESTA_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_DESTA_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a list of treaties of the Design of Trade Agreements Database begins with this line.
bool IsDestaHeader(absl::string_view line);

// Reads one, in UTF-8 or Windows-1252, a superset of Latin-1: an agreement a row. Accessions,
// amendments and consolidated texts are agreements with a relation to their base treaty; accessions
// are also actions of it, and withdrawals nothing else: their rows count as merged.
// Rejections: BASE_TREATY_MISSING, DATE_INVALID, PARTY_MISSING, all of withdrawals.
// Anomalies: ACCEDING_PARTY_UNKNOWN, PARTY_REPEATED.
absl::StatusOr<LoadedFile> LoadDesta(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_DESTA_H_
