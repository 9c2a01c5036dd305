#include "agreements_service/pair_filter.h"

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

#include "agreements_service/core/agreement.h"
#include "common/api/pairs.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

bool HasParty(const Agreement& agreement, absl::string_view country) {
  return std::any_of(agreement.parties.begin(), agreement.parties.end(),
                     [&](const Party& party) { return party.country == country; });
}

}  // namespace

absl::StatusOr<PairFilter> PairFilter::Of(
    const Store& store, const google::protobuf::RepeatedPtrField<std::string>& names) {
  ASSIGN_OR_RETURN(std::vector<Pair> pairs, CheckPairs(names, "pairs"));
  return PairFilter(store, std::move(pairs));
}

absl::StatusOr<bool> PairFilter::Concerns(const std::string& name, int64_t before,
                                          int64_t after) const {
  if (pairs_.empty()) return true;
  for (const Pair& pair : pairs_) {
    if (absl::StartsWith(name, absl::StrCat("pairs/", PairId(pair), "/"))) return true;
  }
  // A merge is one of the agreements that have its id.
  absl::string_view id = name;
  if (!absl::ConsumePrefix(&id, "agreements/") && !absl::ConsumePrefix(&id, "merges/")) {
    return false;
  }
  for (const int64_t revision : {after, before}) {
    const absl::StatusOr<Agreement> agreement =
        store_->GetAgreement(absl::StrCat("agreements/", id), revision);
    if (agreement.status().code() == absl::StatusCode::kNotFound) continue;
    RETURN_IF_ERROR(agreement.status());
    for (const Pair& pair : pairs_) {
      if (HasParty(*agreement, pair.first) && HasParty(*agreement, pair.second)) return true;
    }
  }
  return false;
}

}  // namespace entente::agreements
