#include "agreements_service/due_list.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/due.h"
#include "agreements_service/core/length.h"
#include "agreements_service/request.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/geo/pair.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr Length kLongestRange = {.years = 10};
constexpr int kBatch = 500;

// What is asked for.
struct DueFilter {
  std::vector<std::string> countries;
  DayRange range;
  std::vector<DueKind> kinds;
  bool round_only = false;

  bool Wants(DueKind kind) const {
    return kinds.empty() || std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
  }

  bool WantsOfAgreements() const {
    return kinds.empty() || std::any_of(kinds.begin(), kinds.end(), [](DueKind kind) {
             return kind != DueKind::kMilestoneAnniversary;
           });
  }

  bool Fits(const Due& due) const {
    return Wants(due.kind) && (!round_only || due.number == 0 || IsRound(due.number));
  }
};

absl::StatusOr<DayRange> CheckRange(const v1::ListDueRequest& request) {
  if (!request.has_first_day()) {
    return InvalidField("DAY_MISSING", "first_day", "say from which day on");
  }
  if (!request.has_last_day()) {
    return InvalidField("DAY_MISSING", "last_day", "say up to which day");
  }
  DayRange range;
  ASSIGN_OR_RETURN(range.first, entente::FromProto(request.first_day(), "first_day"));
  ASSIGN_OR_RETURN(range.last, entente::FromProto(request.last_day(), "last_day"));
  if (range.last < range.first) {
    return InvalidField("DAYS_REVERSED", "last_day", "comes before the first day");
  }
  if (range.last > After(range.first, kLongestRange)) {
    return InvalidField("RANGE_TOO_LONG", "last_day",
                        absl::StrCat("must be at most ", ToText(kLongestRange),
                                     " after the first day; ask for several ranges"));
  }
  return range;
}

absl::StatusOr<DueFilter> CheckFilter(const v1::ListDueRequest& request) {
  DueFilter filter;
  ASSIGN_OR_RETURN(filter.countries, CheckParties(request.countries()));
  ASSIGN_OR_RETURN(filter.range, CheckRange(request));
  for (int i = 0; i < request.kinds_size(); ++i) {
    ASSIGN_OR_RETURN(filter.kinds.emplace_back(),
                     FromProto(request.kinds(i), absl::StrCat("kinds[", i, "]")));
  }
  filter.round_only = request.round_only();
  return filter;
}

// Collects what is due of resources one by one.
class Collection {
 public:
  explicit Collection(const DueFilter& filter) : filter_(filter) {}

  // `known`: whether its resource had been published.
  void Add(std::vector<Due> due, bool known) {
    std::erase_if(due, [this](const Due& one) { return !filter_.Fits(one); });
    if (known) {
      std::move(due.begin(), due.end(), std::back_inserter(due_));
    } else {
      later_ = later_ || !due.empty();
    }
  }

  std::vector<Due> Sorted() {
    std::sort(due_.begin(), due_.end(), ComesBefore);
    return std::move(due_);
  }

  // Something would be due that was published later.
  bool later() const { return later_; }

 private:
  const DueFilter& filter_;
  std::vector<Due> due_;
  bool later_ = false;
};

absl::Status AddAgreements(const Store& store, const Snapshot& snapshot, int64_t revision,
                           const DueFilter& filter, Collection& collection) {
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(
        std::vector<Agreement> batch,
        store.ListAgreements({.countries = filter.countries, .occasion = "", .related_to = ""},
                             after, kBatch, revision));
    for (Agreement& agreement : batch) {
      after = agreement.name;
      const bool known = snapshot.Knows(agreement);
      const Agreement trimmed = snapshot.Trim(std::move(agreement));
      ASSIGN_OR_RETURN(const std::vector<Agreement> successors, snapshot.SuccessorsOf(trimmed));
      collection.Add(DueOf(trimmed, successors, filter.range), known);
    }
    if (static_cast<int>(batch.size()) < kBatch) return absl::OkStatus();
  }
}

// What the names of milestones begin with: between two countries, or else all.
std::string PrefixOf(const std::vector<std::string>& countries) {
  if (countries.size() < 2) return "";
  return absl::StrCat("pairs/", PairId(MakePair(countries[0], countries[1])), "/");
}

absl::Status AddMilestones(const Store& store, const Snapshot& snapshot, int64_t revision,
                           const DueFilter& filter, Collection& collection) {
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(const std::vector<Milestone> batch,
                     store.ListMilestones(PrefixOf(filter.countries), after, kBatch, revision));
    for (const Milestone& milestone : batch) {
      after = milestone.name;
      if (filter.countries.size() == 1) {
        ASSIGN_OR_RETURN(const Pair pair, CheckNameBelowPair(milestone.name, "milestones", "name"));
        if (pair.first != filter.countries[0] && pair.second != filter.countries[0]) continue;
      }
      collection.Add(DueOf(milestone, filter.range), snapshot.Knows(milestone));
    }
    if (static_cast<int>(batch.size()) < kBatch) return absl::OkStatus();
  }
}

}  // namespace

// The list goes on behind so many of the first.
absl::StatusOr<v1::ListDueResponse> ListDue(const Store& store, const v1::ListDueRequest& request) {
  ASSIGN_OR_RETURN(const DueFilter filter, CheckFilter(request));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  size_t offset = 0;
  if (!absl::SimpleAtoi(list.after, &offset)) offset = 0;
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  Collection collection(filter);
  if (filter.WantsOfAgreements()) {
    RETURN_IF_ERROR(AddAgreements(store, snapshot, list.read.revision, filter, collection));
  }
  if (filter.Wants(DueKind::kMilestoneAnniversary)) {
    RETURN_IF_ERROR(AddMilestones(store, snapshot, list.read.revision, filter, collection));
  }
  const std::vector<Due> due = collection.Sorted();
  v1::ListDueResponse response;
  const size_t end = std::min(due.size(), offset + static_cast<size_t>(list.limit));
  for (size_t i = offset; i < end; ++i) *response.add_due() = ToProto(due[i]);
  if (end < due.size()) {
    response.set_next_page_token(rpc::EncodePageToken(
        {.revision = list.read.revision, .after = absl::StrCat(end)}, list.fingerprint));
  }
  if (due.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason,
                     snapshot.WhyEmpty(filter.countries, collection.later()));
    response.set_empty_reason(entente::ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

}  // namespace entente::agreements
