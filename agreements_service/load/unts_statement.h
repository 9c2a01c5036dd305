#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_STATEMENT_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_STATEMENT_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "agreements_service/load/file.h"

namespace entente::agreements {

// Whether a monthly statement of treaties registered with the United Nations begins with this line.
bool IsUntsStatementHeader(absl::string_view line);

// Reads the English half of one, as text; the French one repeats it. Of Parts I and II each number
// becomes an agreement. Of the annexes each entry counts as a row: what one party did, and
// terminations, become actions and events of a partial agreement for each number; other entries are
// rejected (ENTRY_UNREADABLE, or ENTRY_OF_ANOTHER behind a protocol without a number of its own).
absl::StatusOr<LoadedFile> LoadUntsStatement(const File& file);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_UNTS_STATEMENT_H_
