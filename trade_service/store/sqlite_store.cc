#include <array>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/journal/sqlite_journal.h"
#include "common/sql/connections.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/store/documents.h"
#include "trade_service/store/store.h"

namespace entente::trade {
namespace {

constexpr int32_t kApplicationId = 0x456e5472;  // "EnTr"

// One script a version; see docs/architecture.md for how to add one.
std::vector<std::string> Schema() {
  return {
      absl::StrCat(SqliteJournal::Schema(), R"sql(
        CREATE TABLE release (
          id INTEGER PRIMARY KEY,
          name TEXT NOT NULL UNIQUE,
          revision INTEGER NOT NULL REFERENCES revision (revision)
        );
        -- In the order in which observations are given. Decimals are text, exact.
        CREATE TABLE observation (
          reporter TEXT NOT NULL,
          partner TEXT NOT NULL,
          frequency INTEGER NOT NULL,
          commodity TEXT NOT NULL,
          classification TEXT NOT NULL,
          flow TEXT NOT NULL,
          period INTEGER NOT NULL,
          release INTEGER NOT NULL REFERENCES release (id),
          value TEXT NOT NULL,
          valuation INTEGER NOT NULL,
          flags INTEGER NOT NULL,
          net_weight_kg TEXT,
          quantity TEXT,
          quantity_unit TEXT NOT NULL,
          locator TEXT NOT NULL,
          PRIMARY KEY (reporter, partner, frequency, commodity, classification, flow, period,
                       release)
        ) WITHOUT ROWID;
      )sql"),
  };
}

// The columns by which observations are told apart and ordered.
constexpr std::array<absl::string_view, 8> kKey = {
    "reporter", "partner", "frequency", "commodity", "classification", "flow", "period", "release"};
constexpr int kFirstKeyParameter = 6;  // of a scan

constexpr char kColumns[] =
    "reporter, partner, frequency, commodity, classification, flow, period, release, "
    "value, valuation, flags, net_weight_kg, quantity, quantity_unit, locator";

void BindCell(sql::Statement& statement, int first, const Cell& cell, int64_t release) {
  statement.Bind(first, cell.reporter);
  statement.Bind(first + 1, cell.partner);
  statement.Bind(first + 2, static_cast<int64_t>(cell.frequency));
  statement.Bind(first + 3, cell.commodity);
  statement.Bind(first + 4, cell.classification);
  statement.Bind(first + 5, cell.flow);
  statement.Bind(first + 6, int64_t{cell.period.code()});
  statement.Bind(first + 7, release);
}

absl::StatusOr<std::optional<Decimal>> OptionalDecimal(const sql::Statement& row, int column) {
  if (row.IsNull(column)) return std::optional<Decimal>();
  ASSIGN_OR_RETURN(const Decimal value, Decimal::Parse(row.Text(column)));
  return std::optional<Decimal>(value);
}

// The observation in a row of kColumns.
absl::StatusOr<StoredObservation> ReadRow(const sql::Statement& row) {
  StoredObservation stored;
  Cell& cell = stored.observation.cell;
  cell.reporter = std::string(row.Text(0));
  cell.partner = std::string(row.Text(1));
  cell.frequency = static_cast<Frequency>(row.Int(2));
  cell.commodity = std::string(row.Text(3));
  cell.classification = std::string(row.Text(4));
  cell.flow = std::string(row.Text(5));
  ASSIGN_OR_RETURN(cell.period, Period::FromCode(static_cast<int32_t>(row.Int(6))));
  stored.release = row.Int(7);
  ASSIGN_OR_RETURN(stored.observation.value, Decimal::Parse(row.Text(8)));
  stored.observation.valuation = static_cast<Valuation>(row.Int(9));
  stored.observation.flags = Flags::FromBits(static_cast<uint32_t>(row.Int(10)));
  ASSIGN_OR_RETURN(stored.observation.net_weight_kg, OptionalDecimal(row, 11));
  ASSIGN_OR_RETURN(stored.observation.quantity, OptionalDecimal(row, 12));
  stored.observation.quantity_unit = std::string(row.Text(13));
  stored.observation.locator = std::string(row.Text(14));
  return stored;
}

// How many columns of the key, from the first on, the query holds at the value that they have in
// `after`.
size_t HeldColumns(const ObservationQuery& query, const Cell& after) {
  if (query.reporter.empty() || query.reporter != after.reporter) return 0;
  if (query.partner.empty() || query.partner != after.partner) return 1;
  if (query.frequency != after.frequency) return 2;
  if (query.commodity.empty() || query.commodity != after.commodity) return 3;
  return 4;
}

// The statement that gives what `query` asks for. Its parameters are numbered by what they are, so
// that those of conditions that are left out stay unbound.
std::string ScanText(const ObservationQuery& query, const std::optional<ScanPosition>& after) {
  std::string text = absl::StrCat("SELECT ", kColumns, " FROM observation WHERE 1");
  if (!query.reporter.empty()) absl::StrAppend(&text, " AND reporter = ?1");
  if (!query.partner.empty()) absl::StrAppend(&text, " AND partner = ?2");
  if (query.frequency) absl::StrAppend(&text, " AND frequency = ?3");
  if (!query.commodity.empty()) absl::StrAppend(&text, " AND commodity = ?4");
  if (!query.flow.empty()) absl::StrAppend(&text, " AND flow = ?5");
  if (after) {
    // Without the columns that are held, SQLite begins right behind the position.
    absl::string_view separator = " AND (";
    std::string parameters;
    for (size_t i = HeldColumns(query, after->cell); i < kKey.size(); ++i) {
      absl::StrAppend(&text, separator, kKey[i]);
      absl::StrAppend(&parameters, parameters.empty() ? "?" : ", ?", kFirstKeyParameter + i);
      separator = ", ";
    }
    absl::StrAppend(&text, ") > (", parameters, ")");
  }
  absl::StrAppend(&text, " ORDER BY ", absl::StrJoin(kKey, ", "));
  return text;
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
      Release release = added.release;
      release.id = static_cast<int64_t>(all->size()) + 1;
      release.recorded = commit.recorded;
      release.revision = commit.revision;
      RETURN_IF_ERROR(Insert(*writer, release, added.observations));
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

  static absl::Status Insert(sql::Database& writer, const Release& release,
                             const std::vector<Observation>& observations) {
    ASSIGN_OR_RETURN(
        sql::Statement insert,
        writer.Prepare("INSERT INTO release (id, name, revision) VALUES (?1, ?2, ?3)"));
    insert.Bind(1, release.id);
    insert.Bind(2, release.name);
    insert.Bind(3, release.revision);
    RETURN_IF_ERROR(insert.Run());
    ASSIGN_OR_RETURN(sql::Statement row,
                     writer.Prepare("INSERT INTO observation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, "
                                    "?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)"));
    for (const Observation& observation : observations) {
      BindCell(row, 1, observation.cell, release.id);
      const std::string value = observation.value.ToString();
      row.Bind(9, value);
      row.Bind(10, static_cast<int64_t>(observation.valuation));
      row.Bind(11, int64_t{observation.flags.bits()});
      const std::string net_weight =
          observation.net_weight_kg ? observation.net_weight_kg->ToString() : "";
      observation.net_weight_kg ? row.Bind(12, net_weight) : row.BindNull(12);
      const std::string quantity = observation.quantity ? observation.quantity->ToString() : "";
      observation.quantity ? row.Bind(13, quantity) : row.BindNull(13);
      row.Bind(14, observation.quantity_unit);
      row.Bind(15, observation.locator);
      RETURN_IF_ERROR(row.Run());
    }
    return absl::OkStatus();
  }

  absl::Status DoScan(const ObservationQuery& query, const std::optional<ScanPosition>& after,
                      const std::function<bool(const StoredObservation&)>& visit) const override {
    ASSIGN_OR_RETURN(const sql::Connections::Reader reader, connections_->Read());
    ASSIGN_OR_RETURN(sql::Statement rows, reader->Prepare(ScanText(query, after)));
    if (!query.reporter.empty()) rows.Bind(1, query.reporter);
    if (!query.partner.empty()) rows.Bind(2, query.partner);
    if (query.frequency) rows.Bind(3, static_cast<int64_t>(*query.frequency));
    if (!query.commodity.empty()) rows.Bind(4, query.commodity);
    if (!query.flow.empty()) rows.Bind(5, query.flow);
    if (after) BindCell(rows, kFirstKeyParameter, after->cell, after->release);
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return absl::OkStatus();
      ASSIGN_OR_RETURN(const StoredObservation stored, ReadRow(rows));
      if (!visit(stored)) return absl::OkStatus();
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
                   reader->Prepare("SELECT id, name, revision FROM release ORDER BY id"));
  while (true) {
    ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return releases;
    ASSIGN_OR_RETURN(const Document document, journal.Get(kReleases, rows.Text(1), rows.Int(2)));
    Release release;
    RETURN_IF_ERROR(Decode(document, release));
    release.id = rows.Int(0);
    releases.push_back(std::move(release));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path,
                                                       const Clock& clock) {
  ASSIGN_OR_RETURN(std::unique_ptr<sql::Connections> connections, sql::Connections::Open(path));
  RETURN_IF_ERROR(sql::Migrate(*connections->Write(), kApplicationId, Schema()));
  ASSIGN_OR_RETURN(std::unique_ptr<SqliteJournal> journal, SqliteJournal::Open(*connections));
  ASSIGN_OR_RETURN(std::vector<Release> releases, LoadReleases(*connections, *journal));
  return std::make_unique<SqliteStore>(std::move(connections), std::move(journal),
                                       std::move(releases), clock);
}

}  // namespace entente::trade
