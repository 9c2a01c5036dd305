#include "agreements_service/merges.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/suggest.h"
#include "agreements_service/request.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/update.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/agreements/v1/merges.pb.h"

namespace entente::agreements {
namespace {

absl::StatusOr<v1::MergeAgreementsResponse> MergeAgreements(
    Store& store, const rpc::Context& context, const v1::MergeAgreementsRequest& request) {
  RETURN_IF_ERROR(MatchName(request.agreement(), "agreements/*", "agreement").status());
  RETURN_IF_ERROR(MatchName(request.duplicate(), "agreements/*", "duplicate").status());
  ASSIGN_OR_RETURN(const std::vector<Evidence> evidence, FromProto(request.evidence(), "evidence"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit, ReadModifyWrite(store.journal(), mutation, 0, [&](int64_t) {
                     return store.MergeAgreements(mutation, request.agreement(),
                                                  request.duplicate(), evidence);
                   }));
  ASSIGN_OR_RETURN(const Merge merge,
                   store.GetMerge(MergeNameOf(request.duplicate()), commit.revision));
  ASSIGN_OR_RETURN(const Agreement agreement,
                   store.GetAgreement(request.agreement(), commit.revision));
  v1::MergeAgreementsResponse response;
  *response.mutable_merge() = ToProto(merge);
  *response.mutable_agreement() = ToProto(agreement);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::UndoMergeResponse> UndoMerge(Store& store, const rpc::Context& context,
                                                const v1::UndoMergeRequest& request) {
  RETURN_IF_ERROR(MatchName(request.name(), "merges/*", "name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   ReadModifyWrite(store.journal(), mutation, expected, [&](int64_t) {
                     return store.UndoMerge(mutation, request.name(), expected);
                   }));
  ASSIGN_OR_RETURN(const Merge merge, store.GetMerge(request.name(), commit.revision));
  v1::UndoMergeResponse response;
  *response.mutable_merge() = ToProto(merge);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::ListMergesResponse> ListMerges(const Store& store,
                                                  const v1::ListMergesRequest& request) {
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(
      const Page<Merge> page,
      FillPage<Merge>(
          list,
          [&](const std::string& after, int limit) {
            return store.ListMerges(after, limit, list.read.revision);
          },
          [](const Merge&) { return true; }, [](const Merge& merge) { return merge.name; }));
  v1::ListMergesResponse response;
  for (const Merge& merge : page.items) *response.add_merges() = ToProto(merge);
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) response.set_empty_reason(common::v1::EMPTY_REASON_NOT_REPORTED);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<double> CheckMinimumScore(const v1::SuggestMergesRequest& request) {
  if (!request.has_minimum_score()) return 0.5;
  const double score = request.minimum_score();
  if (score >= 0 && score <= 1) return score;
  return InvalidField("SCORE_INVALID", "minimum_score", "must be from 0 to 1");
}

// What is compared of the agreements that a filter lets pass, and that were known.
absl::StatusOr<std::vector<Sketch>> SketchesOf(const Store& store, const Snapshot& snapshot,
                                               const AgreementFilter& filter, int64_t revision) {
  constexpr int kAtATime = 1000;
  std::vector<Sketch> sketches;
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Agreement> agreements,
                     store.ListAgreements(filter, after, kAtATime, revision));
    for (Agreement& agreement : agreements) {
      after = agreement.name;
      if (!snapshot.Knows(agreement)) continue;
      sketches.push_back(SketchOf(snapshot.Trim(std::move(agreement))));
    }
    if (agreements.size() < kAtATime) return sketches;
  }
}

// Pairs of which a merge was undone: the names of each, in order.
absl::flat_hash_set<std::pair<std::string, std::string>> UndoneBy(const Store& store,
                                                                  int64_t revision) {
  absl::flat_hash_set<std::pair<std::string, std::string>> undone;
  for (const auto& [agreement, duplicate] : store.MergesUndoneBy(revision)) {
    undone.insert(std::minmax(agreement, duplicate));
  }
  return undone;
}

// The list goes on behind so many of the best.
absl::StatusOr<v1::SuggestMergesResponse> SuggestMerges(const Store& store,
                                                        const v1::SuggestMergesRequest& request) {
  AgreementFilter filter;
  ASSIGN_OR_RETURN(filter.countries, CheckParties(request.countries()));
  ASSIGN_OR_RETURN(const double minimum_score, CheckMinimumScore(request));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal(), 20, 100));
  size_t offset = 0;
  if (!absl::SimpleAtoi(list.after, &offset)) offset = 0;
  const int64_t revision = list.read.revision;
  const Snapshot snapshot(store, revision, list.read.as_of);
  ASSIGN_OR_RETURN(const std::vector<Sketch> sketches,
                   SketchesOf(store, snapshot, filter, revision));
  const auto undone = UndoneBy(store, revision);
  std::vector<Likeness> found = FindAlike(sketches, minimum_score);
  std::erase_if(found, [&](const Likeness& pair) {
    return undone.contains(std::minmax(sketches[pair.one].name, sketches[pair.other].name));
  });

  v1::SuggestMergesResponse response;
  const size_t end = std::min(found.size(), offset + static_cast<size_t>(list.limit));
  for (size_t i = offset; i < end; ++i) {
    *response.add_suggestions() =
        ToProto(Explain(sketches[found[i].one], sketches[found[i].other]));
  }
  response.set_total(static_cast<int64_t>(found.size()));
  if (end < found.size()) {
    response.set_next_page_token(
        rpc::EncodePageToken({.revision = revision, .after = absl::StrCat(end)}, list.fingerprint));
  }
  if (found.empty()) {
    ASSIGN_OR_RETURN(EmptyReason reason, snapshot.WhyEmpty(filter.countries, false));
    if (reason == EmptyReason::kFilteredOut && sketches.empty()) {
      reason = EmptyReason::kNotKnownThen;
    }
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(revision);
  return response;
}

}  // namespace

void AddMergeHandlers(rpc::Service& service, Store& store, OnCommit on_commit) {
  Handlers handlers(service, store, std::move(on_commit));
  handlers.Mutate("MergeAgreements", MergeAgreements);
  handlers.Mutate("UndoMerge", UndoMerge);
  handlers.Read("ListMerges", ListMerges);
  handlers.Read("SuggestMerges", SuggestMerges);
}

}  // namespace entente::agreements
