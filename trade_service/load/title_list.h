#ifndef ENTENTE_TRADE_SERVICE_LOAD_TITLE_LIST_H_
#define ENTENTE_TRADE_SERVICE_LOAD_TITLE_LIST_H_

#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/file/table.h"
#include "common/provenance/evidence.h"
#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a text can be an id in the name of a title.
bool IsTitleId(absl::string_view text);

// Gathers the titles of one classification's commodities from a table of two columns that are read,
// code and title. Every row that is counted as read is kept or rejected.
class TitleList {
 public:
  // Places of the columns, 1 for the first. `publisher` and what `file` says of itself become every
  // title's evidence.
  struct Columns {
    int code = 1;
    int title = 2;
  };
  TitleList(const File& file, absl::string_view publisher, Columns columns);

  Table& table() { return table_; }
  ImportReport& report() { return loaded_.report; }
  Evidence& evidence() { return evidence_; }

  // Takes the title of a code; `parent` is empty at the top. Rejected: COMMODITY_INVALID (no id),
  // TITLE_MISSING (blank, or no UTF-8), DUPLICATE_ROW (the code stands in an earlier line).
  void Add(absl::string_view classification, absl::string_view code, absl::string_view title,
           absl::string_view parent);

  // Rejects the present row for what stands in a column.
  void Reject(int column, absl::string_view reason, absl::string_view what);

  // INVALID_ARGUMENT (NOTHING_TO_KEEP) if every row was rejected.
  absl::StatusOr<LoadedFile> Take() &&;

 private:
  Table table_;
  const Columns columns_;
  LoadedFile loaded_;
  Evidence evidence_;
  absl::flat_hash_set<std::string> codes_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_TITLE_LIST_H_
