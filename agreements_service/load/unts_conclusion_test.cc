#include "agreements_service/load/unts_conclusion.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente::agreements::unts_conclusion_test {
namespace {

using ::testing::ElementsAre;

TEST(ReadConclusionTest, PlaceAndDay) {
  constexpr char kText[] = "Agreement on rail (with annex).  Madrid, 18 January 2018 Ratification";
  const std::optional<Conclusion> conclusion = ReadConclusion(kText);
  ASSERT_TRUE(conclusion.has_value());
  EXPECT_EQ(conclusion->title, "Agreement on rail (with annex)");
  EXPECT_THAT(conclusion->signings, ElementsAre(Signing{"Madrid", "18 January 2018"}));
  EXPECT_EQ(absl::string_view(kText).substr(conclusion->size), " Ratification");
}

TEST(ReadConclusionTest, SeveralPlacesAndDays) {
  EXPECT_THAT(
      ReadConclusion("A.  Bern, 3 and 9 October 2018, and New York, 16 October 2018")->signings,
      ElementsAre(Signing{"Bern", "3 October 2018"}, Signing{"Bern", "9 October 2018"},
                  Signing{"New York", "16 October 2018"}));
  EXPECT_THAT(
      ReadConclusion("A. New York, 29 October and 14 December 2018")->signings,
      ElementsAre(Signing{"New York", "29 October 2018"}, Signing{"New York", "14 December 2018"}));
  EXPECT_THAT(ReadConclusion("A.  Rome, 5, 6 and 7 May 2010")->signings,
              ElementsAre(Signing{"Rome", "5 May 2010"}, Signing{"Rome", "6 May 2010"},
                          Signing{"Rome", "7 May 2010"}));
}

TEST(ReadConclusionTest, OddPlacesAndTitles) {
  EXPECT_THAT(ReadConclusion("Nuclear science.  21 February 1990")->signings,
              ElementsAre(Signing{"", "21 February 1990"}));
  EXPECT_THAT(ReadConclusion("On taxes.  St. George's, 10 December 2014")->signings,
              ElementsAre(Signing{"St. George's", "10 December 2014"}));
  const auto named = ReadConclusion("Systems U.S.A., Inc. (No. 182). Signed.  Berlin, 4 May 2018");
  EXPECT_EQ(named->title, "Systems U.S.A., Inc. (No. 182). Signed");
  EXPECT_THAT(named->signings, ElementsAre(Signing{"Berlin", "4 May 2018"}));
}

TEST(ReadConclusionTest, None) {
  for (const char* text :
       {"", "Agreement", "Agreement.", "A.  Rome", "A.  Rome, 5 May", "A.  Rome, 5 and", "A. 2018",
        "A.  Rome, May 2018", "A.  of Rome, in 2018"}) {
    EXPECT_FALSE(ReadConclusion(text).has_value()) << text;
  }
}

}  // namespace
}  // namespace entente::agreements::unts_conclusion_test
