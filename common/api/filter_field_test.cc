#include "common/api/filter_field.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "entente/common/v1/types.pb.h"

namespace entente {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::IsOkAndHolds;
using testing::StatusIs;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

FilterCondition ConditionOf(const std::string& text) { return ParseFilter(text)->condition; }

absl::StatusOr<std::string> ValueOf(const FilterCondition& condition) {
  if (condition.value == "bad") return BadFilterValue(condition, "another value");
  return condition.value;
}

constexpr FilterField<std::string> kFields[] = {{"place", kFilterEquality, ValueOf},
                                                {"signed", kFilterOrder, ValueOf}};

TEST(FilterFieldTest, IsTestedByItsName) {
  EXPECT_THAT(FilterTestOf(ConditionOf("place = Ankara"), kFields), IsOkAndHolds("Ankara"));
  EXPECT_THAT(FilterTestOf(ConditionOf("signed >= 1992"), kFields), IsOkAndHolds("1992"));
}

TEST(FilterFieldTest, RefusalsSayWhatIsExpected) {
  EXPECT_THAT(FilterTestOf(ConditionOf("plaze = Ankara"), kFields).status(),
              StatusIs(kInvalid, AllOf(HasSubstr("did you mean place"),
                                       HasSubstr("expected one of place, signed"))));
  EXPECT_THAT(FilterTestOf(ConditionOf("place < Ankara"), kFields).status(),
              StatusIs(kInvalid, HasSubstr("place is not compared by <; expected = !=")));
  EXPECT_THAT(
      FilterTestOf(ConditionOf("place = bad"), kFields).status(),
      StatusIs(kInvalid, HasSubstr("column 9: expected another value of place, found 'bad'")));
}

TEST(FilterFieldTest, EnumsAreNamedWithAndWithoutPrefix) {
  const google::protobuf::EnumDescriptor& type = *common::v1::Confidence_descriptor();
  for (const char* text : {"c = high", "c = HIGH", "c = confidence_high"}) {
    EXPECT_THAT(FilterEnumNumber(ConditionOf(text), type), IsOkAndHolds(1)) << text;
  }
  EXPECT_THAT(FilterEnumNumber(ConditionOf("c = unspecified"), type).status(),
              StatusIs(kInvalid, HasSubstr("expected one of high, medium, low of c")));
  EXPECT_THAT(FilterEnumNumber(ConditionOf("c = unspecified"), type, /*unspecified=*/true),
              IsOkAndHolds(0));
  EXPECT_THAT(FilterEnumNumber(ConditionOf("c = x"), type, false, ", or *").status(),
              StatusIs(kInvalid, HasSubstr("low, or * of c")));
}

}  // namespace
}  // namespace entente
