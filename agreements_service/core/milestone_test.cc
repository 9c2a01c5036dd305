#include "agreements_service/core/milestone.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements {
namespace {

using testing::Day;
using testing::MakeMilestone;

std::optional<Anniversary> Next(absl::string_view date, absl::string_view day) {
  return NextAnniversary(MakeMilestone("m", date), Day(day));
}

TEST(NextAnniversaryTest, OnOrAfterTheDay) {
  EXPECT_EQ(Next("1992-03-02", "2022-03-02"), (Anniversary{Day("2022-03-02"), 30, false}));
  EXPECT_EQ(Next("1992-03-02", "2022-03-03"), (Anniversary{Day("2023-03-02"), 31, false}));
  EXPECT_EQ(Next("1992-03-02", "1992-03-02"), (Anniversary{Day("1993-03-02"), 1, false}));
  EXPECT_EQ(Next("1992-02-29", "2022-01-01"), (Anniversary{Day("2022-02-28"), 30, false}));
}

TEST(NextAnniversaryTest, AsUncertainAsTheMilestone) {
  for (const char* date : {"1992-03-02?", "1992-03-02~", "1992-03-02%"}) {
    EXPECT_EQ(Next(date, "2022-01-01"), (Anniversary{Day("2022-03-02"), 30, true})) << date;
  }
}

TEST(NextAnniversaryTest, AbsentWithoutADay) {
  for (const char* date : {"1992-03", "1992", "XXXX", ".."}) {
    EXPECT_EQ(Next(date, "2022-01-01"), std::nullopt) << date;
  }
}

TEST(NextAnniversaryTest, AbsentForWhatIsYetToCome) {
  EXPECT_EQ(Next("1992-03-02", "1992-03-01"), std::nullopt);
  EXPECT_EQ(Next("1992-03-02", "9999-12-31"), std::nullopt) << "would be in the year 10000";
}

}  // namespace
}  // namespace entente::agreements
