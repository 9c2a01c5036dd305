#include "trade_service/core/summed_point.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::summed_point_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using testing::MakeRelease;
using testing::Per;

Vintage TwoReleases() {
  return testing::VintageOf(
      {MakeRelease("s", "spring", "2022", 1), MakeRelease("s", "autumn", "2022", 2)});
}

Point Value(absl::string_view period, absl::string_view value, int64_t release = 1) {
  Point point;
  point.period = Per(period);
  point.value = Dec(value);
  point.valuation = Valuation::kFob;
  point.locator = absl::StrCat("line ", Per(period).number());
  point.release = release;
  return point;
}

TEST(AddUpTest, ASumSaysThatItIsOneAndWhereItsPartsStand) {
  std::vector<Point> months = {Value("2021-01", "1"), Value("2021-02", "2", 2),
                               Value("2021-03", "4")};
  months[1].flags.Add(Flag::kEstimated);
  for (Point& month : months) month.net_weight_kg = Dec("10");
  months[0].fob_value = Dec("1");
  const auto add_up = [&] {
    return AddUp(Per("2021-Q1"), {&months[0], &months[1], &months[2]}, TwoReleases());
  };
  ASSERT_OK_AND_ASSIGN(Point sum, add_up());
  EXPECT_EQ(sum.value, Dec("7"));
  EXPECT_TRUE(sum.flags.Has(Flag::kEstimated));
  EXPECT_TRUE(sum.flags.Has(Flag::kSummed));
  EXPECT_EQ(sum.valuation, Valuation::kFob);
  EXPECT_EQ(sum.net_weight_kg, Dec("30"));
  EXPECT_EQ(sum.fob_value, std::nullopt) << "not every month has one";
  EXPECT_EQ(sum.release, 1);
  EXPECT_THAT(sum.further_releases, ElementsAre(2));
  EXPECT_EQ(sum.locator, "line 1, line 2 of sources/s/releases/autumn-2022, line 3");
  months[2].valuation = Valuation::kCif;
  months[2].value = Dec(std::string(38, '9'));
  months[0].value = Dec(std::string(38, '9'));
  EXPECT_THAT(add_up(), StatusIs(absl::StatusCode::kOutOfRange));
  months[0].value = months[2].value = Dec("1");
  ASSERT_OK_AND_ASSIGN(sum, add_up());
  EXPECT_EQ(sum.valuation, Valuation::kUnspecified);
}

// The locators of sums name releases already.
TEST(AddUpTest, ASumOfSumsNamesEveryReleaseOnce) {
  std::vector<Point> months = {Value("2021-01", "1", 2), Value("2021-02", "2"),
                               Value("2021-03", "4", 2)};
  months[0].locator = "line 7 and 2 more";
  months[1].locator = "line 5 and 1 more";
  const auto add_up = [&] {
    return AddUp(Per("2021-Q1"), {&months[0], &months[1], &months[2]}, TwoReleases());
  };
  ASSERT_OK_AND_ASSIGN(Point sum, add_up());
  EXPECT_EQ(sum.locator,
            "line 7 and 2 more, line 5 and 1 more of sources/s/releases/spring-2022, line 3");
  EXPECT_THAT(sum.further_releases, ElementsAre(1));

  months[1].locator = "line 5, line 7 of sources/s/releases/autumn-2022";
  months[1].further_releases = {2};
  ASSERT_OK_AND_ASSIGN(sum, add_up());
  EXPECT_EQ(sum.locator, "3 values of 2 releases");
  EXPECT_EQ(sum.release, 2);
  EXPECT_THAT(sum.further_releases, ElementsAre(1));
}

}  // namespace
}  // namespace entente::trade::summed_point_test
