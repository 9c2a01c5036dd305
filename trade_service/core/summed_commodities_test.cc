#include "trade_service/core/summed_commodities.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::summed_commodities_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  row.valuation = Valuation::kFob;
  return row;
}

CommodityTable Table(const std::vector<CommodityRow>& rows, const char* classification = "HS") {
  auto table = CommoditiesAt(2, rows, classification, "USD");
  EXPECT_OK(table);
  return *std::move(table);
}

TEST(AddUpTablesTest, EachCommodityOverAllParts) {
  const std::vector<CommodityRow> january = {Row("03", "1"), Row("27", "2"), Row("99", "4"),
                                             Row("TOTAL", "8")};
  const std::vector<CommodityRow> february = {Row("27", "10"), Row("TOTAL", "11")};
  const CommodityTable first = Table(january);
  const CommodityTable second = Table(february);
  ASSERT_OK_AND_ASSIGN(const CommodityTable sum, AddUp({&first, &second}));
  std::vector<std::string> products;
  for (const Commodity& one : sum.products) {
    products.push_back(
        absl::StrCat(one.code, "=", one.value.ToString(), " of ", one.made_of.size()));
    EXPECT_TRUE(one.flags.Has(Flag::kSummed));
    EXPECT_EQ(one.valuation, Valuation::kFob);
  }
  EXPECT_THAT(products, ElementsAre("03=1 of 1", "27=12 of 2"));
  ASSERT_EQ(sum.unspecified.size(), 1u);
  EXPECT_EQ(sum.unspecified[0].value, Dec("4"));
  EXPECT_EQ(sum.total.value, Dec("19"));
  EXPECT_TRUE(sum.total.flags.Has(Flag::kSummed));
  EXPECT_EQ(sum.not_specified, Dec("6")) << "4 of chapter 99, 1 each month of none";
  EXPECT_EQ(sum.classification, "HS");
  EXPECT_EQ(sum.currency, "USD");
}

TEST(AddUpTablesTest, NeverAcrossClassifications) {
  const std::vector<CommodityRow> rows = {Row("03", "1")};
  const CommodityTable first = Table(rows, "H5");
  const CommodityTable second = Table(rows, "H6");
  EXPECT_THAT(AddUp({&first, &second}), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace entente::trade::summed_commodities_test
