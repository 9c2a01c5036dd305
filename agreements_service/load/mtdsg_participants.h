#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_PARTICIPANTS_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_PARTICIPANTS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a file with this first line has the participants of one of the Multilateral Treaties
// Deposited with the Secretary-General.
bool IsMtdsgParticipantsHeader(absl::string_view line);

// Reads it: one addition, "agreements/mtdsg-{chapter}-{number}". Which treaty it is only the file's
// name tells, "10-11-a.csv" or "10-11.a.csv"; else FILE_NAME_INVALID. What a date means is told by
// its column's header and, where that has suffixes, the one behind it: "17 Aug 2000 A" below
// "Acceptance(A)". What no header explains is kept as a claim and noted as TERM_UNMAPPED.
//
// Declarations of acceptance of the Charter's obligations have the day of the resolution that
// admitted the participant; resolution and registration are told in words. Anomalies:
// ACTION_MISSING (of participants nothing but the name is said), PARTY_REPEATED, DATE_INVALID,
// DATE_IN_BRACKETS (a claim, too, since nothing explains brackets), REGISTERED_BEFORE_ADOPTION. A
// row without a name is rejected as PARTY_MISSING.
absl::StatusOr<LoadedFile> LoadMtdsgParticipants(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_MTDSG_PARTICIPANTS_H_
