#ifndef ENTENTE_COMMON_JOURNAL_SQLITE_JOURNAL_H_
#define ENTENTE_COMMON_JOURNAL_SQLITE_JOURNAL_H_

#include <atomic>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/journal/journal.h"
#include "common/sql/connections.h"

namespace entente {

// The journal in SQLite tables, `revision` and `document`, that live beside those of the store that
// owns the file.
class SqliteJournal : public Journal {
 public:
  // SQL that creates the tables; a store puts it into its first schema version.
  static std::string Schema();

  // Reads the head; the schema must be there. `connections` must outlive the journal.
  static absl::StatusOr<std::unique_ptr<SqliteJournal>> Open(sql::Connections& connections);

  // Applies a mutation at the time `now` in the caller's open transaction on `writer`, or changes
  // nothing. `recorded` is the later of `now` and the last commit's. Errors: those of the rules of
  // Mutation and Write, and SQLite's; after one of the latter the caller must roll back.
  absl::StatusOr<Commit> Append(sql::Database& writer, const Mutation& mutation, absl::Time now);

  // Makes a commit visible to readers, after the caller has committed its transaction.
  void Publish(const Commit& commit);

  int64_t Head() const override;
  absl::StatusOr<int64_t> RevisionAt(absl::Time time) const override;
  absl::StatusOr<Document> Get(absl::string_view collection, absl::string_view name,
                               int64_t revision) const override;
  absl::StatusOr<std::vector<Document>> List(absl::string_view collection, absl::string_view prefix,
                                             absl::string_view after, int limit,
                                             int64_t revision) const override;
  absl::StatusOr<std::vector<Version>> History(absl::string_view collection, absl::string_view name,
                                               int64_t before, int limit) const override;
  absl::StatusOr<std::vector<Change>> Changes(int64_t after, int limit) const override;
  absl::StatusOr<std::optional<Commit>> FindRepetition(const Mutation& mutation) const override;

 private:
  SqliteJournal(sql::Connections& connections, int64_t head);

  // The last revision in the tables; revision 0, recorded in the infinite past, if there is none.
  static absl::StatusOr<Commit> LastCommit(sql::Database& db);

  sql::Connections& connections_;
  std::atomic<int64_t> head_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_SQLITE_JOURNAL_H_
