#include "agreements_service/load/mtdsg.h"

#include <algorithm>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

namespace entente::agreements {
namespace {

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

bool IsAlphanumeric(char c) { return absl::ascii_isalnum(static_cast<unsigned char>(c)); }

}  // namespace

std::string MtdsgId(absl::string_view text) {
  constexpr size_t kMaxParts = 4;   // "3-2-13-a"
  constexpr size_t kMaxDigits = 2;  // of a chapter: no year
  constexpr size_t kMaxSize = 4;    // of another part
  const std::string id = absl::AsciiStrToLower(absl::StrReplaceAll(text, {{".", "-"}}));
  const std::vector<absl::string_view> parts = absl::StrSplit(id, '-');
  const absl::string_view chapter = parts[0];
  if (parts.size() < 2 || parts.size() > kMaxParts || chapter.empty() ||
      chapter.size() > kMaxDigits || !std::all_of(chapter.begin(), chapter.end(), IsDigit)) {
    return "";
  }
  for (size_t i = 1; i < parts.size(); ++i) {
    if (parts[i].empty() || parts[i].size() > kMaxSize ||
        !std::all_of(parts[i].begin(), parts[i].end(), IsAlphanumeric)) {
      return "";
    }
  }
  return IsDigit(parts[1][0]) ? id : "";
}

}  // namespace entente::agreements
