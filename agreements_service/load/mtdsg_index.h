#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_INDEX_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_INDEX_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file with this first line is the list of Multilateral Treaties Deposited with the
// Secretary-General.
bool IsMtdsgIndexHeader(absl::string_view line);

// Reads it: a row a treaty, "agreements/mtdsg-{chapter}-{number}", as an addition without parties,
// who stand in files of their own (mtdsg_participants.h). The last words of its name are where and
// when it was concluded; where they tell no day they stay in the title, with the anomaly
// DATE_MISSING. Without chapter and number a row is rejected as NOT_AN_AGREEMENT.
absl::StatusOr<LoadedFile> LoadMtdsgIndex(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_INDEX_H_
