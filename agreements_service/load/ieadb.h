#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "common/provenance/import_report.h"

// What the two files of the International Environmental Agreements Database have in common: `;`
// between fields, a citation above the header, "1111-11-11" for a date that is not known, and the
// numbers by which they name agreements.
namespace entente::agreements {

inline constexpr char kIeadb[] = "ieadb";
inline constexpr char kIeadbSeparator = ';';

// Rejects a row that is not UTF-8 (TEXT_INVALID) or has no `id` (NOT_AN_AGREEMENT); whether it did.
bool RejectIeadbRow(int64_t line, const std::vector<absl::string_view>& fields,
                    absl::string_view id, ImportReport& report);

// `text` with blanks for control characters, each text with such ones an anomaly TEXT_INVALID, and
// one blank for several.
std::string IeadbText(absl::string_view text, Agreement& agreement);

// Whether it binds, by the database's code for what it includes: BEA and MEA are agreements, BEN
// and MEN what does not bind.
BindingForce IeadbBindingForce(absl::string_view inclusion);

// Keeps what a column says, unless that is that nothing is known or assigned.
void AddIeadbClaim(absl::string_view column, absl::string_view value, Agreement& agreement);

// Adds its end, if a day or a manner is told. One that is not known is no end: the column has it
// for what goes on, too.
void AddIeadbEnd(absl::string_view date, absl::string_view manner, Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_IEADB_H_
