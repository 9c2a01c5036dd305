#include "trade_service/encode_columns.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"

#include "trade_service/core/locator.h"

namespace entente::trade {
namespace {

using google::protobuf::RepeatedField;
using google::protobuf::RepeatedPtrField;

// Drops what a column repeats: nothing for defaults, one entry for all alike.
template <typename T>
void Shorten(RepeatedField<T>& column) {
  if (column.empty()) return;
  const T first = column[0];
  if (std::any_of(column.begin(), column.end(), [&](T one) { return one != first; })) return;
  column.Truncate(first == T{} ? 0 : 1);
}

// The texts of one block by the order of their first use.
class Dictionary {
 public:
  Dictionary(const Texts& texts, RepeatedPtrField<std::string>& of_block)
      : texts_(texts), of_block_(of_block) {}

  uint32_t IndexOf(uint32_t number) {
    if (!of_block_.empty() && number == last_number_) return last_;
    const auto [known, added] = index_.try_emplace(number, static_cast<uint32_t>(of_block_.size()));
    if (added) *of_block_.Add() = texts_[number];
    last_number_ = number;
    return last_ = known->second;
  }

 private:
  const Texts& texts_;
  RepeatedPtrField<std::string>& of_block_;
  absl::flat_hash_map<uint32_t, uint32_t> index_;
  uint32_t last_number_ = 0;
  uint32_t last_ = 0;
};

size_t BytesFor(size_t bits) { return (bits + 7) / 8; }

void SetBit(size_t i, std::string& bits) {
  bits[i / 8] = static_cast<char>(static_cast<unsigned char>(bits[i / 8]) | 1u << (i % 8));
}

uint64_t Magnitude(int64_t number) {
  return number < 0 ? -static_cast<uint64_t>(number) : static_cast<uint64_t>(number);
}

// Encodes an amount of every row that has it.
void Encode(PackedRows rows, PackedAmount amount, const RowTexts& texts,
            v1::DecimalColumn& column) {
  const auto count = static_cast<size_t>(std::count_if(
      rows.begin(), rows.end(), [&](const PackedRow& row) { return bool{row.*amount}; }));
  if (count == 0) return;
  const int scale = GreatestScale(rows, amount);
  if (count < rows.size()) column.mutable_present()->resize(BytesFor(rows.size()));
  column.mutable_mantissas()->Reserve(static_cast<int>(count));
  bool fits = true;
  for (size_t i = 0; i < rows.size(); ++i) {
    const PackedNumber number = rows[i].*amount;
    if (!number) continue;
    if (!column.present().empty()) SetBit(i, *column.mutable_present());
    const std::optional<int64_t> mantissa = Scaled(number, scale);
    fits &= mantissa.has_value();
    if (mantissa.value_or(0) < 0) {
      if (column.negative().empty()) column.mutable_negative()->resize(BytesFor(count));
      SetBit(static_cast<size_t>(column.mantissas_size()), *column.mutable_negative());
    }
    column.mutable_mantissas()->AddAlreadyReserved(Magnitude(mantissa.value_or(0)));
  }
  column.set_scale(static_cast<uint32_t>(scale));
  if (fits) return;
  column.clear_mantissas();
  column.clear_negative();
  for (const PackedRow& row : rows) {
    if (row.*amount) column.add_texts(Unpack(row.*amount, texts).ToString());
  }
}

void EncodeCodes(PackedRows rows, const RowTexts& texts, v1::ObservationColumns& columns) {
  Dictionary commodities(texts.commodities, *columns.mutable_commodity_texts());
  Dictionary classifications(texts.classifications, *columns.mutable_classifications());
  Dictionary units(texts.units, *columns.mutable_quantity_unit_codes());
  const int count = static_cast<int>(rows.size());
  columns.mutable_commodity_steps()->Reserve(count);
  columns.mutable_classification()->Reserve(count);
  columns.mutable_valuations()->Reserve(count);
  columns.mutable_flags()->Reserve(count);
  columns.mutable_quantity_units()->Reserve(count);
  int32_t before = 0;
  for (const PackedRow& row : rows) {
    const int32_t number = row.commodity < 0 ? -1 - static_cast<int32_t>(commodities.IndexOf(
                                                        static_cast<uint32_t>(-1 - row.commodity)))
                                             : row.commodity;
    columns.mutable_commodity_steps()->AddAlreadyReserved(number - before);
    before = number;
    columns.mutable_classification()->AddAlreadyReserved(
        classifications.IndexOf(row.classification));
    columns.mutable_valuations()->AddAlreadyReserved(static_cast<uint32_t>(row.valuation));
    columns.mutable_flags()->AddAlreadyReserved(row.flags.bits());
    columns.mutable_quantity_units()->AddAlreadyReserved(units.IndexOf(row.quantity_unit));
  }
  Shorten(*columns.mutable_classification());
  Shorten(*columns.mutable_valuations());
  Shorten(*columns.mutable_flags());
  Shorten(*columns.mutable_quantity_units());
}

}  // namespace

void EncodeColumns(PackedRows rows, const RowTexts& texts, v1::ObservationColumns& columns) {
  columns.set_rows(static_cast<uint32_t>(rows.size()));
  EncodeCodes(rows, texts, columns);
  Encode(rows, &PackedRow::value, texts, *columns.mutable_values());
  Encode(rows, &PackedRow::net_weight_kg, texts, *columns.mutable_net_weights_kg());
  Encode(rows, &PackedRow::quantity, texts, *columns.mutable_quantities());
  Encode(rows, &PackedRow::fob_value, texts, *columns.mutable_fob_values());
}

void EncodeLocators(PackedRows rows, const RowTexts& texts, v1::LocatorColumn& column) {
  if (std::any_of(rows.begin(), rows.end(), [](const PackedRow& row) { return row.line == 0; })) {
    for (const PackedRow& row : rows) {
      column.add_texts(LocatorOf(row, texts));
    }
    return;
  }
  column.set_first_line(rows.front().line);
  for (size_t i = 1; i < rows.size(); ++i) column.add_line_steps(rows[i].line - rows[i - 1].line);
  // One entry for all alike, whatever it is: steps have no default.
  auto& steps = *column.mutable_line_steps();
  if (std::all_of(steps.begin(), steps.end(), [&](int64_t step) { return step == steps[0]; })) {
    steps.Truncate(std::min(steps.size(), 1));
  }
  for (const PackedRow& row : rows) column.add_further_lines(row.locator);
  Shorten(*column.mutable_further_lines());
}

}  // namespace entente::trade
