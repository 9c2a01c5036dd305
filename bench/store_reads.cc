// Times what an analyst asks most of a store that holds a year of BACI, in this process, without
// gRPC: every value of a pair, its top ten commodities, a country's top ten partners, and what
// there is of a country. With --row-table, the first two are asked of an SQLite table of rows too.
//
// Prints a line a question: its name, the median and the 99th percentile in microseconds.

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "CLI/App.hpp"
#include "CLI/Config.hpp"
#include "CLI/Formatter.hpp"

#include "common/sql/database.h"
#include "common/time/clock.h"
#include "trade_service/availability.h"
#include "trade_service/commodity_ranking.h"
#include "trade_service/core/commodity_table.h"
#include "trade_service/core/top_commodities.h"
#include "trade_service/partner_ranking.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// Countries that trade much, with the numbers that BACI gives them.
struct Country {
  const char* alpha3;
  int number;
};
constexpr Country kCountries[] = {{"DEU", 276}, {"CHN", 156}, {"USA", 842}, {"FRA", 251},
                                  {"ITA", 380}, {"JPN", 392}, {"TUR", 792}, {"KAZ", 398},
                                  {"NLD", 528}, {"GBR", 826}};

using Pair = std::pair<Country, Country>;

std::vector<Pair> Pairs() {
  std::vector<Pair> pairs;
  for (const Country& a : kCountries) {
    for (const Country& b : kCountries) {
      if (a.number != b.number) pairs.emplace_back(a, b);
    }
  }
  return pairs;
}

void Fail(const absl::Status& status) {
  std::fprintf(stderr, "%s\n", std::string(status.message()).c_str());
  std::exit(1);
}

template <typename T>
T Must(absl::StatusOr<T> value) {
  if (!value.ok()) Fail(value.status());
  return *std::move(value);
}

// The question that is asked alone; empty: all.
std::string only;

// Asks `ask` of every pair, `rounds` times over.
void Time(const char* name, int rounds, const std::function<size_t(const Pair&)>& ask) {
  if (!only.empty() && only != name) return;
  std::vector<double> times;
  size_t answered = 0;
  for (int round = 0; round < rounds; ++round) {
    for (const Pair& pair : Pairs()) {
      const auto start = std::chrono::steady_clock::now();
      answered += ask(pair);
      const std::chrono::duration<double, std::micro> took =
          std::chrono::steady_clock::now() - start;
      times.push_back(took.count());
    }
  }
  std::sort(times.begin(), times.end());
  std::printf("%-28s %9.1f %9.1f   %zu values an answer\n", name, times[times.size() / 2],
              times[times.size() * 99 / 100], answered / times.size());
}

BlockQuery ExportsOf(const Pair& pair, const Period& period) {
  BlockQuery query;
  query.reporter = pair.first.alpha3;
  query.partner = pair.second.alpha3;
  query.flow = kExports;
  query.period = period;
  return query;
}

std::vector<Observation> RowsOf(const Snapshot& snapshot, const Pair& pair, const Period& period) {
  BlockState found;
  const absl::Status status =
      snapshot.ScanBlocks(ExportsOf(pair, period), std::nullopt, [&](const BlockState& block) {
        found = block;
        return false;
      });
  if (!status.ok()) Fail(status);
  if (found.id == 0) return {};
  return Must(snapshot.ReadBlock(found));
}

void TimeStore(const std::string& path, const Period& period, int rounds) {
  const auto opened = std::chrono::steady_clock::now();
  const auto store = Must(OpenSqliteStore(path, SystemClock()));
  const auto take = [&] {
    return Must(Snapshot::Take(*store, store->journal().Head(), std::nullopt));
  };
  RowsOf(take(), Pairs()[0], period);
  const std::chrono::duration<double, std::milli> first = std::chrono::steady_clock::now() - opened;
  std::printf("%-28s %9.1f ms\n", "open to first answer", first.count());

  Time("rows of a pair", rounds,
       [&](const Pair& pair) { return RowsOf(take(), pair, period).size(); });
  Time("top ten commodities", rounds, [&](const Pair& pair) {
    std::vector<CommodityRow> rows;
    for (Observation& row : RowsOf(take(), pair, period)) {
      CommodityRow& commodity = rows.emplace_back();
      commodity.code = std::move(row.cell.commodity);
      commodity.value = row.value;
      commodity.net_weight_kg = row.net_weight_kg;
    }
    const CommodityTable table = Must(CommoditiesAt(6, rows, "H0", "USD"));
    return Must(Top(10, table)).top.size();
  });
  // What no caller has asked before, as the service answers it but for gRPC.
  const rpc::Context context;
  const auto rank = [&](const Pair& pair, const std::string& year) {
    v1::RankPartnersRequest request;
    request.set_reporter(pair.first.alpha3);
    request.set_period(year);
    return static_cast<size_t>(Must(RankPartners(*store, context, request)).ranking().areas_size());
  };
  const auto rank_commodities = [&](const Pair& pair, const char* flow) {
    v1::RankCommoditiesRequest request;
    request.set_reporter(pair.first.alpha3);
    request.set_partner(pair.second.alpha3);
    request.set_flow(flow);
    request.set_period(period.ToString());
    request.set_level(6);
    const v1::RankCommoditiesResponse response = Must(RankCommodities(*store, context, request));
    return static_cast<size_t>(std::count_if(
        response.commodities().begin(), response.commodities().end(),
        [](const v1::RankedCommodity& one) { return one.has_comparative_advantage(); }));
  };
  Time("RankCommodities, imports", rounds,
       [&](const Pair& pair) { return rank_commodities(pair, "M"); });
  Time("the same with RCA, exports", rounds,
       [&](const Pair& pair) { return rank_commodities(pair, "X"); });
  Time("top ten partners", rounds, [&](const Pair& pair) { return rank(pair, period.ToString()); });
  Time("the same of the latest year", rounds, [&](const Pair& pair) { return rank(pair, ""); });
  Time("availability of a reporter", rounds, [&](const Pair& pair) {
    v1::GetAvailabilityRequest request;
    request.set_reporter(pair.first.alpha3);
    return static_cast<size_t>(Must(GetAvailability(*store, context, request)).available_size());
  });
}

// A table baci (i, j, k, v, q) with its index.
void TimeRowTable(const std::string& path, int rounds) {
  const auto db = Must(sql::Database::Open(path, sql::Database::Mode::kReadOnly));
  const auto ask = [&](const char* text) {
    return [&db, text](const Pair& pair) {
      sql::Statement rows = Must(db->Prepare(text));
      rows.Bind(1, int64_t{pair.first.number});
      rows.Bind(2, int64_t{pair.second.number});
      size_t count = 0;
      while (Must(rows.Step())) count += rows.Text(0).empty() ? 0 : 1;
      return count;
    };
  };
  Time("rows of a pair (row table)", rounds,
       ask("SELECT k, v, q FROM baci WHERE i = ?1 AND j = ?2"));
  Time("top commodities (row table)", rounds,
       ask("SELECT k, v FROM baci WHERE i = ?1 AND j = ?2 ORDER BY v DESC LIMIT 10"));
}

}  // namespace
}  // namespace entente::trade

int main(int argc, char** argv) {
  CLI::App app("Times reads of a store that holds a year of BACI");
  std::string store;
  std::string row_table;
  int year = 2021;
  int rounds = 20;
  app.add_option("--store", store, "The trade server's file")->required();
  app.add_option("--row-table", row_table, "An SQLite file with the same year as rows");
  app.add_option("--year", year, "Which year")->capture_default_str();
  app.add_option("--rounds", rounds, "How often every question is asked")->capture_default_str();
  app.add_option("--only", entente::trade::only, "One question alone, by its name in the table");
  CLI11_PARSE(app, argc, argv);
  const auto period = entente::Period::Of(entente::Frequency::kAnnual, year, 1);
  if (!period.ok()) return 2;
  entente::trade::TimeStore(store, *period, rounds);
  if (!row_table.empty()) entente::trade::TimeRowTable(row_table, rounds);
  return 0;
}
