#ifndef ENTENTE_TRADE_SERVICE_TESTING_WHOLE_WORLD_H_
#define ENTENTE_TRADE_SERVICE_TESTING_WHOLE_WORLD_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/area.h"
#include "trade_service/testing/builders.h"

// For tests: a year of a made world, small, of which a file lists all pairs.
namespace entente::trade::testing {

// One product that one country sells another.
struct WorldRow {
  std::string exporter;  // alpha-3
  std::string importer;
  std::string commodity;  // six digits
  int64_t usd = 0;

  friend auto operator<=>(const WorldRow&, const WorldRow&) = default;
};

// The countries of a world, Kazakhstan, Türkiye and China first.
inline std::vector<std::string> WorldCountries(size_t count) {
  std::vector<std::string> countries = {"KAZ", "TUR", "CHN"};
  for (const Area& area : KnownAreas()) {
    const bool named = std::find(countries.begin(), countries.end(), area.code) != countries.end();
    if (area.kind != AreaKind::kCountry || area.comtrade_numbers.empty() || named) continue;
    countries.push_back(area.code);
  }
  countries.resize(std::min(count, countries.size()));
  return countries;
}

// Each country sells to the two that come next, in a ring, some of all 96 chapters. In order.
inline std::vector<WorldRow> WholeWorld(size_t countries = 150) {
  const std::vector<std::string> all = WorldCountries(countries);
  std::set<WorldRow> rows;
  std::set<std::tuple<std::string, std::string, std::string>> known;
  for (size_t i = 0; i < all.size(); ++i) {
    for (size_t step = 1; step <= 2; ++step) {
      for (size_t k = 0; k < 4; ++k) {
        size_t chapter = 1 + (i + k * (5 + 7 * step)) % 96;
        if (chapter >= 77) ++chapter;  // 77 is reserved
        const std::string commodity =
            absl::StrFormat("%02d%02d%02d", static_cast<int>(chapter), static_cast<int>(1 + k % 2),
                            static_cast<int>(10 * (1 + step)));
        const std::string& importer = all[(i + step) % all.size()];
        if (!known.emplace(all[i], importer, commodity).second) continue;
        const auto usd = static_cast<int64_t>(1000 + (i * 7919 + k * 104729 + step * 31) % 900'000);
        rows.insert({all[i], importer, commodity, usd});
      }
    }
  }
  return {rows.begin(), rows.end()};
}

// Those that `keep` says yes to.
inline std::vector<WorldRow> Only(std::vector<WorldRow> rows,
                                  const std::function<bool(const WorldRow&)>& keep) {
  rows.erase(
      std::remove_if(rows.begin(), rows.end(), [&](const WorldRow& row) { return !keep(row); }),
      rows.end());
  return rows;
}

// As a file of BACI of 2021.
inline std::string BaciText(const std::vector<WorldRow>& rows) {
  std::string text = "t,i,j,k,v,q\n";
  for (const WorldRow& row : rows) {
    absl::StrAppend(&text, "2021,", FindArea(row.exporter)->comtrade_numbers.front(), ",",
                    FindArea(row.importer)->comtrade_numbers.front(), ",", row.commodity, ",",
                    row.usd / 1000, absl::StrFormat(".%03d", row.usd % 1000), ",NA\n");
  }
  return text;
}

// As a reader has them.
inline std::vector<Observation> ObservationsIn(const std::vector<WorldRow>& rows,
                                               absl::string_view classification = "H0",
                                               absl::string_view period = "2021") {
  std::vector<Observation> observations;
  for (const WorldRow& row : rows) {
    Observation& one = observations.emplace_back(
        MakeObservation(row.exporter, row.importer, "X", period, absl::StrCat(row.usd)));
    one.cell.commodity = row.commodity;
    one.cell.classification = std::string(classification);
  }
  return observations;
}

// The sum of those that `keep` says yes to.
inline int64_t UsdOf(const std::vector<WorldRow>& rows,
                     const std::function<bool(const WorldRow&)>& keep) {
  int64_t sum = 0;
  for (const WorldRow& row : rows) sum += keep(row) ? row.usd : 0;
  return sum;
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_WHOLE_WORLD_H_
