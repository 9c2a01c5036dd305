#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/journal/sqlite_journal.h"
#include "common/sql/connections.h"
#include "common/status/status_macros.h"
#include "trade_service/store/chain.h"
#include "trade_service/store/documents.h"
#include "trade_service/store/listed_world.h"
#include "trade_service/store/partner_totals.h"
#include "trade_service/store/pruning.h"
#include "trade_service/store/sqlite_pruner.h"
#include "trade_service/store/sqlite_rows.h"
#include "trade_service/store/sqlite_worlds.h"
#include "trade_service/store/sqlite_writer.h"
#include "trade_service/store/store.h"

namespace entente::trade {
namespace {

constexpr int32_t kApplicationId = 0x456e5472;  // "EnTr"
// Blocks are a few kilobytes; small pages would leave a sixth of the file empty. It takes effect in
// a new file alone.
constexpr char kPageSize[] = "PRAGMA page_size = 16384";

// One script a version; see docs/architecture.md for how to add one.
std::vector<std::string> Schema() {
  return {
      absl::StrCat(SqliteJournal::Schema(), R"sql(
        -- A data set's releases are a chain, named by the first of them.
        CREATE TABLE release (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          chain INTEGER NOT NULL REFERENCES release (id),
          revision INTEGER NOT NULL REFERENCES revision (revision),
          -- Cells that differ from the release before it.
          changed INTEGER NOT NULL DEFAULT 0,
          added INTEGER NOT NULL DEFAULT 0,
          deleted INTEGER NOT NULL DEFAULT 0
        );
        -- Blocks as a release brought them, until a later one of the chain changes them. Without
        -- rows the block ends with that release.
        CREATE TABLE block (
          id INTEGER PRIMARY KEY,
          reporter TEXT NOT NULL,
          partner TEXT NOT NULL,
          flow TEXT NOT NULL,
          period INTEGER NOT NULL,
          chain INTEGER NOT NULL REFERENCES release (id),
          release INTEGER NOT NULL REFERENCES release (id),
          rows INTEGER NOT NULL,
          columns BLOB NOT NULL,
          locators BLOB NOT NULL
        );
        -- All that a scan gives is in the first two.
        CREATE INDEX block_by_reporter
          ON block (reporter, partner, flow, period, chain, release, rows);
        CREATE INDEX block_by_partner
          ON block (partner, flow, period, reporter, chain, release, rows);
        CREATE UNIQUE INDEX block_by_chain
          ON block (chain, reporter, partner, flow, period, release);
        -- Total trade of every block that has it. Decimals are text, exact; without a value the
        -- total ends with that release.
        CREATE TABLE total (
          reporter TEXT NOT NULL,
          partner TEXT NOT NULL,
          flow TEXT NOT NULL,
          period INTEGER NOT NULL,
          chain INTEGER NOT NULL,
          release INTEGER NOT NULL,
          value TEXT,
          valuation INTEGER NOT NULL,
          flags INTEGER NOT NULL,
          fob_value TEXT,
          net_weight_kg TEXT,
          quantity TEXT,
          quantity_unit TEXT NOT NULL,
          locator TEXT NOT NULL,
          PRIMARY KEY (reporter, partner, flow, period, chain, release)
        ) WITHOUT ROWID;
        CREATE INDEX total_by_period
          ON total (reporter, period, flow, partner, chain, release);
        CREATE INDEX total_by_partner
          ON total (partner, period, flow, reporter, chain, release);
        -- The same once more, by what a ranking of partners reads: the totals that a release brings
        -- of one reporter, flow and period, and the partners whose total ends with it.
        CREATE TABLE partner_totals (
          reporter TEXT NOT NULL,
          flow TEXT NOT NULL,
          period INTEGER NOT NULL,
          chain INTEGER NOT NULL,
          release INTEGER NOT NULL,
          columns BLOB NOT NULL,
          locators BLOB NOT NULL,
          ended TEXT NOT NULL,
          PRIMARY KEY (reporter, flow, period, chain, release)
        ) WITHOUT ROWID;
      )sql"),
      R"sql(
        -- The trade of all with all, by commodity, of each flow and period in which a release lists
        -- the world: their sum. Without values the release has been pruned.
        CREATE TABLE world (
          release INTEGER NOT NULL REFERENCES release (id),
          flow TEXT NOT NULL,
          period INTEGER NOT NULL,
          classification TEXT NOT NULL,
          columns BLOB NOT NULL,
          -- All that a scan gives.
          PRIMARY KEY (release, flow, period, classification)
        );
      )sql",
  };
}

class SqliteStore final : public Store {
 public:
  SqliteStore(std::unique_ptr<sql::Connections> connections, std::unique_ptr<SqliteJournal> journal,
              std::vector<Release> releases, const Clock& clock)
      : clock_(clock),
        connections_(std::move(connections)),
        journal_(std::move(journal)),
        releases_(std::make_shared<std::vector<Release>>(std::move(releases))) {}

  const Journal& journal() const override { return *journal_; }

  std::shared_ptr<const std::vector<Release>> Releases() const override {
    const std::shared_lock lock(mutex_);
    return releases_;
  }

 private:
  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<NewRelease>& releases) override {
    const sql::Connections::Writer writer = connections_->Write();
    ASSIGN_OR_RETURN(sql::Transaction transaction, sql::Transaction::Begin(*writer));
    ASSIGN_OR_RETURN(const Commit commit, journal_->Append(*writer, mutation, clock_.Now()));
    if (commit.repeated) return commit;
    auto all = std::make_shared<std::vector<Release>>(*Releases());
    for (const NewRelease& added : releases) {
      Release release = NextRelease(added.release, *all);
      release.recorded = commit.recorded;
      release.revision = commit.revision;
      auto worlds = StartWorldsIn(*added.blocks);
      ASSIGN_OR_RETURN(release.changes,
                       WriteRelease(*writer, release, *added.blocks, Predecessor(release, *all)));
      ASSIGN_OR_RETURN(const std::vector<ListedWorld> listed, worlds.get());
      RETURN_IF_ERROR(AddWorlds(*writer, release.id, listed));
      all->push_back(std::move(release));
    }
    RETURN_IF_ERROR(transaction.Commit());
    if (!releases.empty()) SetReleases(std::move(all));
    journal_->Publish(commit);
    return commit;
  }

  absl::StatusOr<Commit> DoPrune(const Mutation& mutation, const PruneRule& rule) override {
    const sql::Connections::Writer writer = connections_->Write();
    ASSIGN_OR_RETURN(const std::optional<Commit> earlier, journal_->FindRepetition(mutation));
    if (earlier) return *earlier;
    // Nobody else writes, so that what readers see is what the transaction begins with.
    ASSIGN_OR_RETURN(const PruningPlan plan, PlanPruning(*this, rule));
    Mutation marking = mutation;
    AddMarks(plan.releases, marking);
    ASSIGN_OR_RETURN(sql::Transaction transaction, sql::Transaction::Begin(*writer));
    ASSIGN_OR_RETURN(const Commit commit, journal_->Append(*writer, marking, clock_.Now()));
    RETURN_IF_ERROR(DeletePruned(*writer, plan));
    const auto before = Releases();
    auto marked = std::make_shared<std::vector<Release>>(*before);
    MarkPruned(plan.releases, commit, *marked);
    SetReleases(std::move(marked));
    if (absl::Status status = transaction.Commit(); !status.ok()) {
      SetReleases(before);
      return status;
    }
    journal_->Publish(commit);
    return commit;
  }

  absl::Status DoScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                            const std::function<bool(const BlockState&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows, SelectBlocks(*reader, query, after));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return absl::OkStatus();
      ASSIGN_OR_RETURN(const BlockState state, ReadState(rows));
      if (!visit(state)) return absl::OkStatus();
    }
  }

  absl::Status DoScanPeriods(
      const BlockQuery& query,
      const std::function<void(const Period& period, int64_t chain)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows, SelectPeriods(*reader, query));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return absl::OkStatus();
      ASSIGN_OR_RETURN(const Period period, Period::FromCode(static_cast<int32_t>(rows.Int(0))));
      visit(period, rows.Int(1));
    }
  }

  absl::StatusOr<std::optional<BlockBytes>> DoReadBlock(const BlockState& state) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    return ReadBytes(*reader, state);
  }

  absl::StatusOr<int64_t> DoBlockSize(const BlockState& state) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(
        sql::Statement row,
        reader->Prepare("SELECT length(columns) + length(locators) FROM block WHERE id = ?1"));
    row.Bind(1, state.id);
    RETURN_IF_ERROR(row.Step().status());
    return row.Int(0);
  }

  absl::Status DoScanTotals(const BlockQuery& query,
                            const std::function<void(const TotalState&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows, SelectTotals(*reader, query));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return absl::OkStatus();
      ASSIGN_OR_RETURN(const TotalState state, ReadTotal(rows));
      visit(state);
    }
  }

  absl::StatusOr<std::vector<PartnerTotals>> DoReadPartnerTotals(
      const std::string& reporter, const std::string& flow, const Period& period) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(
        sql::Statement rows,
        reader->Prepare("SELECT chain, release, columns, locators, ended FROM partner_totals "
                        "WHERE reporter = ?1 AND flow = ?2 AND period = ?3 "
                        "ORDER BY chain, release"));
    rows.Bind(1, reporter);
    rows.Bind(2, flow);
    rows.Bind(3, int64_t{period.code()});
    std::vector<PartnerTotals> all;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return all;
      PartnerTotals& one = all.emplace_back();
      one.chain = rows.Int(0);
      one.release = rows.Int(1);
      if (const absl::string_view columns = rows.Blob(2); !columns.empty()) {
        ASSIGN_OR_RETURN(one.totals,
                         DecodePartnerTotals(period, one.release, columns, rows.Blob(3)));
      }
      one.ended = absl::StrSplit(rows.Text(4), ' ', absl::SkipEmpty());
    }
  }

  absl::Status DoScanWorlds(const std::function<void(const WorldState&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    return ScanWorldRows(*reader, visit);
  }

  absl::StatusOr<std::optional<std::string>> DoReadWorld(const WorldState& state) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    return ReadWorldColumns(*reader, state);
  }

  void SetReleases(std::shared_ptr<const std::vector<Release>> releases) {
    const std::unique_lock lock(mutex_);
    releases_ = std::move(releases);
  }

  const Clock& clock_;
  const std::unique_ptr<sql::Connections> connections_;
  const std::unique_ptr<SqliteJournal> journal_;
  mutable std::shared_mutex mutex_;
  std::shared_ptr<const std::vector<Release>> releases_ ABSL_GUARDED_BY(mutex_);
};

// Every release with its id.
absl::StatusOr<std::vector<Release>> LoadReleases(sql::Connections& connections,
                                                  const Journal& journal) {
  std::vector<Release> releases;
  ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections.Read());
  ASSIGN_OR_RETURN(sql::Statement rows,
                   reader->Prepare("SELECT id, name, chain, changed, added, deleted "
                                   "FROM release ORDER BY id"));
  while (true) {
    ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return releases;
    ASSIGN_OR_RETURN(const Document document, journal.Get(kReleases, rows.Text(1), journal.Head()));
    Release release;
    RETURN_IF_ERROR(Decode(document, release));
    release.id = rows.Int(0);
    release.chain = rows.Int(2);
    release.changes = {.changed = rows.Int(3), .added = rows.Int(4), .deleted = rows.Int(5)};
    releases.push_back(std::move(release));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path,
                                                       const Clock& clock) {
  ASSIGN_OR_RETURN(std::unique_ptr<sql::Connections> connections, sql::Connections::Open(path));
  RETURN_IF_ERROR(connections->Write()->Execute(kPageSize));
  RETURN_IF_ERROR(sql::Migrate(*connections->Write(), kApplicationId, Schema()));
  ASSIGN_OR_RETURN(std::unique_ptr<SqliteJournal> journal, SqliteJournal::Open(*connections));
  ASSIGN_OR_RETURN(std::vector<Release> releases, LoadReleases(*connections, *journal));
  return std::make_unique<SqliteStore>(std::move(connections), std::move(journal),
                                       std::move(releases), clock);
}

}  // namespace entente::trade
