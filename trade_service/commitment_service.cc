#include <utility>

#include "absl/strings/str_cat.h"

#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/api/request.h"
#include "common/api/update.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "trade_service/convert.h"
#include "trade_service/services.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// The prefix of the names of a collection below "pairs/{pair}"; "pairs/-" stands for every pair.
absl::StatusOr<std::string> PrefixUnder(const std::string& parent, absl::string_view collection) {
  if (parent == "pairs/-") return std::string();
  ASSIGN_OR_RETURN(const std::vector<std::string> parts, MatchName(parent, "pairs/*", "parent"));
  RETURN_IF_ERROR(CheckPairName(parts[0], "parent").status());
  return absl::StrCat(parent, "/", collection, "/");
}

// The pair of a name "pairs/{pair}/targets/{target}".
absl::StatusOr<Pair> PairOfTarget(const std::string& name, absl::string_view field = "name") {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts,
                   MatchName(name, "pairs/*/targets/*", field));
  return CheckPairName(parts[0], field);
}

// Whether something dated `date` had been said by the day that is read at.
bool KnownBy(const PartialDate& date, const ReadPoint& read) {
  return !read.as_of || OnOrBefore(date, *read.as_of) == Truth::kYes;
}

absl::StatusOr<v1::CreateTargetResponse> CreateTarget(Store& store, const OnCommit& on_commit,
                                                      const rpc::Context& context,
                                                      const v1::CreateTargetRequest& request) {
  ASSIGN_OR_RETURN(const Target target, FromProto(request.target()));
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, request, request.request_id(), ""));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutTarget(std::move(mutation), target, Write::Expect::kAbsent));
  on_commit();
  ASSIGN_OR_RETURN(const Target recorded, store.GetTarget(target.name, commit.revision));
  v1::CreateTargetResponse response;
  *response.mutable_target() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetTargetResponse> GetTarget(const Store& store,
                                                const v1::GetTargetRequest& request) {
  RETURN_IF_ERROR(PairOfTarget(request.name()).status());
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Target target, store.GetTarget(request.name(), read.revision));
  v1::GetTargetResponse response;
  *response.mutable_target() = ToProto(target);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListTargetsResponse> ListTargets(const Store& store,
                                                    const v1::ListTargetsRequest& request) {
  ASSIGN_OR_RETURN(const std::string prefix, PrefixUnder(request.parent(), "targets"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(const Page<Target> page,
                   FillPage<Target>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListTargets(prefix, after, limit, list.read.revision);
                       },
                       [&](const Target& target) { return KnownBy(target.announced, list.read); },
                       [](const Target& target) { return target.name; }));
  v1::ListTargetsResponse response;
  for (const Target& target : page.items) *response.add_targets() = ToProto(target);
  response.set_next_page_token(page.next_token);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::UpdateTargetResponse> UpdateTarget(Store& store, const OnCommit& on_commit,
                                                      const rpc::Context& context,
                                                      const v1::UpdateTargetRequest& request) {
  const std::string& name = request.target().name();
  RETURN_IF_ERROR(PairOfTarget(name, "target.name").status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.target().etag(), "target.etag"));
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, request, request.request_id(), ""));
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
  on_commit();
  ASSIGN_OR_RETURN(const Target recorded, store.GetTarget(name, commit.revision));
  v1::UpdateTargetResponse response;
  *response.mutable_target() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::DeleteTargetResponse> DeleteTarget(Store& store, const OnCommit& on_commit,
                                                      const rpc::Context& context,
                                                      const v1::DeleteTargetRequest& request) {
  RETURN_IF_ERROR(PairOfTarget(request.name()).status());
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, request, request.request_id(), ""));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteTarget(std::move(mutation), request.name(), expected));
  on_commit();
  v1::DeleteTargetResponse response;
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::EvaluateTargetResponse> Evaluate(const Store& store,
                                                    const v1::EvaluateTargetRequest& request) {
  ASSIGN_OR_RETURN(const Pair pair, PairOfTarget(request.name()));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Target target, store.GetTarget(request.name(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  ASSIGN_OR_RETURN(const PairTrade trade, snapshot.ReadPair(pair));
  const std::vector<Attainment> attainments = EvaluateTarget(target, trade.volumes);

  v1::EvaluateTargetResponse response;
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  *response.mutable_target() = ToProto(target);
  for (const Attainment& attainment : attainments) {
    *response.add_attainments() = ToProto(attainment, evidence);
  }
  evidence.MoveTo(response.mutable_evidence());
  if (attainments.empty()) {
    response.set_empty_reason(trade.series.empty()    ? ToProto(trade.empty_reason)
                              : trade.volumes.empty() ? common::v1::EMPTY_REASON_NOT_REPORTED
                                                      : common::v1::EMPTY_REASON_FILTERED_OUT);
  }
  response.set_revision(read.revision);
  return response;
}

absl::Status CheckStatementName(const std::string& name) {
  ASSIGN_OR_RETURN(const std::vector<std::string> parts,
                   MatchName(name, "pairs/*/statements/*", "name"));
  return CheckPairName(parts[0], "name").status();
}

absl::StatusOr<v1::CreateStatementResponse> CreateStatement(
    Store& store, const OnCommit& on_commit, const rpc::Context& context,
    const v1::CreateStatementRequest& request) {
  ASSIGN_OR_RETURN(const Statement statement, FromProto(request.statement()));
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, request, request.request_id(), ""));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.PutStatement(std::move(mutation), statement, Write::Expect::kAbsent));
  on_commit();
  ASSIGN_OR_RETURN(const Statement recorded, store.GetStatement(statement.name, commit.revision));
  v1::CreateStatementResponse response;
  *response.mutable_statement() = ToProto(recorded);
  response.set_revision(commit.revision);
  return response;
}

absl::StatusOr<v1::GetStatementResponse> GetStatement(const Store& store,
                                                      const v1::GetStatementRequest& request) {
  RETURN_IF_ERROR(CheckStatementName(request.name()));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Statement statement, store.GetStatement(request.name(), read.revision));
  v1::GetStatementResponse response;
  *response.mutable_statement() = ToProto(statement);
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::ListStatementsResponse> ListStatements(
    const Store& store, const v1::ListStatementsRequest& request) {
  ASSIGN_OR_RETURN(const std::string prefix, PrefixUnder(request.parent(), "statements"));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  ASSIGN_OR_RETURN(
      const Page<Statement> page,
      FillPage<Statement>(
          list,
          [&](const std::string& after, int limit) {
            return store.ListStatements(prefix, after, limit, list.read.revision);
          },
          [&](const Statement& statement) { return KnownBy(statement.said, list.read); },
          [](const Statement& statement) { return statement.name; }));
  v1::ListStatementsResponse response;
  for (const Statement& statement : page.items) *response.add_statements() = ToProto(statement);
  response.set_next_page_token(page.next_token);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<v1::DeleteStatementResponse> DeleteStatement(
    Store& store, const OnCommit& on_commit, const rpc::Context& context,
    const v1::DeleteStatementRequest& request) {
  RETURN_IF_ERROR(CheckStatementName(request.name()));
  ASSIGN_OR_RETURN(const int64_t expected, ParseEtag(request.etag(), "etag"));
  ASSIGN_OR_RETURN(Mutation mutation, StartMutation(context, request, request.request_id(), ""));
  ASSIGN_OR_RETURN(const Commit commit,
                   store.DeleteStatement(std::move(mutation), request.name(), expected));
  on_commit();
  v1::DeleteStatementResponse response;
  response.set_revision(commit.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewCommitmentService(Store& store, OnCommit on_commit) {
  auto service = std::make_unique<rpc::Service>(
      *v1::CreateTargetRequest::descriptor()->file()->FindServiceByName("CommitmentService"));
  const auto read = [&]<typename Request, typename Response>(
                        const char* method,
                        absl::StatusOr<Response> (*handler)(const Store&, const Request&)) {
    service->Read<Request, Response>(
        method, [&store, handler](const rpc::Context&, const Request& request) {
          return handler(store, request);
        });
  };
  const auto mutate = [&]<typename Request, typename Response>(
                          const char* method,
                          absl::StatusOr<Response> (*handler)(
                              Store&, const OnCommit&, const rpc::Context&, const Request&)) {
    service->Unary<Request, Response>(
        method, [&store, on_commit, handler](const rpc::Context& context, const Request& request) {
          return handler(store, on_commit, context, request);
        });
  };
  mutate("CreateTarget", CreateTarget);
  read("GetTarget", GetTarget);
  read("ListTargets", ListTargets);
  mutate("UpdateTarget", UpdateTarget);
  mutate("DeleteTarget", DeleteTarget);
  read("EvaluateTarget", Evaluate);
  mutate("CreateStatement", CreateStatement);
  read("GetStatement", GetStatement);
  read("ListStatements", ListStatements);
  mutate("DeleteStatement", DeleteStatement);
  return service;
}

}  // namespace entente::trade
