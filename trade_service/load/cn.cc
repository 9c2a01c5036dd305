#include "trade_service/load/cn.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "absl/strings/str_cat.h"

#include "common/text/digits.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

// The years in which the Union began to apply H1, H2, ...
constexpr std::array<int, 6> kRevisions = {1996, 2002, 2007, 2012, 2017, 2022};

}  // namespace

std::string CombinedNomenclature(absl::string_view product, int year) {
  if (product == kTotal) return "";
  const bool is_hs =
      (product.size() == 2 || product.size() == 4 || product.size() == 6) && AllDigits(product);
  if (!is_hs) return "CN8";
  const auto revision = std::upper_bound(kRevisions.begin(), kRevisions.end(), year);
  return absl::StrCat("H", revision - kRevisions.begin());
}

}  // namespace entente::trade
