#include "trade_service/packed_row.h"

#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Dec;
using testing::MakeObservation;

Observation Of(const std::string& commodity, const std::string& classification = "H5") {
  Observation observation = MakeObservation("KAZ", "TUR", "X", "2021", "1.5");
  observation.cell.commodity = commodity;
  observation.cell.classification = classification;
  return observation;
}

absl::StatusOr<Decimal> Sum(const std::vector<std::string>& values) {
  std::vector<PackedRow> rows;
  RowTexts texts;
  for (const std::string& value : values) rows.emplace_back().value = Pack(Dec(value), texts);
  return SumOf(rows, &PackedRow::value, texts);
}

TEST(PackedRowTest, UnpackGivesBackWhatWasPacked) {
  Observation full = Of("0101");
  full.valuation = Valuation::kCif;
  full.flags.Add(Flag::kEstimated);
  full.fob_value = Dec("1.25");
  full.net_weight_kg = Dec("7");
  full.quantity = Dec("3");
  full.quantity_unit = "8";
  RowTexts texts;
  for (const char* const locator : {"line 17", "line 017", "sheet 2, B7", ""}) {
    for (const char* const commodity :
         {"0", "0101", "999999999", "0000000000", "TOTAL", "_X", ""}) {
      full.locator = locator;
      full.cell.commodity = commodity;
      EXPECT_EQ(Unpack(KeyOf(full.cell), Pack(full, texts), texts), full)
          << locator << " " << commodity;
    }
  }
}

TEST(PackedNumberTest, IsExactWhateverItsSize) {
  for (const char* const text :
       {"0", "-1.25", "100", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
        "0.000000000000000001", "99999999999999999999999999999999999999"}) {
    RowTexts texts;
    EXPECT_EQ(Unpack(Pack(Dec(text), texts), texts), Dec(text));
  }
  const PackedNumber short_one = PackedNumber::FromScaled(12'500, 3);
  EXPECT_EQ(short_one.mantissa, 125);
  EXPECT_EQ(short_one.scale, 1);
  EXPECT_EQ(PackedNumber::FromScaled(0, 7).scale, 0);
  const PackedNumber thousands = PackedNumber::FromScaled(-25, -3);
  EXPECT_EQ(thousands.mantissa, -25'000);
  EXPECT_EQ(thousands.scale, 0);
  EXPECT_FALSE(PackedNumber());
  EXPECT_TRUE(PackedNumber::FromScaled(0, 0));
}

TEST(PackedRowTest, RowsComeInTheOrderOfTheirTexts) {
  std::mt19937 random(11);
  const auto code = [&] {
    constexpr absl::string_view kOf = "0019A_";
    std::string text;
    for (size_t size = random() % 12; text.size() < size;) {
      text += kOf[random() % (random() % 8 == 0 ? kOf.size() : 4)];
    }
    return text;
  };
  RowTexts texts;
  for (int round = 0; round < 20'000; ++round) {
    const Observation left = Of(code(), random() % 2 == 0 ? "H5" : "H6");
    const Observation right = random() % 4 == 0 ? left : Of(code());
    EXPECT_EQ(ComesBefore(Pack(left, texts), Pack(right, texts), texts),
              std::tie(left.cell.commodity, left.cell.classification) <
                  std::tie(right.cell.commodity, right.cell.classification))
        << left.cell.commodity << " " << right.cell.commodity;
  }
}

TEST(PackedRowTest, SumsAreExactWhateverTheirSize) {
  EXPECT_THAT(Sum({"1.5", "-0.75", "1000"}), IsOkAndHolds(Dec("1000.75")));
  EXPECT_THAT(Sum({"9223372036854775807", "1"}), IsOkAndHolds(Dec("9223372036854775808")));
  EXPECT_THAT(Sum({"9223372036854775807", "0.5", "-1"}),
              IsOkAndHolds(Dec("9223372036854775806.5")));
  const std::string most(Decimal::kMaxDigits, '9');
  EXPECT_THAT(Sum({most, "-1"}),
              IsOkAndHolds(Dec(std::string(Decimal::kMaxDigits - 1, '9') + "8")));
  EXPECT_THAT(Sum({most, "1"}), StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::trade
