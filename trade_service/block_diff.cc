#include "trade_service/block_diff.h"

#include "absl/status/statusor.h"

#include "common/status/status_macros.h"
#include "trade_service/block.h"

namespace entente::trade {
namespace {

absl::StatusOr<BlockBytes> ReadBytes(const Store& store, const std::optional<BlockState>& state) {
  if (!state) return BlockBytes();
  return store.ReadBlock(*state);
}

// The rows of a state, of one commodity if `commodity` is one.
absl::StatusOr<std::vector<Observation>> Rows(const std::optional<BlockState>& state,
                                              const BlockBytes& bytes,
                                              const std::string* commodity) {
  if (!state) return std::vector<Observation>();
  const BlockKey& key = state->position.key;
  return commodity == nullptr ? DecodeBlock(key, bytes.columns, bytes.locators)
                              : DecodeCommodity(key, *commodity, bytes.columns, bytes.locators);
}

v1::CellChangeKind ToProto(CellChange::Kind kind) {
  switch (kind) {
    case CellChange::Kind::kChanged:
      return v1::CELL_CHANGE_KIND_CHANGED;
    case CellChange::Kind::kAdded:
      return v1::CELL_CHANGE_KIND_ADDED;
    case CellChange::Kind::kDeleted:
      return v1::CELL_CHANGE_KIND_DELETED;
  }
  return v1::CELL_CHANGE_KIND_UNSPECIFIED;
}

}  // namespace

absl::Status DiffBlock(const Store& store, const std::optional<BlockState>& before,
                       const std::optional<BlockState>& after,
                       const std::vector<std::string>& commodities, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit) {
  ASSIGN_OR_RETURN(const BlockBytes bytes_before, ReadBytes(store, before));
  ASSIGN_OR_RETURN(const BlockBytes bytes_after, ReadBytes(store, after));
  if (bytes_before.columns == bytes_after.columns) return absl::OkStatus();
  bool more = true;
  const auto diff = [&](const std::string* commodity) -> absl::Status {
    ASSIGN_OR_RETURN(const std::vector<Observation> old_rows,
                     Rows(before, bytes_before, commodity));
    ASSIGN_OR_RETURN(const std::vector<Observation> new_rows, Rows(after, bytes_after, commodity));
    return DiffCells(old_rows, new_rows, tolerance, [&](const CellChange& change) {
      more = visit(change);
      return more;
    });
  };
  if (commodities.empty()) return diff(nullptr);
  for (const std::string& commodity : commodities) {
    RETURN_IF_ERROR(diff(&commodity));
    if (!more) break;
  }
  return absl::OkStatus();
}

v1::CellChange ToProto(const CellChange& change) {
  v1::CellChange proto;
  proto.set_kind(ToProto(change.kind));
  const Cell& cell = (change.before != nullptr ? change.before : change.after)->cell;
  proto.set_reporter(cell.reporter);
  proto.set_partner(cell.partner);
  proto.set_flow(cell.flow);
  proto.set_period(cell.period.ToString());
  proto.set_commodity(cell.commodity);
  proto.set_classification(cell.classification);
  if (change.before != nullptr) {
    proto.set_before(change.before->value.ToString());
    proto.set_cell_before(change.before->locator);
  }
  if (change.after != nullptr) {
    proto.set_after(change.after->value.ToString());
    proto.set_cell_after(change.after->locator);
  }
  return proto;
}

}  // namespace entente::trade
