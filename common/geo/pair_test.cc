#include "common/geo/pair.h"

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::AllOf;
using ::testing::HasSubstr;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

TEST(PairTest, OrderIsAlphabetical) {
  EXPECT_EQ(MakePair("TUR", "KAZ"), MakePair("KAZ", "TUR"));
  EXPECT_EQ(MakePair("TUR", "KAZ").first, "KAZ");
  EXPECT_LT(MakePair("TUR", "AZE"), MakePair("TUR", "KAZ"));
}

TEST(PairTest, IdRoundTrips) {
  const Pair pair = MakePair("TUR", "KAZ");
  EXPECT_EQ(PairId(pair), "KAZ-TUR");
  EXPECT_THAT(ParsePair(PairId(pair)), IsOkAndHolds(pair));
}

TEST(PairTest, ParsesEveryFormOfACountry) {
  for (const absl::string_view text :
       {"KAZ-TUR", "TUR-KAZ", "tr-kz", "792-398", "Türkiye - Kazakhstan", "Қазақстан-Түркия"}) {
    EXPECT_THAT(ParsePair(text), IsOkAndHolds(MakePair("KAZ", "TUR"))) << text;
  }
}

TEST(PairTest, RefusesWhatIsNotTwoCountries) {
  for (const absl::string_view text : {"", "KAZ", "KAZ TUR", "KAZ-TUR-AZE", "KAZ--TUR"}) {
    const auto pair = ParsePair(text);
    EXPECT_THAT(pair, StatusIs(kInvalid, HasSubstr("KAZ-TUR"))) << text;
    EXPECT_EQ(DetailsOf(pair.status()).reason, "PAIR_INVALID") << text;
  }
  EXPECT_THAT(ParsePair("TUR-Turkey"), StatusIs(kInvalid, HasSubstr("one country twice")));
  EXPECT_THAT(ParsePair("KAZ-"), StatusIs(kInvalid, HasSubstr("no country is given")));
  EXPECT_THAT(ParsePair("KAZ-Korea"),
              StatusIs(kInvalid, AllOf(HasSubstr("KOR"), HasSubstr("PRK"))));
}

}  // namespace
}  // namespace entente
