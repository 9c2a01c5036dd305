#include "trade_service/core/derived.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/core/ratio.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using testing::Per;

Series Annual(const std::vector<std::pair<std::string, std::string>>& values,
              Valuation valuation = Valuation::kFob) {
  Series series;
  series.currency = "USD";
  for (const auto& [period, value] : values) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec(value);
    point.valuation = valuation;
  }
  return series;
}

TEST(RatioTest, OfAPositiveWholeAlone) {
  EXPECT_THAT(Ratio(Dec("1"), Dec("4")), Optional(DoubleEq(0.25)));
  EXPECT_THAT(Ratio(Dec("-1"), Dec("4")), Optional(DoubleEq(-0.25)));
  EXPECT_EQ(Ratio(Dec("1"), Dec("0")), std::nullopt);
  EXPECT_EQ(Ratio(Dec("1"), Dec("-4")), std::nullopt);
}

TEST(PointsOfTest, EachPointIsMadeOfItself) {
  Series series = Annual({{"2020", "1.5"}, {"2021", "2"}});
  series.points[1].flags.Add(Flag::kEstimated);
  const DerivedSeries derived = PointsOf(series);
  EXPECT_EQ(derived.currency, "USD");
  EXPECT_EQ(derived.frequency, Frequency::kAnnual);
  ASSERT_EQ(derived.points.size(), 2u);
  EXPECT_EQ(derived.points[1].period, Per("2021"));
  EXPECT_EQ(derived.points[1].value, Dec("2"));
  EXPECT_EQ(derived.points[1].valuation, Valuation::kFob);
  EXPECT_TRUE(derived.points[1].flags.Has(Flag::kEstimated));
  EXPECT_THAT(derived.points[1].made_of, ElementsAre(&series.points[1]));
}

TEST(SharesTest, OfPeriodsThatBothHaveAndTheWholeIsAboveZero) {
  Series part = Annual({{"2018", "1"}, {"2019", "1"}, {"2020", "1"}, {"2022", "3"}});
  part.points[3].flags.Add(Flag::kProvisional);
  const Series whole =
      Annual({{"2018", "0"}, {"2020", "4"}, {"2021", "5"}, {"2022", "4"}, {"2023", "9"}});
  ASSERT_OK_AND_ASSIGN(const auto shares, Shares(PointsOf(part), PointsOf(whole)));
  ASSERT_EQ(shares.size(), 2u);
  EXPECT_EQ(shares[0].period, Per("2020"));
  EXPECT_DOUBLE_EQ(shares[0].value, 0.25);
  EXPECT_EQ(shares[1].period, Per("2022"));
  EXPECT_DOUBLE_EQ(shares[1].value, 0.75);
  EXPECT_TRUE(shares[1].flags.Has(Flag::kProvisional));
  EXPECT_EQ(shares[1].valuation, Valuation::kFob);
  EXPECT_THAT(shares[1].made_of, ElementsAre(&part.points[3], &whole.points[3]));
}

TEST(SharesTest, NoneOfWhatIsIncomplete) {
  Series part = Annual({{"2020", "1"}, {"2021", "1"}, {"2022", "1"}});
  Series whole = Annual({{"2020", "4"}, {"2021", "4"}, {"2022", "4"}});
  part.points[0].flags.Add(Flag::kIncomplete);
  whole.points[1].flags.Add(Flag::kIncomplete);
  ASSERT_OK_AND_ASSIGN(const auto shares, Shares(PointsOf(part), PointsOf(whole)));
  ASSERT_EQ(shares.size(), 1u);
  EXPECT_EQ(shares[0].period, Per("2022"));
}

TEST(BalanceTest, IsExactAndLosesAValuationThatIsNotOne) {
  const Series exports = Annual({{"2020", "1"}, {"2021", "2964665648.32"}});
  const Series imports = Annual({{"2021", "1146382283.36"}, {"2022", "1"}}, Valuation::kCif);
  ASSERT_OK_AND_ASSIGN(const DerivedSeries balance, Balance(PointsOf(exports), PointsOf(imports)));
  EXPECT_EQ(balance.currency, "USD");
  ASSERT_EQ(balance.points.size(), 1u);
  EXPECT_EQ(balance.points[0].value, Dec("1818283364.96"));
  EXPECT_EQ(balance.points[0].valuation, Valuation::kUnspecified);
  EXPECT_THAT(balance.points[0].made_of, ElementsAre(&exports.points[1], &imports.points[0]));
}

TEST(BalanceTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  const Series exports = Annual({{"2021", huge}});
  const Series imports = Annual({{"2021", absl::StrCat("-", huge)}});
  EXPECT_THAT(Balance(PointsOf(exports), PointsOf(imports)),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(DerivedTest, CurrenciesAndFrequenciesAreNeverMixed) {
  const DerivedSeries dollars = PointsOf(Annual({}));
  DerivedSeries euros = dollars;
  euros.currency = "EUR";
  DerivedSeries months = dollars;
  months.frequency = Frequency::kMonthly;
  EXPECT_THAT(Shares(dollars, dollars), entente::testing::IsOkAndHolds(IsEmpty()));
  for (const DerivedSeries& other : {euros, months}) {
    EXPECT_THAT(Shares(dollars, other), StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_THAT(Balance(dollars, other), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

}  // namespace
}  // namespace entente::trade
