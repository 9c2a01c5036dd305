#include "trade_service/load/comtrade_csv.h"

#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/bulk_name.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/comtrade_row.h"
#include "trade_service/load/csv.h"
#include "trade_service/load/one_release.h"

namespace entente::trade {
namespace {

Source Comtrade() {
  return {.name = "sources/un-comtrade",
          .title = "UN Comtrade",
          .publisher = "United Nations Statistics Division",
          .url = "https://comtradeplus.un.org",
          .kind = SourceKind::kCompiled,
          .note = ""};
}

absl::Status AtLine(const CsvReader& reader, absl::string_view reason, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, reason,
               absl::StrCat("line ", reader.line(), ": ", what))
      .With("line", absl::StrCat(reader.line()));
}

// Every row has as many fields as the header, or one more that is empty, as the portal writes them.
absl::Status CheckWidth(const CsvReader& reader, size_t width) {
  const auto& fields = reader.fields();
  if (fields.size() == width || (fields.size() == width + 1 && fields.back().empty())) {
    return absl::OkStatus();
  }
  if (fields.size() < width) {
    return AtLine(reader, "FILE_TRUNCATED",
                  absl::StrCat("has ", fields.size(), " fields where the header has ", width,
                               "; the download may have broken off, fetch the file again"));
  }
  return AtLine(reader, "FILE_MALFORMED",
                absl::StrCat("has ", fields.size(), " fields where the header has ", width));
}

// Whether a row that no line end follows tells by itself that nothing of it is missing: by the
// portal's additional field, or by a last one that is true or false.
bool IsWholeWithoutLineEnd(const ComtradeColumns& columns,
                           const std::vector<absl::string_view>& fields) {
  return fields.size() > columns.width() ||
         (columns.Position(Column::kIsAggregate) == static_cast<int>(columns.width()) &&
          !columns.Get(fields, Column::kIsAggregate).empty());
}

bool IsBlank(const std::vector<absl::string_view>& fields) {
  return fields.size() == 1 && absl::StripAsciiWhitespace(fields[0]).empty();
}

}  // namespace

bool IsComtradeHeader(absl::string_view line) {
  return absl::StrContains(line, "reporterCode") && absl::StrContains(line, "partnerCode") &&
         absl::StrContains(line, "primaryValue");
}

absl::StatusOr<LoadedFile> LoadComtradeCsv(const File& file) {
  const absl::string_view header = file.content.substr(0, file.content.find('\n'));
  const char separator = absl::StrContains(header, '\t') ? '\t' : ',';
  CsvReader reader(TextSource(file.content), separator);
  ASSIGN_OR_RETURN(const bool has_header, reader.Next());
  if (!has_header) return AtLine(reader, "FILE_EMPTY", "no header");
  ASSIGN_OR_RETURN(const ComtradeColumns columns, ReadComtradeHeader(reader.fields()));

  ImportReport report;
  Cells cells;
  bool ends_whole = true;
  std::vector<absl::string_view> oddities;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, reader.Next());
    if (!found) break;
    ends_whole = true;
    if (IsBlank(reader.fields())) continue;
    RETURN_IF_ERROR(CheckWidth(reader, columns.width()));
    ++report.read;
    ends_whole = IsWholeWithoutLineEnd(columns, reader.fields());
    Row row;
    row.observation.locator = absl::StrCat("line ", reader.line());
    oddities.clear();
    std::optional<RowError> error = ReadRow(columns, reader.fields(), row, oddities);
    if (error) {
      report.Reject(reader.line(), columns.Position(error->column), error->reason, error->message);
      ends_whole = false;
      continue;
    }
    for (const absl::string_view reason : oddities) {
      report.Note(reason, row.observation.locator);
    }
    RETURN_IF_ERROR(cells.Add(std::move(row)));
  }
  if (report.read == 0) return AtLine(reader, "FILE_EMPTY", "there is a header and no row");
  if (!ends_whole && file.content.back() != '\n') {
    return AtLine(reader, "FILE_TRUNCATED",
                  "the file ends inside this line; fetch it again, or end the line if it is whole");
  }

  const std::optional<BulkName> bulk = ParseBulkName(file.name);
  File named = file;
  if (bulk) {
    if (named.dataset.empty()) named.dataset = bulk->dataset;
    if (named.published == PartialDate()) named.published = bulk->published;
  }
  return OneRelease(named, Comtrade(), "USD", std::move(cells), std::move(report));
}

}  // namespace entente::trade
