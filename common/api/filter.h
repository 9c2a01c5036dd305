#ifndef ENTENTE_COMMON_API_FILTER_H_
#define ENTENTE_COMMON_API_FILTER_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

// A request's `filter`, in the language of AIP-160 without functions, as a tree. Which fields there
// are and what their values mean is the business of the service that has them. Every error is
// INVALID_ARGUMENT, names the field `filter` and has the column (letters, from 1) in its text and
// its metadata.
namespace entente {

inline constexpr size_t kMaxFilterBytes = 4096;
inline constexpr int kMaxFilterDepth = 50;       // of parentheses, NOT and -
inline constexpr int kMaxFilterConditions = 50;  // each value of a field counts

// How a condition compares; kHas is `:`.
enum class FilterComparison {
  kEqual,
  kNotEqual,
  kLess,
  kLessOrEqual,
  kGreater,
  kGreaterOrEqual,
  kHas
};

// "=", "!=", ...
absl::string_view SpellingOf(FilterComparison comparison);

// `field = value`, or a value alone.
struct FilterCondition {
  std::string field;  // empty: the value stands alone
  FilterComparison comparison = FilterComparison::kHas;
  std::string value;     // without its quotes
  int column = 1;        // where the condition begins
  int value_column = 1;  // where its value does
};

// A filter. That of an empty text is kAll without parts, which holds of everything.
struct Filter {
  enum class Kind { kAll, kAny, kNot, kCondition };

  Kind kind = Kind::kAll;
  std::vector<Filter> parts;  // of kAll and kAny; of kNot one
  FilterCondition condition;  // of kCondition
};

// Reads a filter. FILTER_INVALID, saying what was expected and what is there instead.
//
// Conditions with blanks alone between them are a kAll. `field = (A OR B)` is (field = A OR field =
// B), `field != (A OR B)` the NOT of that; within the parentheses - is not NOT but begins a number.
// In an OR a value alone stands with its like: `field = A OR B` is refused, since it hardly means
// what it says.
absl::StatusOr<Filter> ParseFilter(absl::string_view text);

// FILTER_INVALID for what is wrong at a column.
absl::Status FilterError(int column, absl::string_view what);

// The same with the reason and metadata of `why`.
absl::Status FilterError(int column, const absl::Status& why);

// FILTER_INVALID for a condition whose field is none of `fields`: names those that are spelled
// alike, and all of them.
absl::Status UnknownFilterField(const FilterCondition& condition,
                                absl::Span<const absl::string_view> fields);

}  // namespace entente

#endif  // ENTENTE_COMMON_API_FILTER_H_
