#include "trade_service/store/sqlite_rows.h"

#include <array>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// Reads what BindPosition binds.
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

}  // namespace

void BindPosition(sql::Statement& statement, int first, const BlockKey& key, int64_t chain) {
  statement.Bind(first, key.reporter);
  statement.Bind(first + 1, key.partner);
  statement.Bind(first + 2, key.flow);
  statement.Bind(first + 3, int64_t{key.period.code()});
  statement.Bind(first + 4, chain);
}

absl::StatusOr<sql::Statement> SelectBlocks(sql::Database& db, const BlockQuery& query,
                                            const std::optional<BlockPosition>& after) {
  ASSIGN_OR_RETURN(sql::Statement rows, db.Prepare(ScanText(query, after)));
  BindConditions(query, rows);
  if (after) BindPosition(rows, kAfter, after->key, after->chain);
  return rows;
}

absl::StatusOr<BlockState> ReadState(const sql::Statement& row) {
  BlockState state;
  ASSIGN_OR_RETURN(state.position, ReadPosition(row, 0));
  state.release = row.Int(5);
  state.rows = row.Int(6);
  state.id = row.Int(7);
  return state;
}

absl::StatusOr<sql::Statement> SelectPeriods(sql::Database& db, const BlockQuery& query) {
  ASSIGN_OR_RETURN(
      sql::Statement rows,
      db.Prepare(absl::StrCat("SELECT DISTINCT period, chain FROM block", ConditionsOf(query))));
  BindConditions(query, rows);
  return rows;
}

absl::StatusOr<std::optional<BlockBytes>> ReadBytes(sql::Database& db, const BlockState& state) {
  // The id of a block that was pruned may be another one's now, of a later release.
  ASSIGN_OR_RETURN(sql::Statement row, db.Prepare("SELECT columns, locators FROM block "
                                                  "WHERE id = ?1 AND release = ?2 AND rows > 0"));
  row.Bind(1, state.id);
  row.Bind(2, state.release);
  ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) return std::nullopt;
  return BlockBytes{std::string(row.Blob(0)), std::string(row.Blob(1))};
}

absl::StatusOr<sql::Statement> SelectTotals(sql::Database& db, const BlockQuery& query) {
  ASSIGN_OR_RETURN(
      sql::Statement rows,
      db.Prepare(absl::StrCat("SELECT ", kTotalColumns, " FROM total", ConditionsOf(query),
                              " ORDER BY ", absl::StrJoin(kOrder, ", "), ", release")));
  BindConditions(query, rows);
  return rows;
}

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

}  // namespace entente::trade
