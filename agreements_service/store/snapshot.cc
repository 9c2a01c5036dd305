#include "agreements_service/store/snapshot.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/api/request.h"
#include "common/status/error.h"
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

absl::StatusOr<Agreement> Snapshot::GetAgreement(const Identifier& identifier) const {
  AgreementFilter filter;
  filter.identifier = identifier;
  ASSIGN_OR_RETURN(std::vector<Agreement> found, All(filter));
  if (found.size() == 1) return std::move(found.front());
  const std::string known_as = absl::StrCat(identifier.scheme, " ", identifier.value);
  if (found.empty()) {
    return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
                 absl::StrCat("no agreement is known as '", known_as,
                              "'; search for it by its title or parties"))
        .With("identifier", known_as);
  }
  const std::string names =
      absl::StrJoin(found, ",", [](std::string* out, const Agreement& one) { *out += one.name; });
  return InvalidField("IDENTIFIER_AMBIGUOUS", "identifier",
                      absl::StrCat(found.size(), " agreements are known as '", known_as,
                                   "'; ask for one by its name: ", names))
      .With("agreements", names);
}

absl::StatusOr<std::vector<Agreement>> Snapshot::SuccessorsOf(const Agreement& agreement) const {
  return All({.countries = {}, .occasion = "", .related_to = agreement.name});
}

absl::StatusOr<StatusOnDay> Snapshot::StatusOf(const Agreement& agreement,
                                               absl::CivilDay day) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> successors, SuccessorsOf(agreement));
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

absl::Status Snapshot::Visit(const AgreementFilter& filter, std::string after,
                             absl::FunctionRef<absl::StatusOr<bool>(const Agreement&)> visit,
                             bool& later) const {
  constexpr int kAtOnce = 256;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Agreement> agreements,
                     store_.ListAgreements(filter, after, kAtOnce, revision_));
    for (Agreement& agreement : agreements) {
      after = agreement.name;
      if (!Knows(agreement)) {
        later = true;
        continue;
      }
      ASSIGN_OR_RETURN(const bool go_on, visit(Trim(std::move(agreement))));
      if (!go_on) return absl::OkStatus();
    }
    if (agreements.size() < kAtOnce) return absl::OkStatus();
  }
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
  // Sorts as many as are asked for.
  size_t sorted = 0;
  const auto name_at = [&](size_t position) {
    if (position >= sorted) {
      const size_t end = std::min(candidates.size(), std::max(2 * sorted, position + limit));
      const auto at = [&](size_t i) { return candidates.begin() + static_cast<ptrdiff_t>(i); };
      std::partial_sort(at(sorted), at(end), candidates.end(), IsBefore);
      sorted = end;
    }
    return candidates[position].name;
  };

  Found found;
  SearchPoint at = point;  // behind the candidates that were read
  SearchPoint page_end = at;
  const size_t read_to_count = at.position + kMaxReadToCount;
  while (at.position < candidates.size()) {
    const bool full = found.agreements.size() == limit;
    if (full && (count_unread || at.position >= read_to_count)) break;
    ASSIGN_OR_RETURN(Agreement agreement, store_.GetAgreement(name_at(at.position), revision_));
    ++at.position;
    ASSIGN_OR_RETURN(const bool fits, Fits(agreement, conditions, found.later));
    if (!fits) continue;
    ++at.found;
    if (full) continue;
    found.agreements.push_back(Trim(std::move(agreement)));
    page_end = at;
  }
  found.total = at.found;
  const size_t unread = candidates.size() - std::min(candidates.size(), at.position);
  if (count_unread) {
    found.total += static_cast<int64_t>(unread);
  } else {
    found.more = unread > 0;
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
