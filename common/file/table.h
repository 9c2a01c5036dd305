#ifndef ENTENTE_COMMON_FILE_TABLE_H_
#define ENTENTE_COMMON_FILE_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/file/csv.h"

namespace entente {

// INVALID_ARGUMENT about a line of a file, which the sentence names first.
absl::Status AtLine(int64_t line, absl::string_view reason, absl::string_view what);

// A file of separated values: a header, and rows that have as many fields, or one more that is
// empty, as UN Comtrade's portal writes them. Blank lines are passed over.
//
//   Table table(content);
//   RETURN_IF_ERROR(table.ReadHeader());
//   while (true) {
//     ASSIGN_OR_RETURN(const bool found, table.Next());
//     if (!found) break;
//     Use(table.line(), table.fields());
//   }
class Table {
 public:
  // `content`, which must outlive the table, is separated by tabs if its first line has one, or
  // else by commas.
  explicit Table(absl::string_view content);
  Table(absl::string_view content, char separator);

  // Makes fields() those of the header. FILE_EMPTY if there is none.
  absl::Status ReadHeader();
  // The same for a header that remarks stand above, such as a citation: lines of one field.
  absl::Status ReadHeaderBelowRemarks();

  // Steps to the next row; false at the end. FILE_TRUNCATED or FILE_MALFORMED if it has too few
  // fields or too many, FILE_EMPTY if the file has no row, and the errors of CsvReader.
  absl::StatusOr<bool> Next();

  const std::vector<absl::string_view>& fields() const { return reader_.fields(); }
  int64_t line() const { return reader_.line(); }
  // Of the header, in fields.
  size_t width() const { return width_; }

  // FILE_TRUNCATED if nothing ends the last row's line: what is missing behind it cannot be known.
  absl::Status CheckEnd() const;

 private:
  const absl::string_view content_;
  CsvReader reader_;
  size_t width_ = 0;
  int64_t rows_ = 0;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_TABLE_H_
