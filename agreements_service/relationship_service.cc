#include <utility>

#include "agreements_service/convert.h"
#include "agreements_service/due_list.h"
#include "agreements_service/pair_timeline.h"
#include "agreements_service/services.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/agreements/v1/relationship_service.pb.h"

namespace entente::agreements {
namespace {

// An occasion with the agreements registered on it.
absl::StatusOr<v1::Occasion> WithRegistered(const Occasion& occasion, const Snapshot& snapshot) {
  v1::Occasion proto = ToProto(occasion);
  ASSIGN_OR_RETURN(const std::vector<std::string> names, snapshot.SignedOn(occasion.name));
  for (const std::string& name : names) proto.add_registered(name);
  return proto;
}

absl::StatusOr<v1::CreateOccasionResponse> CreateOccasion(
    Store& store, const rpc::Context& context, const v1::CreateOccasionRequest& request) {
  ASSIGN_OR_RETURN(const Occasion occasion, FromProto(request.occasion()));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutOccasion(std::move(mutation), occasion, Write::Expect::kAbsent));
  ASSIGN_OR_RETURN(const Occasion recorded, store.GetOccasion(occasion.name, commit.revision));
  v1::CreateOccasionResponse response;
  ASSIGN_OR_RETURN(*response.mutable_occasion(),
                   WithRegistered(recorded, Snapshot(store, commit.revision, std::nullopt)));
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetOccasionResponse> GetOccasion(const Store& store,
                                                    const v1::GetOccasionRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "occasions", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  const Snapshot snapshot(store, read.revision, read.as_of);
  ASSIGN_OR_RETURN(const Occasion occasion, snapshot.GetOccasion(request.name()));
  v1::GetOccasionResponse response;
  ASSIGN_OR_RETURN(*response.mutable_occasion(), WithRegistered(occasion, snapshot));
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListOccasionsResponse> ListOccasions(const Store& store,
                                                        const v1::ListOccasionsRequest& request) {
  ASSIGN_OR_RETURN(const Parent parent, CheckParent(request.parent(), "occasions"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  bool later = false;  // one was published later
  ASSIGN_OR_RETURN(const Page<Occasion> page,
                   FillPage<Occasion>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListOccasions(parent.prefix, after, limit,
                                                    list.read.revision);
                       },
                       [&](const Occasion& occasion) {
                         const bool known = snapshot.Knows(occasion);
                         later = later || !known;
                         return known;
                       },
                       [](const Occasion& occasion) { return occasion.name; }));
  v1::ListOccasionsResponse response;
  for (const Occasion& occasion : page.items) {
    ASSIGN_OR_RETURN(*response.add_occasions(), WithRegistered(snapshot.Trim(occasion), snapshot));
  }
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmptyBelow(parent.pair, later));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::DeleteOccasionResponse> DeleteOccasion(
    Store& store, const rpc::Context& context, const v1::DeleteOccasionRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "occasions", "name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteOccasion(std::move(mutation), request.name(), expected));
  v1::DeleteOccasionResponse response;
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::CreateMilestoneResponse> CreateMilestone(
    Store& store, const rpc::Context& context, const v1::CreateMilestoneRequest& request) {
  ASSIGN_OR_RETURN(const Milestone milestone, FromProto(request.milestone()));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutMilestone(std::move(mutation), milestone, Write::Expect::kAbsent));
  ASSIGN_OR_RETURN(const Milestone recorded, store.GetMilestone(milestone.name, commit.revision));
  v1::CreateMilestoneResponse response;
  *response.mutable_milestone() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetMilestoneResponse> GetMilestone(const Store& store,
                                                      const v1::GetMilestoneRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "milestones", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Milestone milestone,
                   Snapshot(store, read.revision, read.as_of).GetMilestone(request.name()));
  v1::GetMilestoneResponse response;
  *response.mutable_milestone() = ToProto(milestone);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListMilestonesResponse> ListMilestones(
    const Store& store, const v1::ListMilestonesRequest& request) {
  ASSIGN_OR_RETURN(const Parent parent, CheckParent(request.parent(), "milestones"));
  if (!request.has_day()) {
    return InvalidField("DAY_MISSING", "day", "say from which day on to look for anniversaries");
  }
  ASSIGN_OR_RETURN(const absl::CivilDay day, entente::FromProto(request.day(), "day"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  bool later = false;  // one was published later
  ASSIGN_OR_RETURN(const Page<Milestone> page,
                   FillPage<Milestone>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListMilestones(parent.prefix, after, limit,
                                                     list.read.revision);
                       },
                       [&](const Milestone& milestone) {
                         const bool known = snapshot.Knows(milestone);
                         later = later || !known;
                         return known;
                       },
                       [](const Milestone& milestone) { return milestone.name; }));
  v1::ListMilestonesResponse response;
  for (const Milestone& milestone : page.items) {
    v1::ListedMilestone& listed = *response.add_milestones();
    *listed.mutable_milestone() = ToProto(snapshot.Trim(milestone));
    if (const std::optional<Anniversary> next = NextAnniversary(milestone, day)) {
      *listed.mutable_next_anniversary() = ToProto(*next);
    }
  }
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmptyBelow(parent.pair, later));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::DeleteMilestoneResponse> DeleteMilestone(
    Store& store, const rpc::Context& context, const v1::DeleteMilestoneRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "milestones", "name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteMilestone(std::move(mutation), request.name(), expected));
  v1::DeleteMilestoneResponse response;
  response.set_revision(commit.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewRelationshipService(Store& store, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::GetOccasionRequest::descriptor()->file()->FindServiceByName("RelationshipService"));
  Handlers handlers(*service, store, std::move(on_commit));
  handlers.Mutate("CreateOccasion", CreateOccasion);
  handlers.Read("GetOccasion", GetOccasion);
  handlers.Read("ListOccasions", ListOccasions);
  handlers.Mutate("DeleteOccasion", DeleteOccasion);
  handlers.Mutate("CreateMilestone", CreateMilestone);
  handlers.Read("GetMilestone", GetMilestone);
  handlers.Read("ListMilestones", ListMilestones);
  handlers.Mutate("DeleteMilestone", DeleteMilestone);
  handlers.Read("GetTimeline", GetTimeline);
  handlers.Read("ListDue", ListDue);
  return service;
}

}  // namespace entente::agreements
