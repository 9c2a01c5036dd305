#include <array>
#include <mutex>
#include <set>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/journal/sqlite_journal.h"
#include "common/sql/connections.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/store/chain.h"
#include "trade_service/store/documents.h"
#include "trade_service/store/partner_totals.h"
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
  };
}

// Binds the columns reporter, partner, flow, period and chain.
void BindPosition(sql::Statement& statement, int first, const BlockKey& key, int64_t chain) {
  statement.Bind(first, key.reporter);
  statement.Bind(first + 1, key.partner);
  statement.Bind(first + 2, key.flow);
  statement.Bind(first + 3, int64_t{key.period.code()});
  statement.Bind(first + 4, chain);
}

// Reads them from a row.
absl::StatusOr<BlockPosition> ReadPosition(const sql::Statement& row, int first) {
  BlockPosition position;
  position.key.reporter = std::string(row.Text(first));
  position.key.partner = std::string(row.Text(first + 1));
  position.key.flow = std::string(row.Text(first + 2));
  ASSIGN_OR_RETURN(position.key.period, Period::FromCode(static_cast<int32_t>(row.Int(first + 3))));
  position.chain = row.Int(first + 4);
  return position;
}

absl::StatusOr<std::optional<Decimal>> OptionalDecimal(const sql::Statement& row, int column) {
  if (row.IsNull(column)) return std::optional<Decimal>();
  ASSIGN_OR_RETURN(const Decimal value, Decimal::Parse(row.Text(column)));
  return std::optional<Decimal>(value);
}

std::string TextOf(const std::optional<Decimal>& value) { return value ? value->ToString() : ""; }

// The total in a row of kTotalColumns.
constexpr char kTotalColumns[] =
    "reporter, partner, flow, period, chain, release, value, valuation, flags, fob_value, "
    "net_weight_kg, quantity, quantity_unit, locator";

absl::StatusOr<TotalState> ReadTotal(const sql::Statement& row) {
  TotalState state;
  ASSIGN_OR_RETURN(state.position, ReadPosition(row, 0));
  state.release = row.Int(5);
  if (row.IsNull(6)) return state;
  const BlockKey& key = state.position.key;
  Observation& total = state.observation.emplace();
  total.cell = {.reporter = key.reporter,
                .partner = key.partner,
                .frequency = key.period.frequency(),
                .commodity = kTotal,
                .classification = "",
                .flow = key.flow,
                .period = key.period};
  ASSIGN_OR_RETURN(total.value, Decimal::Parse(row.Text(6)));
  total.valuation = static_cast<Valuation>(row.Int(7));
  total.flags = Flags::FromBits(static_cast<uint32_t>(row.Int(8)));
  ASSIGN_OR_RETURN(total.fob_value, OptionalDecimal(row, 9));
  ASSIGN_OR_RETURN(total.net_weight_kg, OptionalDecimal(row, 10));
  ASSIGN_OR_RETURN(total.quantity, OptionalDecimal(row, 11));
  total.quantity_unit = std::string(row.Text(12));
  total.locator = std::string(row.Text(13));
  return state;
}

// The parameters of conditions are numbered by what they ask for, so that those of conditions that
// are left out stay unbound.
enum Parameter { kReporter = 1, kPartner, kFlow, kFirstPeriod, kLastPeriod, kChain, kAfter };

std::string ConditionsOf(const BlockQuery& query) {
  std::string text = " WHERE 1";
  if (!query.reporter.empty()) absl::StrAppend(&text, " AND reporter = ?", kReporter);
  if (!query.partner.empty()) absl::StrAppend(&text, " AND partner = ?", kPartner);
  if (!query.flow.empty()) absl::StrAppend(&text, " AND flow = ?", kFlow);
  if (query.period) {
    absl::StrAppend(&text, " AND period = ?", kFirstPeriod);
  } else if (query.frequency) {
    absl::StrAppend(&text, " AND period BETWEEN ?", kFirstPeriod, " AND ?", kLastPeriod);
  }
  if (query.chain != 0) absl::StrAppend(&text, " AND chain = ?", kChain);
  return text;
}

// Binds what ConditionsOf asks for. Codes of one frequency are one range.
void BindConditions(const BlockQuery& query, sql::Statement& statement) {
  constexpr int64_t kCodesPerFrequency = 1'000'000;
  if (!query.reporter.empty()) statement.Bind(kReporter, query.reporter);
  if (!query.partner.empty()) statement.Bind(kPartner, query.partner);
  if (!query.flow.empty()) statement.Bind(kFlow, query.flow);
  if (query.period) {
    statement.Bind(kFirstPeriod, int64_t{query.period->code()});
  } else if (query.frequency) {
    const int64_t frequency = static_cast<int64_t>(*query.frequency);
    statement.Bind(kFirstPeriod, frequency * kCodesPerFrequency);
    statement.Bind(kLastPeriod, (frequency + 1) * kCodesPerFrequency - 1);
  }
  if (query.chain != 0) statement.Bind(kChain, query.chain);
}

// How many columns of the order, from the first on, the query holds at the value that they have in
// `after`. Without them SQLite begins right behind the position.
size_t HeldColumns(const BlockQuery& query, const BlockKey& after) {
  if (query.reporter.empty() || query.reporter != after.reporter) return 0;
  if (query.partner.empty() || query.partner != after.partner) return 1;
  return query.flow.empty() || query.flow != after.flow ? 2 : 3;
}

constexpr std::array<absl::string_view, 5> kOrder = {"reporter", "partner", "flow", "period",
                                                     "chain"};

std::string ScanText(const BlockQuery& query, const std::optional<BlockPosition>& after) {
  std::string text =
      absl::StrCat("SELECT reporter, partner, flow, period, chain, release, rows, id FROM block",
                   ConditionsOf(query));
  if (after) {
    std::vector<std::string> columns;
    std::vector<std::string> parameters;
    for (size_t i = HeldColumns(query, after->key); i < kOrder.size(); ++i) {
      columns.emplace_back(kOrder[i]);
      parameters.push_back(absl::StrCat("?", static_cast<size_t>(kAfter) + i));
    }
    absl::StrAppend(&text, " AND (", absl::StrJoin(columns, ", "), ") > (",
                    absl::StrJoin(parameters, ", "), ")");
  }
  absl::StrAppend(&text, " ORDER BY ", absl::StrJoin(kOrder, ", "), ", release");
  return text;
}

// Reads the columns that ScanText selects.
absl::StatusOr<BlockState> ReadState(const sql::Statement& row) {
  BlockState state;
  ASSIGN_OR_RETURN(state.position, ReadPosition(row, 0));
  state.release = row.Int(5);
  state.rows = row.Int(6);
  state.id = row.Int(7);
  return state;
}

absl::StatusOr<BlockBytes> ReadBytes(sql::Database& db, int64_t id) {
  ASSIGN_OR_RETURN(sql::Statement row,
                   db.Prepare("SELECT columns, locators FROM block WHERE id = ?1"));
  row.Bind(1, id);
  ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) return absl::InternalError(absl::StrCat("the store has no block ", id));
  return BlockBytes{std::string(row.Blob(0)), std::string(row.Blob(1))};
}

// Adds one release's changes, in the writer's transaction.
class Writer final : public ChainWriter {
 public:
  static absl::StatusOr<Writer> Prepare(sql::Database& db, const Release& release) {
    ASSIGN_OR_RETURN(
        sql::Statement block,
        db.Prepare("INSERT INTO block (reporter, partner, flow, period, chain, release, rows, "
                   "columns, locators) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    ASSIGN_OR_RETURN(sql::Statement total,
                     db.Prepare("INSERT INTO total VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                "?10, ?11, ?12, ?13, ?14)"));
    ASSIGN_OR_RETURN(
        sql::Statement ended_total,
        db.Prepare(
            "INSERT INTO total SELECT reporter, partner, flow, period, chain, ?6, NULL, 0, "
            "0, NULL, NULL, NULL, '', '' FROM total WHERE reporter = ?1 AND partner = ?2 AND "
            "flow = ?3 AND period = ?4 AND chain = ?5 ORDER BY release DESC LIMIT 1"));
    return Writer(db, release, std::move(block), std::move(total), std::move(ended_total));
  }

  absl::StatusOr<std::vector<BlockState>> Blocks() override {
    // With MAX(release), `rows` and `id` are those of its row.
    ASSIGN_OR_RETURN(sql::Statement rows,
                     db_.Prepare("SELECT reporter, partner, flow, period, chain, MAX(release), "
                                 "rows, id FROM block WHERE chain = ?1 "
                                 "GROUP BY reporter, partner, flow, period "
                                 "ORDER BY reporter, partner, flow, period"));
    rows.Bind(1, release_.chain);
    std::vector<BlockState> blocks;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return blocks;
      ASSIGN_OR_RETURN(BlockState state, ReadState(rows));
      if (state.rows > 0) blocks.push_back(std::move(state));
    }
  }

  absl::StatusOr<BlockBytes> Read(const BlockState& block) override {
    return ReadBytes(db_, block.id);
  }

  absl::Status Put(const EncodedBlock& block) override {
    if (block.key.reporter != reporter_) RETURN_IF_ERROR(FlushPartnerTotals());
    reporter_ = block.key.reporter;
    touched_.emplace(block.key.flow, block.key.period);
    BindPosition(block_, 1, block.key, release_.chain);
    block_.Bind(6, release_.id);
    block_.Bind(7, block.rows);
    block_.BindBlob(8, block.columns);
    block_.BindBlob(9, block.locators);
    RETURN_IF_ERROR(block_.Run());
    if (!block.total) return EndTotal(block.key);
    const Observation& total = *block.total;
    BindPosition(total_, 1, block.key, release_.chain);
    total_.Bind(6, release_.id);
    const std::string value = total.value.ToString();
    total_.Bind(7, value);
    total_.Bind(8, static_cast<int64_t>(total.valuation));
    total_.Bind(9, int64_t{total.flags.bits()});
    // Texts must outlive the step.
    const std::string fob = TextOf(total.fob_value);
    const std::string net_weight = TextOf(total.net_weight_kg);
    const std::string quantity = TextOf(total.quantity);
    total.fob_value ? total_.Bind(10, fob) : total_.BindNull(10);
    total.net_weight_kg ? total_.Bind(11, net_weight) : total_.BindNull(11);
    total.quantity ? total_.Bind(12, quantity) : total_.BindNull(12);
    total_.Bind(13, total.quantity_unit);
    total_.Bind(14, total.locator);
    return total_.Run();
  }

  absl::Status Withdraw(const BlockKey& key) override {
    EncodedBlock ended;
    ended.key = key;
    return Put(ended);
  }

  // Writes the totals by partner of the reporter whose blocks came last: behind the last block.
  absl::Status FlushPartnerTotals() {
    for (const auto& [flow, period] : std::exchange(touched_, {})) {
      RETURN_IF_ERROR(WritePartnerTotals(flow, period));
    }
    return absl::OkStatus();
  }

 private:
  Writer(sql::Database& db, const Release& release, sql::Statement block, sql::Statement total,
         sql::Statement ended_total)
      : db_(db),
        release_(release),
        block_(std::move(block)),
        total_(std::move(total)),
        ended_total_(std::move(ended_total)) {}

  // Ends the total of a key if there is one.
  absl::Status EndTotal(const BlockKey& key) {
    BindPosition(ended_total_, 1, key, release_.chain);
    ended_total_.Bind(6, release_.id);
    return ended_total_.Run();
  }

  // Gathers what the release wrote to `total`, so that no more than one group is held.
  absl::Status WritePartnerTotals(const std::string& flow, const Period& period) {
    ASSIGN_OR_RETURN(
        sql::Statement rows,
        db_.Prepare(absl::StrCat("SELECT ", kTotalColumns,
                                 " FROM total WHERE reporter = ?1 AND flow = ?2 AND period = ?3 "
                                 "AND chain = ?4 AND release = ?5 ORDER BY partner")));
    rows.Bind(1, reporter_);
    rows.Bind(2, flow);
    rows.Bind(3, int64_t{period.code()});
    rows.Bind(4, release_.chain);
    rows.Bind(5, release_.id);
    std::vector<Observation> totals;
    std::vector<std::string> ended;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      ASSIGN_OR_RETURN(TotalState state, ReadTotal(rows));
      if (state.observation) {
        totals.push_back(*std::move(state.observation));
      } else {
        ended.push_back(std::move(state.position.key.partner));
      }
    }
    if (totals.empty() && ended.empty()) return absl::OkStatus();
    BlockBytes bytes;
    if (!totals.empty()) {
      ASSIGN_OR_RETURN(bytes, EncodePartnerTotals(std::move(totals)));
    }
    const std::string ended_text = absl::StrJoin(ended, " ");
    ASSIGN_OR_RETURN(
        sql::Statement insert,
        db_.Prepare("INSERT INTO partner_totals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    insert.Bind(1, reporter_);
    insert.Bind(2, flow);
    insert.Bind(3, int64_t{period.code()});
    insert.Bind(4, release_.chain);
    insert.Bind(5, release_.id);
    insert.BindBlob(6, bytes.columns);
    insert.BindBlob(7, bytes.locators);
    insert.Bind(8, ended_text);
    return insert.Run();
  }

  sql::Database& db_;
  const Release& release_;
  std::string reporter_;                              // of the last block
  std::set<std::pair<std::string, Period>> touched_;  // its flows and periods
  sql::Statement block_;
  sql::Statement total_;
  sql::Statement ended_total_;
};

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
      ASSIGN_OR_RETURN(release.changes,
                       Insert(*writer, release, *added.blocks, Predecessor(release, *all)));
      all->push_back(std::move(release));
    }
    RETURN_IF_ERROR(transaction.Commit());
    if (!releases.empty()) {
      const std::unique_lock lock(mutex_);
      releases_ = std::move(all);
    }
    journal_->Publish(commit);
    return commit;
  }

  // Writes a release; what it changes.
  static absl::StatusOr<ChangeCounts> Insert(sql::Database& db, const Release& release,
                                             const BlockSource& blocks,
                                             const Release* predecessor) {
    ASSIGN_OR_RETURN(sql::Statement insert,
                     db.Prepare("INSERT INTO release (id, name, chain, revision) "
                                "VALUES (?1, ?2, ?3, ?4)"));
    insert.Bind(1, release.id);
    insert.Bind(2, release.name);
    insert.Bind(3, release.chain);
    insert.Bind(4, release.revision);
    RETURN_IF_ERROR(insert.Run());
    ASSIGN_OR_RETURN(Writer writer, Writer::Prepare(db, release));
    ASSIGN_OR_RETURN(const ChangeCounts changes,
                     WriteChanges(blocks, release, predecessor, writer));
    RETURN_IF_ERROR(writer.FlushPartnerTotals());
    ASSIGN_OR_RETURN(
        sql::Statement update,
        db.Prepare("UPDATE release SET changed = ?2, added = ?3, deleted = ?4 WHERE id = ?1"));
    update.Bind(1, release.id);
    update.Bind(2, changes.changed);
    update.Bind(3, changes.added);
    update.Bind(4, changes.deleted);
    RETURN_IF_ERROR(update.Run());
    return changes;
  }

  absl::Status DoScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                            const std::function<bool(const BlockState&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows, reader->Prepare(ScanText(query, after)));
    BindConditions(query, rows);
    if (after) BindPosition(rows, kAfter, after->key, after->chain);
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return absl::OkStatus();
      ASSIGN_OR_RETURN(const BlockState state, ReadState(rows));
      if (!visit(state)) return absl::OkStatus();
    }
  }

  absl::StatusOr<BlockBytes> DoReadBlock(int64_t id) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    return ReadBytes(*reader, id);
  }

  absl::Status DoScanTotals(const BlockQuery& query,
                            const std::function<void(const TotalState&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(
        sql::Statement rows,
        reader->Prepare(absl::StrCat("SELECT ", kTotalColumns, " FROM total", ConditionsOf(query),
                                     " ORDER BY ", absl::StrJoin(kOrder, ", "), ", release")));
    BindConditions(query, rows);
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
    const BlockKey key{.reporter = reporter, .partner = "", .flow = flow, .period = period};
    std::vector<PartnerTotals> all;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return all;
      PartnerTotals& one = all.emplace_back();
      one.chain = rows.Int(0);
      one.release = rows.Int(1);
      const BlockBytes bytes{std::string(rows.Blob(2)), std::string(rows.Blob(3))};
      if (!bytes.columns.empty()) {
        ASSIGN_OR_RETURN(one.totals, DecodePartnerTotals(key, bytes));
      }
      one.ended = absl::StrSplit(rows.Text(4), ' ', absl::SkipEmpty());
    }
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
                   reader->Prepare("SELECT id, name, revision, chain, changed, added, deleted "
                                   "FROM release ORDER BY id"));
  while (true) {
    ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return releases;
    ASSIGN_OR_RETURN(const Document document, journal.Get(kReleases, rows.Text(1), rows.Int(2)));
    Release release;
    RETURN_IF_ERROR(Decode(document, release));
    release.id = rows.Int(0);
    release.chain = rows.Int(3);
    release.changes = {.changed = rows.Int(4), .added = rows.Int(5), .deleted = rows.Int(6)};
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
