#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_VOCABULARY_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_VOCABULARY_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/field.h"
#include "agreements_service/core/status.h"
#include "common/provenance/import_report.h"

// What sources' words mean in ours, by the tables in data/vocabulary. Terms are compared by their
// folds (common/text/fold.h). A term that no table has is noted in the report as TERM_UNMAPPED,
// with source and term, and adds nothing: the reader keeps it as a claim.
namespace entente::agreements {

// The fields of a source's `term`, e.g. "AVIATION" of "uk-treaties".
std::vector<Field> FieldsOf(absl::string_view source, absl::string_view term, ImportReport& report);

// The instrument of a source's `term`, e.g. "Memorandum of understanding" of "ieadb".
Instrument InstrumentOf(absl::string_view source, absl::string_view term, ImportReport& report);

// The statuses that agree with a publisher's words for one, the best one first; none where no table
// has the words.
std::vector<Status> StatusesOf(absl::string_view publisher, absl::string_view words);

// The instrument that a title in English begins with, "Exchange of Notes between ..."; unspecified
// where it begins with something else.
Instrument InstrumentOfTitle(absl::string_view title);

// The party that a source's `name` means: a state by any name that common/geo knows or that the
// tables add, one of the former countries of ISO 3166-3 as a predecessor state, an organisation or
// a territory of the tables; else kOther, noted in the report as PARTY_UNKNOWN. Its name is the
// source's, but for states. Never guesses.
Party PartyNamed(absl::string_view name, ImportReport& report);

// The title in English of an agreement that a source calls by a short name, e.g. "Berne" of "wipo";
// the name itself, noted as TERM_UNMAPPED, where no table has it.
std::string TitleOf(absl::string_view source, absl::string_view name, ImportReport& report);

// Whether the tables or common/geo know `name`, former countries aside.
bool IsKnownParty(absl::string_view name);

// The language of a title, as BCP 47 has it: that of all its words that the tables know to be of
// one language alone; "und", not determined, where there is none or more than one.
std::string LanguageOf(absl::string_view title);

// The names in a list of parties with semicolons between them, or commas, which names have too:
// "Armenia, Moldova, Republic of" are two. Of commas the longest names that are known count.
std::vector<std::string> PartyNames(absl::string_view list);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_VOCABULARY_H_
