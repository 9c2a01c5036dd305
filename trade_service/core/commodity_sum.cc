#include "trade_service/core/commodity_sum.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "common/text/digits.h"
#include "trade_service/core/coarsest.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

using Rows = std::vector<const StoredObservation*>;

absl::string_view CodeOf(const StoredObservation& row) { return row.observation.cell.commodity; }

// Puts rows of several data sets in order of code, of one code that of the one published last
// first.
void SortByCode(const Vintage& vintage, Rows& rows) {
  std::stable_sort(rows.begin(), rows.end(),
                   [&](const StoredObservation* a, const StoredObservation* b) {
                     if (CodeOf(*a) != CodeOf(*b)) return CodeOf(*a) < CodeOf(*b);
                     return PublishedBefore(*vintage.Counting(vintage.Find(b->release)->chain),
                                            *vintage.Counting(vintage.Find(a->release)->chain));
                   });
}

// The rows of each release, in the order in which they come.
std::vector<std::pair<int64_t, Rows>> ByRelease(const Rows& parts) {
  std::vector<std::pair<int64_t, Rows>> all;
  for (const StoredObservation* part : parts) {
    const auto known = std::find_if(all.begin(), all.end(), [&](const auto& of_release) {
      return of_release.first == part->release;
    });
    if (known == all.end()) {
      all.push_back({part->release, {part}});
    } else {
      known->second.push_back(part);
    }
  }
  return all;
}

// "line 17 and 2 more, line 3 of sources/x/releases/y": the first release goes without saying.
std::string LocatorOf(const std::vector<std::pair<int64_t, Rows>>& parts, const Vintage& vintage) {
  std::string locator;
  for (const auto& [release, rows] : parts) {
    absl::StrAppend(&locator, locator.empty() ? "" : ", ", rows.front()->observation.locator);
    if (rows.size() > 1) absl::StrAppend(&locator, " and ", rows.size() - 1, " more");
    if (release == parts.front().first) continue;
    absl::StrAppend(&locator, " of ", vintage.Cited(release)->name);
  }
  return locator;
}

absl::StatusOr<StoredObservation> AddUp(absl::string_view commodity, const Rows& rows,
                                        const Vintage& vintage, const ListsAll& lists_all) {
  StoredObservation sum{.observation = {}, .release = rows.front()->release};
  Observation& whole = sum.observation;
  whole.cell = rows.front()->observation.cell;
  whole.cell.commodity = std::string(commodity);
  std::vector<const Observation*> parts;
  for (const StoredObservation* row : rows) {
    const Observation& part = row->observation;
    RETURN_IF_ERROR(Join(part, parts.empty(), whole));
    parts.push_back(&part);
  }
  whole.flags.Add(Flag::kSummed);
  ASSIGN_OR_RETURN(whole.fob_value, SumOf(&Observation::fob_value, parts));
  ASSIGN_OR_RETURN(whole.net_weight_kg, SumOf(&Observation::net_weight_kg, parts));
  const auto by_release = ByRelease(rows);
  whole.locator = LocatorOf(by_release, vintage);
  for (const auto& [release, of_release] : by_release) {
    JoinRelease(release, sum.release, sum.further_releases);
    RETURN_IF_ERROR(FlagUnlessAll(release, whole.cell.classification, lists_all, whole.flags));
  }
  return sum;
}

}  // namespace

bool HasParts(absl::string_view commodity) {
  const size_t digits = commodity.size();
  return (digits == 2 || digits == 4 || digits == 6) && AllDigits(commodity);
}

absl::StatusOr<std::vector<StoredObservation>> ValuesOf(absl::string_view commodity,
                                                        std::vector<StoredObservation> rows,
                                                        const Vintage& vintage,
                                                        const ListsAll& lists_all) {
  const auto is_own = [&](const auto& row) { return CodeOf(row) == commodity; };
  if (std::all_of(rows.begin(), rows.end(), is_own)) return rows;
  // By source, currency and classification.
  std::map<std::tuple<absl::string_view, absl::string_view, absl::string_view>, Rows> all;
  for (const StoredObservation& row : rows) {
    const Release& release = *vintage.Find(row.release);
    all[{SourceOf(release), release.currency, row.observation.cell.classification}].push_back(&row);
  }
  std::vector<StoredObservation> values;
  for (auto& [heading, of_heading] : all) {
    if (of_heading.front()->release != of_heading.back()->release) {
      SortByCode(vintage, of_heading);
    }
    Coarsest coarsest;
    std::erase_if(of_heading,
                  [&](const StoredObservation* row) { return !coarsest.Take(CodeOf(*row)); });
    if (is_own(*of_heading.front())) {
      values.push_back(*of_heading.front());
      continue;
    }
    ASSIGN_OR_RETURN(StoredObservation sum, AddUp(commodity, of_heading, vintage, lists_all));
    values.push_back(std::move(sum));
  }
  return values;
}

}  // namespace entente::trade
