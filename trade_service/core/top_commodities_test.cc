#include "trade_service/core/top_commodities.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::top_commodities_test {
namespace {

using testing::Dec;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;

using Rows = std::vector<CommodityRow>;

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  return row;
}

std::vector<std::string> Describe(const TopCommodities& top) {
  std::vector<std::string> all;
  for (const RankedCommodity& one : top.top) {
    all.push_back(
        absl::StrCat(one.rank, " ", one.commodity->code, "=", one.commodity->value.ToString()));
  }
  return all;
}

TEST(TopTest, TheLargestAndTheRest) {
  const Rows rows = {Row("TOTAL", "100"), Row("03", "10"), Row("04", "40"),
                     Row("05", "20"),     Row("06", "20"), Row("99", "8")};
  ASSERT_OK_AND_ASSIGN(const CommodityTable table, CommoditiesAt(2, rows, "H6", "USD"));
  ASSERT_OK_AND_ASSIGN(const TopCommodities top, Top(2, table));
  EXPECT_THAT(Describe(top), ElementsAre("1 04=40", "2 05=20"));
  EXPECT_THAT(top.top[0].share, Optional(DoubleEq(0.4)));
  EXPECT_EQ(top.other_count, 2);
  EXPECT_EQ(top.others, Dec("30"));
  EXPECT_EQ(table.not_specified, Dec("10"));

  ASSERT_OK_AND_ASSIGN(const TopCommodities all, Top(99, table));
  EXPECT_THAT(Describe(all), ElementsAre("1 04=40", "2 05=20", "2 06=20", "4 03=10"));
  EXPECT_EQ(all.other_count, 0);
  EXPECT_EQ(all.others, Dec("0"));

  ASSERT_OK_AND_ASSIGN(const TopCommodities none, Top(0, table));
  EXPECT_THAT(Describe(none), IsEmpty());
  EXPECT_EQ(none.others, Dec("90"));
}

TEST(TopTest, NoSharesOfATotalThatIsNotAboveZero) {
  const Rows rows = {Row("03", "0")};
  ASSERT_OK_AND_ASSIGN(const CommodityTable table, CommoditiesAt(2, rows, "H6", "USD"));
  ASSERT_OK_AND_ASSIGN(const TopCommodities top, Top(1, table));
  EXPECT_EQ(top.top[0].share, std::nullopt);
}

TEST(TopTest, NoSharesOfOrInASumThatMayBeTooSmall) {
  const Rows rows = {Row("TOTAL", "100"), Row("03", "10"), Row("04", "40")};
  ASSERT_OK_AND_ASSIGN(CommodityTable table, CommoditiesAt(2, rows, "H6", "USD"));
  table.products.back().flags.Add(Flag::kIncomplete);
  ASSERT_OK_AND_ASSIGN(TopCommodities top, Top(2, table));
  EXPECT_EQ(top.top[0].share, std::nullopt);
  EXPECT_THAT(top.top[1].share, Optional(DoubleEq(0.1)));
  table.total.flags.Add(Flag::kIncomplete);
  ASSERT_OK_AND_ASSIGN(top, Top(2, table));
  EXPECT_EQ(top.top[1].share, std::nullopt);
}

}  // namespace
}  // namespace entente::trade::top_commodities_test
