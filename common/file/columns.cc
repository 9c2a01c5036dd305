#include "common/file/columns.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente {
namespace {

absl::Status Malformed(absl::string_view name, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               absl::StrCat("line 1: column ", name, " ", what))
      .With("line", "1");
}

}  // namespace

absl::StatusOr<int> FindColumn(const std::vector<absl::string_view>& header, absl::string_view name,
                               bool required) {
  int position = 0;
  for (size_t i = 0; i < header.size(); ++i) {
    if (absl::StripAsciiWhitespace(header[i]) != name) continue;
    if (position != 0) return Malformed(name, "stands twice");
    position = static_cast<int>(i) + 1;
  }
  if (required && position == 0) return Malformed(name, "is missing");
  return position;
}

std::string BareName(absl::string_view name) {
  std::string bare;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) bare += static_cast<char>(absl::ascii_tolower(byte));
  }
  return bare;
}

bool IsMissing(absl::string_view field) {
  return field.empty() || field == "NA" || absl::EqualsIgnoreCase(field, "nan");
}

absl::string_view FieldAt(const std::vector<absl::string_view>& fields, int position) {
  const auto index = static_cast<size_t>(position);
  if (position == 0 || index > fields.size()) return absl::string_view();
  return absl::StripAsciiWhitespace(fields[index - 1]);
}

}  // namespace entente
