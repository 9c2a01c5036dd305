#include "trade_service/core/conversion.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::MakeConversion;

// "0.25" or, with something unknown, "0.25 + 0.5?".
std::string Part(const CommodityShares& shares, const std::string& code) {
  const CommodityShares::Part part = shares.Of(code);
  const std::string share = part.share.ToString();
  return part.unknown == Decimal() ? share
                                   : absl::StrCat(share, " + ", part.unknown.ToString(), "?");
}

TEST(CommoditySharesTest, InItsOwnRevisionACommodityIsAllOfItsCodes) {
  const CommodityShares heading("8703");
  EXPECT_EQ(Part(heading, "870380"), "1");
  EXPECT_EQ(Part(heading, "870390"), "1");
  EXPECT_EQ(Part(heading, "870410"), "0");
  EXPECT_TRUE(heading.InChapter("870410"));
  EXPECT_FALSE(heading.InChapter("840000"));
}

TEST(CommoditySharesTest, WeightsToItsCodesAreAddedUp) {
  const Conversion h4_to_h5 = MakeConversion("H4", "H5",
                                             {{"870390", "870380", "0.25"},
                                              {"870390", "870390", "0.5"},
                                              {"870390", "990000", "0.25"},
                                              {"870410", "870410", "1"},
                                              {"840000", "870380", "0.125"},
                                              {"840000", "840000", "0.875"}});
  ASSERT_OK_AND_ASSIGN(const CommodityShares cars, CommodityShares("870380").Before(h4_to_h5));
  EXPECT_EQ(Part(cars, "870390"), "0.25");
  EXPECT_EQ(Part(cars, "840000"), "0.125");
  EXPECT_EQ(Part(cars, "870410"), "0");
  ASSERT_OK_AND_ASSIGN(const CommodityShares heading, CommodityShares("8703").Before(h4_to_h5));
  EXPECT_EQ(Part(heading, "870390"), "0.75");
  // Nobody knows where codes without weights belong, but for their chapter.
  EXPECT_EQ(Part(cars, "870899"), "0 + 1?");
  EXPECT_EQ(Part(cars, "840001"), "0");
}

TEST(CommoditySharesTest, StepsFollowOneAnother) {
  const Conversion h4_to_h5 =
      MakeConversion("H4", "H5", {{"870390", "870380", "0.25"}, {"870390", "870390", "0.75"}});
  const Conversion h3_to_h4 =
      MakeConversion("H3", "H4", {{"870300", "870390", "0.5"}, {"870300", "870391", "0.5"}});
  ASSERT_OK_AND_ASSIGN(const CommodityShares in_h4, CommodityShares("870380").Before(h4_to_h5));
  ASSERT_OK_AND_ASSIGN(const CommodityShares in_h3, in_h4.Before(h3_to_h4));
  // 870391 has no weights in H4.
  EXPECT_EQ(Part(in_h3, "870300"), "0.125 + 0.5?");
}

TEST(CommoditySharesTest, WhatIsNoWeightIsAnError) {
  EXPECT_THAT(CommodityShares("87").Before(MakeConversion("H4", "H5", {{"870390", "870390", "2"}})),
              entente::testing::StatusIs(absl::StatusCode::kOutOfRange));
}

}  // namespace
}  // namespace entente::trade
