#ifndef ENTENTE_TRADE_SERVICE_LOAD_XLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_XLS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// A worksheet of an .xls file, every cell as text: a number as the shortest decimal that reads back
// as the same double, which is the number that somebody typed or a program computed. Blanks around
// texts are left out; so are formats, so that a date is its number of days.
struct XlsSheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;

  // A cell by place, from 0; empty beyond the end.
  absl::string_view At(size_t row, size_t column) const;
};

// Whether a content begins as an .xls file does.
bool IsXls(absl::string_view content);

// Reads the worksheets of an .xls file of Excel 97 to 2003 ([MS-XLS], BIFF8), up to 6.8 MiB.
// FILE_MALFORMED if it is none, is cut off, or is older or encrypted; FILE_TOO_LARGE if its cells
// would take more than some 32 MiB.
absl::StatusOr<std::vector<XlsSheet>> ReadXls(absl::string_view content);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_XLS_H_
