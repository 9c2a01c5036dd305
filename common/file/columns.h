#ifndef ENTENTE_COMMON_FILE_COLUMNS_H_
#define ENTENTE_COMMON_FILE_COLUMNS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace entente {

// A column that a format's reader asks for. `column` is a value of the format's own enum class,
// whose values count from 0.
template <typename Column>
struct ColumnName {
  Column column;
  absl::string_view name;
  bool required = true;
};

// Where a table has which column.
template <typename Column>
class ColumnMap {
 public:
  // FILE_MALFORMED if a column that every row needs is missing, or one that is read stands twice.
  static absl::StatusOr<ColumnMap> Read(const std::vector<absl::string_view>& header,
                                        absl::Span<const ColumnName<Column>> wanted);

  // The field without blanks around it; empty where the file lacks the column or the row ends
  // before it.
  absl::string_view Get(const std::vector<absl::string_view>& fields, Column column) const;

  // Its place in a row, 1 for the first; 0 where the file lacks it.
  int Position(Column column) const {
    const auto index = static_cast<size_t>(column);
    return index < positions_.size() ? positions_[index] : 0;
  }

  size_t width() const { return width_; }

 private:
  std::vector<int> positions_;
  size_t width_ = 0;
};

// The place of `name` in a header, 1 for the first, 0 if it is not there. FILE_MALFORMED if it
// stands twice, or if it is `required` and missing.
absl::StatusOr<int> FindColumn(const std::vector<absl::string_view>& header, absl::string_view name,
                               bool required);

// A column's name in small letters and digits alone: "tradevalueus" for `Trade Value (US$)` and for
// what R makes of it, `Trade.Value..US..`.
std::string BareName(absl::string_view name);

// Whether a field stands for no value: blank, or what R ("NA") and pandas ("nan") write for it.
bool IsMissing(absl::string_view field);

// `fields[position - 1]` without blanks around it; empty if there is none.
absl::string_view FieldAt(const std::vector<absl::string_view>& fields, int position);

// Implementation of the template.

template <typename Column>
absl::StatusOr<ColumnMap<Column>> ColumnMap<Column>::Read(
    const std::vector<absl::string_view>& header, absl::Span<const ColumnName<Column>> wanted) {
  ColumnMap map;
  map.width_ = header.size();
  for (const ColumnName<Column>& one : wanted) {
    const absl::StatusOr<int> position = FindColumn(header, one.name, one.required);
    if (!position.ok()) return position.status();
    const auto index = static_cast<size_t>(one.column);
    if (index >= map.positions_.size()) map.positions_.resize(index + 1);
    if (*position != 0) map.positions_[index] = *position;
  }
  return map;
}

template <typename Column>
absl::string_view ColumnMap<Column>::Get(const std::vector<absl::string_view>& fields,
                                         Column column) const {
  return FieldAt(fields, Position(column));
}

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_COLUMNS_H_
