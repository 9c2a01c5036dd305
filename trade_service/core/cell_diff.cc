#include "trade_service/core/cell_diff.h"

#include <optional>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// A sequence that is read one by one and must ascend.
class Ascending {
 public:
  explicit Ascending(NextObservation next) : next_(next) {}

  // Null behind the last.
  const Observation* current() const { return current_; }

  absl::Status Advance() {
    ASSIGN_OR_RETURN(current_, next_());
    if (current_ == nullptr) return absl::OkStatus();
    const Cell& cell = current_->cell;
    if (last_ && cell <= *last_) {
      return absl::InvalidArgumentError(
          absl::StrCat("observations are not in order of cell at ", cell.reporter, " ", cell.flow,
                       " ", cell.partner, " ", cell.commodity, " ", cell.period.ToString()));
    }
    last_ = cell;
    return absl::OkStatus();
  }

 private:
  NextObservation next_;
  const Observation* current_ = nullptr;
  std::optional<Cell> last_;
};

absl::StatusOr<bool> Differ(const Decimal& before, const Decimal& after, const Decimal& tolerance) {
  if (before == after) return false;
  ASSIGN_OR_RETURN(const Decimal change, after.Subtract(before));
  return change > tolerance || -change > tolerance;
}

}  // namespace

void Count(CellChange::Kind kind, ChangeCounts& counts) {
  switch (kind) {
    case CellChange::Kind::kChanged:
      ++counts.changed;
      break;
    case CellChange::Kind::kAdded:
      ++counts.added;
      break;
    case CellChange::Kind::kDeleted:
      ++counts.deleted;
      break;
  }
}

absl::Status DiffCells(NextObservation before, NextObservation after, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit) {
  using Kind = CellChange::Kind;
  Ascending old_ones(before);
  Ascending new_ones(after);
  RETURN_IF_ERROR(old_ones.Advance());
  RETURN_IF_ERROR(new_ones.Advance());
  while (old_ones.current() != nullptr || new_ones.current() != nullptr) {
    const Observation* old_one = old_ones.current();
    const Observation* new_one = new_ones.current();
    if (new_one == nullptr || (old_one != nullptr && old_one->cell < new_one->cell)) {
      if (!visit({Kind::kDeleted, old_one, nullptr})) return absl::OkStatus();
      RETURN_IF_ERROR(old_ones.Advance());
    } else if (old_one == nullptr || new_one->cell < old_one->cell) {
      if (!visit({Kind::kAdded, nullptr, new_one})) return absl::OkStatus();
      RETURN_IF_ERROR(new_ones.Advance());
    } else {
      ASSIGN_OR_RETURN(const bool differ, Differ(old_one->value, new_one->value, tolerance));
      if (differ && !visit({Kind::kChanged, old_one, new_one})) return absl::OkStatus();
      RETURN_IF_ERROR(old_ones.Advance());
      RETURN_IF_ERROR(new_ones.Advance());
    }
  }
  return absl::OkStatus();
}

absl::Status DiffCells(const std::vector<Observation>& before,
                       const std::vector<Observation>& after, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit) {
  auto left = before.begin();
  auto right = after.begin();
  const auto next_before = [&]() -> absl::StatusOr<const Observation*> {
    return left == before.end() ? nullptr : &*left++;
  };
  const auto next_after = [&]() -> absl::StatusOr<const Observation*> {
    return right == after.end() ? nullptr : &*right++;
  };
  return DiffCells(next_before, next_after, tolerance, visit);
}

}  // namespace entente::trade
