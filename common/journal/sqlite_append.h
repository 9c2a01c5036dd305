#ifndef ENTENTE_COMMON_JOURNAL_SQLITE_APPEND_H_
#define ENTENTE_COMMON_JOURNAL_SQLITE_APPEND_H_

#include "common/journal/journal.h"
#include "common/sql/database.h"

// The writing side of SqliteJournal.
namespace entente {

// The last revision in the tables; revision 0, recorded in the infinite past, if there is none.
absl::StatusOr<Commit> LastCommit(sql::Database& db);

// SqliteJournal::Append.
absl::StatusOr<Commit> AppendTo(sql::Database& writer, const Mutation& mutation, absl::Time now);

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_SQLITE_APPEND_H_
