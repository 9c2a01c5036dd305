#include "agreements_service/core/occasion.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::occasion_test {
namespace {

using testing::Day;
using ::testing::ElementsAre;
using ::testing::Field;
using testing::MakeEvidence;
using testing::MakeOccasion;

TEST(KnownByTest, AnOccasionIsKnownWhenItBegins) {
  const Occasion occasion = MakeOccasion("x", "2022-05-10");
  EXPECT_FALSE(KnownBy(occasion, Day("2022-05-09")));
  EXPECT_TRUE(KnownBy(occasion, Day("2022-05-10")));
}

TEST(AsPublishedTest, LeavesOutCountsThatWereDeclaredLater) {
  Occasion occasion = MakeOccasion("x", "2022-05-10");
  occasion.evidence.push_back(MakeEvidence("later", "2022-05-12"));
  occasion.declared_counts = {
      {.count = 15, .fields = {}, .evidence = MakeEvidence("a", "2022-05-11")},
      {.count = 14, .fields = {}, .evidence = MakeEvidence("b", "2022-05-12")}};
  const Occasion published = AsPublished(occasion, Day("2022-05-11"));
  EXPECT_THAT(published.declared_counts, ElementsAre(Field(&DeclaredCount::count, 15)));
  EXPECT_THAT(published.evidence, ElementsAre(MakeEvidence()));
}

}  // namespace
}  // namespace entente::agreements::occasion_test
