#include "trade_service/load/bulk_name.h"

#include "gtest/gtest.h"

namespace entente::trade {
namespace {

// Requirement 17: the vintage stands in the bulk file's name.
TEST(ParseBulkNameTest, TellsDatasetAndVintage) {
  for (const char* name :
       {"COMTRADE-FINAL-CA398202101H5[2023-01-15].gz", "COMTRADE-FINAL-CA398202101H5[2023-01-15]",
        "COMTRADE-FINAL-CA398202101H5[2023-01-15].txt"}) {
    const std::optional<BulkName> read = ParseBulkName(name);
    ASSERT_TRUE(read.has_value()) << name;
    EXPECT_EQ(read->dataset, "COMTRADE-FINAL-CA398202101H5");
    EXPECT_EQ(read->published.ToString(), "2023-01-15");
  }
}

TEST(ParseBulkNameTest, LeavesOtherNamesAlone) {
  for (const char* name :
       {"", "trade.csv", "COMTRADE-FINAL-CA398202101H5.gz", "data[2023-01-15].csv", "COMTRADE-[]",
        "COMTRADE-[latest].gz", "COMTRADE-[2023-02-30].gz", "COMTRADE-]2023-01-15[",
        "COMTRADE-[2023-01-15"}) {
    EXPECT_EQ(ParseBulkName(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace entente::trade
