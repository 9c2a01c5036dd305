#include "trade_service/block.h"

#include <zstd.h>

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/locator.h"

namespace entente::trade {
namespace {

using google::protobuf::RepeatedField;
using google::protobuf::RepeatedPtrField;

constexpr int kCompressionLevel = 1;
constexpr size_t kMaxCodeDigits = 9;
// Of a block, uncompressed: 10 million rows of one pair are not trade statistics.
constexpr uint64_t kMaxColumnBytes = uint64_t{256} << 20;

absl::Status Damaged(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "BLOCK_DAMAGED",
               absl::StrCat("a block of the store cannot be read (", what,
                            "); restore the store from a backup"));
}

// Contexts are dear to make, and good for one thread.
struct Zstd {
  ZSTD_CCtx* const compressor = ZSTD_createCCtx();
  ZSTD_DCtx* const decompressor = ZSTD_createDCtx();
  std::string buffer;
  ~Zstd() {
    ZSTD_freeCCtx(compressor);
    ZSTD_freeDCtx(decompressor);
  }
};
thread_local Zstd zstd;

std::string Compress(const google::protobuf::Message& message) {
  message.SerializeToString(&zstd.buffer);
  std::string frame(ZSTD_compressBound(zstd.buffer.size()), '\0');
  frame.resize(ZSTD_compressCCtx(zstd.compressor, frame.data(), frame.size(), zstd.buffer.data(),
                                 zstd.buffer.size(), kCompressionLevel));
  return frame;
}

absl::Status Decompress(absl::string_view frame, google::protobuf::Message& message) {
  const uint64_t size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMaxColumnBytes) return Damaged("no frame of a block's size");
  zstd.buffer.resize(size);
  const size_t read =
      ZSTD_decompressDCtx(zstd.decompressor, zstd.buffer.data(), size, frame.data(), frame.size());
  if (read != size) return Damaged("not to be decompressed");
  if (!message.ParseFromString(zstd.buffer)) return Damaged("not a message");
  return absl::OkStatus();
}

// Drops what a column repeats: nothing for defaults, one entry for all alike.
template <typename T>
void Shorten(RepeatedField<T>& column) {
  if (column.empty()) return;
  const T first = column[0];
  if (std::any_of(column.begin(), column.end(), [&](T one) { return one != first; })) return;
  column.Truncate(first == T{} ? 0 : 1);
}

// Entry i of a column that Shorten shortened.
template <typename T>
T At(const RepeatedField<T>& column, int i) {
  if (column.empty()) return T{};
  return column[column.size() == 1 ? 0 : i];
}

template <typename T>
bool HasShape(const RepeatedField<T>& column, uint32_t rows) {
  return column.size() <= 1 || column.size() == static_cast<int>(rows);
}

// Codes by the order of their first use.
class Dictionary {
 public:
  explicit Dictionary(RepeatedPtrField<std::string>& codes) : codes_(codes) {}

  uint32_t IndexOf(const std::string& code) {
    if (!codes_.empty() && codes_[static_cast<int>(last_)] == code) return last_;
    const auto [known, added] = index_.try_emplace(code, static_cast<uint32_t>(codes_.size()));
    if (added) codes_.Add()->assign(code);
    return last_ = known->second;
  }

 private:
  RepeatedPtrField<std::string>& codes_;
  absl::flat_hash_map<std::string, uint32_t> index_;
  uint32_t last_ = 0;
};

// The number of a commodity that is digits; nothing for any other one.
std::optional<int32_t> NumberOf(const std::string& commodity) {
  if (commodity.empty() || commodity.size() > kMaxCodeDigits) return std::nullopt;
  int32_t number = 1;
  for (const char c : commodity) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

size_t BytesFor(size_t bits) { return (bits + 7) / 8; }

void SetBit(size_t i, std::string& bits) {
  bits[i / 8] = static_cast<char>(static_cast<unsigned char>(bits[i / 8]) | 1u << (i % 8));
}

bool HasBit(size_t i, const std::string& bits) {
  return i / 8 < bits.size() && (static_cast<unsigned char>(bits[i / 8]) >> (i % 8) & 1u) != 0;
}

uint64_t Magnitude(int64_t number) {
  return number < 0 ? -static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

// Encodes the numbers that `amount` takes out of observations; null where one has none.
template <typename Take>
void Encode(const std::vector<Observation>& observations, Take amount, v1::DecimalColumn& column) {
  int scale = 0;
  size_t count = 0;
  for (const Observation& observation : observations) {
    const Decimal* const number = amount(observation);
    if (number == nullptr) continue;
    ++count;
    scale = std::max(scale, number->scale());
  }
  if (count == 0) return;
  if (count < observations.size()) column.mutable_present()->resize(BytesFor(observations.size()));
  column.mutable_mantissas()->Reserve(static_cast<int>(count));
  bool fits = true;
  for (size_t i = 0; i < observations.size(); ++i) {
    const Decimal* const number = amount(observations[i]);
    if (number == nullptr) continue;
    if (!column.present().empty()) SetBit(i, *column.mutable_present());
    const std::optional<int64_t> mantissa = number->Scaled(scale);
    fits &= mantissa.has_value();
    if (mantissa.value_or(0) < 0) {
      if (column.negative().empty()) column.mutable_negative()->resize(BytesFor(count));
      SetBit(static_cast<size_t>(column.mantissas_size()), *column.mutable_negative());
    }
    column.add_mantissas(Magnitude(mantissa.value_or(0)));
  }
  column.set_scale(static_cast<uint32_t>(scale));
  if (fits) return;
  column.clear_mantissas();
  column.clear_negative();
  for (const Observation& observation : observations) {
    const Decimal* const number = amount(observation);
    if (number != nullptr) column.add_texts(number->ToString());
  }
}

// Decodes a column and hands every number to `set` with its row.
template <typename Set>
absl::Status Decode(const v1::DecimalColumn& column, uint32_t rows, Set set) {
  const int count = column.texts().empty() ? column.mantissas_size() : column.texts_size();
  if (count == 0) return absl::OkStatus();
  if (column.scale() > Decimal::kMaxScale) return Damaged("a scale out of range");
  const std::string& present = column.present();
  int next = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    if (!present.empty() && !HasBit(row, present)) continue;
    if (next == count) return Damaged("a column too short");
    if (column.texts().empty()) {
      const auto number = static_cast<int64_t>(column.mantissas(next));
      const bool negative = HasBit(static_cast<size_t>(next), column.negative());
      set(row, Decimal::FromScaled(negative ? -number : number, static_cast<int>(column.scale())));
    } else {
      const absl::StatusOr<Decimal> number = Decimal::Parse(column.texts(next));
      if (!number.ok()) return Damaged(number.status().message());
      set(row, *number);
    }
    ++next;
  }
  if (next != count) return Damaged("a column too long");
  return absl::OkStatus();
}

void EncodeCodes(const std::vector<Observation>& observations, v1::ObservationColumns& columns) {
  Dictionary texts(*columns.mutable_commodity_texts());
  Dictionary classifications(*columns.mutable_classifications());
  Dictionary units(*columns.mutable_quantity_unit_codes());
  const int rows = static_cast<int>(observations.size());
  columns.mutable_commodity_steps()->Reserve(rows);
  columns.mutable_classification()->Reserve(rows);
  columns.mutable_valuations()->Reserve(rows);
  columns.mutable_flags()->Reserve(rows);
  columns.mutable_quantity_units()->Reserve(rows);
  int32_t before = 0;
  for (const Observation& observation : observations) {
    const Cell& cell = observation.cell;
    std::optional<int32_t> number = NumberOf(cell.commodity);
    if (!number) number = -1 - static_cast<int32_t>(texts.IndexOf(cell.commodity));
    columns.add_commodity_steps(*number - before);
    before = *number;
    columns.add_classification(classifications.IndexOf(cell.classification));
    columns.add_valuations(static_cast<uint32_t>(observation.valuation));
    columns.add_flags(observation.flags.bits());
    columns.add_quantity_units(units.IndexOf(observation.quantity_unit));
  }
  Shorten(*columns.mutable_classification());
  Shorten(*columns.mutable_valuations());
  Shorten(*columns.mutable_flags());
  Shorten(*columns.mutable_quantity_units());
}

void EncodeLocators(const std::vector<Observation>& observations, v1::LocatorColumn& column) {
  int64_t before = 0;
  for (const Observation& observation : observations) {
    const int64_t line = LineOf(observation.locator);
    if (line == 0) {
      column.Clear();
      for (const Observation& each : observations) column.add_texts(each.locator);
      return;
    }
    if (before == 0) {
      column.set_first_line(line);
    } else {
      column.add_line_steps(line - before);
    }
    before = line;
  }
  // One entry for all alike, whatever it is: steps have no default.
  auto& steps = *column.mutable_line_steps();
  if (std::all_of(steps.begin(), steps.end(), [&](int64_t step) { return step == steps[0]; })) {
    steps.Truncate(std::min(steps.size(), 1));
  }
}

// The commodity of a number; nothing if there is none.
std::optional<std::string> CommodityOf(int32_t number, const v1::ObservationColumns& columns) {
  if (number < 0) {
    const int64_t index = -1 - int64_t{number};
    if (index >= columns.commodity_texts_size()) return std::nullopt;
    return columns.commodity_texts(static_cast<int>(index));
  }
  std::string digits = absl::StrCat(number);
  if (digits.size() < 2 || digits[0] != '1') return std::nullopt;
  return digits.substr(1);
}

void EncodeColumns(const std::vector<Observation>& observations, v1::ObservationColumns& columns) {
  columns.set_rows(static_cast<uint32_t>(observations.size()));
  EncodeCodes(observations, columns);
  const auto value = [](const Observation& one) { return &one.value; };
  const auto fob = [](const Observation& one) { return one.fob_value ? &*one.fob_value : nullptr; };
  const auto weight = [](const Observation& one) {
    return one.net_weight_kg ? &*one.net_weight_kg : nullptr;
  };
  const auto quantity = [](const Observation& one) {
    return one.quantity ? &*one.quantity : nullptr;
  };
  Encode(observations, value, *columns.mutable_values());
  Encode(observations, weight, *columns.mutable_net_weights_kg());
  Encode(observations, quantity, *columns.mutable_quantities());
  Encode(observations, fob, *columns.mutable_fob_values());
}

// The rows of a decoded block, whose texts they take.
absl::StatusOr<std::vector<Observation>> DecodeRows(const BlockKey& key,
                                                    v1::ObservationBlock& block) {
  const v1::ObservationColumns& read = block.columns();
  const uint32_t rows = read.rows();
  if (read.commodity_steps_size() != static_cast<int>(rows) ||
      !HasShape(read.classification(), rows) || !HasShape(read.valuations(), rows) ||
      !HasShape(read.flags(), rows) || !HasShape(read.quantity_units(), rows)) {
    return Damaged("columns of unequal length");
  }
  std::vector<Observation> observations(rows);
  int64_t number = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    const int i = static_cast<int>(row);
    Observation& observation = observations[row];
    Cell& cell = observation.cell;
    cell.reporter = key.reporter;
    cell.partner = key.partner;
    cell.flow = key.flow;
    cell.period = key.period;
    cell.frequency = key.period.frequency();
    number += read.commodity_steps(i);
    std::optional<std::string> commodity = CommodityOf(static_cast<int32_t>(number), read);
    const uint32_t classification = At(read.classification(), i);
    const uint32_t unit = At(read.quantity_units(), i);
    if (!commodity || classification >= static_cast<uint32_t>(read.classifications_size()) ||
        unit >= static_cast<uint32_t>(read.quantity_unit_codes_size())) {
      return Damaged("a code out of range");
    }
    cell.commodity = *std::move(commodity);
    cell.classification = read.classifications(static_cast<int>(classification));
    observation.quantity_unit = read.quantity_unit_codes(static_cast<int>(unit));
    observation.valuation = static_cast<Valuation>(At(read.valuations(), i));
    observation.flags = Flags::FromBits(At(read.flags(), i));
  }
  RETURN_IF_ERROR(Decode(read.values(), rows, [&](uint32_t row, const Decimal& number) {
    observations[row].value = number;
  }));
  RETURN_IF_ERROR(Decode(read.net_weights_kg(), rows, [&](uint32_t row, const Decimal& number) {
    observations[row].net_weight_kg = number;
  }));
  RETURN_IF_ERROR(Decode(read.quantities(), rows, [&](uint32_t row, const Decimal& number) {
    observations[row].quantity = number;
  }));
  RETURN_IF_ERROR(Decode(read.fob_values(), rows, [&](uint32_t row, const Decimal& number) {
    observations[row].fob_value = number;
  }));
  v1::LocatorColumn& stand = *block.mutable_locators();
  if (stand.first_line() == 0 ? stand.texts_size() != static_cast<int>(rows)
                              : !HasShape(stand.line_steps(), rows - 1)) {
    return Damaged("locators of another length");
  }
  int64_t line = stand.first_line();
  for (uint32_t row = 0; row < rows; ++row) {
    if (stand.first_line() == 0) {
      observations[row].locator = std::move(*stand.mutable_texts(static_cast<int>(row)));
      continue;
    }
    if (row > 0) line += At(stand.line_steps(), static_cast<int>(row) - 1);
    if (line < 1) return Damaged("a line below the first");
    observations[row].locator = LocatorOf(line);
  }
  return observations;
}

// Total trade of a block: its row of TOTAL, or the sum of the others where `sum` asks for it.
absl::StatusOr<std::optional<Observation>> TotalOf(const std::vector<Observation>& observations,
                                                   bool sum) {
  for (const Observation& observation : observations) {
    if (observation.cell.commodity == kTotal) return std::optional<Observation>(observation);
  }
  if (!sum) return std::optional<Observation>();
  Observation total = observations.front();
  total.cell.commodity = kTotal;
  total.cell.classification.clear();
  total.fob_value.reset();
  total.quantity.reset();
  total.quantity_unit.clear();
  total.flags.Add(Flag::kSummed);
  for (size_t i = 1; i < observations.size(); ++i) {
    const Observation& one = observations[i];
    ASSIGN_OR_RETURN(total.value, total.value.Add(one.value));
    if (total.net_weight_kg && one.net_weight_kg) {
      ASSIGN_OR_RETURN(total.net_weight_kg, total.net_weight_kg->Add(*one.net_weight_kg));
    } else {
      total.net_weight_kg.reset();
    }
    total.valuation = Joined(total.valuation, one.valuation);
    total.flags = Joined(total.flags, one.flags);
  }
  if (observations.size() > 1) {
    absl::StrAppend(&total.locator, " and ", observations.size() - 1, " more");
  }
  return std::optional<Observation>(std::move(total));
}

class BlocksInMemory final : public BlockSource {
 public:
  explicit BlocksInMemory(std::vector<EncodedBlock> blocks) : blocks_(std::move(blocks)) {}

  absl::Status ForEach(
      const std::function<absl::Status(const EncodedBlock&)>& visit) const override {
    for (const EncodedBlock& block : blocks_) RETURN_IF_ERROR(visit(block));
    return absl::OkStatus();
  }

 private:
  const std::vector<EncodedBlock> blocks_;
};

}  // namespace

absl::StatusOr<EncodedBlock> EncodeBlock(const std::vector<Observation>& observations,
                                         bool sum_total) {
  EncodedBlock block;
  block.key = KeyOf(observations.front().cell);
  block.rows = static_cast<int64_t>(observations.size());
  ASSIGN_OR_RETURN(block.total, TotalOf(observations, sum_total));
  v1::ObservationColumns columns;
  EncodeColumns(observations, columns);
  block.columns = Compress(columns);
  v1::LocatorColumn locators;
  EncodeLocators(observations, locators);
  block.locators = Compress(locators);
  return block;
}

absl::StatusOr<std::vector<Observation>> DecodeBlock(const BlockKey& key, absl::string_view columns,
                                                     absl::string_view locators) {
  v1::ObservationBlock block;
  RETURN_IF_ERROR(DecodeBlock(columns, locators, block));
  return DecodeRows(key, block);
}

absl::StatusOr<bool> KeepCommodity(const BlockKey& key, absl::string_view commodity,
                                   v1::ObservationBlock& block) {
  ASSIGN_OR_RETURN(std::vector<Observation> rows, DecodeRows(key, block));
  std::erase_if(rows, [&](const Observation& row) { return row.cell.commodity != commodity; });
  block.Clear();
  EncodeColumns(rows, *block.mutable_columns());
  EncodeLocators(rows, *block.mutable_locators());
  return !rows.empty();
}

absl::Status DecodeBlock(absl::string_view columns, absl::string_view locators,
                         v1::ObservationBlock& block) {
  RETURN_IF_ERROR(Decompress(columns, *block.mutable_columns()));
  return Decompress(locators, *block.mutable_locators());
}

absl::StatusOr<std::shared_ptr<const BlockSource>> BlocksOf(std::vector<Observation> observations) {
  std::sort(observations.begin(), observations.end(),
            [](const Observation& a, const Observation& b) {
              return std::pair(KeyOf(a.cell), a.cell) < std::pair(KeyOf(b.cell), b.cell);
            });
  std::vector<EncodedBlock> blocks;
  std::vector<Observation> of_block;
  for (size_t i = 0; i < observations.size(); ++i) {
    of_block.push_back(std::move(observations[i]));
    const BlockKey key = KeyOf(of_block.front().cell);
    if (i + 1 < observations.size() && KeyOf(observations[i + 1].cell) == key) continue;
    ASSIGN_OR_RETURN(EncodedBlock block, EncodeBlock(of_block));
    blocks.push_back(std::move(block));
    of_block.clear();
  }
  return std::make_shared<BlocksInMemory>(std::move(blocks));
}

absl::StatusOr<std::vector<Observation>> ObservationsOf(const BlockSource& blocks) {
  std::vector<Observation> all;
  RETURN_IF_ERROR(blocks.ForEach([&](const EncodedBlock& block) -> absl::Status {
    ASSIGN_OR_RETURN(std::vector<Observation> rows,
                     DecodeBlock(block.key, block.columns, block.locators));
    std::move(rows.begin(), rows.end(), std::back_inserter(all));
    return absl::OkStatus();
  }));
  return all;
}

}  // namespace entente::trade
