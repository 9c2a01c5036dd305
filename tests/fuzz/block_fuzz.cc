// A block: damage is told, and what can be read is the same for the client, once it is stored
// again, and of one commodity alone.

#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/match.h"

#include "client/observations.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/message.h"
#include "trade_service/block.h"
#include "trade_service/core/commodity_sum.h"
#include "trade_service/frame.h"

namespace entente::trade {
namespace {

const BlockKey& Key() {
  static const auto* const key = new BlockKey{"KAZ", "TUR", "X", *Period::Parse("2021")};
  return *key;
}

absl::StatusOr<std::vector<Observation>> Decode(const v1::ObservationBlock& block) {
  return DecodeBlock(Key(), Compress(block.columns()), Compress(block.locators()));
}

bool IsSame(const std::optional<std::string>& sent, const std::optional<Decimal>& stored) {
  if (!sent || !stored) return !sent && !stored;
  const absl::StatusOr<Decimal> number = Decimal::Parse(*sent);
  return number.ok() && *number == *stored;
}

bool IsSame(const client::ObservationRow& sent, const Observation& stored) {
  return sent.commodity == stored.cell.commodity &&
         sent.classification == stored.cell.classification && IsSame(sent.value, stored.value) &&
         static_cast<int>(sent.valuation) == static_cast<int>(stored.valuation) &&
         std::all_of(sent.flags.begin(), sent.flags.end(),
                     [&](v1::Flag flag) { return stored.flags.Has(static_cast<Flag>(flag)); }) &&
         IsSame(sent.net_weight_kg, stored.net_weight_kg) &&
         IsSame(sent.quantity, stored.quantity) && sent.quantity_unit == stored.quantity_unit &&
         IsSame(sent.fob_value, stored.fob_value) && sent.cell == stored.locator;
}

void CheckClient(const v1::ObservationBlock& block, const std::vector<Observation>& rows) {
  const auto sent = client::RowsOf(block);
  FUZZ_CHECK(sent.ok());
  FUZZ_CHECK(std::equal(sent->begin(), sent->end(), rows.begin(), rows.end(),
                        [](const auto& one, const auto& other) { return IsSame(one, other); }));
}

void CheckKeptRows(v1::ObservationBlock block, std::vector<Observation> rows) {
  const auto is_kept = [commodity = rows.back().cell.commodity](const Observation& row) {
    return row.cell.commodity == commodity;
  };
  const absl::StatusOr<bool> kept = KeepRows(Key(), is_kept, block);
  FUZZ_CHECK(kept.ok() && *kept);
  std::erase_if(rows, [&](const Observation& row) { return !is_kept(row); });
  FUZZ_CHECK(*Decode(block) == rows);
}

// Of a block as it is stored, one commodity is what it is among all of them.
void CheckCommodity(const EncodedBlock& block, std::vector<Observation> rows) {
  const std::string commodity = rows.front().cell.commodity;
  std::erase_if(rows, [&](const Observation& row) { return row.cell.commodity != commodity; });
  FUZZ_CHECK(*DecodeCommodity(block.key, commodity, block.columns, block.locators) == rows);
}

// The same of a commodity with what is below it, of rows in order: all of that, unless its own rows
// tell it.
void CheckParts(const EncodedBlock& block, std::vector<Observation> rows) {
  if (!std::is_sorted(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
        return a.cell.commodity < b.cell.commodity;
      })) {
    return;
  }
  const auto longest = std::max_element(rows.begin(), rows.end(), [](const auto& a, const auto& b) {
    return a.cell.commodity.size() < b.cell.commodity.size();
  });
  const std::string commodity = longest->cell.commodity.substr(0, 2);
  if (!HasParts(commodity)) return;
  const auto found = DecodeWithParts(block.key, commodity, block.columns, block.locators);
  FUZZ_CHECK(found.ok());
  if (!found->empty() && found->back().cell.commodity == commodity) {
    return CheckCommodity(block, *found);
  }
  std::erase_if(rows, [&](const Observation& row) {
    return !absl::StartsWith(row.cell.commodity, commodity);
  });
  FUZZ_CHECK(*found == rows);
}

void CheckBlock(const v1::ObservationBlock& block) {
  const auto rows = Decode(block);
  const auto some =
      DecodeCommodity(Key(), kTotal, Compress(block.columns()), Compress(block.locators()));
  FUZZ_CHECK(some.ok() || (absl::IsDataLoss(some.status()) && !rows.ok()));
  if (!rows.ok()) {
    FUZZ_CHECK(absl::IsDataLoss(rows.status()) && !rows.status().message().empty());
    return;
  }
  CheckClient(block, *rows);
  if (rows->empty()) return;
  const auto again = EncodeBlock(*rows);
  FUZZ_CHECK(again.ok());
  FUZZ_CHECK(*DecodeBlock(again->key, again->columns, again->locators) == *rows);
  CheckCommodity(*again, *rows);
  CheckParts(*again, *rows);
  CheckKeptRows(block, *rows);
}

}  // namespace
}  // namespace entente::trade

// The message, or a frame as a disk gives it back, of the columns and of the locators at once.
void FuzzOne(absl::string_view input) {
  entente::trade::v1::ObservationBlock block;
  const absl::Status status = entente::trade::DecodeBlock(input, input, block);
  FUZZ_CHECK(status.ok() || absl::IsDataLoss(status));
  if (status.ok() || block.ParseFromString(entente::MessageBytes(input, *block.GetDescriptor()))) {
    entente::trade::CheckBlock(block);
  }
}
