#include "trade_service/core/partner_rows.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::partner_rows_test {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using testing::Per;

const Vintage& OneRelease() {
  static const Vintage* const kVintage =
      new Vintage(testing::VintageOf({testing::MakeRelease("s", "d", "2022", 1)}));
  return *kVintage;
}

// Trade of KAZ with an area: 1 in each of `periods`.
Series With(absl::string_view area, const std::vector<const char*>& periods) {
  Series series = testing::OneInEach(periods);
  series.reporter = "KAZ";
  series.partner = std::string(area);
  return series;
}

// "2021-Q1: CHN 3, TUR 2 without 2021-02" a period.
std::vector<std::string> Describe(const PartnerRows& all) {
  std::vector<std::string> texts;
  for (const auto& [period, rows] : all.rows) {
    std::string& text = texts.emplace_back(absl::StrCat(period.ToString(), ":"));
    for (const PartnerRow& row : rows) {
      absl::StrAppend(&text, " ", row.area, " ", row.value.ToString());
      for (const Period& one : row.missing) absl::StrAppend(&text, " without ", one.ToString());
    }
  }
  for (const auto& [period, missing] : all.missing) {
    std::string& text = texts.emplace_back(absl::StrCat(period.ToString(), " lacks"));
    for (const Period& one : missing) absl::StrAppend(&text, " ", one.ToString());
  }
  return texts;
}

std::vector<std::string> Rows(Frequency frequency, const std::vector<Series>& series) {
  const std::vector<AreaFigures> figures = GroupPoints(series, &Series::partner);
  const auto rows = RowsOf(frequency, OnBasis({}, figures), OneRelease());
  EXPECT_OK(rows);
  return Describe(*rows);
}

TEST(RowsOfTest, ValuesOfThatFrequencyAreTakenAsTheyAre) {
  EXPECT_THAT(Rows(Frequency::kAnnual, {With("TUR", {"2020", "2021"}), With("W00", {"2021"})}),
              ElementsAre("2020: TUR 1", "2021: TUR 1 W00 1"));
}

TEST(RowsOfTest, AnAreaSaysInWhichPartsItHasNothing) {
  EXPECT_THAT(Rows(Frequency::kQuarterly, {With("CHN", {"2021-01", "2021-02", "2021-03"}),
                                           With("TUR", {"2021-01", "2021-03"}),
                                           With("W00", {"2021-01", "2021-02", "2021-03"})}),
              ElementsAre("2021-Q1: CHN 3 TUR 2 without 2021-02 W00 3"));
}

TEST(RowsOfTest, ASumOfSumsNamesNoReleaseWrongly) {
  Series months = With("TUR", {"2021-01", "2021-02", "2021-03"});
  months.points[1].further_releases = {2};
  const std::vector<AreaFigures> figures = GroupPoints({months}, &Series::partner);
  ASSERT_OK_AND_ASSIGN(const PartnerRows rows,
                       RowsOf(Frequency::kQuarterly, OnBasis({}, figures), OneRelease()));
  EXPECT_EQ(rows.rows.at(Per("2021-Q1"))[0].locator->ToString(), "3 values of 2 releases");
}

TEST(RowsOfTest, AWorldThatLacksAPartIsNone) {
  EXPECT_THAT(Rows(Frequency::kQuarterly, {With("CHN", {"2021-01", "2021-02", "2021-03"}),
                                           With("W00", {"2021-01", "2021-03"})}),
              ElementsAre("2021-Q1: CHN 3"));
}

TEST(RowsOfTest, APeriodWithoutAreasInAPartIsNotAddedUp) {
  EXPECT_THAT(Rows(Frequency::kQuarterly,
                   {With("CHN", {"2021-01", "2021-04"}), With("TUR", {"2021-05", "2021-06"}),
                    With("W00", {"2021-01", "2021-02", "2021-03"})}),
              ElementsAre("2021-Q2: CHN 1 without 2021-05 without 2021-06 TUR 2 without 2021-04",
                          "2021-Q1 lacks 2021-02 2021-03"));
}

TEST(RowsOfTest, APartThatTellsLessThanHalfAsManyAreasIsMissing) {
  const std::vector<const char*> months = {"2021-01", "2021-02", "2021-03"};
  const std::vector<Series> bulk = {With("CHN", {"2021-02"}), With("RUS", {"2021-02"}),
                                    With("TUR", months)};
  EXPECT_THAT(Rows(Frequency::kQuarterly, bulk), ElementsAre("2021-Q1 lacks 2021-01 2021-03"));

  std::vector<Series> with_world = bulk;
  with_world.push_back(With("W00", months));
  EXPECT_THAT(Rows(Frequency::kQuarterly, with_world),
              ElementsAre("2021-Q1: CHN 1 without 2021-01 without 2021-03 "
                          "RUS 1 without 2021-01 without 2021-03 TUR 3 W00 3"))
      << "whoever tells the world has told its areas";

  std::vector<Series> half = bulk;
  half.push_back(With("KGZ", {"2021-01", "2021-03"}));
  EXPECT_THAT(Rows(Frequency::kQuarterly, half),
              ElementsAre("2021-Q1: CHN 1 without 2021-01 without 2021-03 KGZ 2 without 2021-02 "
                          "RUS 1 without 2021-01 without 2021-03 TUR 3"));
}

}  // namespace
}  // namespace entente::trade::partner_rows_test
