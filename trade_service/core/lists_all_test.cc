#include "trade_service/core/lists_all.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;

// A block of H5: codes and values.
using Block = std::vector<std::pair<const char*, std::string>>;

absl::StatusOr<bool> Lists(size_t digits, const Block& block,
                           absl::string_view classification = "H5") {
  std::vector<Observation> observations;
  for (const auto& [code, value] : block) {
    Observation& row =
        observations.emplace_back(testing::MakeObservation("KAZ", "TUR", "X", "2021", value));
    row.cell.commodity = code;
    if (row.cell.commodity != kTotal) row.cell.classification = "H5";
  }
  return ListsAllCodes(digits, classification, observations);
}

TEST(ListsAllCodesTest, TheCoarsestRowsAddUpToTheTotal) {
  EXPECT_THAT(Lists(2, {{"2709", "1"}, {"270900", "1"}, {"87", "2.5"}, {"TOTAL", "3.5"}}),
              IsOkAndHolds(true));
  EXPECT_THAT(Lists(2, {{"871200", "1"}, {"TOTAL", "3.5"}}), IsOkAndHolds(false));
  EXPECT_THAT(Lists(2, {{"871200", "1"}}), IsOkAndHolds(false))
      << "who does not tell the total may have left anything out";
  EXPECT_THAT(Lists(2, {{"871200", "1"}, {"TOTAL", "1"}}, "H4"), IsOkAndHolds(false))
      << "of that revision";
}

TEST(ListsAllCodesTest, CoarserRowsDoNotVouchForFinerOnes) {
  const Block block = {{"27", "1"}, {"87", "2"}, {"8703", "2"}, {"870323", "2"}, {"TOTAL", "3"}};
  EXPECT_THAT(Lists(2, block), IsOkAndHolds(true));
  EXPECT_THAT(Lists(4, block), IsOkAndHolds(false)) << "27 may have had any heading";
  EXPECT_THAT(Lists(4, {{"2709", "1"}, {"87", "2"}, {"870323", "2"}, {"TOTAL", "3"}}),
              IsOkAndHolds(true));
}

TEST(ListsAllCodesTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(Lists(2, {{"27", huge}, {"87", huge}, {"TOTAL", "1"}}),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(FlagUnlessAllTest, WhatIsNotKnownToBeAllIsIncomplete) {
  const ListsAll of_first_alone = [](int64_t release, absl::string_view) { return release == 1; };
  Flags sum;
  ASSERT_OK(FlagUnlessAll(1, "H5", of_first_alone, sum));
  EXPECT_FALSE(sum.Has(Flag::kIncomplete));
  ASSERT_OK(FlagUnlessAll(2, "H5", of_first_alone, sum));
  EXPECT_TRUE(sum.Has(Flag::kIncomplete));
}

}  // namespace
}  // namespace entente::trade
