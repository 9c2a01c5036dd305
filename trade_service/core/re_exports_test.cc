#include "trade_service/core/re_exports.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::re_exports_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeRelease;
using testing::Per;

// Two releases of one data set, and one of another.
Vintage TheVintage() {
  return testing::VintageOf({MakeRelease("s", "d", "2022", 1), MakeRelease("s", "d", "2023", 2),
                             MakeRelease("s", "other", "2023", 3)});
}

Series OnePoint(absl::string_view flow, absl::string_view period, absl::string_view value,
                int64_t release = 1) {
  Series series;
  series.reporter = "KAZ";
  series.partner = "TUR";
  series.flow = std::string(flow);
  series.commodity = kTotal;
  series.source = "sources/s";
  series.currency = "USD";
  Point& point = series.points.emplace_back();
  point.period = Per(period);
  point.value = Dec(value);
  point.valuation = Valuation::kFob;
  point.net_weight_kg = Dec("7");
  point.locator = absl::StrCat(flow, " ", period);
  point.release = release;
  return series;
}

std::vector<std::string> Describe(const std::vector<Series>& series) {
  const absl::StatusOr<std::vector<Series>> without = WithoutReExports(series, TheVintage());
  EXPECT_OK(without);
  std::vector<std::string> all;
  for (const Series& one : *without) {
    std::string text = absl::StrCat(one.reporter, " ", one.flow);
    for (const Point& point : one.points) {
      absl::StrAppend(&text, " ", point.period.ToString(), "=", point.value.ToString());
    }
    all.push_back(text);
  }
  return all;
}

TEST(WithoutReExportsTest, TotalsLessWhatPassesThrough) {
  EXPECT_THAT(Describe({OnePoint("X", "2021", "100"), OnePoint("RX", "2021", "30.5"),
                        OnePoint("M", "2021", "50"), OnePoint("RM", "2021", "1")}),
              ElementsAre("KAZ X 2021=69.5", "KAZ M 2021=49"));
}

TEST(WithoutReExportsTest, TheSourcesOwnFigureHasTheSay) {
  EXPECT_THAT(Describe({OnePoint("X", "2021", "100"), OnePoint("RX", "2021", "30"),
                        OnePoint("DX", "2021", "69.9"), OnePoint("FM", "2021", "8")}),
              ElementsAre("KAZ X 2021=69.9", "KAZ M 2021=8"));
}

TEST(WithoutReExportsTest, NotReportedIsNotZero) {
  EXPECT_THAT(Describe({OnePoint("X", "2021", "100"), OnePoint("M", "2021", "50")}), IsEmpty());
  EXPECT_THAT(Describe({OnePoint("X", "2021", "100"), OnePoint("RX", "2020", "30")}), IsEmpty());
  EXPECT_THAT(Describe({OnePoint("RX", "2021", "30")}), IsEmpty());
}

TEST(WithoutReExportsTest, SeriesThatDifferInMoreThanTheirFlowAreNeverMixed) {
  const auto changed = [](auto change) {
    Series series = OnePoint("RX", "2021", "30");
    change(series);
    return series;
  };
  EXPECT_THAT(
      Describe({OnePoint("X", "2021", "100"), changed([](Series& s) { s.reporter = "TUR"; }),
                changed([](Series& s) { s.partner = "W00"; }),
                changed([](Series& s) { s.source = "sources/t"; }),
                changed([](Series& s) { s.currency = "EUR"; }),
                changed([](Series& s) { s.commodity = "03"; }),
                changed([](Series& s) { s.classification = "H6"; }),
                changed([](Series& s) { s.points[0].release = 3; })}),
      IsEmpty());
}

TEST(WithoutReExportsTest, ADifferenceNamesBothPlaces) {
  Series passing = OnePoint("RX", "2021", "30");
  passing.points[0].flags.Add(Flag::kEstimated);
  passing.points[0].valuation = Valuation::kUnspecified;
  ASSERT_OK_AND_ASSIGN(const auto without,
                       WithoutReExports({OnePoint("X", "2021", "100"), passing}, TheVintage()));
  ASSERT_EQ(without.size(), 1u);
  const Point& point = without[0].points[0];
  EXPECT_EQ(point.locator, "X 2021 less RX 2021");
  EXPECT_EQ(point.release, 1);
  EXPECT_EQ(point.valuation, Valuation::kUnspecified);
  EXPECT_TRUE(point.flags.Has(Flag::kEstimated));
  EXPECT_EQ(point.net_weight_kg, std::nullopt);
}

// Of a later release only what it changes is kept, so that two values which stand in one release
// can have been brought by two.
TEST(WithoutReExportsTest, ValuesOfOneDataSetAreOfOneStateWhicheverReleaseBroughtThem) {
  for (const auto& [all, passing] : {std::pair(1, 2), std::pair(2, 1)}) {
    ASSERT_OK_AND_ASSIGN(
        const auto without,
        WithoutReExports({OnePoint("X", "2021", "100", all), OnePoint("RX", "2021", "30", passing)},
                         TheVintage()));
    ASSERT_EQ(without.size(), 1u);
    const Point& point = without[0].points[0];
    EXPECT_EQ(point.value, Dec("70"));
    EXPECT_EQ(point.release, all);
    EXPECT_EQ(point.locator,
              absl::StrCat("X 2021 less RX 2021 of ", TheVintage().Find(passing)->name));
  }
}

TEST(WithoutReExportsTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(WithoutReExports(
                  {OnePoint("X", "2021", huge), OnePoint("RX", "2021", absl::StrCat("-", huge))},
                  TheVintage()),
              StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::trade::re_exports_test
