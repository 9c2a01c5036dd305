#include "trade_service/core/unit_value.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::DoubleEq;
using ::testing::Optional;

CommodityRow Row(absl::string_view code, absl::string_view value, absl::string_view kg,
                 absl::string_view quantity, absl::string_view unit) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  if (!kg.empty()) row.net_weight_kg = Dec(kg);
  if (!quantity.empty()) row.quantity = Dec(quantity);
  row.quantity_unit = std::string(unit);
  return row;
}

UnitValue OfHeading(const std::vector<CommodityRow>& rows) {
  absl::StatusOr<CommodityTable> table = CommoditiesAt(4, rows, "H6", "USD");
  EXPECT_OK(table);
  EXPECT_EQ(table->products.size(), 1u);
  absl::StatusOr<UnitValue> unit_value = UnitValueOf(table->products[0]);
  EXPECT_OK(unit_value);
  return *std::move(unit_value);
}

TEST(UnitValueOfTest, ByWeightAndByQuantity) {
  const UnitValue unit_value = OfHeading({Row("871200", "100", "40", "5", "5")});
  EXPECT_EQ(unit_value.net_weight_kg, Dec("40"));
  EXPECT_THAT(unit_value.per_kg, Optional(DoubleEq(2.5)));
  EXPECT_EQ(unit_value.quantity, Dec("5"));
  EXPECT_EQ(unit_value.quantity_unit, "5");
  EXPECT_THAT(unit_value.per_unit, Optional(DoubleEq(20)));
}

TEST(UnitValueOfTest, OfRowsAddedUpOnlyWhatAllHave) {
  const UnitValue whole =
      OfHeading({Row("030111", "100", "40", "5", "5"), Row("030119", "50", "10", "1", "5")});
  EXPECT_THAT(whole.per_kg, Optional(DoubleEq(3)));
  EXPECT_THAT(whole.per_unit, Optional(DoubleEq(25)));

  const UnitValue a_weight_missing =
      OfHeading({Row("030111", "100", "40", "5", "5"), Row("030119", "50", "", "1", "5")});
  EXPECT_EQ(a_weight_missing.net_weight_kg, std::nullopt);
  EXPECT_EQ(a_weight_missing.per_kg, std::nullopt);
  EXPECT_TRUE(a_weight_missing.per_unit);

  const UnitValue two_units =
      OfHeading({Row("030111", "100", "40", "5", "5"), Row("030119", "50", "10", "1", "8")});
  EXPECT_TRUE(two_units.per_kg);
  EXPECT_EQ(two_units.quantity, std::nullopt);
  EXPECT_EQ(two_units.quantity_unit, "");
  EXPECT_EQ(two_units.per_unit, std::nullopt);
}

TEST(UnitValueOfTest, NothingByNothing) {
  const UnitValue unit_value = OfHeading({Row("030111", "100", "0", "0", "5")});
  EXPECT_EQ(unit_value.net_weight_kg, Dec("0"));
  EXPECT_EQ(unit_value.per_kg, std::nullopt);
  EXPECT_EQ(unit_value.per_unit, std::nullopt);
  ASSERT_OK_AND_ASSIGN(const UnitValue empty, UnitValueOf(Commodity{}));
  EXPECT_EQ(empty.net_weight_kg, std::nullopt);
}

}  // namespace
}  // namespace entente::trade
