#include "agreements_service/store/snapshot.h"

#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/time/day.h"

namespace entente::agreements {

absl::StatusOr<Agreement> Snapshot::GetAgreement(absl::string_view name) const {
  ASSIGN_OR_RETURN(Agreement agreement, store_.GetAgreement(name, revision_));
  if (IsPublished(agreement)) return Trim(std::move(agreement));
  return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
               absl::StrCat("no '", name, "' by ", FormatDay(*as_of_),
                            ": it was published later; ask for a later read_at.as_of"))
      .With("name", name);
}

absl::StatusOr<StatusOnDay> Snapshot::StatusOf(const Agreement& agreement,
                                               absl::CivilDay day) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> successors,
                   All({.countries = {}, .occasion = "", .related_to = agreement.name}));
  return StatusOn(agreement, successors, day);
}

absl::StatusOr<std::vector<Standing>> Snapshot::ListStandings(const AgreementFilter& filter,
                                                              absl::string_view after, int limit,
                                                              absl::CivilDay day) const {
  ASSIGN_OR_RETURN(std::vector<Agreement> agreements,
                   store_.ListAgreements(filter, after, limit, revision_));
  std::vector<Standing> standings;
  standings.reserve(agreements.size());
  for (Agreement& agreement : agreements) {
    Standing standing;
    standing.published = IsPublished(agreement);
    standing.agreement = Trim(std::move(agreement));
    ASSIGN_OR_RETURN(standing.status, StatusOf(standing.agreement, day));
    standings.push_back(std::move(standing));
  }
  return standings;
}

absl::StatusOr<std::vector<std::string>> Snapshot::SignedOn(const std::string& occasion) const {
  ASSIGN_OR_RETURN(const std::vector<Agreement> agreements,
                   All({.countries = {}, .occasion = occasion, .related_to = ""}));
  std::vector<std::string> names;
  for (const Agreement& agreement : agreements) names.push_back(agreement.name);
  return names;
}

absl::StatusOr<Found> Snapshot::Search(const SearchQuery& query, const AgreementFilter& filter,
                                       size_t limit) const {
  ASSIGN_OR_RETURN(std::vector<Candidate> candidates,
                   store_.FindCandidates(query, filter, revision_));
  if (as_of_.has_value()) {
    std::vector<Candidate> known;
    for (Candidate& candidate : candidates) {
      const absl::StatusOr<Agreement> agreement = GetAgreement(candidate.name);
      if (agreement.ok()) known.push_back(std::move(candidate));
    }
    candidates = std::move(known);
  }
  Found found;
  found.total = static_cast<int64_t>(candidates.size());
  for (const std::string& name : Rank(query, std::move(candidates), limit)) {
    ASSIGN_OR_RETURN(Agreement agreement, GetAgreement(name));
    found.agreements.push_back(std::move(agreement));
  }
  return found;
}

bool Snapshot::Knows(const PartialDate& date) const {
  return !as_of_.has_value() || date.kind() != PartialDate::Kind::kDate || date.Latest() <= *as_of_;
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmpty(const std::vector<std::string>& countries,
                                               bool later) const {
  if (later) return EmptyReason::kNotKnownThen;
  ASSIGN_OR_RETURN(const std::vector<Agreement> any, store_.ListAgreements({}, "", 1, revision_));
  if (any.empty()) return EmptyReason::kNoSourceLoaded;
  ASSIGN_OR_RETURN(const std::vector<Agreement> covered,
                   store_.ListAgreements({.countries = countries, .occasion = "", .related_to = ""},
                                         "", 1, revision_));
  return covered.empty() ? EmptyReason::kPairNotCovered : EmptyReason::kFilteredOut;
}

bool Snapshot::IsPublished(const Agreement& agreement) const {
  return !as_of_.has_value() || KnownBy(agreement, *as_of_);
}

Agreement Snapshot::Trim(Agreement agreement) const {
  return as_of_.has_value() ? AsPublished(std::move(agreement), *as_of_) : agreement;
}

absl::StatusOr<std::vector<Agreement>> Snapshot::All(const AgreementFilter& filter) const {
  ASSIGN_OR_RETURN(std::vector<Agreement> all,
                   store_.ListAgreements(filter, "", std::numeric_limits<int>::max(), revision_));
  std::erase_if(all, [this](const Agreement& agreement) { return !IsPublished(agreement); });
  for (Agreement& agreement : all) agreement = Trim(std::move(agreement));
  return all;
}

}  // namespace entente::agreements
