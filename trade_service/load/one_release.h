#ifndef ENTENTE_TRADE_SERVICE_LOAD_ONE_RELEASE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_ONE_RELEASE_H_

#include <string>

#include "absl/status/statusor.h"

#include "common/provenance/import_report.h"
#include "trade_service/core/source.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/file.h"

namespace entente::trade {

// What a file becomes that is one release of one source: the release, named after data set and
// a checksum of the content and how it is read, with what `cells` gathered, and the source, as the
// format supposes it. `currency`: ISO 4217. INVALID_ARGUMENT (NOTHING_TO_KEEP) if no row could be
// used.
absl::StatusOr<LoadedFile> OneRelease(const File& file, Source source, std::string currency,
                                      Cells cells, ImportReport report);

// The source of this name, of which nothing else is known: its id stands for title and publisher.
Source NamedSource(const std::string& name);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_ONE_RELEASE_H_
