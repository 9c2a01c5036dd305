#include "trade_service/load/baci_name.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "trade_service/load/file.h"

namespace entente::trade {
namespace {

// Revisions of the Harmonized System as BACI and as UN Comtrade call them.
constexpr std::array<std::pair<absl::string_view, absl::string_view>, 7> kRevisions = {{
    {"92", "H0"},
    {"96", "H1"},
    {"02", "H2"},
    {"07", "H3"},
    {"12", "H4"},
    {"17", "H5"},
    {"22", "H6"},
}};

constexpr size_t kYearDigits = 4;
constexpr size_t kVersionDigits = 6;

// Reads a name that says the revision behind `prefix`.
std::optional<BaciName> Parse(absl::string_view prefix, absl::string_view file_name) {
  absl::string_view rest = file_name;
  if (!absl::ConsumePrefix(&rest, prefix)) return std::nullopt;
  const auto revision = std::find_if(kRevisions.begin(), kRevisions.end(), [&](const auto& one) {
    return absl::StartsWith(rest, one.first);
  });
  if (revision == kRevisions.end()) return std::nullopt;
  BaciName name;
  name.classification = std::string(revision->second);
  const size_t mark = file_name.find("_V");
  if (mark == absl::string_view::npos) {
    name.dataset = DatasetOf("", std::string(file_name));
    return name;
  }
  const absl::string_view version = file_name.substr(mark + 2, kVersionDigits);
  const absl::StatusOr<PartialDate> published =
      version.size() == kVersionDigits
          ? PartialDate::Parse(
                absl::StrCat(version.substr(0, kYearDigits), "-", version.substr(kYearDigits)))
          : absl::InvalidArgumentError("");
  if (!published.ok() || published->kind() != PartialDate::Kind::kDate) return std::nullopt;
  name.published = *published;
  // A version that was corrected has a letter behind it: V202401b.
  size_t end = mark + 2 + kVersionDigits;
  if (end < file_name.size() && absl::ascii_islower(file_name[end])) ++end;
  name.dataset = DatasetOf("", absl::StrCat(file_name.substr(0, mark), file_name.substr(end)));
  return name;
}

}  // namespace

std::optional<BaciName> ParseBaciName(absl::string_view file_name) {
  return Parse("BACI_HS", file_name);
}

std::optional<BaciName> ParseBaciTitlesName(absl::string_view file_name) {
  return Parse("product_codes_HS", file_name);
}

}  // namespace entente::trade
