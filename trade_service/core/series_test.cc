#include "trade_service/core/series.h"

#include <algorithm>
#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::VintageOf;

// "2020=1 2021=2", the series' points.
std::string Points(const Series& series) {
  std::string text;
  for (const Point& point : series.points) {
    absl::StrAppend(&text, text.empty() ? "" : " ", point.period.ToString(), "=",
                    point.value.ToString());
  }
  return text;
}

std::string Heading(const Series& s) {
  return absl::StrCat(s.source, " ", s.currency, " ", s.reporter, "-", s.partner, " ", s.flow, " ",
                      s.commodity, " ", s.classification, " ", static_cast<int>(s.frequency));
}

std::vector<std::string> Headings(const std::vector<Series>& all) {
  std::vector<std::string> headings;
  for (const Series& series : all) headings.push_back(Heading(series));
  return headings;
}

TEST(BuildSeriesTest, PutsPointsInOrderOfPeriod) {
  const Vintage vintage = VintageOf({MakeRelease("s", "d", "2024", 1)});
  const auto all = BuildSeries({{MakeObservation("KAZ", "TUR", "X", "2021", "2"), 1},
                                {MakeObservation("KAZ", "TUR", "X", "2019", "1"), 1},
                                {MakeObservation("KAZ", "TUR", "X", "2022", "3"), 1}},
                               vintage);
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(Heading(all[0]), "sources/s USD KAZ-TUR X TOTAL  1");
  EXPECT_EQ(Points(all[0]), "2019=1 2021=2 2022=3");
}

TEST(BuildSeriesTest, APointHasEverythingOfItsObservation) {
  Observation observation = MakeObservation("KAZ", "TUR", "M", "2021-04", "-0.5");
  observation.valuation = Valuation::kCif;
  observation.flags.Add(Flag::kSummed);
  observation.net_weight_kg = Dec("12.5");
  observation.locator = "line 7";
  const auto all = BuildSeries({{observation, 3}}, VintageOf({MakeRelease("s", "d", "2024", 3)}));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(all[0].frequency, Frequency::kMonthly);
  EXPECT_THAT(all[0].points, ElementsAre(Point{.period = testing::Per("2021-04"),
                                               .value = Dec("-0.5"),
                                               .valuation = Valuation::kCif,
                                               .flags = observation.flags,
                                               .fob_value = std::nullopt,
                                               .net_weight_kg = Dec("12.5"),
                                               .locator = "line 7",
                                               .release = 3}));
}

TEST(BuildSeriesTest, LeavesOutDataSetsOfWhichNothingCounts) {
  const Vintage vintage(testing::Chained({MakeRelease("s", "d", "2023", 1)}), 1000,
                        absl::CivilDay(2022, 1, 1));
  EXPECT_THAT(BuildSeries({{MakeObservation("KAZ", "TUR", "X", "2021", "1"), 1},
                           {MakeObservation("KAZ", "TUR", "X", "2021", "1"), 9}},
                          vintage),
              IsEmpty());
}

TEST(BuildSeriesTest, OfTwoDatasetsTheOnePublishedLastHasTheSay) {
  const std::vector<Release> releases = {MakeRelease("s", "annual", "2024-02", 1),
                                         MakeRelease("s", "revised", "2024-01", 2)};
  std::vector<StoredObservation> observations = {
      {MakeObservation("KAZ", "TUR", "X", "2020", "1"), 1},
      {MakeObservation("KAZ", "TUR", "X", "2020", "2"), 2},
      {MakeObservation("KAZ", "TUR", "X", "2021", "20"), 2}};
  for (int order = 0; order < 2; ++order) {
    const auto all = BuildSeries(observations, VintageOf(releases));
    ASSERT_EQ(all.size(), 1u);
    EXPECT_EQ(Points(all[0]), "2020=1 2021=20");
    EXPECT_EQ(all[0].points[0].release, 1);
    std::reverse(observations.begin(), observations.end());
  }
}

TEST(BuildSeriesTest, OfOneDayTheReleaseRecordedLastHasTheSay) {
  const auto all =
      BuildSeries({{MakeObservation("KAZ", "TUR", "X", "2020", "1"), 1},
                   {MakeObservation("KAZ", "TUR", "X", "2020", "2"), 2}},
                  VintageOf({MakeRelease("s", "a", "2024", 1), MakeRelease("s", "b", "2024", 2)}));
  ASSERT_EQ(all.size(), 1u);
  EXPECT_EQ(Points(all[0]), "2020=2");
}

// Requirement 3: never add across flows. Requirement 10: never across revisions of the HS.
TEST(BuildSeriesTest, KeepsApartWhatMustNotBeAdded) {
  Release euros = MakeRelease("s", "euros", "2024", 2);
  euros.currency = "EUR";
  const Vintage vintage =
      VintageOf({MakeRelease("s", "d", "2024", 1), euros, MakeRelease("t", "d", "2024", 3)});
  const Observation base = MakeObservation("KAZ", "TUR", "X", "2021", "1");
  const auto changed = [&](auto change) {
    Observation observation = base;
    change(observation.cell);
    return observation;
  };
  const auto all =
      BuildSeries({{base, 1},
                   {base, 2},
                   {base, 3},
                   {changed([](Cell& c) { c.flow = "DX"; }), 1},
                   {changed([](Cell& c) { c.flow = "M"; }), 1},
                   {changed([](Cell& c) { std::swap(c.reporter, c.partner); }), 1},
                   {changed([](Cell& c) { c.partner = kWorld; }), 1},
                   {changed([](Cell& c) { c.commodity = "0302", c.classification = "H5"; }), 1},
                   {changed([](Cell& c) { c.commodity = "0302", c.classification = "H6"; }), 1},
                   {MakeObservation("KAZ", "TUR", "X", "2021-01", "1"), 1}},
                  vintage);
  EXPECT_THAT(Headings(all),
              ElementsAre("sources/s USD KAZ-TUR DX TOTAL  1", "sources/s USD KAZ-TUR M TOTAL  1",
                          "sources/s USD KAZ-TUR X 0302 H5 1", "sources/s USD KAZ-TUR X 0302 H6 1",
                          "sources/s EUR KAZ-TUR X TOTAL  1", "sources/s USD KAZ-TUR X TOTAL  1",
                          "sources/s USD KAZ-TUR X TOTAL  3", "sources/s USD KAZ-W00 X TOTAL  1",
                          "sources/s USD TUR-KAZ X TOTAL  1", "sources/t USD KAZ-TUR X TOTAL  1"));
  for (const Series& series : all) EXPECT_EQ(series.points.size(), 1u);
}

TEST(BuildSeriesPropertyTest, DependsOnNothingButTheSetOfObservations) {
  std::mt19937 random(7);
  const auto any = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  const Vintage vintage =
      VintageOf({MakeRelease("s", "a", "2024-02", 1), MakeRelease("s", "b", "2024-01", 2),
                 MakeRelease("t", "a", "2024-03", 3)});
  for (int round = 0; round < 100; ++round) {
    std::map<std::pair<Cell, int64_t>, Observation> unique;
    for (int i = 0; i < 30; ++i) {
      const Observation observation =
          MakeObservation(any(2) ? "KAZ" : "TUR", "CHN", any(2) ? "X" : "M",
                          absl::StrCat(2019 + any(3)), absl::StrCat(any(1000)));
      unique.insert({{observation.cell, 1 + any(3)}, observation});
    }
    std::vector<StoredObservation> observations;
    for (const auto& [key, observation] : unique) observations.push_back({observation, key.second});
    const auto all = BuildSeries(observations, vintage);
    std::shuffle(observations.begin(), observations.end(), random);
    EXPECT_EQ(BuildSeries(observations, vintage), all);
    for (const Series& series : all) {
      for (size_t i = 1; i < series.points.size(); ++i) {
        EXPECT_LT(series.points[i - 1].period, series.points[i].period);
      }
    }
  }
}

}  // namespace
}  // namespace entente::trade
