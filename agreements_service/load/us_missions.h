#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_US_MISSIONS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_US_MISSIONS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file with this first line has the missions of the United States and when they changed.
bool IsUsMissionsHeader(absl::string_view line);

// Reads it: a row a milestone of the pair of the United States and the country, as precisely dated
// as the row is. A country that is no more counts as the one that it became, which the title tells,
// noted as COUNTRY_FORMER; where that is not one it is rejected for that reason. Rejected is also
// what is no country that is known (COUNTRY_UNKNOWN) or became the United States (PAIR_INVALID). A
// date that cannot be read is an unknown one, noted as DATE_INVALID or DATE_MISSING.
absl::StatusOr<LoadedFile> LoadUsMissions(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_US_MISSIONS_H_
