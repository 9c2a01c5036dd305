#include "common/journal/sqlite_journal.h"

#include <algorithm>
#include <utility>

#include "absl/memory/memory.h"

#include "common/journal/rules.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

constexpr int64_t kDeleted = static_cast<int64_t>(ChangeKind::kDeleted);

}  // namespace

// The bodies stay apart from the index that finds them: `document_state` alone answers which state
// of which names was there at a revision, however large the bodies are.
std::string SqliteJournal::Schema() {
  return R"sql(
CREATE TABLE revision (
  revision INTEGER PRIMARY KEY,
  recorded INTEGER NOT NULL,  -- microseconds since 1970
  principal TEXT NOT NULL,
  reason TEXT NOT NULL,
  request_id TEXT NOT NULL,
  fingerprint BLOB NOT NULL
) STRICT;
CREATE INDEX revision_recorded ON revision (recorded);
CREATE UNIQUE INDEX revision_request ON revision (principal, request_id) WHERE request_id <> '';

CREATE TABLE document (
  id INTEGER PRIMARY KEY,
  collection TEXT NOT NULL,
  name TEXT NOT NULL,
  revision INTEGER NOT NULL REFERENCES revision,
  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 3),  -- created, updated, deleted
  body BLOB CHECK ((body IS NULL) = (kind = 3))
) STRICT;
CREATE UNIQUE INDEX document_state ON document (collection, name, revision, kind);
CREATE INDEX document_revision ON document (revision);
)sql";
}

SqliteJournal::SqliteJournal(sql::Connections& connections, int64_t head)
    : connections_(connections), head_(head) {}

absl::StatusOr<std::unique_ptr<SqliteJournal>> SqliteJournal::Open(sql::Connections& connections) {
  ASSIGN_OR_RETURN(const auto reader, connections.Read());
  ASSIGN_OR_RETURN(const Commit last, LastCommit(*reader));
  return absl::WrapUnique(new SqliteJournal(connections, last.revision));
}

void SqliteJournal::Publish(const Commit& commit) {
  int64_t head = head_;
  while (head < commit.revision && !head_.compare_exchange_weak(head, commit.revision)) {
  }
}

int64_t SqliteJournal::Head() const { return head_; }

absl::StatusOr<int64_t> SqliteJournal::RevisionAt(absl::Time time) const {
  const int64_t head = Head();
  ASSIGN_OR_RETURN(const auto reader, connections_.Read());
  ASSIGN_OR_RETURN(sql::Statement select,
                   reader->Prepare("SELECT revision FROM revision WHERE recorded <= ?1 "
                                   "ORDER BY recorded DESC, revision DESC LIMIT 1"));
  select.Bind(1, absl::ToUnixMicros(time));
  ASSIGN_OR_RETURN(const bool found, select.Step());
  return found ? std::min(select.Int(0), head) : 0;
}

absl::StatusOr<Document> SqliteJournal::Get(absl::string_view collection, absl::string_view name,
                                            int64_t revision) const {
  ASSIGN_OR_RETURN(const auto reader, connections_.Read());
  ASSIGN_OR_RETURN(
      sql::Statement select,
      reader->Prepare("SELECT document.revision, recorded, kind, body "
                      "FROM document JOIN revision USING (revision) "
                      "WHERE collection = ?1 AND name = ?2 AND document.revision <= ?3 "
                      "ORDER BY document.revision DESC LIMIT 1"));
  select.Bind(1, collection);
  select.Bind(2, name);
  select.Bind(3, revision);
  ASSIGN_OR_RETURN(const bool found, select.Step());
  if (!found || select.Int(2) == kDeleted) return DocumentNotFound(name);
  return Document{std::string(name), select.Int(0), absl::FromUnixMicros(select.Int(1)),
                  std::string(select.Blob(3))};
}

absl::StatusOr<std::vector<Document>> SqliteJournal::List(absl::string_view collection,
                                                          absl::string_view prefix,
                                                          absl::string_view after, int limit,
                                                          int64_t revision) const {
  // Between which names, bytewise: a zero byte makes the least string that follows `after`, and
  // 0xff is in no name.
  const std::string begin = std::max(std::string(prefix), std::string(after) + '\0');
  const std::string end = std::string(prefix) + '\xff';
  ASSIGN_OR_RETURN(const auto reader, connections_.Read());
  // With max(revision), `kind` and `id` are those of its row.
  ASSIGN_OR_RETURN(sql::Statement names,
                   reader->Prepare("SELECT name, max(revision), kind, id FROM document "
                                   "WHERE collection = ?1 AND name >= ?2 AND name < ?3 "
                                   "AND revision <= ?4 "
                                   "GROUP BY name HAVING kind <> 3 ORDER BY name LIMIT ?5"));
  ASSIGN_OR_RETURN(sql::Statement state,
                   reader->Prepare("SELECT recorded, body FROM document JOIN revision "
                                   "USING (revision) WHERE id = ?1"));
  names.Bind(1, collection);
  names.Bind(2, begin);
  names.Bind(3, end);
  names.Bind(4, revision);
  names.Bind(5, limit);
  std::vector<Document> documents;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, names.Step());
    if (!more) return documents;
    state.Bind(1, names.Int(3));
    RETURN_IF_ERROR(state.Step().status());
    documents.push_back({std::string(names.Text(0)), names.Int(1),
                         absl::FromUnixMicros(state.Int(0)), std::string(state.Blob(1))});
    state.Reset();
  }
}

absl::StatusOr<std::vector<Version>> SqliteJournal::History(absl::string_view collection,
                                                            absl::string_view name, int64_t before,
                                                            int limit) const {
  ASSIGN_OR_RETURN(const auto reader, connections_.Read());
  ASSIGN_OR_RETURN(
      sql::Statement select,
      reader->Prepare("SELECT document.revision, recorded, principal, reason, kind, body "
                      "FROM document JOIN revision USING (revision) "
                      "WHERE collection = ?1 AND name = ?2 AND document.revision < ?3 "
                      "ORDER BY document.revision DESC LIMIT ?4"));
  select.Bind(1, collection);
  select.Bind(2, name);
  select.Bind(3, before);
  select.Bind(4, limit);
  std::vector<Version> versions;
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return versions;
    Version& version = versions.emplace_back();
    version.revision = select.Int(0);
    version.recorded = absl::FromUnixMicros(select.Int(1));
    version.principal = std::string(select.Text(2));
    version.reason = std::string(select.Text(3));
    if (select.Int(4) != kDeleted) version.body = std::string(select.Blob(5));
  }
}

absl::StatusOr<std::vector<Change>> SqliteJournal::Changes(int64_t after, int limit) const {
  ASSIGN_OR_RETURN(const auto reader, connections_.Read());
  ASSIGN_OR_RETURN(sql::Statement select,
                   reader->Prepare("SELECT document.revision, recorded, principal, name, kind "
                                   "FROM document JOIN revision USING (revision) "
                                   "WHERE document.revision > ?1 AND document.revision <= ?2 "
                                   "ORDER BY document.revision, document.id"));
  select.Bind(1, after);
  select.Bind(2, Head());
  std::vector<Change> changes;
  size_t whole = 0;  // changes of revisions that have been read to their end
  while (true) {
    ASSIGN_OR_RETURN(const bool more, select.Step());
    if (!more) return changes;
    if (!changes.empty() && changes.back().revision != select.Int(0)) whole = changes.size();
    if (whole > 0 && changes.size() >= static_cast<size_t>(limit)) {
      changes.resize(whole);
      return changes;
    }
    changes.push_back({select.Int(0), absl::FromUnixMicros(select.Int(1)),
                       std::string(select.Text(2)), std::string(select.Text(3)),
                       static_cast<ChangeKind>(select.Int(4))});
  }
}

}  // namespace entente
