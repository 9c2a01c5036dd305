#include "agreements_service/load/slug.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"

#include "common/hash/sha256.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

constexpr size_t kMaxSize = 60;
constexpr size_t kMarkSize = 8;  // of the text's SHA-256

}  // namespace

std::string SlugOf(absl::string_view text) {
  std::string slug;
  for (const char c : Fold(text)) {
    const auto byte = static_cast<unsigned char>(c);
    if (absl::ascii_isalnum(byte)) {
      slug += c;
    } else if (!slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  while (absl::EndsWith(slug, "-")) slug.pop_back();
  // Words with one blank or hyphen between them are the usual case, and lose nothing.
  const std::string plain = absl::StrReplaceAll(absl::AsciiStrToLower(text), {{" ", "-"}});
  if (!slug.empty() && slug.size() <= kMaxSize && slug == plain) return slug;
  slug.resize(std::min(slug.size(), kMaxSize - kMarkSize - 1));
  while (absl::EndsWith(slug, "-")) slug.pop_back();
  return absl::StrCat(slug, slug.empty() ? "" : "-", Sha256Hex(text).substr(0, kMarkSize));
}

std::string AgreementName(absl::string_view register_name, absl::string_view id) {
  return absl::StrCat("agreements/", register_name, "-", SlugOf(id));
}

}  // namespace entente::agreements
