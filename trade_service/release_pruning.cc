#include "trade_service/release_pruning.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/core/prune_rule.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {
namespace {

absl::Status CheckDataset(const Store& store, const PruneRule& rule) {
  RETURN_IF_ERROR(MatchName(rule.dataset, "*", "dataset").status());
  const auto releases = store.Releases();
  if (std::any_of(releases->begin(), releases->end(), [&](const Release& release) {
        return release.dataset == rule.dataset && SourceOf(release) == rule.source;
      })) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kNotFound, "NOT_FOUND",
               absl::StrCat(rule.source, " has no data set '", rule.dataset,
                            "'; list its releases to see what there is"))
      .With("dataset", rule.dataset);
}

absl::StatusOr<PruneRule> CheckRule(const Store& store, const v1::PruneReleasesRequest& request) {
  PruneRule rule{.source = request.parent(),
                 .dataset = request.dataset(),
                 .latest = request.latest(),
                 .as_of = std::nullopt};
  RETURN_IF_ERROR(MatchName(rule.source, "sources/*", "parent").status());
  RETURN_IF_ERROR(store.GetSource(rule.source, store.journal().Head()).status());
  if (!rule.dataset.empty()) RETURN_IF_ERROR(CheckDataset(store, rule));
  switch (request.keep_case()) {
    case v1::PruneReleasesRequest::kLatest:
      if (rule.latest >= 1) return rule;
      return InvalidField("KEEP_INVALID", "latest",
                          "must be at least 1: of each data set the latest release is kept");
    case v1::PruneReleasesRequest::kAsOf: {
      ASSIGN_OR_RETURN(rule.as_of, entente::FromProto(request.as_of(), "as_of"));
      return rule;
    }
    case v1::PruneReleasesRequest::KEEP_NOT_SET:
      break;
  }
  return InvalidField("KEEP_MISSING", "latest",
                      "say what is kept: the latest releases by number, or as_of a day");
}

}  // namespace

absl::StatusOr<v1::PruneReleasesResponse> PruneReleases(Store& store, const rpc::Context& context,
                                                        const v1::PruneReleasesRequest& request) {
  ASSIGN_OR_RETURN(const PruneRule rule, CheckRule(store, request));
  ASSIGN_OR_RETURN(const Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  v1::PruneReleasesResponse response;
  response.set_revision(store.journal().Head());
  if (request.dry_run()) {
    ASSIGN_OR_RETURN(const PruningPlan plan, PlanPruning(store, rule));
    for (const Release& release : plan.releases) *response.add_releases() = ToProto(release);
    return response;
  }
  const absl::StatusOr<Commit> commit = store.Prune(mutation, rule);
  if (DetailsOf(commit.status()).reason == "NOTHING_TO_WRITE") return response;
  RETURN_IF_ERROR(commit.status());
  response.set_revision(commit->revision);
  const auto releases = store.Releases();
  for (const Release& release : *releases) {
    if (!release.pruned || release.pruned->revision != commit->revision) continue;
    *response.add_releases() = ToProto(release);
  }
  return response;
}

}  // namespace entente::trade
