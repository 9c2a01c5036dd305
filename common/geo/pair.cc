#include "common/geo/pair.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente {
namespace {

Error InvalidPair(absl::string_view text, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "PAIR_INVALID",
               absl::StrCat(Quoted(text), " ", what,
                            "; give two different countries joined by '-', as in KAZ-TUR"));
}

}  // namespace

Pair MakePair(absl::string_view one, absl::string_view other) {
  const auto [first, second] = std::minmax(one, other);
  return {std::string(first), std::string(second)};
}

absl::StatusOr<Pair> ParsePair(absl::string_view text) {
  const std::vector<absl::string_view> parts = absl::StrSplit(text, '-');
  if (parts.size() != 2) return InvalidPair(text, "is not a pair of countries");
  ASSIGN_OR_RETURN(const Country one, ParseCountry(parts[0]));
  ASSIGN_OR_RETURN(const Country other, ParseCountry(parts[1]));
  if (one.alpha3 == other.alpha3) return InvalidPair(text, "names one country twice");
  return MakePair(one.alpha3, other.alpha3);
}

std::string PairId(const Pair& pair) { return absl::StrCat(pair.first, "-", pair.second); }

}  // namespace entente
