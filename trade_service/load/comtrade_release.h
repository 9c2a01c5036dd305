#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_RELEASE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_RELEASE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/provenance/import_report.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/comtrade_row.h"
#include "trade_service/load/file.h"

namespace entente::trade {

// Gathers the rows of a file of UN Comtrade, whatever its format, into one release of
// sources/un-comtrade in USD.
//
// A row is a total where customs procedure, mode of transport, mode of supply and second partner
// are; the other rows are details. Where a cell has a total row, its details are left aside
// (`superseded`); where it has none, the details of the coarsest kind that the file has are added
// up (`merged`), so that nothing is counted twice.
//
// A row that cannot be used is rejected in the report: TYPE_UNKNOWN, PERIOD_INVALID, AREA_INVALID,
// VALUE_INVALID, COMMODITY_MISSING, FLOW_MISSING, CODE_INVALID, FLAG_INVALID, CELL_CONFLICT. What
// is odd and kept is noted: FLOW_UNKNOWN, SELF_TRADE, COMMODITY_PADDED (a leading zero was lost),
// DUPLICATE_ROW.
class ComtradeRelease {
 public:
  // `folder`: for temporary files.
  ComtradeRelease(ComtradeColumns columns, const std::string& folder)
      : columns_(std::move(columns)), cells_({.folder = folder}) {}

  // Takes a row, which stands at `line`; `locator` says where else than "line 17", if it does.
  // Whether it could be used. RELEASE_INVALID if it says that it is of another source or currency;
  // else the errors are those of writing a file.
  absl::StatusOr<bool> Add(const std::vector<absl::string_view>& fields, int64_t line,
                           std::string locator = "");

  const ComtradeColumns& columns() const { return columns_; }
  int64_t read() const { return report_.read; }

  // The release. A name of the bulk download tells data set and day of publication, where `file`
  // does not.
  absl::StatusOr<LoadedFile> Finish(const File& file) &&;

 private:
  const ComtradeColumns columns_;
  ImportReport report_;
  Cells cells_;
  std::vector<absl::string_view> oddities_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_RELEASE_H_
