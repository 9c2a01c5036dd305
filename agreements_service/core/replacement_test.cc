#include "agreements_service/core/replacement.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::replacement_test {
namespace {

using testing::Day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeRelation;
using ::testing::SizeIs;

TEST(ReplacementsOfTest, CountFromTheDayOn) {
  Agreement successor = MakeAgreement("new");
  successor.events = {MakeEvent(EventKind::kEntryIntoForce, "2009-10")};
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "old"),
                         MakeRelation(RelationKind::kAmends, "old")};
  const Agreement old = MakeAgreement("old");
  EXPECT_THAT(ReplacementsOf(old, {successor}, Day("2009-09-30")), IsEmpty());
  const auto may = ReplacementsOf(old, {successor}, Day("2009-10-15"));
  ASSERT_THAT(may, SizeIs(1));
  EXPECT_FALSE(may[0].certain);
  const auto did = ReplacementsOf(old, {successor}, Day("2009-10-31"));
  ASSERT_THAT(did, SizeIs(1));
  EXPECT_TRUE(did[0].certain);
  EXPECT_EQ(did[0].agreement, "agreements/new");
  EXPECT_EQ(did[0].replaced, "agreements/old");
  EXPECT_THAT(did[0].reasons,
              ElementsAre("It was superseded by agreements/new, according to Gazette, from the "
                          "entry into force of that one.",
                          "agreements/new: It entered into force in 2009-10, according to "
                          "Gazette."));
}

TEST(ReplacementsOfTest, TerminatingIsNoReplacing) {
  Agreement successor = MakeAgreement("new");
  successor.relations = {MakeRelation(RelationKind::kTerminates, "old", "2009")};
  EXPECT_THAT(ReplacementsOf(MakeAgreement("old"), {successor}, Day("2022-05-11")), IsEmpty());
  // Nor is one of which nobody says when it did, or that it entered into force.
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "old")};
  EXPECT_THAT(ReplacementsOf(MakeAgreement("old"), {successor}, Day("2022-05-11")), IsEmpty());
}

}  // namespace
}  // namespace entente::agreements::replacement_test
