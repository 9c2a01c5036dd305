#include "trade_service/load/cells.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

constexpr size_t kTotalsListed = 100;

// Adds up an optional amount: it is only known if it is known of every part.
absl::Status AddPart(std::optional<Decimal>& sum, const std::optional<Decimal>& part) {
  if (!sum || !part) {
    sum.reset();
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(sum, sum->Add(*part));
  return absl::OkStatus();
}

absl::StatusOr<Observation> AddUp(const std::map<std::string, Observation>& details) {
  Observation sum = details.begin()->second;
  sum.flags.Add(Flag::kSummed);
  for (auto part = std::next(details.begin()); part != details.end(); ++part) {
    const Observation& detail = part->second;
    ASSIGN_OR_RETURN(sum.value, sum.value.Add(detail.value));
    RETURN_IF_ERROR(AddPart(sum.net_weight_kg, detail.net_weight_kg));
    if (sum.quantity_unit != detail.quantity_unit) sum.quantity.reset();
    RETURN_IF_ERROR(AddPart(sum.quantity, detail.quantity));
    sum.flags = Flags::FromBits(sum.flags.bits() | detail.flags.bits());
    if (sum.valuation != detail.valuation) sum.valuation = Valuation::kUnspecified;
  }
  if (!sum.quantity) sum.quantity_unit.clear();
  if (details.size() > 1) absl::StrAppend(&sum.locator, " and ", details.size() - 1, " more");
  return sum;
}

// The sums that a reader can compare with the publisher's: of every value, and of total trade by
// flow, period and reporter without the world as a partner.
absl::Status AddTotals(const std::vector<Observation>& observations, ImportReport& report) {
  Decimal all;
  std::map<std::string, Decimal> totals;
  for (const Observation& observation : observations) {
    ASSIGN_OR_RETURN(all, all.Add(observation.value));
    const Cell& cell = observation.cell;
    if (cell.commodity != kTotal || cell.partner == kWorld) continue;
    Decimal& total =
        totals[absl::StrCat(cell.flow, " ", cell.period.ToString(), " ", cell.reporter)];
    ASSIGN_OR_RETURN(total, total.Add(observation.value));
  }
  report.totals.emplace_back("all values", all.ToString());
  for (const auto& [of, value] : totals) {
    if (report.totals.size() == kTotalsListed) break;
    report.totals.emplace_back(of, value.ToString());
  }
  return absl::OkStatus();
}

}  // namespace

bool Cells::Add(Row row, ImportReport& report) {
  Rows& rows = cells_[row.observation.cell][row.totals];
  const auto [known, added] = rows.try_emplace(std::move(row.detail), row.observation);
  if (added) return true;
  if (known->second.value != row.observation.value) return false;
  report.Note("DUPLICATE_ROW", row.observation.locator);
  ++report.superseded;
  return true;
}

absl::StatusOr<std::vector<Observation>> Cells::Finish(ImportReport& report) && {
  std::vector<Observation> observations;
  observations.reserve(cells_.size());
  for (auto& [cell, kinds] : cells_) {
    const auto coarsest =
        std::max_element(kinds.begin(), kinds.end(), [](const auto& a, const auto& b) {
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
    if (coarsest->first == kAllTotals) {
      observations.push_back(std::move(coarsest->second.begin()->second));
    } else {
      ASSIGN_OR_RETURN(Observation sum, AddUp(coarsest->second));
      observations.push_back(std::move(sum));
    }
  }
  cells_.clear();
  RETURN_IF_ERROR(AddTotals(observations, report));
  return observations;
}

}  // namespace entente::trade
