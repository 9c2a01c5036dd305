#ifndef ENTENTE_TRADE_SERVICE_TESTING_BUILDERS_H_
#define ENTENTE_TRADE_SERVICE_TESTING_BUILDERS_H_

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/time/partial_date.h"
#include "common/time/period.h"
#include "trade_service/core/commodity_title.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/decimal.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"
#include "trade_service/core/series.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"
#include "trade_service/core/vintage.h"

// For tests: domain values from short texts, which must be well-formed.
namespace entente::trade::testing {

inline Decimal Dec(absl::string_view text) { return Decimal::Parse(text).value(); }
inline Period Per(absl::string_view text) { return Period::Parse(text).value(); }
inline PartialDate Date(absl::string_view edtf) { return PartialDate::Parse(edtf).value(); }

// 2022-01-01 is where the tests' time begins.
inline absl::Time StartOfTime() { return absl::FromUnixSeconds(1'640'995'200); }

// A value of total trade.
inline Observation MakeObservation(absl::string_view reporter, absl::string_view partner,
                                   absl::string_view flow, absl::string_view period,
                                   absl::string_view value) {
  Observation observation;
  observation.cell = {.reporter = std::string(reporter),
                      .partner = std::string(partner),
                      .frequency = Per(period).frequency(),
                      .commodity = kTotal,
                      .classification = "",
                      .flow = std::string(flow),
                      .period = Per(period)};
  observation.value = Dec(value);
  observation.locator = absl::StrCat(reporter, " ", flow, " ", period);
  return observation;
}

// A release of `source` ("un-comtrade") in US dollars, recorded on the first day.
inline Release MakeRelease(absl::string_view source, absl::string_view dataset,
                           absl::string_view published, int64_t id = 0, int64_t revision = 1) {
  Release release;
  release.id = id;
  release.name = absl::StrCat("sources/", source, "/releases/", dataset, "-", published);
  release.dataset = std::string(dataset);
  if (!published.empty()) release.published = Date(published);
  release.currency = "USD";
  release.recorded = StartOfTime();
  release.revision = revision;
  return release;
}

// The releases as a store has them: each at the place of its id, with its chain. Places that none
// of them takes are of releases that are recorded after all time.
inline std::shared_ptr<const std::vector<Release>> Chained(std::vector<Release> releases) {
  auto all = std::make_shared<std::vector<Release>>();
  for (Release& release : releases) {
    while (static_cast<int64_t>(all->size()) < release.id - 1) {
      all->push_back(MakeRelease("later", "", "", static_cast<int64_t>(all->size()) + 1,
                                 std::numeric_limits<int64_t>::max()));
      all->back().chain = all->back().id;
    }
    release.chain = release.id;
    for (const Release& earlier : *all) {
      if (earlier.dataset == release.dataset && SourceOf(earlier) == SourceOf(release)) {
        release.chain = earlier.chain;
        break;
      }
    }
    all->push_back(std::move(release));
  }
  return all;
}

// The vintage that they make, whenever they were recorded and published.
inline Vintage VintageOf(std::vector<Release> releases) {
  return Vintage(Chained(std::move(releases)), std::numeric_limits<int64_t>::max() - 1,
                 std::nullopt);
}

// 1 in each of `periods`, which are of one frequency, of the release with id 1.
inline Series OneInEach(const std::vector<const char*>& periods) {
  Series series;
  series.frequency = Per(periods.front()).frequency();
  for (const char* period : periods) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec("1");
    point.release = 1;
  }
  return series;
}

inline Source MakeSource(absl::string_view id, SourceKind kind) {
  return {.name = absl::StrCat("sources/", id),
          .title = std::string(id),
          .publisher = absl::StrCat("Publisher of ", id),
          .url = "",
          .kind = kind,
          .note = ""};
}

inline Evidence MakeEvidence() {
  Evidence evidence;
  evidence.publisher = "Xinhua";
  evidence.url = "https://example.org/2022-05-11";
  return evidence;
}

inline Target MakeTarget(absl::string_view id, absl::string_view amount = "10000000000") {
  Target target;
  target.name = absl::StrCat("pairs/KAZ-TUR/targets/", id);
  target.amount = {Dec(amount), "USD"};
  target.announced = Date("2022-05-10");
  target.evidence = {MakeEvidence()};
  return target;
}

inline Statement MakeStatement(absl::string_view id) {
  Statement statement;
  statement.name = absl::StrCat("pairs/KAZ-TUR/statements/", id);
  statement.kind = StatementKind::kVolume;
  statement.amount = Amount{Dec("5300000000"), "USD"};
  statement.said = Date("2022-05-10");
  statement.evidence = {MakeEvidence()};
  return statement;
}

inline CommodityTitle MakeTitle(absl::string_view classification, absl::string_view code,
                                absl::string_view title) {
  return {.name = TitleName(classification, code),
          .title = std::string(title),
          .parent = "",
          .evidence = MakeEvidence()};
}

// Weights, each from a code to a code, in their order.
struct WeightText {
  absl::string_view from;
  absl::string_view to;
  absl::string_view weight;
};
inline Conversion MakeConversion(absl::string_view from, absl::string_view to,
                                 const std::vector<WeightText>& weights) {
  Conversion conversion{
      .name = ConversionName(from, to), .weights = {}, .evidence = MakeEvidence()};
  for (const WeightText& one : weights) {
    conversion.weights.push_back(
        {.from = std::string(one.from), .to = std::string(one.to), .weight = Dec(one.weight)});
  }
  return conversion;
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_BUILDERS_H_
