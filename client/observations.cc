#include "client/observations.h"

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

using google::protobuf::RepeatedField;
using trade::v1::DecimalColumn;
using trade::v1::LocatorColumn;
using trade::v1::ObservationColumns;

constexpr uint32_t kMaxScale = 18;

absl::Status Unreadable(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "BLOCK_UNREADABLE",
               absl::StrCat("a block that the service sent cannot be read: ", what));
}

// Entry i of a column that leaves out what repeats.
template <typename T>
T At(const RepeatedField<T>& column, int i) {
  return column.empty() ? T{} : column[column.size() == 1 ? 0 : i];
}

template <typename T>
bool Fits(const RepeatedField<T>& column, int rows) {
  return column.size() <= 1 || column.size() == rows;
}

bool HasBit(int i, const std::string& bits) {
  const auto at = static_cast<size_t>(i);
  return at / 8 < bits.size() && (static_cast<unsigned char>(bits[at / 8]) >> (at % 8) & 1u) != 0;
}

// mantissa / 10^scale, without zeros at the end of the fraction.
std::string DecimalText(uint64_t mantissa, size_t scale, bool negative) {
  std::string digits = absl::StrCat(mantissa);
  if (digits.size() <= scale) digits.insert(0, scale + 1 - digits.size(), '0');
  if (scale > 0) {
    digits.insert(digits.size() - scale, 1, '.');
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
  }
  return absl::StrCat(negative ? "-" : "", digits);
}

int CountOf(const DecimalColumn& column) {
  return column.texts().empty() ? column.mantissas_size() : column.texts_size();
}

// Hands every number of a column to `set` with its row.
template <typename Set>
absl::Status Unpack(const DecimalColumn& column, int rows, Set set) {
  const bool texts = !column.texts().empty();
  const int count = CountOf(column);
  if (column.scale() > kMaxScale) return Unreadable("more than 18 decimals");
  int next = 0;
  for (int row = 0; row < rows && count > 0; ++row) {
    if (!column.present().empty() && !HasBit(row, column.present())) continue;
    if (next == count) return Unreadable("a column is too short");
    set(row, texts ? column.texts(next)
                   : DecimalText(column.mantissas(next), column.scale(),
                                 HasBit(next, column.negative())));
    ++next;
  }
  return next == count ? absl::OkStatus() : Unreadable("a column is too long");
}

absl::StatusOr<std::string> CommodityOf(int64_t number, const ObservationColumns& columns) {
  if (number < 0 && -1 - number < columns.commodity_texts_size()) {
    return columns.commodity_texts(static_cast<int>(-1 - number));
  }
  const std::string digits = absl::StrCat(number);
  if (digits.size() < 2 || digits.front() != '1') return Unreadable("a commodity is no code");
  return digits.substr(1);
}

absl::Status UnpackCodes(const ObservationColumns& columns, std::vector<ObservationRow>& rows) {
  int64_t number = 0;
  for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
    ObservationRow& row = rows[static_cast<size_t>(i)];
    number += columns.commodity_steps(i);
    ASSIGN_OR_RETURN(row.commodity, CommodityOf(number, columns));
    const uint32_t classification = At(columns.classification(), i);
    const uint32_t unit = At(columns.quantity_units(), i);
    if (classification >= static_cast<uint32_t>(columns.classifications_size()) ||
        unit >= static_cast<uint32_t>(columns.quantity_unit_codes_size())) {
      return Unreadable("a code is out of range");
    }
    row.classification = columns.classifications(static_cast<int>(classification));
    row.quantity_unit = columns.quantity_unit_codes(static_cast<int>(unit));
    row.valuation = static_cast<trade::v1::Valuation>(At(columns.valuations(), i));
    const uint32_t flags = At(columns.flags(), i);
    for (int flag = 1; flag <= trade::v1::Flag_MAX; ++flag) {
      if ((flags >> flag & 1u) != 0) row.flags.push_back(static_cast<trade::v1::Flag>(flag));
    }
  }
  return absl::OkStatus();
}

absl::Status UnpackCells(const LocatorColumn& column, std::vector<ObservationRow>& rows) {
  int64_t line = column.first_line();
  for (int i = 0; i < static_cast<int>(rows.size()); ++i) {
    std::string& cell = rows[static_cast<size_t>(i)].cell;
    if (column.first_line() == 0) {
      cell = column.texts(i);
      continue;
    }
    const int64_t step = i == 0 ? 0 : At(column.line_steps(), i - 1);
    if (__builtin_add_overflow(line, step, &line) || line < 1) {
      return Unreadable("a line is out of range");
    }
    cell = absl::StrCat("line ", line);
    const uint32_t further = At(column.further_lines(), i);
    if (further != 0) absl::StrAppend(&cell, " and ", further, " more");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<ObservationRow>> RowsOf(const trade::v1::ObservationBlock& block) {
  const ObservationColumns& columns = block.columns();
  const LocatorColumn& cells = block.locators();
  const int count = columns.commodity_steps_size();
  if (columns.rows() != static_cast<uint32_t>(count) || CountOf(columns.values()) != count ||
      !Fits(columns.classification(), count) || !Fits(columns.valuations(), count) ||
      !Fits(columns.flags(), count) || !Fits(columns.quantity_units(), count) ||
      (cells.first_line() == 0
           ? cells.texts_size() != count
           : !Fits(cells.line_steps(), count - 1) || !Fits(cells.further_lines(), count))) {
    return Unreadable("columns are of unequal length");
  }
  std::vector<ObservationRow> rows(static_cast<size_t>(count));
  RETURN_IF_ERROR(UnpackCodes(columns, rows));
  RETURN_IF_ERROR(UnpackCells(cells, rows));
  const auto at = [&](int row) -> ObservationRow& { return rows[static_cast<size_t>(row)]; };
  RETURN_IF_ERROR(Unpack(columns.values(), count,
                         [&](int row, std::string text) { at(row).value = std::move(text); }));
  RETURN_IF_ERROR(Unpack(columns.net_weights_kg(), count, [&](int row, std::string text) {
    at(row).net_weight_kg = std::move(text);
  }));
  RETURN_IF_ERROR(Unpack(columns.quantities(), count,
                         [&](int row, std::string text) { at(row).quantity = std::move(text); }));
  RETURN_IF_ERROR(Unpack(columns.fob_values(), count,
                         [&](int row, std::string text) { at(row).fob_value = std::move(text); }));
  return rows;
}

}  // namespace entente::client
