#include "common/api/pairs.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "google/protobuf/repeated_ptr_field.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;

using Names = google::protobuf::RepeatedPtrField<std::string>;

Names ToNames(const std::vector<std::string>& names) { return {names.begin(), names.end()}; }

TEST(CheckPairsTest, TakesNamesOfPairs) {
  EXPECT_THAT(CheckPair("pairs/KAZ-TUR", "parent"), IsOkAndHolds(MakePair("KAZ", "TUR")));
  EXPECT_THAT(CheckPairs(ToNames({"pairs/KAZ-TUR", "pairs/FRA-ITA"}), "pairs"),
              IsOkAndHolds(ElementsAre(MakePair("KAZ", "TUR"), MakePair("FRA", "ITA"))));
  EXPECT_THAT(CheckPairs({}, "pairs"), IsOkAndHolds(IsEmpty()));
}

TEST(CheckPairsTest, NamesTheOneThatIsNone) {
  for (const char* name : {"pairs/TUR-KAZ", "pairs/-", "pairs/KAZ-TUR/x", "KAZ-TUR", ""}) {
    const ErrorDetails details =
        DetailsOf(CheckPairs(ToNames({"pairs/KAZ-TUR", name}), "pairs").status());
    EXPECT_EQ(details.reason, "NAME_INVALID") << name;
    ASSERT_EQ(details.violations.size(), 1U) << name;
    EXPECT_EQ(details.violations[0].field, "pairs[1]") << name;
  }
}

TEST(CheckPairsTest, TakesTwenty) {
  std::vector<std::string> names(20, "pairs/KAZ-TUR");
  EXPECT_OK(CheckPairs(ToNames(names), "pairs"));
  names.push_back("pairs/KAZ-TUR");
  EXPECT_EQ(DetailsOf(CheckPairs(ToNames(names), "pairs").status()).reason, "PAIRS_TOO_MANY");
}

}  // namespace
}  // namespace entente
