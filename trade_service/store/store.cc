#include "trade_service/store/store.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/journal/resources.h"
#include "common/status/status_macros.h"
#include "trade_service/store/documents.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {
namespace {

// Adds a write of each resource whose latest state is another one.
template <typename T>
absl::Status AddWrites(const Journal& journal, const char* collection,
                       const std::vector<T>& resources, std::vector<Write>& writes) {
  for (const T& resource : resources) {
    std::string body = Encode(resource);
    const absl::StatusOr<Document> present = journal.Get(collection, resource.name, journal.Head());
    if (present.ok() && present->body == body) continue;
    if (!present.ok() && present.status().code() != absl::StatusCode::kNotFound) {
      return present.status();
    }
    writes.push_back({.collection = collection, .name = resource.name, .body = std::move(body)});
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Source> Store::GetSource(absl::string_view name, int64_t revision) const {
  return GetResource<Source>(journal(), kSources, name, revision);
}

absl::StatusOr<Release> Store::GetRelease(absl::string_view name, int64_t revision) const {
  return GetResource<Release>(journal(), kReleases, name, revision);
}

absl::StatusOr<Target> Store::GetTarget(absl::string_view name, int64_t revision) const {
  return GetResource<Target>(journal(), kTargets, name, revision);
}

absl::StatusOr<Statement> Store::GetStatement(absl::string_view name, int64_t revision) const {
  return GetResource<Statement>(journal(), kStatements, name, revision);
}

absl::StatusOr<CommodityTitle> Store::GetTitle(absl::string_view name, int64_t revision) const {
  return GetResource<CommodityTitle>(journal(), kTitles, name, revision);
}

absl::StatusOr<Conversion> Store::GetConversion(absl::string_view name, int64_t revision) const {
  return GetResource<Conversion>(journal(), kConversions, name, revision);
}

absl::StatusOr<std::vector<Source>> Store::ListSources(absl::string_view after, int limit,
                                                       int64_t revision) const {
  return ListResources<Source>(journal(), kSources, "", after, limit, revision);
}

absl::StatusOr<std::vector<Release>> Store::ListReleases(absl::string_view prefix,
                                                         absl::string_view after, int limit,
                                                         int64_t revision) const {
  return ListResources<Release>(journal(), kReleases, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<Target>> Store::ListTargets(absl::string_view prefix,
                                                       absl::string_view after, int limit,
                                                       int64_t revision) const {
  return ListResources<Target>(journal(), kTargets, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<Statement>> Store::ListStatements(absl::string_view prefix,
                                                             absl::string_view after, int limit,
                                                             int64_t revision) const {
  return ListResources<Statement>(journal(), kStatements, prefix, after, limit, revision);
}

absl::StatusOr<std::vector<CommodityTitle>> Store::ListTitles(absl::string_view prefix,
                                                              absl::string_view after, int limit,
                                                              int64_t revision) const {
  return ListResources<CommodityTitle>(journal(), kTitles, prefix, after, limit, revision);
}

absl::StatusOr<BlockBytes> Store::ReadBlock(const BlockState& state) const {
  ASSIGN_OR_RETURN(std::optional<BlockBytes> bytes, DoReadBlock(state));
  if (bytes) return *std::move(bytes);
  RETURN_IF_ERROR(CheckKept(*this, state.release));
  return absl::InternalError(absl::StrCat("the store has no block ", state.id));
}

absl::StatusOr<std::string> Store::ReadWorld(const WorldState& state) const {
  ASSIGN_OR_RETURN(std::optional<std::string> columns, DoReadWorld(state));
  if (columns) return *std::move(columns);
  RETURN_IF_ERROR(CheckKept(*this, state.release));
  return absl::InternalError(absl::StrCat("the store has no world of release ", state.release));
}

absl::StatusOr<Commit> Store::PutTarget(Mutation mutation, const Target& target,
                                        Write::Expect expect, int64_t expected_revision) {
  mutation.writes.push_back({.collection = kTargets,
                             .name = target.name,
                             .body = Encode(target),
                             .expect = expect,
                             .expected_revision = expected_revision});
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::PutStatement(Mutation mutation, const Statement& statement,
                                           Write::Expect expect, int64_t expected_revision) {
  mutation.writes.push_back({.collection = kStatements,
                             .name = statement.name,
                             .body = Encode(statement),
                             .expect = expect,
                             .expected_revision = expected_revision});
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::DeleteTarget(Mutation mutation, absl::string_view name,
                                           int64_t expected_revision) {
  mutation.writes.push_back(DeletionOf(kTargets, name, expected_revision));
  return DoCommit(mutation, {});
}

absl::StatusOr<Commit> Store::DeleteStatement(Mutation mutation, absl::string_view name,
                                              int64_t expected_revision) {
  mutation.writes.push_back(DeletionOf(kStatements, name, expected_revision));
  return DoCommit(mutation, {});
}

absl::StatusOr<std::vector<Write>> Store::WritesOf(const Batch& batch) const {
  std::vector<Write> writes;
  RETURN_IF_ERROR(AddWrites(journal(), kSources, batch.sources, writes));
  for (const NewRelease& added : batch.releases) {
    writes.push_back({.collection = kReleases,
                      .name = added.release.name,
                      .body = Encode(added.release),
                      .expect = Write::Expect::kAbsent});
  }
  RETURN_IF_ERROR(AddWrites(journal(), kTargets, batch.targets, writes));
  RETURN_IF_ERROR(AddWrites(journal(), kStatements, batch.statements, writes));
  RETURN_IF_ERROR(AddWrites(journal(), kTitles, batch.titles, writes));
  RETURN_IF_ERROR(AddWrites(journal(), kConversions, batch.conversions, writes));
  return writes;
}

absl::StatusOr<Commit> Store::Import(Mutation mutation, const Batch& batch) {
  ASSIGN_OR_RETURN(mutation.writes, WritesOf(batch));
  return DoCommit(mutation, batch.releases);
}

}  // namespace entente::trade
