#ifndef ENTENTE_TRADE_SERVICE_LOAD_OWN_RELEASES_H_
#define ENTENTE_TRADE_SERVICE_LOAD_OWN_RELEASES_H_

#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/provenance/import_report.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/file.h"
#include "trade_service/load/row.h"

namespace entente::trade {

// Gathers the rows of an export of ours into releases: one for each data set that they come from,
// so that what two data sets have of one cell stays apart, and the one published last has the say
// as before. A data set is called as the file's and its own name together, so that an export, which
// may be a part alone, never takes the place of what it was made from. Where `file` names a data
// set, or the export none, all rows are one release.
class OwnReleases {
 public:
  explicit OwnReleases(const File& file) : file_(file) {}

  // Takes a row. `from`: the release that it comes from, as far as the export tells of it.
  // RELEASE_MIXED (more than 64 data sets, too many to be gathered at once); else the errors of
  // Cells.
  absl::Status Add(const Row& row, const Release& from);

  // The releases, in the order in which they were published and recorded. Each is published,
  // retrieved and so on as the last one of those that its rows come from was, unless `file` says
  // otherwise. Where there are several, the report's totals are of each by itself, with its data
  // set before them ("file-a: X 2021 KAZ").
  absl::StatusOr<LoadedFile> Finish(const Source& source, const std::string& currency,
                                    ImportReport report) &&;

 private:
  struct Gathered {
    Release last;  // of those that the rows come from, the one published last
    Cells cells;
  };

  const File& file_;
  std::map<std::string, Gathered> by_dataset_;  // of the release that rows come from
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_OWN_RELEASES_H_
