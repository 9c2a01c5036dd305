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
// texts are left out, and so are the blank cells and rows at the end.
struct XlsSheet {
  std::string name;
  std::vector<std::vector<std::string>> rows;

  // A cell by place, from 0; empty beyond the end.
  absl::string_view At(size_t row, size_t column) const;
};

inline constexpr size_t kXlsMaxSize = size_t{16} << 20;

// Whether a content begins as an .xls file does.
bool IsXls(absl::string_view content);

// Reads the worksheets of an .xls file of at most kXlsMaxSize bytes (Excel 97 to 2003). FreeXL,
// which does it, wants a path: the content is copied to an anonymous file in memory for as long as
// that takes. FILE_MALFORMED if it cannot be read, FILE_TOO_LARGE.
absl::StatusOr<std::vector<XlsSheet>> ReadXls(absl::string_view content);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_XLS_H_
