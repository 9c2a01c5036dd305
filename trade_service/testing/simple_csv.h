#ifndef ENTENTE_TRADE_SERVICE_TESTING_SIMPLE_CSV_H_
#define ENTENTE_TRADE_SERVICE_TESTING_SIMPLE_CSV_H_

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

// For tests: a second way to read a file, to hold results against.
namespace entente::trade::testing {

// The rows of a comma-separated file by column, without blanks at the ends of a field. For files
// in which quotes hold no line break and no other quote.
inline std::vector<std::map<std::string, std::string>> SimpleRows(absl::string_view content) {
  std::vector<std::string> header;
  std::vector<std::map<std::string, std::string>> rows;
  for (const absl::string_view line : absl::StrSplit(content, '\n', absl::SkipEmpty())) {
    std::vector<std::string> fields(1);
    bool quoted = false;
    for (const char c : line) {
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        fields.emplace_back();
      } else {
        fields.back() += c;
      }
    }
    for (std::string& field : fields) absl::StripAsciiWhitespace(&field);
    if (header.empty()) {
      header = std::move(fields);
      continue;
    }
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (size_t i = 0; i < header.size(); ++i) row[header[i]] = fields.at(i);
  }
  return rows;
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_SIMPLE_CSV_H_
