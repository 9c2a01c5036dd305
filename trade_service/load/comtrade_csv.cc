#include "trade_service/load/comtrade_csv.h"

#include <utility>
#include <vector>

#include "absl/strings/match.h"

#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "trade_service/load/comtrade_release.h"
#include "trade_service/load/comtrade_row.h"

namespace entente::trade {
namespace {

// Whether a row that no line end follows tells by itself that nothing of it is missing: by the
// portal's additional field, or by a last one that is true or false.
bool IsWholeWithoutLineEnd(const ComtradeColumns& columns,
                           const std::vector<absl::string_view>& fields) {
  return fields.size() > columns.width() ||
         (columns.Position(Column::kIsAggregate) == static_cast<int>(columns.width()) &&
          !columns.Get(fields, Column::kIsAggregate).empty());
}

}  // namespace

bool IsComtradeHeader(absl::string_view line) {
  return absl::StrContains(line, "reporterCode") && absl::StrContains(line, "partnerCode") &&
         absl::StrContains(line, "primaryValue");
}

absl::StatusOr<LoadedFile> LoadComtradeCsv(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(ComtradeColumns columns, ReadComtradeHeader(table.fields()));
  ComtradeRelease release(std::move(columns), file.folder);
  bool ends_whole = false;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    ASSIGN_OR_RETURN(const bool used, release.Add(table.fields(), table.line()));
    ends_whole = used && IsWholeWithoutLineEnd(release.columns(), table.fields());
  }
  if (!ends_whole) RETURN_IF_ERROR(table.CheckEnd());
  return std::move(release).Finish(file);
}

}  // namespace entente::trade
