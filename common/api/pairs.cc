#include "common/api/pairs.h"

#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

constexpr int kMaxPairs = 20;

}  // namespace

absl::StatusOr<Pair> CheckPair(absl::string_view name, absl::string_view field) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName(name, "pairs/*", field));
  return CheckPairName(ids[0], field);
}

absl::StatusOr<std::vector<Pair>> CheckPairs(
    const google::protobuf::RepeatedPtrField<std::string>& names, absl::string_view field) {
  if (names.size() > kMaxPairs) {
    return InvalidField("PAIRS_TOO_MANY", field,
                        absl::StrCat("at most ", kMaxPairs, "; open another stream for the rest"));
  }
  std::vector<Pair> pairs;
  for (int i = 0; i < names.size(); ++i) {
    ASSIGN_OR_RETURN(pairs.emplace_back(), CheckPair(names[i], absl::StrCat(field, "[", i, "]")));
  }
  return pairs;
}

}  // namespace entente
