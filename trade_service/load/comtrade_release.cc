#include "trade_service/load/comtrade_release.h"

#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/bulk_name.h"
#include "trade_service/load/one_release.h"

namespace entente::trade {
namespace {

constexpr char kName[] = "sources/un-comtrade";
constexpr char kCurrency[] = "USD";

Source Comtrade() {
  return {.name = kName,
          .title = "UN Comtrade",
          .publisher = "United Nations Statistics Division",
          .url = "https://comtradeplus.un.org",
          .kind = SourceKind::kCompiled,
          .note = ""};
}

// Refuses a row that says itself that it is of another source or in another currency, as those that
// the client writes do.
absl::Status CheckOrigin(const ComtradeColumns& columns,
                         const std::vector<absl::string_view>& fields, int64_t line) {
  const absl::string_view release = columns.Get(fields, Column::kRelease);
  const absl::string_view currency = columns.Get(fields, Column::kCurrency);
  if ((release.empty() || absl::StartsWith(release, absl::StrCat(kName, "/releases/"))) &&
      (currency.empty() || currency == kCurrency)) {
    return absl::OkStatus();
  }
  return AtLine(
      line, "RELEASE_INVALID",
      absl::StrCat("is of ", Quoted(release), " in ", Quoted(currency), "; this format is for ",
                   kName, " in ", kCurrency, " alone; export it with --format sdmx-csv"));
}

}  // namespace

absl::StatusOr<bool> ComtradeRelease::Add(const std::vector<absl::string_view>& fields,
                                          int64_t line, std::string locator) {
  ++report_.read;
  RETURN_IF_ERROR(CheckOrigin(columns_, fields, line));
  Row row;
  oddities_.clear();
  const std::optional<RowError> error = ReadRow(columns_, fields, row, oddities_);
  if (error && locator.empty()) {
    report_.Reject(line, columns_.Position(error->column), error->reason, error->message);
    return false;
  }
  if (error) {
    const absl::string_view name = ComtradeColumnNames()[static_cast<size_t>(error->column)];
    report_.Reject(line, 0, error->reason, absl::StrCat(locator, ".", name, ": ", error->message));
    return false;
  }
  row.observation.locator = locator.empty() ? LocatorOf(line) : std::move(locator);
  for (const absl::string_view reason : oddities_) {
    report_.Note(reason, row.observation.locator);
  }
  RETURN_IF_ERROR(cells_.Add(row));
  return true;
}

absl::StatusOr<LoadedFile> ComtradeRelease::Finish(const File& file) && {
  File named = file;
  if (const std::optional<BulkName> bulk = ParseBulkName(file.name)) {
    if (named.dataset.empty()) named.dataset = bulk->dataset;
    if (named.published == PartialDate()) named.published = bulk->published;
  }
  return OneRelease(named, Comtrade(), kCurrency, std::move(cells_), std::move(report_));
}

}  // namespace entente::trade
