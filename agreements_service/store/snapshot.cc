#include "agreements_service/store/snapshot.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {

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

absl::Status Snapshot::Visit(
    const AgreementFilter& filter, std::string after,
    absl::FunctionRef<absl::StatusOr<bool>(const Agreement&)> visit) const {
  constexpr int kAtOnce = 256;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Agreement> agreements,
                     store_.ListAgreements(filter, after, kAtOnce, revision_));
    for (Agreement& agreement : agreements) {
      after = agreement.name;
      if (!Knows(agreement)) continue;
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

absl::StatusOr<Found> Snapshot::Search(const SearchQuery& query, const AgreementFilter& filter,
                                       size_t offset, size_t limit) const {
  ASSIGN_OR_RETURN(std::vector<Candidate> candidates,
                   store_.FindCandidates(query, filter, revision_));
  Found found;
  if (as_of_.has_value()) {
    std::vector<Candidate> known;
    for (Candidate& candidate : candidates) {
      ASSIGN_OR_RETURN(const Agreement agreement, store_.GetAgreement(candidate.name, revision_));
      if (Knows(agreement)) known.push_back(std::move(candidate));
    }
    found.later = known.size() < candidates.size();
    candidates = std::move(known);
  }
  found.total = static_cast<int64_t>(candidates.size());
  const std::vector<std::string> best = Rank(query, std::move(candidates), offset + limit);
  for (size_t i = offset; i < best.size(); ++i) {
    ASSIGN_OR_RETURN(found.agreements.emplace_back(), GetAgreement(best[i]));
  }
  return found;
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
