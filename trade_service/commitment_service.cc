#include <optional>
#include <string>
#include <utility>

#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/update.h"
#include "common/provenance/published.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "trade_service/convert.h"
#include "trade_service/figure_convert.h"
#include "trade_service/services.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// When a target or statement came into the world.
const PartialDate& DateOf(const Target& target) { return target.announced; }
const PartialDate& DateOf(const Statement& statement) { return statement.said; }

// Whether it was known at the state of the world that is read.
template <typename T>
bool IsKnown(const T& commitment, const ReadPoint& read) {
  return !read.as_of || KnownBy(DateOf(commitment), commitment.evidence, *read.as_of);
}

// It without the evidence that was published later.
template <typename T>
T Trim(T commitment, const ReadPoint& read) {
  if (read.as_of) KeepPublished(commitment.evidence, *read.as_of);
  return commitment;
}

// It as it was known; NOT_FOUND if it was published later.
template <typename T>
absl::StatusOr<T> Published(absl::StatusOr<T> commitment, const ReadPoint& read) {
  if (!commitment.ok()) return commitment;
  if (!IsKnown(*commitment, read)) return NotPublishedYet(commitment->name, *read.as_of);
  return Trim(*std::move(commitment), read);
}

// A page of those that were known, and why there is none.
template <typename T>
struct KnownPage {
  Page<T> page;
  common::v1::EmptyReason empty_reason = common::v1::EMPTY_REASON_UNSPECIFIED;
};

absl::StatusOr<common::v1::EmptyReason> WhyNone(const Store& store, const std::optional<Pair>& pair,
                                                const ReadPoint& read) {
  if (!pair) {
    return read.revision == 0 ? common::v1::EMPTY_REASON_NO_SOURCE_LOADED
                              : common::v1::EMPTY_REASON_NOT_REPORTED;
  }
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, std::nullopt));
  BlockQuery query;
  query.reporter = pair->first;
  query.partner = pair->second;
  ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(query, false));
  return ToProto(reason);
}

// `fetch(after, limit)` gives the next ones of the store.
template <typename T, typename Fetch>
absl::StatusOr<KnownPage<T>> ListKnown(const Store& store, const Parent& parent,
                                       const ListPoint& list, Fetch fetch) {
  bool later = false;  // one was published later
  KnownPage<T> known;
  ASSIGN_OR_RETURN(known.page, FillPage<T>(
                                   list, fetch,
                                   [&](const T& one) {
                                     const bool keep = IsKnown(one, list.read);
                                     later = later || !keep;
                                     return keep;
                                   },
                                   [](const T& one) { return one.name; }));
  for (T& one : known.page.items) one = Trim(std::move(one), list.read);
  if (!known.page.items.empty()) return known;
  if (later) {
    known.empty_reason = common::v1::EMPTY_REASON_NOT_KNOWN_THEN;
    return known;
  }
  ASSIGN_OR_RETURN(known.empty_reason, WhyNone(store, parent.pair, list.read));
  return known;
}

absl::StatusOr<v1::CreateTargetResponse> CreateTarget(Store& store, const rpc::Context& context,
                                                      const v1::CreateTargetRequest& request) {
  ASSIGN_OR_RETURN(const Target target, FromProto(request.target()));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutTarget(std::move(mutation), target, Write::Expect::kAbsent));
  ASSIGN_OR_RETURN(const Target recorded, store.GetTarget(target.name, commit.revision));
  v1::CreateTargetResponse response;
  *response.mutable_target() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetTargetResponse> GetTarget(const Store& store,
                                                const v1::GetTargetRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "targets", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Target target,
                   Published(store.GetTarget(request.name(), read.revision), read));
  v1::GetTargetResponse response;
  *response.mutable_target() = ToProto(target);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListTargetsResponse> ListTargets(const Store& store,
                                                    const v1::ListTargetsRequest& request) {
  ASSIGN_OR_RETURN(const Parent parent, CheckParent(request.parent(), "targets"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(const KnownPage<Target> known,
                   ListKnown<Target>(store, parent, list, [&](const std::string& after, int limit) {
                     return store.ListTargets(parent.prefix, after, limit, list.read.revision);
                   }));
  v1::ListTargetsResponse response;
  for (const Target& target : known.page.items) *response.add_targets() = ToProto(target);
  response.set_next_page_token(known.page.next_token);
  response.set_empty_reason(known.empty_reason);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::UpdateTargetResponse> UpdateTarget(Store& store, const rpc::Context& context,
                                                      const v1::UpdateTargetRequest& request) {
  const std::string& name = request.target().name();
  RETURN_IF_ERROR(CheckNameBelowPair(name, "targets", "target.name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.target().etag(), "target.etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(
      const Commit commit,
      ReadModifyWrite(store.journal(), mutation, expected,
                      [&](int64_t head) -> absl::StatusOr<Commit> {
                        ASSIGN_OR_RETURN(const Target present, store.GetTarget(name, head));
                        v1::Target proto = ToProto(present);
                        RETURN_IF_ERROR(ApplyMask(request.update_mask(), request.target(), proto));
                        ASSIGN_OR_RETURN(const Target updated, FromProto(proto));
                        return store.PutTarget(mutation, updated, Write::Expect::kPresent,
                                               expected != 0 ? expected : present.revision);
                      }));
  ASSIGN_OR_RETURN(const Target recorded, store.GetTarget(name, commit.revision));
  v1::UpdateTargetResponse response;
  *response.mutable_target() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::DeleteTargetResponse> DeleteTarget(Store& store, const rpc::Context& context,
                                                      const v1::DeleteTargetRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "targets", "name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteTarget(std::move(mutation), request.name(), expected));
  v1::DeleteTargetResponse response;
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::EvaluateTargetResponse> Evaluate(const Store& store,
                                                    const v1::EvaluateTargetRequest& request) {
  ASSIGN_OR_RETURN(const Pair pair, CheckNameBelowPair(request.name(), "targets", "name"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Target target,
                   Published(store.GetTarget(request.name(), read.revision), read));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  PairQuery query;
  query.pair = pair;
  if (target.definition) {
    query.frequency = target.definition->frequency;
    query.source = target.definition->source;
  }
  ASSIGN_OR_RETURN(const PairTrade trade, snapshot.ReadPair(query));
  const std::vector<Attainment> attainments = EvaluateTarget(target, trade.volumes);

  v1::EvaluateTargetResponse response;
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  *response.mutable_target() = ToProto(target);
  for (const Attainment& attainment : attainments) {
    *response.add_attainments() = ToProto(attainment, evidence);
  }
  evidence.MoveTo(response.mutable_evidence());
  AddPeriods(trade.incomplete, response.mutable_incomplete_periods());
  if (attainments.empty()) {
    response.set_empty_reason(trade.series.empty()    ? ToProto(trade.empty_reason)
                              : trade.volumes.empty() ? common::v1::EMPTY_REASON_NOT_REPORTED
                                                      : common::v1::EMPTY_REASON_FILTERED_OUT);
  }
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::CreateStatementResponse> CreateStatement(
    Store& store, const rpc::Context& context, const v1::CreateStatementRequest& request) {
  ASSIGN_OR_RETURN(const Statement statement, FromProto(request.statement()));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutStatement(std::move(mutation), statement, Write::Expect::kAbsent));
  ASSIGN_OR_RETURN(const Statement recorded, store.GetStatement(statement.name, commit.revision));
  v1::CreateStatementResponse response;
  *response.mutable_statement() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetStatementResponse> GetStatement(const Store& store,
                                                      const v1::GetStatementRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "statements", "name").status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Statement statement,
                   Published(store.GetStatement(request.name(), read.revision), read));
  v1::GetStatementResponse response;
  *response.mutable_statement() = ToProto(statement);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListStatementsResponse> ListStatements(
    const Store& store, const v1::ListStatementsRequest& request) {
  ASSIGN_OR_RETURN(const Parent parent, CheckParent(request.parent(), "statements"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(
      const KnownPage<Statement> known,
      ListKnown<Statement>(store, parent, list, [&](const std::string& after, int limit) {
        return store.ListStatements(parent.prefix, after, limit, list.read.revision);
      }));
  v1::ListStatementsResponse response;
  for (const Statement& statement : known.page.items)
    *response.add_statements() = ToProto(statement);
  response.set_next_page_token(known.page.next_token);
  response.set_empty_reason(known.empty_reason);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::DeleteStatementResponse> DeleteStatement(
    Store& store, const rpc::Context& context, const v1::DeleteStatementRequest& request) {
  RETURN_IF_ERROR(CheckNameBelowPair(request.name(), "statements", "name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation,
                   StartMutation(context, request, request.request_id(), request.reason()));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteStatement(std::move(mutation), request.name(), expected));
  v1::DeleteStatementResponse response;
  response.set_revision(commit.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewCommitmentService(Store& store, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::CreateTargetRequest::descriptor()->file()->FindServiceByName("CommitmentService"));
  Handlers handlers(*service, store, std::move(on_commit));
  handlers.Mutate("CreateTarget", CreateTarget);
  handlers.Read("GetTarget", GetTarget);
  handlers.Read("ListTargets", ListTargets);
  handlers.Mutate("UpdateTarget", UpdateTarget);
  handlers.Mutate("DeleteTarget", DeleteTarget);
  handlers.Read("EvaluateTarget", Evaluate);
  handlers.Mutate("CreateStatement", CreateStatement);
  handlers.Read("GetStatement", GetStatement);
  handlers.Read("ListStatements", ListStatements);
  handlers.Mutate("DeleteStatement", DeleteStatement);
  return service;
}

}  // namespace entente::trade
