#include "trade_service/block.h"

#include <algorithm>
#include <cstdint>
#include <functional>
#include <iterator>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/level.h"
#include "trade_service/core/locator.h"
#include "trade_service/encode_columns.h"
#include "trade_service/frame.h"

namespace entente::trade {
namespace {

using google::protobuf::RepeatedField;

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

bool HasBit(size_t i, const std::string& bits) {
  return i / 8 < bits.size() && (static_cast<unsigned char>(bits[i / 8]) >> (i % 8) & 1u) != 0;
}

constexpr uint64_t kMaxMagnitude = std::numeric_limits<int64_t>::max();

int CountOf(const v1::DecimalColumn& column) {
  return column.texts().empty() ? column.mantissas_size() : column.texts_size();
}

// Rows of a block that follow each other.
struct Range {
  uint32_t first = 0;
  uint32_t count = 0;

  bool Has(uint32_t row) const { return row >= first && row - first < count; }
};

// Decodes a column and hands every number of `range` to `set` with its place in that.
template <typename Set>
absl::Status Decode(const v1::DecimalColumn& column, uint32_t rows, const Range& range, Set set) {
  const int count = CountOf(column);
  if (column.scale() > Decimal::kMaxScale) return BlockDamaged("a scale out of range");
  if (count == 0) return absl::OkStatus();
  const std::string& present = column.present();
  int next = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    if (!present.empty() && !HasBit(row, present)) continue;
    if (next == count) return BlockDamaged("a column too short");
    const int i = next++;
    if (!range.Has(row)) continue;
    if (column.texts().empty()) {
      const uint64_t magnitude = column.mantissas(i);
      const bool negative = HasBit(static_cast<size_t>(i), column.negative());
      if (magnitude > kMaxMagnitude + (negative ? 1 : 0))
        return BlockDamaged("a number out of range");
      const auto number = static_cast<int64_t>(negative ? -magnitude : magnitude);
      set(row - range.first, Decimal::FromScaled(number, static_cast<int>(column.scale())));
    } else {
      const absl::StatusOr<Decimal> number = Decimal::Parse(column.texts(i));
      if (!number.ok()) return BlockDamaged(number.status().message());
      set(row - range.first, *number);
    }
  }
  if (next != count) return BlockDamaged("a column too long");
  return absl::OkStatus();
}

// Hands the locator of every row of `range` to `set` with its place in that; takes the texts.
template <typename Set>
absl::Status DecodeLocators(v1::LocatorColumn& column, uint32_t rows, const Range& range, Set set) {
  if (column.first_line() == 0
          ? column.texts_size() != static_cast<int>(rows)
          : !HasShape(column.line_steps(), rows - 1) || !HasShape(column.further_lines(), rows)) {
    return BlockDamaged("locators of another length");
  }
  int64_t line = column.first_line();
  for (uint32_t row = 0; row < rows; ++row) {
    if (column.first_line() == 0) {
      if (!range.Has(row)) continue;
      set(row - range.first, Locator(std::move(*column.mutable_texts(static_cast<int>(row)))));
      continue;
    }
    const int64_t step = row == 0 ? 0 : At(column.line_steps(), static_cast<int>(row) - 1);
    if (__builtin_add_overflow(line, step, &line) || line < 1) {
      return BlockDamaged("a line out of range");
    }
    if (!range.Has(row)) continue;
    set(row - range.first, Locator(line, At(column.further_lines(), static_cast<int>(row))));
  }
  return absl::OkStatus();
}

// Sets the commodity of a number; false if there is none.
bool SetCommodity(int64_t number, const v1::ObservationColumns& columns, std::string& commodity) {
  if (number < 0) {
    const int64_t index = -1 - number;
    if (index >= columns.commodity_texts_size()) return false;
    commodity = columns.commodity_texts(static_cast<int>(index));
    return true;
  }
  commodity = absl::StrCat(number);
  if (commodity.size() < 2 || commodity[0] != '1') return false;
  commodity.erase(0, 1);
  return true;
}

Range AllRows(const v1::ObservationColumns& columns) { return {.count = columns.rows()}; }

// DATA_LOSS if the columns are not as long as the rows are many.
absl::Status CheckShapes(const v1::ObservationColumns& columns) {
  const uint32_t rows = columns.rows();
  if (columns.commodity_steps_size() != static_cast<int>(rows) ||
      CountOf(columns.values()) != static_cast<int>(rows) ||
      !HasShape(columns.classification(), rows) || !HasShape(columns.valuations(), rows) ||
      !HasShape(columns.flags(), rows) || !HasShape(columns.quantity_units(), rows)) {
    return BlockDamaged("columns of unequal length");
  }
  return absl::OkStatus();
}

// The rows whose commodity's number `is_sought`; they stand together where rows are in order of
// commodity.
template <typename IsSought>
Range RowsWith(IsSought is_sought, const v1::ObservationColumns& columns) {
  Range range;
  int64_t number = 0;
  for (int row = 0; row < columns.commodity_steps_size(); ++row) {
    number += columns.commodity_steps(row);
    if (!is_sought(number)) continue;
    if (range.count++ == 0) range.first = static_cast<uint32_t>(row);
  }
  return range;
}

// The number of a commodity in the columns; nothing if no row can be of it.
std::optional<int64_t> NumberOf(absl::string_view commodity,
                                const v1::ObservationColumns& columns) {
  if (const std::optional<int64_t> number = NumberOfDigits(commodity)) return number;
  const auto& texts = columns.commodity_texts();
  const auto text = std::find(texts.begin(), texts.end(), commodity);
  if (text == texts.end()) return std::nullopt;
  return -1 - (text - texts.begin());
}

Range RowsOf(absl::string_view commodity, const v1::ObservationColumns& columns) {
  const std::optional<int64_t> sought = NumberOf(commodity, columns);
  if (!sought) return {};
  return RowsWith([&](int64_t number) { return number == *sought; }, columns);
}

// Whether every classification that `rows` are of has one among `own`, the first of them.
bool TellAll(const Range& own, const Range& rows, const v1::ObservationColumns& columns) {
  std::set<uint32_t> told;
  for (uint32_t row = rows.first; row < rows.first + rows.count; ++row) {
    const uint32_t classification = At(columns.classification(), static_cast<int>(row));
    if (own.Has(row)) {
      told.insert(classification);
    } else if (!told.contains(classification)) {
      return false;
    }
  }
  return true;
}

// The rows that DecodeWithParts is to give.
Range RowsWithParts(absl::string_view commodity, const v1::ObservationColumns& columns) {
  const std::optional<int64_t> whole = NumberOf(commodity, columns);
  const auto& texts = columns.commodity_texts();
  uint32_t own_count = 0;
  const Range all = RowsWith(
      [&](int64_t number) {
        if (number == *whole) ++own_count;
        if (number < 0) {
          const int64_t index = -1 - number;
          return index < texts.size() &&
                 absl::StartsWith(texts[static_cast<int>(index)], commodity);
        }
        while (number > *whole) number /= 10;
        return number == *whole;
      },
      columns);
  const Range own = {.first = all.first, .count = own_count};
  return own.count > 0 && TellAll(own, all, columns) ? own : all;
}

// Rows of a decoded block, whose texts they take.
absl::StatusOr<std::vector<Observation>> DecodeRows(const BlockKey& key, const Range& range,
                                                    v1::ObservationBlock& block) {
  const v1::ObservationColumns& read = block.columns();
  const uint32_t rows = read.rows();
  RETURN_IF_ERROR(CheckShapes(read));
  Observation empty;
  empty.cell = CellOf(key);
  std::vector<Observation> observations(range.count, empty);
  int64_t number = 0;
  for (uint32_t row = 0; row < rows; ++row) {
    const int i = static_cast<int>(row);
    number += read.commodity_steps(i);
    if (!range.Has(row)) continue;
    Observation& observation = observations[row - range.first];
    Cell& cell = observation.cell;
    const uint32_t classification = At(read.classification(), i);
    const uint32_t unit = At(read.quantity_units(), i);
    if (!SetCommodity(number, read, cell.commodity) ||
        classification >= static_cast<uint32_t>(read.classifications_size()) ||
        unit >= static_cast<uint32_t>(read.quantity_unit_codes_size())) {
      return BlockDamaged("a code out of range");
    }
    cell.classification = read.classifications(static_cast<int>(classification));
    observation.quantity_unit = read.quantity_unit_codes(static_cast<int>(unit));
    observation.valuation = static_cast<Valuation>(At(read.valuations(), i));
    observation.flags = Flags::FromBits(At(read.flags(), i));
  }
  const auto decode = [&](const v1::DecimalColumn& column, auto number) {
    return Decode(column, rows, range,
                  [&](uint32_t i, const Decimal& decoded) { observations[i].*number = decoded; });
  };
  RETURN_IF_ERROR(decode(read.values(), &Observation::value));
  RETURN_IF_ERROR(decode(read.net_weights_kg(), &Observation::net_weight_kg));
  RETURN_IF_ERROR(decode(read.quantities(), &Observation::quantity));
  RETURN_IF_ERROR(decode(read.fob_values(), &Observation::fob_value));
  RETURN_IF_ERROR(DecodeLocators(
      *block.mutable_locators(), rows, range,
      [&](uint32_t i, const Locator& locator) { observations[i].locator = locator.ToString(); }));
  return observations;
}

// The rows of stored bytes that `find` finds, at the cost of looking for them.
absl::StatusOr<std::vector<Observation>> DecodeFound(
    const BlockKey& key, Range (*find)(absl::string_view, const v1::ObservationColumns&),
    absl::string_view commodity, absl::string_view columns, absl::string_view locators) {
  v1::ObservationBlock block;
  RETURN_IF_ERROR(Decompress(columns, *block.mutable_columns()));
  RETURN_IF_ERROR(CheckShapes(block.columns()));
  const Range range = find(commodity, block.columns());
  if (range.count == 0) return std::vector<Observation>();
  RETURN_IF_ERROR(Decompress(locators, *block.mutable_locators()));
  return DecodeRows(key, range, block);
}

// Total trade of a block: its row of TOTAL, or the sum of the others where `sum` asks for it.
absl::StatusOr<std::optional<Observation>> TotalOf(const BlockKey& key, PackedRows rows,
                                                   const RowTexts& texts, bool sum) {
  for (const PackedRow& row : rows) {
    if (row.commodity < 0 && CommodityOf(row.commodity, texts.commodities) == kTotal) {
      return std::optional<Observation>(Unpack(key, row, texts));
    }
  }
  if (!sum) return std::optional<Observation>();
  Observation total = Unpack(key, rows.front(), texts);
  total.cell.commodity = kTotal;
  total.cell.classification.clear();
  total.fob_value.reset();
  total.quantity.reset();
  total.quantity_unit.clear();
  total.flags.Add(Flag::kSummed);
  ASSIGN_OR_RETURN(total.value, SumOf(rows, &PackedRow::value, texts));
  total.net_weight_kg.reset();
  if (std::all_of(rows.begin(), rows.end(),
                  [](const PackedRow& row) { return bool{row.net_weight_kg}; })) {
    ASSIGN_OR_RETURN(total.net_weight_kg, SumOf(rows, &PackedRow::net_weight_kg, texts));
  }
  for (const PackedRow& row : rows) {
    total.valuation = Joined(total.valuation, row.valuation);
    total.flags = Joined(total.flags, row.flags);
  }
  if (rows.size() > 1) absl::StrAppend(&total.locator, " and ", rows.size() - 1, " more");
  return std::optional<Observation>(std::move(total));
}

std::vector<PackedRow> PackAll(const std::vector<Observation>& observations, RowTexts& texts) {
  std::vector<PackedRow> rows;
  rows.reserve(observations.size());
  for (const Observation& observation : observations) rows.push_back(Pack(observation, texts));
  return rows;
}

class BlocksInMemory final : public BlockSource {
 public:
  explicit BlocksInMemory(std::vector<EncodedBlock> blocks) : blocks_(std::move(blocks)) {}

  absl::Status ForEach(
      const std::function<absl::Status(const EncodedBlock&)>& visit) const override {
    for (const EncodedBlock& block : blocks_) RETURN_IF_ERROR(visit(block));
    return absl::OkStatus();
  }

  void ForEachKey(
      const std::function<void(const BlockKey& key, int64_t rows)>& visit) const override {
    for (const EncodedBlock& block : blocks_) visit(block.key, block.rows);
  }

 private:
  const std::vector<EncodedBlock> blocks_;
};

}  // namespace

absl::StatusOr<EncodedBlock> EncodeBlock(const BlockKey& key, PackedRows rows,
                                         const RowTexts& texts, bool sum_total) {
  EncodedBlock block;
  block.key = key;
  block.rows = static_cast<int64_t>(rows.size());
  ASSIGN_OR_RETURN(block.total, TotalOf(key, rows, texts, sum_total));
  v1::ObservationColumns columns;
  EncodeColumns(rows, texts, columns);
  block.columns = Compress(columns);
  v1::LocatorColumn locators;
  EncodeLocators(rows, texts, locators);
  block.locators = Compress(locators);
  return block;
}

absl::StatusOr<EncodedBlock> EncodeBlock(const std::vector<Observation>& observations,
                                         bool sum_total) {
  RowTexts texts;
  return EncodeBlock(KeyOf(observations.front().cell), PackAll(observations, texts), texts,
                     sum_total);
}

absl::StatusOr<std::vector<Observation>> DecodeBlock(const BlockKey& key, absl::string_view columns,
                                                     absl::string_view locators) {
  v1::ObservationBlock block;
  RETURN_IF_ERROR(DecodeBlock(columns, locators, block));
  return DecodeRows(key, AllRows(block.columns()), block);
}

absl::StatusOr<std::vector<Observation>> DecodeCommodity(const BlockKey& key,
                                                         absl::string_view commodity,
                                                         absl::string_view columns,
                                                         absl::string_view locators) {
  return DecodeFound(key, RowsOf, commodity, columns, locators);
}

absl::StatusOr<std::vector<Observation>> DecodeWithParts(const BlockKey& key,
                                                         absl::string_view commodity,
                                                         absl::string_view columns,
                                                         absl::string_view locators) {
  return DecodeFound(key, RowsWithParts, commodity, columns, locators);
}

absl::StatusOr<std::vector<BlockValue>> DecodeValues(absl::string_view columns,
                                                     absl::string_view locators) {
  thread_local v1::ObservationBlock block;
  RETURN_IF_ERROR(DecodeBlock(columns, locators, block));
  const v1::ObservationColumns& read = block.columns();
  RETURN_IF_ERROR(CheckShapes(read));
  const Range all = AllRows(read);
  std::vector<BlockValue> values(all.count);
  int64_t number = 0;
  for (int i = 0; i < static_cast<int>(all.count); ++i) {
    number += read.commodity_steps(i);
    BlockValue& value = values[static_cast<size_t>(i)];
    if (!SetCommodity(number, read, value.commodity)) return BlockDamaged("a code out of range");
    value.valuation = static_cast<Valuation>(At(read.valuations(), i));
    value.flags = Flags::FromBits(At(read.flags(), i));
  }
  RETURN_IF_ERROR(Decode(read.values(), all.count, all,
                         [&](uint32_t i, const Decimal& decoded) { values[i].value = decoded; }));
  RETURN_IF_ERROR(DecodeLocators(
      *block.mutable_locators(), all.count, all,
      [&](uint32_t i, Locator&& locator) { values[i].locator = std::move(locator); }));
  return values;
}

absl::Status VisitValues(absl::string_view columns,
                         absl::FunctionRef<void(const AddedValue&)> visit) {
  thread_local v1::ObservationColumns read;
  RETURN_IF_ERROR(Decompress(columns, read));
  RETURN_IF_ERROR(CheckShapes(read));
  const v1::DecimalColumn& values = read.values();
  // Of most blocks the numbers are as they are added.
  const bool plain = values.texts().empty() && values.negative().empty() &&
                     values.present().empty() && values.scale() <= Decimal::kMaxScale;
  std::vector<Decimal> decoded;
  if (!plain) {
    decoded.resize(read.rows());
    RETURN_IF_ERROR(Decode(values, read.rows(), AllRows(read),
                           [&](uint32_t i, const Decimal& value) { decoded[i] = value; }));
  }
  AddedValue row;
  row.scale = plain ? static_cast<int>(values.scale()) : 0;
  for (int i = 0; i < read.commodity_steps_size(); ++i) {
    row.number += read.commodity_steps(i);
    const int64_t text = -1 - row.number;
    const uint32_t classification = At(read.classification(), i);
    if (text >= read.commodity_texts_size() ||
        classification >= static_cast<uint32_t>(read.classifications_size())) {
      return BlockDamaged("a code out of range");
    }
    if (text >= 0) row.commodity = read.commodity_texts(static_cast<int>(text));
    row.classification = read.classifications(static_cast<int>(classification));
    if (plain) {
      if (values.mantissas(i) > kMaxMagnitude) return BlockDamaged("a number out of range");
      row.scaled = static_cast<int64_t>(values.mantissas(i));
    } else {
      row.large = &decoded[static_cast<size_t>(i)];
    }
    row.valuation = static_cast<Valuation>(At(read.valuations(), i));
    row.flags = Flags::FromBits(At(read.flags(), i));
    visit(row);
  }
  return absl::OkStatus();
}

absl::StatusOr<BlockKinds> DecodeKinds(absl::string_view columns) {
  v1::ObservationColumns read;
  RETURN_IF_ERROR(Decompress(columns, read));
  RETURN_IF_ERROR(CheckShapes(read));
  BlockKinds kinds;
  int64_t number = 0;
  // Of the row that was looked at last: the power of ten that its number begins with, so that those
  // up to twice that are of its level, and its classification.
  int64_t power = 0;
  uint32_t looked_at = 0;
  std::string commodity;
  for (int i = 0; i < read.commodity_steps_size(); ++i) {
    number += read.commodity_steps(i);
    const uint32_t classification = At(read.classification(), i);
    if (number >= power && number < 2 * power && classification == looked_at) continue;
    if (!SetCommodity(number, read, commodity) ||
        classification >= static_cast<uint32_t>(read.classifications_size())) {
      return BlockDamaged("a code out of range");
    }
    if (commodity == kTotal) continue;
    kinds.levels.insert(LevelOf(commodity));
    const std::string& text = read.classifications(static_cast<int>(classification));
    if (!text.empty()) kinds.classifications.insert(text);
    power = 0;
    if (number > 0) {
      for (power = 1; power <= number / 10; power *= 10) {
      }
    }
    looked_at = classification;
  }
  return kinds;
}

absl::StatusOr<bool> KeepRows(const BlockKey& key,
                              const std::function<bool(const Observation&)>& keep,
                              v1::ObservationBlock& block) {
  ASSIGN_OR_RETURN(std::vector<Observation> rows, DecodeRows(key, AllRows(block.columns()), block));
  std::erase_if(rows, [&](const Observation& row) { return !keep(row); });
  block.Clear();
  if (rows.empty()) return false;
  RowTexts texts;
  const std::vector<PackedRow> packed = PackAll(rows, texts);
  EncodeColumns(packed, texts, *block.mutable_columns());
  EncodeLocators(packed, texts, *block.mutable_locators());
  return true;
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
