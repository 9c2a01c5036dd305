#include "trade_service/core/summed_point.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

// Where the parts of `sum`, whose releases are joined, stand.
std::string LocatorOf(const Point& sum, const std::vector<const Point*>& parts,
                      const Vintage& vintage) {
  // The locators of parts that are sums themselves name releases already.
  if (std::any_of(parts.begin(), parts.end(),
                  [](const Point* part) { return !part->further_releases.empty(); })) {
    return absl::StrCat(parts.size(), " values of ", 1 + sum.further_releases.size(), " releases");
  }
  std::string locator;
  for (const Point* part : parts) {
    absl::StrAppend(&locator, locator.empty() ? "" : ", ", part->locator);
    if (part->release == parts.front()->release) continue;
    absl::StrAppend(&locator, " of ", vintage.Cited(part->release)->name);
  }
  return locator;
}

}  // namespace

absl::StatusOr<Point> AddUp(const Period& whole, const std::vector<const Point*>& parts,
                            const Vintage& vintage) {
  Point sum{.period = whole,
            .value = {},
            .flags = {},
            .fob_value = {},
            .net_weight_kg = {},
            .locator = {},
            .release = parts.front()->release};
  for (const Point* part : parts) {
    RETURN_IF_ERROR(Join(*part, part == parts.front(), sum));
    JoinRelease(part->release, sum.release, sum.further_releases);
    for (const int64_t further : part->further_releases) {
      JoinRelease(further, sum.release, sum.further_releases);
    }
  }
  sum.locator = LocatorOf(sum, parts, vintage);
  sum.flags.Add(Flag::kSummed);
  ASSIGN_OR_RETURN(sum.fob_value, SumOf(&Point::fob_value, parts));
  ASSIGN_OR_RETURN(sum.net_weight_kg, SumOf(&Point::net_weight_kg, parts));
  return sum;
}

}  // namespace entente::trade
