#include "trade_service/core/commodity_sum.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::commodity_sum_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using ::testing::Optional;

using Rows = std::vector<StoredObservation>;

// A source with two data sets and another one with one.
Vintage Releases() {
  return Vintage(
      testing::Chained({MakeRelease("s", "d", "2022", 1), MakeRelease("s", "e", "2023", 2),
                        MakeRelease("other", "d", "2023", 3)}),
      1000, std::nullopt);
}

StoredObservation Row(absl::string_view code, absl::string_view value, int64_t release = 1,
                      absl::string_view classification = "H5") {
  StoredObservation row{.observation = MakeObservation("KAZ", "TUR", "X", "2021", value),
                        .release = release};
  row.observation.cell.commodity = std::string(code);
  row.observation.cell.classification = std::string(classification);
  row.observation.locator = absl::StrCat("line ", code);
  row.observation.valuation = Valuation::kFob;
  return row;
}

// The release of id 2 is an extract.
absl::StatusOr<bool> ListsAll(int64_t release, absl::string_view /*classification*/) {
  return release != 2;
}

Rows Values(absl::string_view commodity, const Rows& rows) {
  absl::StatusOr<Rows> values = ValuesOf(commodity, rows, Releases(), ListsAll);
  EXPECT_OK(values);
  return *std::move(values);
}

// "27/H5=3 summed: line 270900 and 1 more", and "+2" for a further release.
std::vector<std::string> Describe(const Rows& values) {
  std::vector<std::string> all;
  for (const auto& [observation, release, further] : values) {
    all.push_back(absl::StrCat(
        observation.cell.commodity, "/", observation.cell.classification, "=",
        observation.value.ToString(), observation.flags.Has(Flag::kSummed) ? " summed" : "",
        observation.flags.Has(Flag::kIncomplete) ? " incomplete" : "", ": ", observation.locator,
        further.empty() ? "" : " +", absl::StrJoin(further, " +")));
  }
  return all;
}

TEST(CommoditySumTest, ChaptersHeadingsAndSubheadingsHaveParts) {
  for (const char* code : {"27", "2709", "270900", "99"}) EXPECT_TRUE(HasParts(code)) << code;
  for (const char* code : {"", "2", "270", "27090010", "TOTAL", "_X", "03XXXX", "AG"}) {
    EXPECT_FALSE(HasParts(code)) << code;
  }
}

TEST(CommoditySumTest, TheCoarsestRowsBelowAreAddedUp) {
  EXPECT_THAT(Describe(Values("27", {Row("270900", "1.5"), Row("271012", "2")})),
              ElementsAre("27/H5=3.5 summed: line 270900 and 1 more"));
  EXPECT_THAT(Describe(Values("27", {Row("2709", "1"), Row("270900", "1"), Row("271012", "2")})),
              ElementsAre("27/H5=3 summed: line 2709 and 1 more"))
      << "a heading tells what is below it";
  EXPECT_THAT(Describe(Values("270900", {Row("27090010", "4")})),
              ElementsAre("270900/H5=4 summed: line 27090010"));
  EXPECT_THAT(Describe(Values("03", {Row("030211", "1"), Row("03XXXX", "2")})),
              ElementsAre("03/H5=3 summed: line 030211 and 1 more"))
      << "confidential trade is trade of its chapter";
  EXPECT_THAT(Values("27", {}), IsEmpty());
}

TEST(CommoditySumTest, ARowOfTheCodeItselfGoesFirst) {
  EXPECT_THAT(Describe(Values("27", {Row("27", "9"), Row("270900", "1"), Row("271012", "2")})),
              ElementsAre("27/H5=9: line 27"));
  EXPECT_THAT(Describe(Values("27", {Row("27", "9"), Row("270900", "1", 2)})),
              ElementsAre("27/H5=9: line 27"))
      << "of an older data set too";
  EXPECT_THAT(Describe(Values("27", {Row("27", "9"), Row("27", "8", 2)})),
              ElementsAre("27/H5=9: line 27", "27/H5=8: line 27"))
      << "BuildSeries knows which of them has the say";
}

TEST(CommoditySumTest, RevisionsAndSourcesStayApart) {
  EXPECT_THAT(Describe(Values("27", {Row("27", "9"), Row("270900", "1", 1, "H6"),
                                     Row("271012", "2", 1, "H6"), Row("2709", "5", 3)})),
              ElementsAre("27/H5=5 summed: line 2709", "27/H5=9: line 27",
                          "27/H6=3 summed: line 270900 and 1 more"));
}

TEST(CommoditySumTest, ASumOfTwoDataSetsNamesBoth) {
  EXPECT_THAT(Describe(Values(
                  "27", {Row("270900", "1"), Row("271012", "2"), Row("271019", "4"),
                         Row("270900", "8", 2), Row("271111", "16", 2), Row("271121", "32", 2)})),
              ElementsAre("27/H5=62 summed incomplete: line 270900 and 2 more, "
                          "line 271012 and 1 more of sources/s/releases/d-2022 +1"))
      << "270900 is told by both, and the later one has the say";
}

TEST(CommoditySumTest, ASumHasWhatEveryPartHas) {
  Rows rows = {Row("270900", "1"), Row("271012", "2")};
  for (StoredObservation& row : rows) {
    row.observation.net_weight_kg = row.observation.value;
    row.observation.fob_value = row.observation.value;
    row.observation.quantity = row.observation.value;
    row.observation.quantity_unit = "kg";
  }
  rows[0].observation.flags.Add(Flag::kEstimated);
  Rows values = Values("27", rows);
  ASSERT_EQ(values.size(), 1u);
  EXPECT_THAT(values[0].observation.net_weight_kg, Optional(Dec("3")));
  EXPECT_THAT(values[0].observation.fob_value, Optional(Dec("3")));
  EXPECT_EQ(values[0].observation.quantity, std::nullopt);
  EXPECT_EQ(values[0].observation.quantity_unit, "");
  EXPECT_EQ(values[0].observation.valuation, Valuation::kFob);
  EXPECT_TRUE(values[0].observation.flags.Has(Flag::kEstimated));

  rows[1].observation.valuation = Valuation::kCif;
  rows[1].observation.fob_value.reset();
  rows[1].observation.net_weight_kg.reset();
  values = Values("27", rows);
  EXPECT_EQ(values[0].observation.valuation, Valuation::kUnspecified);
  EXPECT_EQ(values[0].observation.fob_value, std::nullopt);
  EXPECT_EQ(values[0].observation.net_weight_kg, std::nullopt);
}

// Bicycles are no vehicles.
TEST(CommoditySumTest, ASumOfAnExtractIsIncomplete) {
  EXPECT_THAT(Describe(Values("87", {Row("871200", "1", 2)})),
              ElementsAre("87/H5=1 summed incomplete: line 871200"));
  EXPECT_THAT(Describe(Values("87", {Row("87", "3", 2)})), ElementsAre("87/H5=3: line 87"))
      << "a row of the code itself tells all of it";
  EXPECT_THAT(Describe(Values("87", {Row("87", "3"), Row("871200", "1", 2)})),
              ElementsAre("87/H5=3: line 87"));
  const auto fails = [](int64_t, absl::string_view) -> absl::StatusOr<bool> {
    return absl::DataLossError("damaged");
  };
  EXPECT_THAT(ValuesOf("87", {Row("871200", "1")}, Releases(), fails),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(CommoditySumTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(ValuesOf("27", {Row("270900", huge), Row("271012", huge)}, Releases(), ListsAll),
              StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::trade::commodity_sum_test
