#include "trade_service/load/resolve.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <iterator>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/locator.h"

namespace entente::trade {
namespace {

using RowIterator = std::vector<Row>::iterator;

absl::StatusOr<Observation> AddUp(const std::map<std::string, Observation>& details) {
  std::vector<const Observation*> parts;
  for (const auto& [name, detail] : details) parts.push_back(&detail);
  Observation sum = *parts.front();
  sum.value = {};
  bool of_one_unit = true;
  for (const Observation* part : parts) {
    RETURN_IF_ERROR(Join(*part, part == parts.front(), sum));
    of_one_unit &= part->quantity_unit == sum.quantity_unit;
  }
  sum.flags.Add(Flag::kSummed);
  ASSIGN_OR_RETURN(sum.fob_value, SumOf(&Observation::fob_value, parts));
  ASSIGN_OR_RETURN(sum.net_weight_kg, SumOf(&Observation::net_weight_kg, parts));
  sum.quantity.reset();
  if (of_one_unit) {
    ASSIGN_OR_RETURN(sum.quantity, SumOf(&Observation::quantity, parts));
  }
  if (!sum.quantity) sum.quantity_unit.clear();
  if (parts.size() > 1) absl::StrAppend(&sum.locator, " and ", parts.size() - 1, " more");
  return sum;
}

// The rows of one cell by what they total, and by which detail they are.
using Kinds = std::map<unsigned, std::map<std::string, Observation>>;

void AddRow(Row row, Kinds& kinds, ImportReport& report) {
  const auto [known, added] = kinds[row.totals].try_emplace(std::move(row.detail), row.observation);
  if (added) return;
  if (known->second.value == row.observation.value) {
    report.Note("DUPLICATE_ROW", row.observation.locator);
    ++report.superseded;
    return;
  }
  report.Reject(Locator::Parse(row.observation.locator).line(), 0, "CELL_CONFLICT",
                absl::StrCat(row.observation.locator, " gives ", row.observation.value.ToString(),
                             " for the cell that ", known->second.locator, " gives ",
                             known->second.value.ToString()));
}

// The observation of a cell that has more rows than one total.
absl::StatusOr<Observation> ResolveCell(RowIterator begin, RowIterator end, ImportReport& report) {
  Kinds kinds;
  for (RowIterator row = begin; row != end; ++row) AddRow(std::move(*row), kinds, report);
  const auto coarsest = std::max_element(
      kinds.begin(), kinds.end(), [](const Kinds::value_type& a, const Kinds::value_type& b) {
        return std::pair(std::popcount(a.first), a.first) <
               std::pair(std::popcount(b.first), b.first);
      });
  for (const auto& [totals, rows] : kinds) {
    const auto count = static_cast<int64_t>(rows.size());
    if (totals != coarsest->first) {
      report.superseded += count;
    } else if (totals == kAllTotals) {
      report.kept += count;
    } else {
      report.merged += count;
    }
  }
  if (coarsest->first == kAllTotals) return std::move(coarsest->second.begin()->second);
  return AddUp(coarsest->second);
}

std::tuple<const std::string&, const std::string&> OrderOf(const Row& row) {
  return std::tie(row.observation.cell.commodity, row.observation.cell.classification);
}

}  // namespace

absl::StatusOr<std::vector<Observation>> Resolve(std::vector<Row> rows, ImportReport& report) {
  const auto before = [](const Row& a, const Row& b) { return OrderOf(a) < OrderOf(b); };
  if (!std::is_sorted(rows.begin(), rows.end(), before)) {
    std::stable_sort(rows.begin(), rows.end(), before);
  }
  std::vector<Observation> observations;
  observations.reserve(rows.size());
  for (RowIterator begin = rows.begin(); begin != rows.end();) {
    const RowIterator end = std::find_if(std::next(begin), rows.end(), [&](const Row& row) {
      return OrderOf(row) != OrderOf(*begin);
    });
    if (end - begin == 1 && begin->totals == kAllTotals) {
      ++report.kept;
      observations.push_back(std::move(begin->observation));
    } else {
      ASSIGN_OR_RETURN(Observation observation, ResolveCell(begin, end, report));
      observations.push_back(std::move(observation));
    }
    begin = end;
  }
  return observations;
}

}  // namespace entente::trade
