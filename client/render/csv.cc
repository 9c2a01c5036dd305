#include "client/render/csv.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"

#include "client/render/layout.h"

namespace entente::client {
namespace {

std::string InQuotesIfNeeded(const std::string& cell) {
  std::string text = Printable(cell);
  if (text.find_first_of(",\"") == std::string::npos) return text;
  return absl::StrCat("\"", absl::StrReplaceAll(text, {{"\"", "\"\""}}), "\"");
}

}  // namespace

std::string CsvLine(absl::Span<const std::string> cells) {
  return absl::StrCat(absl::StrJoin(cells, ",",
                                    [](std::string* out, const std::string& cell) {
                                      out->append(InQuotesIfNeeded(cell));
                                    }),
                      "\n");
}

}  // namespace entente::client
