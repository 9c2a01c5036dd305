#include "client/render/format.h"

#include "gtest/gtest.h"

#include "client/render/words.h"

namespace entente::client {
namespace {

TEST(Grouped, KeepsEveryDigit) {
  EXPECT_EQ(Grouped("4111047931.68"), "4,111,047,931.68");
  EXPECT_EQ(Grouped("100"), "100");
  EXPECT_EQ(Grouped("-1000"), "-1,000");
  EXPECT_EQ(Grouped("0.125"), "0.125");
}

TEST(Signed, ShowsTheSignOfAnythingButZero) {
  EXPECT_EQ(Signed("1000"), "+1,000");
  EXPECT_EQ(Signed("-1000"), "-1,000");
  EXPECT_EQ(Signed("0"), "0");
}

TEST(Rounded, IsEmptyBelowAMillion) {
  EXPECT_EQ(Rounded("4111047931.68"), "4.11 bn");
  EXPECT_EQ(Rounded("750157217"), "750.16 mn");
  EXPECT_EQ(Rounded("-1500000000"), "-1.50 bn");
  EXPECT_EQ(Rounded("999999"), "");
}

TEST(AsSaid, LosesNoDigit) {
  EXPECT_EQ(AsSaid("5300000000"), "5.3 bn");
  EXPECT_EQ(AsSaid("3496000000"), "3.496 bn");
  EXPECT_EQ(AsSaid("939600000"), "939.6 mn");
  EXPECT_EQ(AsSaid("15000000000000"), "15,000 bn");
  EXPECT_EQ(AsSaid("4111047931"), "4,111,047,931");
  EXPECT_EQ(AsSaid("4111047931.68"), "4,111,047,931.68");
  EXPECT_EQ(AsSaid("900"), "900");
}

TEST(Percent, IsTheNearestTenthButOnlyWhatIsReachedIsAHundred) {
  EXPECT_EQ(Percent(0.39899), "39.9 %");
  EXPECT_EQ(Percent(0.39849), "39.8 %");
  EXPECT_EQ(Percent(1.19699), "119.7 %");
  EXPECT_EQ(Percent(0.99999), "99.9 %");
  EXPECT_EQ(Percent(1), "100.0 %");
  EXPECT_EQ(Percent(0.29), "29.0 %");
}

TEST(Excess, ComparesWhatWasSaidWithTheFact) {
  EXPECT_EQ(Excess("5300000000", "4111047931.68"), "+28.9 %");
  EXPECT_EQ(Excess("3000000000", "4000000000"), "-25.0 %");
  EXPECT_EQ(Excess("1", "1"), "0.0 %");
  EXPECT_EQ(Excess("1", "0"), "");
}

TEST(Ordinal, FollowsEnglish) {
  EXPECT_EQ(Ordinal(1), "1st");
  EXPECT_EQ(Ordinal(2), "2nd");
  EXPECT_EQ(Ordinal(3), "3rd");
  EXPECT_EQ(Ordinal(11), "11th");
  EXPECT_EQ(Ordinal(30), "30th");
  EXPECT_EQ(Ordinal(112), "112th");
  EXPECT_EQ(Ordinal(121), "121st");
}

TEST(DateText, HasWordsForWhatIsNoDate) {
  common::v1::PartialDate date;
  EXPECT_EQ(DateText(date), "");
  date.set_edtf("2009-10");
  EXPECT_EQ(DateText(date), "2009-10");
  date.set_edtf("XXXX");
  EXPECT_EQ(DateText(date), "day not known");
  date.set_edtf("..");
  EXPECT_EQ(DateText(date), "still open");
}

TEST(Words, AreTheContractsNames) {
  EXPECT_EQ(Words(agreements::v1::FIELD_MILITARY_INTELLIGENCE), "military intelligence");
  EXPECT_EQ(Words(trade::v1::FLAG_REPORTER_INFERRED), "reporter inferred");
  EXPECT_EQ(Words(static_cast<trade::v1::Flag>(99)), "");
}

}  // namespace
}  // namespace entente::client
