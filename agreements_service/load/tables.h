#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_TABLES_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_TABLES_H_

#include "absl/strings/string_view.h"

// The tables in data/vocabulary, embedded at build time by cmake/embed_tables.py: CSV with a
// header.
namespace entente::agreements {

// Source, its term, our fields with a semicolon between them. A term without fields is known to
// mean none of ours.
extern const absl::string_view kFieldTable;

// Source, its term, our instrument; of the source "title", how a title begins.
extern const absl::string_view kInstrumentTable;

// Name, kind, alpha-3 code: names of parties that common/geo does not know, or that are no states.
extern const absl::string_view kPartyTable;

// Source by the first words of its publisher's name, its words for a status, the statuses of ours
// that agree with them, the best one first, with a semicolon between them.
extern const absl::string_view kStatusTable;

// Source, its short name of an agreement, the agreement's title in English.
extern const absl::string_view kTitleTable;

// A word of titles, and the one language that has it.
extern const absl::string_view kLanguageTable;

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_TABLES_H_
