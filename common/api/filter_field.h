#ifndef ENTENTE_COMMON_API_FILTER_FIELD_H_
#define ENTENTE_COMMON_API_FILTER_FIELD_H_

#include <cstddef>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"

#include "common/api/filter.h"
#include "common/status/status_macros.h"

// The fields of a service's filter, and values that they have in common.
namespace entente {

// A field of a filter. `comparisons`: how it is compared, with blanks around each. `test`: what a
// condition on it asks.
template <typename Test>
struct FilterField {
  absl::string_view name;
  absl::string_view comparisons;
  absl::StatusOr<Test> (*test)(const FilterCondition&);
};

inline constexpr absl::string_view kFilterEquality = " = != ";
inline constexpr absl::string_view kFilterOrder = " = != < <= > >= ";

// FILTER_INVALID where the condition's field is not compared so.
absl::Status CheckFilterComparison(const FilterCondition& condition, absl::string_view comparisons);

// What a condition asks, by the one of the fields that it names. FILTER_INVALID where none has its
// name, or that one is not compared so; the errors of its test.
template <typename Test, size_t kCount>
absl::StatusOr<Test> FilterTestOf(const FilterCondition& condition,
                                  const FilterField<Test> (&fields)[kCount]) {
  std::vector<absl::string_view> names;
  for (const FilterField<Test>& field : fields) {
    names.push_back(field.name);
    if (field.name != condition.field) continue;
    RETURN_IF_ERROR(CheckFilterComparison(condition, field.comparisons));
    return field.test(condition);
  }
  return UnknownFilterField(condition, names);
}

// FILTER_INVALID: the condition's value is not what was expected, "a decimal number".
absl::Status BadFilterValue(const FilterCondition& condition, absl::string_view expected);

// The number of the enum's value that is named without the type's prefix, or with it, in any case.
// FILTER_INVALID, listing those that can be; `unspecified`: zero is one of them; `other`: what else
// may stand there.
absl::StatusOr<int> FilterEnumNumber(const FilterCondition& condition,
                                     const google::protobuf::EnumDescriptor& type,
                                     bool unspecified = false, absl::string_view other = "");

}  // namespace entente

#endif  // ENTENTE_COMMON_API_FILTER_FIELD_H_
