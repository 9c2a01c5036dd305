#include "agreements_service/store/store.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/addition.h"
#include "agreements_service/core/check.h"
#include "agreements_service/core/united.h"
#include "agreements_service/store/documents.h"
#include "common/journal/resources.h"
#include "common/journal/rules.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// Terms under which an agreement is found: "country KAZ", "occasion pairs/...", "related ...".
std::string CountryTerm(const std::string& code) { return absl::StrCat("country ", code); }
std::string OccasionTerm(const std::string& name) { return absl::StrCat("occasion ", name); }
std::string RelatedTerm(const std::string& name) { return absl::StrCat("related ", name); }

// A state of no agreement: it is deleted, or read under another name.
IndexedState NoStateOf(absl::string_view name) {
  return {.name = std::string(name), .content = std::nullopt};
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
  const Family family = merges_.FamilyOf(name, revision);
  ASSIGN_OR_RETURN(Agreement merged, MergedOf(family.names, revision));
  return AsRead(std::move(merged), family, revision);
}

absl::StatusOr<Agreement> Store::GetUnmerged(absl::string_view name, int64_t revision) const {
  return GetResource<Agreement>(journal(), kAgreements, name, revision);
}

absl::StatusOr<Agreement> Store::MergedOf(const std::vector<std::string>& names, int64_t revision,
                                          const Written& written) const {
  std::vector<Agreement> agreements;
  agreements.reserve(names.size());
  for (const std::string& name : names) {
    if (const auto found = written.find(name); found != written.end()) {
      agreements.push_back(*found->second);
    } else {
      ASSIGN_OR_RETURN(agreements.emplace_back(), GetUnmerged(name, revision));
    }
  }
  return Merged(std::move(agreements));
}

Agreement Store::AsRead(Agreement merged, const Family& family, int64_t revision) const {
  if (family.revision > merged.revision) {
    merged.revision = family.revision;
    merged.recorded = family.recorded;
  }
  for (Relation& relation : merged.relations) {
    relation.agreement = merges_.Survivor(relation.agreement, revision);
  }
  std::erase_if(merged.relations,
                [&](const Relation& relation) { return relation.agreement == merged.name; });
  return merged;
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

absl::StatusOr<Merge> Store::GetMerge(absl::string_view name, int64_t revision) const {
  return GetResource<Merge>(journal(), kMerges, name, revision);
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

absl::StatusOr<std::vector<Merge>> Store::ListMerges(absl::string_view after, int limit,
                                                     int64_t revision) const {
  return ListResources<Merge>(journal(), kMerges, "", after, limit, revision);
}

absl::StatusOr<std::vector<AgreementVersion>> Store::AgreementHistory(absl::string_view name,
                                                                      int64_t before,
                                                                      int limit) const {
  // Of one that was never merged no more states are fetched than are wanted. Of others some may not
  // have been read under this name.
  const std::set<std::string> names = merges_.Ever(name);
  const int fetched = names.size() == 1 ? limit : std::numeric_limits<int>::max();
  std::map<int64_t, Version, std::greater<>> versions;
  const auto take = [&](const char* collection, const std::string& document) -> absl::Status {
    ASSIGN_OR_RETURN(std::vector<Version> states,
                     journal().History(collection, document, before, fetched));
    for (Version& state : states) {
      const std::vector<std::string> same = merges_.FamilyOf(name, state.revision).names;
      if (std::find(same.begin(), same.end(), document) != same.end() ||
          same != merges_.FamilyOf(name, state.revision - 1).names) {
        versions.emplace(state.revision, std::move(state));
      }
    }
    return absl::OkStatus();
  };
  for (const std::string& one : names) {
    RETURN_IF_ERROR(take(kAgreements, one));
    if (names.size() > 1) RETURN_IF_ERROR(take(kMerges, MergeNameOf(one)));
  }
  std::vector<AgreementVersion> history;
  for (const auto& [revision, version] : versions) {
    if (history.size() == static_cast<size_t>(limit)) break;
    AgreementVersion& entry = history.emplace_back();
    entry.revision = revision;
    entry.recorded = version.recorded;
    entry.principal = version.principal;
    entry.reason = version.reason;
    absl::StatusOr<Agreement> agreement = GetAgreement(name, revision);
    if (agreement.ok()) {
      entry.agreement = *std::move(agreement);
    } else if (agreement.status().code() != absl::StatusCode::kNotFound) {
      return agreement.status();
    }
  }
  return history;
}

absl::StatusOr<std::vector<Candidate>> Store::FindCandidates(const SearchQuery& query,
                                                             const AgreementFilter& filter,
                                                             int64_t revision) const {
  const std::vector<std::vector<std::string>> alternatives = TermsOf(filter, revision);
  if (alternatives.size() == 1) return DoSearch(query, alternatives.front(), revision);
  std::map<std::string, Candidate> candidates;
  for (const std::vector<std::string>& terms : alternatives) {
    ASSIGN_OR_RETURN(std::vector<Candidate> found, DoSearch(query, terms, revision));
    for (Candidate& candidate : found) candidates.emplace(candidate.name, std::move(candidate));
  }
  candidates.erase(merges_.Survivor(filter.related_to, revision));
  std::vector<Candidate> all;
  for (auto& [name, candidate] : candidates) all.push_back(std::move(candidate));
  return all;
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

absl::StatusOr<Commit> Store::DeleteAgreement(Mutation mutation, absl::string_view name,
                                              int64_t expected_revision) {
  ASSIGN_OR_RETURN(const std::optional<Commit> earlier, journal().FindRepetition(mutation));
  if (earlier.has_value()) return *earlier;
  const std::lock_guard lock(writing_);
  const Family family = merges_.FamilyOf(name, journal().Head());
  if (family.names.size() > 1) {
    return Error(absl::StatusCode::kFailedPrecondition, "AGREEMENT_MERGED",
                 absl::StrCat("'", name, "' is read as one with ", family.names.size() - 1,
                              " others, under the name '", family.names.front(),
                              "'; undo the merge first"))
        .With("name", name)
        .With("agreement", family.names.front());
  }
  mutation.writes.push_back(DeletionOf(kAgreements, name, expected_revision));
  return DoCommit(mutation, {NoStateOf(name)});
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

absl::StatusOr<Commit> Store::MergeAgreements(Mutation mutation, const std::string& agreement,
                                              const std::string& duplicate,
                                              std::vector<Evidence> evidence) {
  if (agreement == duplicate) {
    return InvalidField("MERGE_WITH_ITSELF", "duplicate", "name another agreement");
  }
  const std::lock_guard lock(writing_);
  const int64_t head = journal().Head();
  RETURN_IF_ERROR(GetUnmerged(agreement, head).status());
  RETURN_IF_ERROR(GetUnmerged(duplicate, head).status());
  Write::Expect expect = Write::Expect::kAbsent;
  const absl::StatusOr<Merge> known = GetMerge(MergeNameOf(duplicate), head);
  if (known.ok()) {
    if (known->undone) expect = Write::Expect::kPresent;
  } else if (known.status().code() != absl::StatusCode::kNotFound) {
    return known.status();
  }
  std::vector<std::string> names = merges_.FamilyOf(agreement, head).names;
  const std::vector<std::string> below = merges_.Below(duplicate, head);
  if (names.front() == duplicate) {
    return Error(absl::StatusCode::kFailedPrecondition, "MERGE_CIRCULAR",
                 absl::StrCat("'", agreement, "' was merged into '", duplicate,
                              "'; they are one already, or undo that merge first"))
        .With("name", agreement);
  }
  names.insert(names.end(), below.begin(), below.end());
  std::sort(std::next(names.begin()), names.end());
  ASSIGN_OR_RETURN(const Agreement merged, MergedOf(names, head));
  RETURN_IF_ERROR(CheckLengths(merged));

  const Merge merge{.name = MergeNameOf(duplicate),
                    .agreement = agreement,
                    .duplicate = duplicate,
                    .undone = false,
                    .principal = mutation.principal,
                    .reason = mutation.reason,
                    .evidence = std::move(evidence),
                    .recorded = {},
                    .revision = 0};
  mutation.writes.push_back(WriteOf(kMerges, merge, expect));
  return merges_.Record(merge, [&] {
    return DoCommit(mutation, {StateOf(merged), NoStateOf(duplicate)});
  });
}

absl::StatusOr<Commit> Store::UndoMerge(Mutation mutation, absl::string_view name,
                                        int64_t expected_revision) {
  const std::lock_guard lock(writing_);
  const int64_t head = journal().Head();
  ASSIGN_OR_RETURN(Merge merge, GetMerge(name, head));
  if (merge.undone) return DocumentNotFound(name);
  merge.undone = true;
  merge.principal = mutation.principal;
  merge.reason = mutation.reason;

  const std::vector<std::string> below = merges_.Below(merge.duplicate, head);
  std::vector<std::string> rest = merges_.FamilyOf(merge.duplicate, head).names;
  std::erase_if(rest, [&](const std::string& one) {
    return std::find(below.begin(), below.end(), one) != below.end();
  });
  ASSIGN_OR_RETURN(const Agreement kept, MergedOf(rest, head));
  ASSIGN_OR_RETURN(const Agreement parted, MergedOf(below, head));
  mutation.writes.push_back(WriteOf(kMerges, merge, Write::Expect::kPresent, expected_revision));
  return merges_.Record(merge, [&] {
    return DoCommit(mutation, {StateOf(kept), StateOf(parted)});
  });
}

absl::Status Store::LoadMerges() {
  constexpr int kAll = std::numeric_limits<int>::max();
  const int64_t head = journal().Head();
  ASSIGN_OR_RETURN(const std::vector<Document> documents,
                   journal().List(kMerges, "", "", kAll, head));
  for (const Document& document : documents) {
    ASSIGN_OR_RETURN(const std::vector<Version> versions,
                     journal().History(kMerges, document.name, head + 1, kAll));
    for (auto version = versions.rbegin(); version != versions.rend(); ++version) {
      Merge merge;
      RETURN_IF_ERROR(Decode({.name = document.name,
                              .revision = version->revision,
                              .recorded = version->recorded,
                              .body = version->body.value_or("")},
                             merge));
      merges_.Add(merge);
    }
  }
  return absl::OkStatus();
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
