// The writing side of SqliteJournal.

#include <optional>
#include <vector>

#include "common/journal/rules.h"
#include "common/journal/sqlite_journal.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

// The commit of the mutation's request_id; absent if it is new, or there is none.
absl::StatusOr<std::optional<Commit>> FirstCommit(sql::Database& db, const Mutation& mutation) {
  if (mutation.request_id.empty()) return std::nullopt;
  ASSIGN_OR_RETURN(sql::Statement select,
                   db.Prepare("SELECT revision, recorded, fingerprint FROM revision "
                              "WHERE principal = ?1 AND request_id = ?2 AND request_id <> ''"));
  select.Bind(1, mutation.principal);
  select.Bind(2, mutation.request_id);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return std::nullopt;
  RETURN_IF_ERROR(CheckRepetition(mutation, select.Blob(2)));
  return Commit{select.Int(0), absl::FromUnixMicros(select.Int(1)), /*repeated=*/true};
}

// The revision that made the document's last state; absent if it has none or is deleted.
absl::StatusOr<std::optional<int64_t>> Present(sql::Database& db, const Write& write) {
  ASSIGN_OR_RETURN(sql::Statement select, db.Prepare("SELECT revision, kind FROM document "
                                                     "WHERE collection = ?1 AND name = ?2 "
                                                     "ORDER BY revision DESC LIMIT 1"));
  select.Bind(1, write.collection);
  select.Bind(2, write.name);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found || select.Int(1) == static_cast<int64_t>(ChangeKind::kDeleted)) return std::nullopt;
  return select.Int(0);
}

// What every write does, in the order given; an error if one of them may not be done.
absl::StatusOr<std::vector<ChangeKind>> Check(sql::Database& db,
                                              const std::vector<const Write*>& writes) {
  std::vector<ChangeKind> kinds;
  kinds.reserve(writes.size());
  for (const Write* write : writes) {
    ASSIGN_OR_RETURN(const std::optional<int64_t> present, Present(db, *write));
    RETURN_IF_ERROR(CheckExpectations(*write, present));
    kinds.push_back(KindOf(*write, present));
  }
  return kinds;
}

absl::Status InsertRevision(sql::Database& db, const Mutation& mutation, const Commit& commit) {
  ASSIGN_OR_RETURN(sql::Statement insert,
                   db.Prepare("INSERT INTO revision (revision, recorded, principal, reason, "
                              "request_id, fingerprint) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"));
  insert.Bind(1, commit.revision);
  insert.Bind(2, absl::ToUnixMicros(commit.recorded));
  insert.Bind(3, mutation.principal);
  insert.Bind(4, mutation.reason);
  insert.Bind(5, mutation.request_id);
  insert.BindBlob(6, mutation.fingerprint);
  return insert.Run();
}

absl::Status InsertDocuments(sql::Database& db, const std::vector<const Write*>& writes,
                             const std::vector<ChangeKind>& kinds, int64_t revision) {
  ASSIGN_OR_RETURN(sql::Statement insert,
                   db.Prepare("INSERT INTO document (collection, name, revision, kind, body) "
                              "VALUES (?1, ?2, ?3, ?4, ?5)"));
  for (size_t i = 0; i < writes.size(); ++i) {
    const Write& write = *writes[i];
    insert.Bind(1, write.collection);
    insert.Bind(2, write.name);
    insert.Bind(3, revision);
    insert.Bind(4, static_cast<int64_t>(kinds[i]));
    if (write.body.has_value()) {
      insert.BindBlob(5, *write.body);
    } else {
      insert.BindNull(5);
    }
    RETURN_IF_ERROR(insert.Run());
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::optional<Commit>> SqliteJournal::FindRepetition(
    const Mutation& mutation) const {
  ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_.Read());
  return FirstCommit(*reader, mutation);
}

absl::StatusOr<Commit> SqliteJournal::LastCommit(sql::Database& db) {
  ASSIGN_OR_RETURN(sql::Statement select, db.Prepare("SELECT revision, recorded FROM revision "
                                                     "ORDER BY revision DESC LIMIT 1"));
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found) return Commit{0, absl::InfinitePast()};
  return Commit{select.Int(0), absl::FromUnixMicros(select.Int(1))};
}

absl::StatusOr<Commit> SqliteJournal::Append(sql::Database& writer, const Mutation& mutation,
                                             absl::Time now) {
  RETURN_IF_ERROR(CheckWrites(mutation));
  ASSIGN_OR_RETURN(const std::optional<Commit> first, FirstCommit(writer, mutation));
  if (first.has_value()) return *first;
  const std::vector<const Write*> writes = InOrder(mutation);
  ASSIGN_OR_RETURN(const std::vector<ChangeKind> kinds, Check(writer, writes));
  ASSIGN_OR_RETURN(const Commit last, LastCommit(writer));
  const Commit commit{last.revision + 1, RecordedAt(now, last.recorded)};
  RETURN_IF_ERROR(InsertRevision(writer, mutation, commit));
  RETURN_IF_ERROR(InsertDocuments(writer, writes, kinds, commit.revision));
  return commit;
}

}  // namespace entente
