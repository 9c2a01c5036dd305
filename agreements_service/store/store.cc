#include "agreements_service/store/store.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/addition.h"
#include "agreements_service/core/check.h"
#include "agreements_service/store/documents.h"
#include "common/journal/resources.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// Terms under which an agreement is found: "country KAZ", "occasion pairs/...", "related ...",
// "identifier unts I-55631".
std::string CountryTerm(const std::string& code) { return absl::StrCat("country ", code); }
std::string OccasionTerm(const std::string& name) { return absl::StrCat("occasion ", name); }
std::string RelatedTerm(const std::string& name) { return absl::StrCat("related ", name); }
std::string IdentifierTerm(const Identifier& identifier) {
  return absl::StrCat("identifier ", identifier.scheme, " ", identifier.value);
}

template <typename T>
Write WriteOf(const char* collection, const T& resource, Write::Expect expect,
              int64_t expected_revision = 0) {
  return {.collection = collection,
          .name = resource.name,
          .body = Encode(resource),
          .expect = expect,
          .expected_revision = expected_revision};
}

// Adds a write of each resource whose state at `head` is another one; `written` is told of it.
template <typename T, typename Written>
absl::Status AddWrites(const Journal& journal, int64_t head, const char* collection,
                       const std::vector<T>& resources, Mutation& mutation, ImportOutcome& outcome,
                       Written written) {
  for (const T& resource : resources) {
    Write write = WriteOf(collection, resource, Write::Expect::kAbsent);
    const absl::StatusOr<Document> present = journal.Get(collection, resource.name, head);
    if (present.ok()) {
      if (present->body == write.body) {
        ++outcome.unchanged;
        continue;
      }
      ++outcome.updated;
      write.expect = Write::Expect::kPresent;
      write.expected_revision = present->revision;
    } else if (present.status().code() == absl::StatusCode::kNotFound) {
      ++outcome.created;
    } else {
      return present.status();
    }
    mutation.writes.push_back(std::move(write));
    written(resource);
  }
  return absl::OkStatus();
}

}  // namespace

IndexedState StateOf(const Agreement& agreement) {
  std::set<std::string> terms;
  for (const Party& party : agreement.parties) {
    if (!party.country.empty()) terms.insert(CountryTerm(party.country));
  }
  if (!agreement.occasion.empty()) terms.insert(OccasionTerm(agreement.occasion));
  for (const Relation& relation : agreement.relations) {
    terms.insert(RelatedTerm(relation.agreement));
  }
  for (const Identifier& identifier : agreement.identifiers) {
    terms.insert(IdentifierTerm(identifier));
  }
  return {.name = agreement.name,
          .content = IndexedState::Content{.terms = {terms.begin(), terms.end()},
                                           .text = SearchTextOf(agreement)}};
}

absl::StatusOr<Agreement> Store::GetAgreement(absl::string_view name, int64_t revision) const {
  const Family family = merges_.FamilyOf(name, revision);
  ASSIGN_OR_RETURN(Agreement merged, MergedOf(family.names, revision));
  return AsRead(std::move(merged), family, revision);
}

absl::StatusOr<Agreement> Store::GetUnmerged(absl::string_view name, int64_t revision) const {
  return GetResource<Agreement>(journal(), kAgreements, name, revision);
}

absl::StatusOr<Occasion> Store::GetOccasion(absl::string_view name, int64_t revision) const {
  return GetResource<Occasion>(journal(), kOccasions, name, revision);
}

absl::StatusOr<Milestone> Store::GetMilestone(absl::string_view name, int64_t revision) const {
  ASSIGN_OR_RETURN(Milestone milestone,
                   GetResource<Milestone>(journal(), kMilestones, name, revision));
  milestone.agreement = merges_.Survivor(milestone.agreement, revision);
  return milestone;
}

absl::StatusOr<Dataset> Store::GetDataset(absl::string_view name, int64_t revision) const {
  return GetResource<Dataset>(journal(), kDatasets, name, revision);
}

absl::StatusOr<std::vector<Agreement>> Store::ListAgreements(const AgreementFilter& filter,
                                                             absl::string_view after, int limit,
                                                             int64_t revision) const {
  std::vector<Agreement> agreements;
  if (filter != AgreementFilter()) {
    ASSIGN_OR_RETURN(const std::vector<std::string> names, Find(filter, after, limit, revision));
    agreements.reserve(names.size());
    for (const std::string& name : names) {
      ASSIGN_OR_RETURN(agreements.emplace_back(), GetAgreement(name, revision));
    }
    return agreements;
  }
  std::string last(after);
  while (agreements.size() < static_cast<size_t>(limit)) {
    const size_t wanted = static_cast<size_t>(limit) - agreements.size();
    ASSIGN_OR_RETURN(std::vector<Agreement> fetched,
                     ListResources<Agreement>(journal(), kAgreements, "", last,
                                              static_cast<int>(wanted), revision));
    const bool all = fetched.size() < wanted;
    if (!all) last = fetched.back().name;
    for (Agreement& one : fetched) {
      const Family family = merges_.FamilyOf(one.name, revision);
      if (family.names.front() != one.name) continue;
      if (family.names.size() > 1) {
        ASSIGN_OR_RETURN(one, MergedOf(family.names, revision));
      }
      agreements.push_back(AsRead(std::move(one), family, revision));
    }
    if (all) break;
  }
  return agreements;
}

std::vector<std::vector<std::string>> Store::TermsOf(const AgreementFilter& filter,
                                                     int64_t revision) const {
  std::vector<std::string> terms;
  for (const std::string& country : filter.countries) terms.push_back(CountryTerm(country));
  if (!filter.occasion.empty()) terms.push_back(OccasionTerm(filter.occasion));
  if (filter.identifier.has_value()) terms.push_back(IdentifierTerm(*filter.identifier));
  if (filter.related_to.empty()) return {terms};
  std::vector<std::vector<std::string>> alternatives;
  for (const std::string& name : merges_.FamilyOf(filter.related_to, revision).names) {
    alternatives.push_back(terms);
    alternatives.back().push_back(RelatedTerm(name));
  }
  return alternatives;
}

absl::StatusOr<std::vector<std::string>> Store::Find(const AgreementFilter& filter,
                                                     absl::string_view after, int limit,
                                                     int64_t revision) const {
  const std::vector<std::vector<std::string>> alternatives = TermsOf(filter, revision);
  if (alternatives.size() == 1) return DoFind(alternatives.front(), after, limit, revision);
  // A relation between two that are one is none.
  const std::string itself = merges_.Survivor(filter.related_to, revision);
  const int with_itself = limit - (limit == std::numeric_limits<int>::max() ? 1 : 0) + 1;
  std::set<std::string> names;
  for (const std::vector<std::string>& terms : alternatives) {
    ASSIGN_OR_RETURN(const std::vector<std::string> found,
                     DoFind(terms, after, with_itself, revision));
    names.insert(found.begin(), found.end());
  }
  names.erase(itself);
  const size_t count = std::min(names.size(), static_cast<size_t>(limit));
  return std::vector<std::string>(names.begin(),
                                  std::next(names.begin(), static_cast<std::ptrdiff_t>(count)));
}

absl::StatusOr<std::vector<Occasion>> Store::ListOccasions(absl::string_view prefix,
                                                           absl::string_view after, int limit,
                                                           int64_t revision) const {
  return ListResources<Occasion>(journal(), kOccasions, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<Milestone>> Store::ListMilestones(absl::string_view prefix,
                                                             absl::string_view after, int limit,
                                                             int64_t revision) const {
  ASSIGN_OR_RETURN(
      std::vector<Milestone> milestones,
      ListResources<Milestone>(journal(), kMilestones, prefix, after, limit, revision));
  for (Milestone& milestone : milestones) {
    milestone.agreement = merges_.Survivor(milestone.agreement, revision);
  }
  return milestones;
}

absl::StatusOr<std::vector<Dataset>> Store::ListDatasets(absl::string_view after, int limit,
                                                         int64_t revision) const {
  return ListResources<Dataset>(journal(), kDatasets, "", after, limit, revision);
}

absl::StatusOr<std::vector<Candidate>> Store::FindCandidates(const SearchQuery& query,
                                                             const std::vector<Marks>& marked,
                                                             int64_t revision) const {
  return DoSearch(query, marked, revision);
}

absl::StatusOr<std::vector<WordSuggestion>> Store::SuggestWords(const SearchQuery& query,
                                                                int64_t revision) const {
  return DoSuggest(query, revision);
}

absl::StatusOr<Commit> Store::CommitAgreements(const Mutation& mutation, const Written& written) {
  const std::lock_guard lock(writing_);
  const int64_t head = journal().Head();
  std::map<std::string, IndexedState> states;
  for (const auto& [name, agreement] : written) {
    const Family family = merges_.FamilyOf(name, head);
    const std::string& read_under = family.names.front();
    if (states.contains(read_under)) continue;
    ASSIGN_OR_RETURN(const Agreement merged, MergedOf(family.names, head, written));
    states.emplace(read_under, StateOf(merged));
  }
  std::vector<IndexedState> in_order;
  in_order.reserve(states.size());
  for (auto& [name, state] : states) in_order.push_back(std::move(state));
  return DoCommit(mutation, in_order);
}

absl::StatusOr<Commit> Store::PutAgreement(Mutation mutation, const Agreement& agreement,
                                           Write::Expect expect, int64_t expected_revision) {
  mutation.writes.push_back(WriteOf(kAgreements, agreement, expect, expected_revision));
  return CommitAgreements(mutation, {{agreement.name, &agreement}});
}

absl::StatusOr<Commit> Store::PutOccasion(Mutation mutation, const Occasion& occasion,
                                          Write::Expect expect) {
  mutation.writes.push_back(WriteOf(kOccasions, occasion, expect));
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::PutMilestone(Mutation mutation, const Milestone& milestone,
                                           Write::Expect expect) {
  mutation.writes.push_back(WriteOf(kMilestones, milestone, expect));
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::DeleteOccasion(Mutation mutation, absl::string_view name,
                                             int64_t expected_revision) {
  mutation.writes.push_back(DeletionOf(kOccasions, name, expected_revision));
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::DeleteMilestone(Mutation mutation, absl::string_view name,
                                              int64_t expected_revision) {
  mutation.writes.push_back(DeletionOf(kMilestones, name, expected_revision));
  return DoCommit(mutation, {});
}

absl::StatusOr<Agreement> Store::WithAddition(const Agreement& addition, int64_t revision) const {
  absl::StatusOr<Agreement> known = GetUnmerged(addition.name, revision);
  if (known.status().code() == absl::StatusCode::kNotFound) {
    known.emplace().name = addition.name;
  }
  RETURN_IF_ERROR(known.status());
  Agreement joined = Joined(*std::move(known), addition);
  if (const absl::Status checked = CheckAgreement(joined); !checked.ok()) {
    return Prefix(checked, addition.name);
  }
  return joined;
}

absl::StatusOr<ImportOutcome> Store::Import(Mutation mutation, const Batch& batch,
                                            const Dataset& dataset, bool dry_run) {
  const int64_t head = journal().Head();
  std::vector<Agreement> joined;
  joined.reserve(batch.additions.size());
  for (const Agreement& addition : batch.additions) {
    ASSIGN_OR_RETURN(joined.emplace_back(), WithAddition(addition, head));
  }
  ImportOutcome outcome;
  Written written;
  const auto nothing = [](const auto&) {};
  for (const std::vector<Agreement>* const agreements :
       {&batch.agreements, &std::as_const(joined)}) {
    RETURN_IF_ERROR(AddWrites(
        journal(), head, kAgreements, *agreements, mutation, outcome,
        [&](const Agreement& agreement) { written.emplace(agreement.name, &agreement); }));
  }
  RETURN_IF_ERROR(
      AddWrites(journal(), head, kOccasions, batch.occasions, mutation, outcome, nothing));
  RETURN_IF_ERROR(
      AddWrites(journal(), head, kMilestones, batch.milestones, mutation, outcome, nothing));
  if (dry_run) {
    outcome.commit.revision = head;
    return outcome;
  }
  mutation.writes.push_back(WriteOf(kDatasets, dataset, Write::Expect::kAbsent));
  ASSIGN_OR_RETURN(outcome.commit, CommitAgreements(mutation, written));
  return outcome;
}

}  // namespace entente::agreements
