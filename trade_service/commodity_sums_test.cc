#include "trade_service/commodity_sums.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using ::testing::ElementsAre;
using testing::MakeObservation;

Observation ExportOf(absl::string_view commodity, absl::string_view classification,
                     absl::string_view value) {
  Observation observation = MakeObservation("KAZ", "TUR", "X", "2021", value);
  observation.cell.commodity = std::string(commodity);
  observation.cell.classification = std::string(classification);
  observation.valuation = Valuation::kFob;
  return observation;
}

void AddBlock(const std::vector<Observation>& rows, CommoditySums& sums) {
  ASSERT_OK(sums.Add(EncodeBlock(rows).value().columns));
}

// "270900/H0=3", in order.
std::vector<std::string> SumTexts(const CommoditySums& sums) {
  std::vector<std::string> texts;
  const auto all = sums.All();
  EXPECT_OK(all);
  for (const CommoditySum& sum : *all) {
    texts.push_back(
        absl::StrCat(sum.commodity, "/", sum.classification, "=", sum.value.ToString()));
  }
  return texts;
}

TEST(CommoditySumsTest, AddsByCommodityAndClassification) {
  CommoditySums sums;
  AddBlock({ExportOf("010101", "H0", "1"), ExportOf("27", "H0", "10"), ExportOf("2709", "H0", "10"),
            ExportOf("9999AA", "H0", "3")},
           sums);
  AddBlock(
      {ExportOf("2709", "H0", "5"), ExportOf("2709", "H5", "7"), ExportOf("9999AA", "H0", "4")},
      sums);
  EXPECT_THAT(SumTexts(sums),
              ElementsAre("010101/H0=1", "27/H0=10", "2709/H0=15", "2709/H5=7", "9999AA/H0=7"));
}

TEST(CommoditySumsTest, IsExactWhateverTheDecimalsAndTheSize) {
  const std::string most = "9223372036854775807";  // of 64 bits
  CommoditySums sums;
  AddBlock({ExportOf("01", "H0", most), ExportOf("02", "H0", "-0.5")}, sums);
  AddBlock({ExportOf("01", "H0", most), ExportOf("02", "H0", "0.125")}, sums);
  AddBlock({ExportOf("01", "H0", "0.000000000000000001"),
            ExportOf("02", "H0", "99999999999999999999999")},
           sums);
  EXPECT_THAT(SumTexts(sums), ElementsAre("01/H0=18446744073709551614.000000000000000001",
                                          "02/H0=99999999999999999999998.625"));
}

TEST(CommoditySumsTest, SaysWhatItsPartsAre) {
  Observation inferred = ExportOf("01", "H0", "1");
  inferred.flags.Add(Flag::kReporterInferred);
  Observation cif = ExportOf("02", "H0", "1");
  cif.valuation = Valuation::kCif;
  CommoditySums sums;
  AddBlock({inferred, cif}, sums);
  AddBlock({ExportOf("01", "H0", "1"), ExportOf("02", "H0", "1")}, sums);
  ASSERT_OK_AND_ASSIGN(const auto all, sums.All());
  ASSERT_EQ(all.size(), 2u);
  EXPECT_TRUE(all[0].flags.Has(Flag::kSummed));
  EXPECT_TRUE(all[0].flags.Has(Flag::kReporterInferred));
  EXPECT_EQ(all[0].valuation, Valuation::kFob);
  EXPECT_FALSE(all[1].flags.Has(Flag::kReporterInferred));
  EXPECT_EQ(all[1].valuation, Valuation::kUnspecified);
}

TEST(CommoditySumsTest, FailsOnWhatIsNoBlockAndOnWhatFitsNoDecimal) {
  CommoditySums sums;
  EXPECT_THAT(sums.Add("no block"), StatusIs(absl::StatusCode::kDataLoss));
  const std::string most(38, '9');
  AddBlock({ExportOf("01", "H0", most)}, sums);
  EXPECT_THAT(sums.Add(EncodeBlock({ExportOf("01", "H0", most)}).value().columns),
              StatusIs(absl::StatusCode::kOutOfRange));
  AddBlock({ExportOf("01", "H0", "1")}, sums);
  EXPECT_THAT(sums.All(), StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::trade
