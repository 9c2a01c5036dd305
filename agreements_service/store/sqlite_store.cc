#include <cstdint>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/store/search_index.h"
#include "agreements_service/store/store.h"
#include "common/journal/sqlite_journal.h"
#include "common/sql/connections.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr int32_t kApplicationId = 0x456e4167;  // "EnAg"

constexpr int64_t kStillHolds = SearchIndex::kStillHolds;

// One script a version; see docs/architecture.md for how to add one.
std::vector<std::string> Schema() {
  return {
      absl::StrCat(SqliteJournal::Schema(), R"sql(
        -- States of agreements. Each one holds at the revisions from `since` to before `until`.
        CREATE TABLE state (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL,
          since INTEGER NOT NULL REFERENCES revision (revision),
          until INTEGER NOT NULL,
          -- What it is found by: the members of SearchText. The index over it is in memory.
          titles TEXT NOT NULL,
          other TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX state_name ON state (name, since);
        -- What a filter can ask for, such as the country of a party.
        CREATE TABLE term (
          term TEXT NOT NULL,
          name TEXT NOT NULL,
          state INTEGER NOT NULL REFERENCES state (id),
          PRIMARY KEY (term, name, state)
        ) STRICT, WITHOUT ROWID;
      )sql"),
  };
}

// SQL conditions that the state `s` has the terms bound from parameter `first` on.
std::string TermConditions(size_t count, int first) {
  std::string text;
  for (size_t i = 0; i < count; ++i) {
    absl::StrAppend(&text, " AND EXISTS (SELECT 1 FROM term WHERE term = ?",
                    first + static_cast<int>(i), " AND name = s.name AND state = s.id)");
  }
  return text;
}

class SqliteStore final : public Store {
 public:
  using Store::LoadMerges;

  SqliteStore(std::unique_ptr<sql::Connections> connections, std::unique_ptr<SqliteJournal> journal,
              const Clock& clock)
      : clock_(clock), connections_(std::move(connections)), journal_(std::move(journal)) {}

  // Before the first search.
  absl::Status ReadIndex() {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(
        sql::Statement states,
        reader->Prepare("SELECT name, titles, other, since, until FROM state ORDER BY id"));
    const std::unique_lock lock(index_mutex_);
    while (true) {
      ASSIGN_OR_RETURN(const bool found, states.Step());
      if (!found) return absl::OkStatus();
      index_.Add(states.Text(0),
                 {.titles = std::string(states.Text(1)), .other = std::string(states.Text(2))},
                 states.Int(3), states.Int(4));
    }
  }

  const Journal& journal() const override { return *journal_; }

 private:
  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<IndexedState>& states) override {
    const sql::Connections::Writer writer = connections_->Write();
    ASSIGN_OR_RETURN(sql::Transaction transaction, sql::Transaction::Begin(*writer));
    ASSIGN_OR_RETURN(const Commit commit, journal_->Append(*writer, mutation, clock_.Now()));
    if (commit.repeated) return commit;
    for (const IndexedState& state : states) {
      RETURN_IF_ERROR(EndState(*writer, state.name, commit.revision));
      if (state.content.has_value()) {
        RETURN_IF_ERROR(BeginState(*writer, state.name, *state.content, commit.revision));
      }
    }
    RETURN_IF_ERROR(transaction.Commit());
    // Nobody reads at this revision before it is published. Readers get in between.
    for (const IndexedState& state : states) {
      std::optional<SearchText> text;
      if (state.content.has_value()) text = state.content->text;
      const std::unique_lock lock(index_mutex_);
      index_.Replace(state.name, std::move(text), commit.revision);
    }
    journal_->Publish(commit);
    return commit;
  }

  static absl::Status EndState(sql::Database& writer, const std::string& name, int64_t revision) {
    ASSIGN_OR_RETURN(sql::Statement end,
                     writer.Prepare("UPDATE state SET until = ?1 WHERE name = ?2 AND until = ?3"));
    end.Bind(1, revision);
    end.Bind(2, name);
    end.Bind(3, kStillHolds);
    return end.Run();
  }

  static absl::Status BeginState(sql::Database& writer, const std::string& name,
                                 const IndexedState::Content& content, int64_t revision) {
    ASSIGN_OR_RETURN(sql::Statement begin,
                     writer.Prepare("INSERT INTO state (name, since, until, titles, other) "
                                    "VALUES (?1, ?2, ?3, ?4, ?5) RETURNING id"));
    begin.Bind(1, name);
    begin.Bind(2, revision);
    begin.Bind(3, kStillHolds);
    begin.Bind(4, content.text.titles);
    begin.Bind(5, content.text.other);
    RETURN_IF_ERROR(begin.Step().status());
    const int64_t id = begin.Int(0);
    begin.Reset();

    ASSIGN_OR_RETURN(sql::Statement term, writer.Prepare("INSERT INTO term VALUES (?1, ?2, ?3)"));
    for (const std::string& one : content.terms) {
      term.Bind(1, one);
      term.Bind(2, name);
      term.Bind(3, id);
      RETURN_IF_ERROR(term.Run());
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<std::string>> DoFind(const std::vector<std::string>& terms,
                                                  absl::string_view after, int limit,
                                                  int64_t revision) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows,
                     reader->Prepare(absl::StrCat(
                         "SELECT s.name FROM term AS t JOIN state AS s ON s.id = t.state "
                         "WHERE t.term = ?4 AND t.name > ?1 AND s.since <= ?3 AND s.until > ?3",
                         TermConditions(terms.size() - 1, 5), " ORDER BY t.name LIMIT ?2")));
    rows.Bind(1, after);
    rows.Bind(2, limit);
    rows.Bind(3, revision);
    BindTerms(terms, 4, rows);
    std::vector<std::string> names;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return names;
      names.emplace_back(rows.Text(0));
    }
  }

  absl::StatusOr<std::vector<Candidate>> DoSearch(const SearchQuery& query,
                                                  const std::vector<Marks>& marked,
                                                  int64_t revision) const override {
    const std::shared_lock lock(index_mutex_);
    return index_.Find(query, marked, revision);
  }

  absl::StatusOr<std::vector<WordSuggestion>> DoSuggest(const SearchQuery& query,
                                                        int64_t revision) const override {
    const std::shared_lock lock(index_mutex_);
    return index_.Suggest(query, revision);
  }

  static void BindTerms(const std::vector<std::string>& terms, int first,
                        sql::Statement& statement) {
    for (size_t i = 0; i < terms.size(); ++i) {
      statement.Bind(first + static_cast<int>(i), terms[i]);
    }
  }

  const Clock& clock_;
  const std::unique_ptr<sql::Connections> connections_;
  const std::unique_ptr<SqliteJournal> journal_;
  mutable std::shared_mutex index_mutex_;
  SearchIndex index_ ABSL_GUARDED_BY(index_mutex_);
};

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path,
                                                       const Clock& clock) {
  ASSIGN_OR_RETURN(std::unique_ptr<sql::Connections> connections, sql::Connections::Open(path));
  RETURN_IF_ERROR(sql::Migrate(*connections->Write(), kApplicationId, Schema()));
  ASSIGN_OR_RETURN(std::unique_ptr<SqliteJournal> journal, SqliteJournal::Open(*connections));
  auto store = std::make_unique<SqliteStore>(std::move(connections), std::move(journal), clock);
  RETURN_IF_ERROR(store->LoadMerges());
  RETURN_IF_ERROR(store->ReadIndex());
  return store;
}

}  // namespace entente::agreements
