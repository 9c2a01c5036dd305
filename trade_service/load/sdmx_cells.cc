#include "trade_service/load/sdmx_cells.h"

#include <utility>

#include "absl/hash/hash.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/row.h"
#include "trade_service/load/sdmx_flow.h"

namespace entente::trade {
namespace {

// Comext does not say which unit a product's supplementary quantity is in.
constexpr char kSupplementaryUnit[] = "SU";

}  // namespace

size_t HashOfSeries(const Cell& cell) {
  return absl::HashOf(cell.reporter, cell.partner, static_cast<int>(cell.frequency), cell.commodity,
                      cell.flow);
}

absl::Status SdmxCells::Add(SdmxPart part) {
  std::optional<SdmxPart>& place = PlaceOf(part, pending_[{part.cell, part.procedure}]);
  if (place) return AddAnother(*place, part);
  place = std::move(part);
  return absl::OkStatus();
}

std::optional<SdmxPart>& SdmxCells::PlaceOf(const SdmxPart& part, Pending& pending) {
  if (part.measure == SdmxMeasure::kNetWeight) return pending.net_weight;
  if (part.measure == SdmxMeasure::kQuantity) return pending.quantity;
  const bool is_second = part.valuation == Valuation::kFob && part.cell.flow == kImports;
  return is_second ? pending.fob_value : pending.value;
}

absl::StatusOr<bool> SdmxCells::AddInOrder(SdmxPart part) {
  const size_t series = HashOfSeries(part.cell);
  if (series_ != series) {
    RETURN_IF_ERROR(Finish());
    if (series_) passed_on_.insert(*series_);
    if (passed_on_.contains(series)) return false;
    series_ = series;
  }
  RETURN_IF_ERROR(Add(std::move(part)));
  return true;
}

absl::Status SdmxCells::Finish() {
  for (auto& [key, pending] : pending_) RETURN_IF_ERROR(PassOn(key, std::move(pending)));
  pending_.clear();
  return absl::OkStatus();
}

absl::Status SdmxCells::AddAnother(const SdmxPart& known, const SdmxPart& part) {
  if (known.rest != part.rest) {
    return DimensionUnknown(absl::StrCat(part.locator, " has ", Quoted(part.rest), " where ",
                                         known.locator, ", of the same cell, has ",
                                         Quoted(known.rest), ": one is a dimension"));
  }
  if (known.amount == part.amount) {
    report_.Note("DUPLICATE_ROW", part.locator);
    ++report_.superseded;
    return absl::OkStatus();
  }
  report_.Reject(
      part.line, 0, "CELL_CONFLICT",
      absl::StrCat(part.locator, " gives ", part.amount.ToString(), " for the cell that ",
                   known.locator, " gives ", known.amount.ToString()));
  return absl::OkStatus();
}

absl::Status SdmxCells::PassOn(const Key& key, Pending pending) {
  if (!pending.value) pending.value = std::exchange(pending.fob_value, std::nullopt);
  if (!pending.value) {
    for (const std::optional<SdmxPart>& part : {pending.net_weight, pending.quantity}) {
      if (!part) continue;
      report_.Reject(part->line, 0, "VALUE_MISSING",
                     absl::StrCat(part->locator, " gives a quantity of a cell without a value"));
    }
    return absl::OkStatus();
  }
  Row row;
  row.detail = key.second;
  if (!row.detail.empty()) row.totals &= ~kCustoms;
  Observation& observation = row.observation;
  observation.cell = key.first;
  observation.value = pending.value->amount;
  observation.valuation = pending.value->valuation;
  observation.flags = pending.value->flags;
  observation.locator = std::move(pending.value->locator);
  if (pending.fob_value) {
    observation.fob_value = pending.fob_value->amount;
    ++report_.merged;
  }
  if (pending.net_weight) {
    observation.net_weight_kg = pending.net_weight->amount;
    ++report_.merged;
  }
  if (pending.quantity) {
    observation.quantity = pending.quantity->amount;
    observation.quantity_unit = kSupplementaryUnit;
    ++report_.merged;
  }
  return cells_.Add(row);
}

}  // namespace entente::trade
