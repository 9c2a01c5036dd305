// What Store knows of merges, and what it reads through them.

#include <algorithm>
#include <functional>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "agreements_service/core/united.h"
#include "agreements_service/store/documents.h"
#include "agreements_service/store/store.h"
#include "common/journal/resources.h"
#include "common/journal/rules.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// A state of no agreement: it is deleted, or read under another name.
IndexedState NoStateOf(absl::string_view name) {
  return {.name = std::string(name), .content = std::nullopt};
}

Write WriteOf(const Merge& merge, Write::Expect expect, int64_t expected_revision = 0) {
  return {.collection = kMerges,
          .name = merge.name,
          .body = Encode(merge),
          .expect = expect,
          .expected_revision = expected_revision};
}

}  // namespace

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
  bool renamed = false;
  for (Relation& relation : merged.relations) {
    std::string survivor = merges_.Survivor(relation.agreement, revision);
    renamed = renamed || survivor != relation.agreement;
    relation.agreement = std::move(survivor);
  }
  std::erase_if(merged.relations,
                [&](const Relation& relation) { return relation.agreement == merged.name; });
  if (renamed) UniteRelations(merged);
  return merged;
}

absl::StatusOr<Merge> Store::GetMerge(absl::string_view name, int64_t revision) const {
  return GetResource<Merge>(journal(), kMerges, name, revision);
}

absl::StatusOr<std::vector<Merge>> Store::ListMerges(absl::string_view after, int limit,
                                                     int64_t revision) const {
  return ListResources<Merge>(journal(), kMerges, "", after, limit, revision);
}

absl::StatusOr<std::vector<AgreementVersion>> Store::AgreementHistory(absl::string_view name,
                                                                      int64_t before,
                                                                      int limit) const {
  const std::set<std::string> names = merges_.Ever(name);
  std::map<int64_t, Version, std::greater<>> versions;
  const auto take = [&](const char* collection, const std::string& document) -> absl::Status {
    // Some may not have been read under this name: states are fetched until as many as are wanted
    // have been.
    int64_t end = before;
    for (int taken = 0; taken < limit;) {
      ASSIGN_OR_RETURN(std::vector<Version> states,
                       journal().History(collection, document, end, limit));
      for (Version& state : states) {
        end = state.revision;
        const std::vector<std::string> same = merges_.FamilyOf(name, end).names;
        if (std::find(same.begin(), same.end(), document) != same.end() ||
            same != merges_.FamilyOf(name, end - 1).names) {
          versions.emplace(end, std::move(state));
          ++taken;
        }
      }
      if (states.size() < static_cast<size_t>(limit)) break;
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
  mutation.writes.push_back(WriteOf(merge, expect));
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
  mutation.writes.push_back(WriteOf(merge, Write::Expect::kPresent, expected_revision));
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

}  // namespace entente::agreements
