#include "agreements_service/store/store.h"

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

// Terms under which an agreement is found: "country KAZ", "occasion pairs/...", "related ...".
std::string CountryTerm(const std::string& code) { return absl::StrCat("country ", code); }
std::string OccasionTerm(const std::string& name) { return absl::StrCat("occasion ", name); }
std::string RelatedTerm(const std::string& name) { return absl::StrCat("related ", name); }

std::vector<std::string> TermsOf(const AgreementFilter& filter) {
  std::vector<std::string> terms;
  for (const std::string& country : filter.countries) terms.push_back(CountryTerm(country));
  if (!filter.occasion.empty()) terms.push_back(OccasionTerm(filter.occasion));
  if (!filter.related_to.empty()) terms.push_back(RelatedTerm(filter.related_to));
  return terms;
}

IndexedState StateOf(const Agreement& agreement) {
  std::set<std::string> terms;
  for (const Party& party : agreement.parties) {
    if (!party.country.empty()) terms.insert(CountryTerm(party.country));
  }
  if (!agreement.occasion.empty()) terms.insert(OccasionTerm(agreement.occasion));
  for (const Relation& relation : agreement.relations) {
    terms.insert(RelatedTerm(relation.agreement));
  }
  return {.name = agreement.name,
          .content = IndexedState::Content{.terms = {terms.begin(), terms.end()},
                                           .text = SearchTextOf(agreement)}};
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

absl::StatusOr<Agreement> Store::GetAgreement(absl::string_view name, int64_t revision) const {
  return GetResource<Agreement>(journal(), kAgreements, name, revision);
}

absl::StatusOr<Occasion> Store::GetOccasion(absl::string_view name, int64_t revision) const {
  return GetResource<Occasion>(journal(), kOccasions, name, revision);
}

absl::StatusOr<Milestone> Store::GetMilestone(absl::string_view name, int64_t revision) const {
  return GetResource<Milestone>(journal(), kMilestones, name, revision);
}

absl::StatusOr<Dataset> Store::GetDataset(absl::string_view name, int64_t revision) const {
  return GetResource<Dataset>(journal(), kDatasets, name, revision);
}

absl::StatusOr<std::vector<Agreement>> Store::ListAgreements(const AgreementFilter& filter,
                                                             absl::string_view after, int limit,
                                                             int64_t revision) const {
  const std::vector<std::string> terms = TermsOf(filter);
  if (terms.empty()) {
    return ListResources<Agreement>(journal(), kAgreements, "", after, limit, revision);
  }
  ASSIGN_OR_RETURN(const std::vector<std::string> names, DoFind(terms, after, limit, revision));
  std::vector<Agreement> agreements;
  agreements.reserve(names.size());
  for (const std::string& name : names) {
    ASSIGN_OR_RETURN(Agreement agreement, GetAgreement(name, revision));
    agreements.push_back(std::move(agreement));
  }
  return agreements;
}

absl::StatusOr<std::vector<Occasion>> Store::ListOccasions(absl::string_view prefix,
                                                           absl::string_view after, int limit,
                                                           int64_t revision) const {
  return ListResources<Occasion>(journal(), kOccasions, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<Milestone>> Store::ListMilestones(absl::string_view prefix,
                                                             absl::string_view after, int limit,
                                                             int64_t revision) const {
  return ListResources<Milestone>(journal(), kMilestones, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<Dataset>> Store::ListDatasets(absl::string_view after, int limit,
                                                         int64_t revision) const {
  return ListResources<Dataset>(journal(), kDatasets, "", after, limit, revision);
}

absl::StatusOr<std::vector<AgreementVersion>> Store::AgreementHistory(absl::string_view name,
                                                                      int64_t before,
                                                                      int limit) const {
  ASSIGN_OR_RETURN(const std::vector<Version> versions,
                   journal().History(kAgreements, name, before, limit));
  std::vector<AgreementVersion> history;
  history.reserve(versions.size());
  for (const Version& version : versions) {
    AgreementVersion& entry = history.emplace_back();
    entry.revision = version.revision;
    entry.recorded = version.recorded;
    entry.principal = version.principal;
    entry.reason = version.reason;
    if (!version.body.has_value()) continue;
    RETURN_IF_ERROR(Decode({std::string(name), version.revision, version.recorded, *version.body},
                           entry.agreement.emplace()));
  }
  return history;
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

absl::StatusOr<Commit> Store::PutAgreement(Mutation mutation, const Agreement& agreement,
                                           Write::Expect expect, int64_t expected_revision) {
  mutation.writes.push_back(WriteOf(kAgreements, agreement, expect, expected_revision));
  return DoCommit(mutation, {StateOf(agreement)});
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

absl::StatusOr<Commit> Store::DeleteAgreement(Mutation mutation, absl::string_view name,
                                              int64_t expected_revision) {
  mutation.writes.push_back(DeletionOf(kAgreements, name, expected_revision));
  return DoCommit(mutation, {{.name = std::string(name), .content = std::nullopt}});
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
  absl::StatusOr<Agreement> known = GetAgreement(addition.name, revision);
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
  std::vector<IndexedState> states;
  const auto nothing = [](const auto&) {};
  for (const std::vector<Agreement>* const agreements :
       {&batch.agreements, &std::as_const(joined)}) {
    RETURN_IF_ERROR(
        AddWrites(journal(), head, kAgreements, *agreements, mutation, outcome,
                  [&](const Agreement& agreement) { states.push_back(StateOf(agreement)); }));
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
  ASSIGN_OR_RETURN(outcome.commit, DoCommit(mutation, states));
  return outcome;
}

}  // namespace entente::agreements
