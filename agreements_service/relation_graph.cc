#include "agreements_service/relation_graph.h"

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/replacement.h"
#include "agreements_service/request.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr int kStandardDepth = 2;
constexpr int kMaxDepth = 10;
constexpr size_t kMaxAgreements = 500;
constexpr int kMaxReplacements = 500;

struct GraphQuery {
  std::string name;
  absl::CivilDay day;
  int depth = kStandardDepth;
  std::set<RelationKind> kinds;  // empty: all

  bool Wants(RelationKind kind) const { return kinds.empty() || kinds.contains(kind); }
};

absl::StatusOr<GraphQuery> CheckGraph(const v1::GetRelationsRequest& request) {
  GraphQuery query;
  RETURN_IF_ERROR(MatchName(request.name(), "agreements/*", "name").status());
  query.name = request.name();
  ASSIGN_OR_RETURN(query.day, CheckDay(request));
  if (request.depth() < 0 || request.depth() > kMaxDepth) {
    return InvalidField("DEPTH_INVALID", "depth",
                        absl::StrCat("must be 1 to ", kMaxDepth, ", or 0 for ", kStandardDepth));
  }
  if (request.depth() > 0) query.depth = request.depth();
  for (int i = 0; i < request.kinds_size(); ++i) {
    ASSIGN_OR_RETURN(const RelationKind kind,
                     FromProto(request.kinds(i), absl::StrCat("kinds[", i, "]")));
    query.kinds.insert(kind);
  }
  return query;
}

// The agreements that have a relation to this one.
absl::StatusOr<std::vector<Agreement>> SuccessorsOf(const std::string& name,
                                                    const Snapshot& snapshot) {
  return snapshot.All({.countries = {}, .occasion = "", .related_to = name});
}

// Finds the agreements round one, those of one distance after the other.
class GraphSearch {
 public:
  GraphSearch(const Snapshot& snapshot, const GraphQuery& query, v1::GetRelationsResponse& response)
      : snapshot_(snapshot), query_(query), response_(response) {}

  absl::Status Run(const std::string& root) {
    std::set<std::string> level = {root};
    for (int distance = 0; !level.empty() && distance <= query_.depth; ++distance) {
      std::set<std::string> next;
      for (const std::string& name : level) {
        if (found_.size() == kMaxAgreements) {
          response_.set_incomplete(true);
          break;
        }
        found_.insert(name);
        RETURN_IF_ERROR(Visit(name, distance, next));
      }
      std::erase_if(next, [this](const std::string& name) { return found_.contains(name); });
      level = std::move(next);
    }
    if (!level.empty()) response_.set_incomplete(true);
    for (v1::RelationEdge& edge : edges_) {
      if (found_.contains(edge.relation().agreement())) {
        *response_.add_edges() = std::move(edge);
      }
    }
    return absl::OkStatus();
  }

 private:
  // Adds an agreement, its relations, and the names of those on the other side of a relation.
  absl::Status Visit(const std::string& name, int distance, std::set<std::string>& next) {
    v1::RelatedAgreement& related = *response_.add_agreements();
    related.set_name(name);
    related.set_distance(distance);
    ASSIGN_OR_RETURN(const std::vector<Agreement> successors, SuccessorsOf(name, snapshot_));
    for (const Agreement& successor : successors) {
      for (const Relation& relation : successor.relations) {
        if (relation.agreement == name && query_.Wants(relation.kind)) next.insert(successor.name);
      }
    }
    const absl::StatusOr<Agreement> agreement = snapshot_.GetAgreement(name);
    if (agreement.status().code() == absl::StatusCode::kNotFound) return absl::OkStatus();
    RETURN_IF_ERROR(agreement.status());
    v1::Agreement proto = ToProto(*agreement);
    related.set_title(proto.titles(0).text());
    related.set_instrument(proto.instrument());
    *related.mutable_status() = ToProto(StatusOn(*agreement, successors, query_.day));
    related.mutable_status()->clear_standings();
    related.mutable_evidence()->Swap(proto.mutable_evidence());
    for (size_t i = 0; i < agreement->relations.size(); ++i) {
      const Relation& relation = agreement->relations[i];
      if (!query_.Wants(relation.kind)) continue;
      next.insert(relation.agreement);
      v1::RelationEdge& edge = edges_.emplace_back();
      edge.set_agreement(name);
      edge.mutable_relation()->Swap(proto.mutable_relations(static_cast<int>(i)));
    }
    return absl::OkStatus();
  }

  const Snapshot& snapshot_;
  const GraphQuery& query_;
  v1::GetRelationsResponse& response_;
  absl::flat_hash_set<std::string> found_;
  std::vector<v1::RelationEdge> edges_;  // to what was found and to what was not
};

// Adds what took the place of `root`, of that, and so on.
absl::Status AddReplacements(const Snapshot& snapshot, const Agreement& root, absl::CivilDay day,
                             v1::GetRelationsResponse& response) {
  absl::flat_hash_set<std::string> met = {root.name};
  std::vector<Agreement> level = {root};
  while (!level.empty()) {
    std::vector<Agreement> next;
    for (const Agreement& agreement : level) {
      ASSIGN_OR_RETURN(const std::vector<Agreement> successors,
                       SuccessorsOf(agreement.name, snapshot));
      for (const Replacement& replacement : ReplacementsOf(agreement, successors, day)) {
        if (response.replacements_size() == kMaxReplacements) return absl::OkStatus();
        *response.add_replacements() = ToProto(replacement);
        if (!met.insert(replacement.agreement).second) continue;
        ASSIGN_OR_RETURN(next.emplace_back(), snapshot.GetAgreement(replacement.agreement));
      }
    }
    level = std::move(next);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetRelationsResponse> GetRelations(const Store& store,
                                                      const v1::GetRelationsRequest& request) {
  ASSIGN_OR_RETURN(const GraphQuery query, CheckGraph(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  const Snapshot snapshot(store, read.revision, read.as_of);
  ASSIGN_OR_RETURN(const Agreement root, snapshot.GetAgreement(query.name));
  v1::GetRelationsResponse response;
  RETURN_IF_ERROR(GraphSearch(snapshot, query, response).Run(root.name));
  RETURN_IF_ERROR(AddReplacements(snapshot, root, query.day, response));
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::agreements
