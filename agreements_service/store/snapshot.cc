#include "agreements_service/store/snapshot.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// How many candidates of a page are read to say how many there are in all.
constexpr size_t kMaxReadToCount = 200;

}  // namespace

absl::StatusOr<Agreement> Snapshot::GetAgreement(absl::string_view name) const {
  return Published(store_.GetAgreement(name, revision_));
}

absl::StatusOr<Occasion> Snapshot::GetOccasion(absl::string_view name) const {
  return Published(store_.GetOccasion(name, revision_));
}

absl::StatusOr<Milestone> Snapshot::GetMilestone(absl::string_view name) const {
  return Published(store_.GetMilestone(name, revision_));
}

absl::StatusOr<StatusOnDay> Snapshot::StatusOf(const Agreement& agreement,
                                               absl::CivilDay day) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> successors,
                   All({.countries = {}, .occasion = "", .related_to = agreement.name}));
  return StatusOn(agreement, successors, day);
}

absl::StatusOr<std::vector<AgreementOnDay>> Snapshot::ListWithStatus(const AgreementFilter& filter,
                                                                     absl::string_view after,
                                                                     int limit,
                                                                     absl::CivilDay day) const {
  ASSIGN_OR_RETURN(std::vector<Agreement> agreements,
                   store_.ListAgreements(filter, after, limit, revision_));
  std::vector<AgreementOnDay> listed;
  listed.reserve(agreements.size());
  for (Agreement& agreement : agreements) {
    AgreementOnDay one;
    one.published = Knows(agreement);
    one.agreement = Trim(std::move(agreement));
    ASSIGN_OR_RETURN(one.status, StatusOf(one.agreement, day));
    listed.push_back(std::move(one));
  }
  return listed;
}

absl::StatusOr<std::vector<std::string>> Snapshot::SignedOn(const std::string& occasion) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> agreements,
                   All({.countries = {}, .occasion = occasion, .related_to = ""}));
  std::vector<std::string> names;
  for (const Agreement& agreement : agreements) names.push_back(agreement.name);
  return names;
}

absl::StatusOr<Found> Snapshot::Search(const SearchQuery& query,
                                       const std::vector<std::string>& countries,
                                       const SearchConditions& conditions, const SearchPoint& point,
                                       size_t limit) const {
  std::vector<Marks> marked = conditions.Marked();
  for (const std::string& country : countries) marked.push_back({CountryMark(country)});
  ASSIGN_OR_RETURN(std::vector<Candidate> candidates,
                   store_.FindCandidates(query, marked, revision_));
  const bool count_unread = !as_of_.has_value() && !conditions.MustRead();
  // A heap gives the best ones without sorting all.
  const auto is_behind = [](const Candidate& a, const Candidate& b) { return IsBefore(b, a); };
  std::make_heap(candidates.begin(), candidates.end(), is_behind);
  const auto take_best = [&] {
    std::pop_heap(candidates.begin(), candidates.end(), is_behind);
    std::string name = std::move(candidates.back().name);
    candidates.pop_back();
    return name;
  };

  Found found;
  SearchPoint at;  // behind the candidates that were taken
  while (at.position < point.position && !candidates.empty()) {
    take_best();
    ++at.position;
  }
  at.found = point.found;
  const size_t read_to_count = at.position + kMaxReadToCount;
  SearchPoint page_end = at;
  while (!candidates.empty()) {
    const bool full = found.agreements.size() == limit;
    if (full && (count_unread || at.position >= read_to_count)) break;
    ASSIGN_OR_RETURN(Agreement agreement, store_.GetAgreement(take_best(), revision_));
    ++at.position;
    ASSIGN_OR_RETURN(const bool fits, Fits(agreement, conditions, found.later));
    if (!fits) continue;
    ++at.found;
    if (full) continue;
    found.agreements.push_back(Trim(std::move(agreement)));
    page_end = at;
  }
  found.total = at.found;
  if (count_unread) {
    found.total += static_cast<int64_t>(candidates.size());
  } else {
    found.more = !candidates.empty();
  }
  if (found.more || found.total > page_end.found) found.next = page_end;
  return found;
}

absl::StatusOr<bool> Snapshot::Fits(const Agreement& agreement, const SearchConditions& conditions,
                                    bool& later) const {
  if (!conditions.MustRead() && !as_of_.has_value()) return true;
  if (!Knows(agreement)) {
    later = true;
    return false;
  }
  const Agreement known = Trim(agreement);
  if (!agreements::Fits(conditions, known)) return false;
  if (conditions.statuses.empty()) return true;
  ASSIGN_OR_RETURN(const StatusOnDay status, StatusOf(known, conditions.day));
  return agreements::Fits(conditions, status.status);
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmpty(const std::vector<std::string>& countries,
                                               bool later) const {
  if (later) return EmptyReason::kNotKnownThen;
  ASSIGN_OR_RETURN(const std::vector<Agreement> others,
                   store_.ListAgreements({.countries = countries, .occasion = "", .related_to = ""},
                                         "", 1, revision_));
  if (!others.empty()) return EmptyReason::kFilteredOut;
  return WhyNothing(countries);
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmptyBelow(const std::optional<Pair>& pair,
                                                    bool later) const {
  if (later) return EmptyReason::kNotKnownThen;
  if (!pair.has_value()) return WhyNothing({});
  return WhyNothing({pair->first, pair->second});
}

absl::StatusOr<EmptyReason> Snapshot::WhyNothing(const std::vector<std::string>& countries) const {
  ASSIGN_OR_RETURN(const bool covered, Covers(countries));
  if (covered) return EmptyReason::kNotReported;
  ASSIGN_OR_RETURN(const bool loaded, Covers({}));
  return loaded ? EmptyReason::kPairNotCovered : EmptyReason::kNoSourceLoaded;
}

absl::StatusOr<bool> Snapshot::Covers(const std::vector<std::string>& countries) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> agreements,
                   store_.ListAgreements({.countries = countries, .occasion = "", .related_to = ""},
                                         "", 1, revision_));
  if (!agreements.empty()) return true;
  if (countries.size() == 1) return false;
  const std::string prefix =
      countries.empty() ? ""
                        : absl::StrCat("pairs/", PairId(MakePair(countries[0], countries[1])), "/");
  ASSIGN_OR_RETURN(const std::vector<Occasion> occasions,
                   store_.ListOccasions(prefix, "", 1, revision_));
  if (!occasions.empty()) return true;
  ASSIGN_OR_RETURN(const std::vector<Milestone> milestones,
                   store_.ListMilestones(prefix, "", 1, revision_));
  return !milestones.empty();
}

template <typename T>
absl::StatusOr<T> Snapshot::Published(absl::StatusOr<T> resource) const {
  if (!resource.ok()) return resource;
  if (!Knows(*resource)) return NotPublishedYet(resource->name, *as_of_);
  return Trim(*std::move(resource));
}

absl::StatusOr<std::vector<Agreement>> Snapshot::All(const AgreementFilter& filter) const {
  ASSIGN_OR_RETURN(std::vector<Agreement> all,
                   store_.ListAgreements(filter, "", std::numeric_limits<int>::max(), revision_));
  std::erase_if(all, [this](const Agreement& agreement) { return !Knows(agreement); });
  for (Agreement& agreement : all) agreement = Trim(std::move(agreement));
  return all;
}

}  // namespace entente::agreements
