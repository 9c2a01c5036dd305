#include "agreements_service/core/standing.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"

namespace entente::agreements {
namespace {

using testing::Day;
using ::testing::HasSubstr;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeState;

constexpr Truth kYes = Truth::kYes;
constexpr Truth kNo = Truth::kNo;
constexpr Truth kNotKnown = Truth::kIndeterminate;

// In force as a whole since 2008, between three states.
Agreement OfThree(std::vector<Action> actions) {
  Agreement agreement = MakeAgreement("x");
  agreement.parties.push_back(MakeState("UZB", "Uzbekistan"));
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "2008")};
  agreement.actions = std::move(actions);
  return agreement;
}

// Of Kazakhstan, the first party.
Standing OfKazakhstan(const Agreement& agreement, absl::string_view day = "2022-05-11") {
  return StatusOn(agreement, {}, Day(day)).standings.at(0);
}

TEST(StandingsOfTest, OneForEachParty) {
  const StatusOnDay status = StatusOn(OfThree({}), {}, Day("2022-05-11"));
  EXPECT_EQ(status.status, Status::kInForce);
  ASSERT_EQ(status.standings.size(), 3u);
  EXPECT_EQ(status.standings[2].party, "UZB");
}

TEST(StandingsOfTest, TwoPartiesAreBoundTogether) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "2008")};
  EXPECT_EQ(OfKazakhstan(agreement).in_force, kYes);
  EXPECT_EQ(OfKazakhstan(agreement, "2007-12-31").in_force, kNo);
  EXPECT_EQ(OfKazakhstan(agreement, "2008-06-01").in_force, kNotKnown);
}

TEST(StandingsOfTest, OneThatOnlySignedIsNotKnownToBeBound) {
  for (const std::vector<Action>& actions :
       {std::vector<Action>(),
        {MakeAction("KAZ", ActionKind::kSignature, "XXXX")},
        {MakeAction("KAZ", ActionKind::kDomesticStep, "2006")},
        {MakeAction("TUR", ActionKind::kRatification, "2006")}}) {
    const Standing standing = OfKazakhstan(OfThree(actions));
    EXPECT_EQ(standing.in_force, kNotKnown);
    EXPECT_THAT(standing.reason, HasSubstr("Kazakhstan"));
  }
}

TEST(StandingsOfTest, ConsentBindsAndTheOwnEntryIntoForceMoreSo) {
  const Action ratification = MakeAction("KAZ", ActionKind::kRatification, "2010-03-01");
  const Action entry = MakeAction("KAZ", ActionKind::kEntryIntoForce, "2011-01-01");
  EXPECT_EQ(OfKazakhstan(OfThree({ratification})).in_force, kYes);
  EXPECT_THAT(OfKazakhstan(OfThree({ratification})).reason, HasSubstr("Kazakhstan"));
  EXPECT_EQ(OfKazakhstan(OfThree({ratification}), "2010-02-28").in_force, kNo);
  EXPECT_EQ(OfKazakhstan(OfThree({ratification, entry}), "2010-12-31").in_force, kNo);
  EXPECT_EQ(OfKazakhstan(OfThree({ratification, entry}), "2011-01-01").in_force, kYes);
  const Action some_day = MakeAction("KAZ", ActionKind::kAccession, "XXXX");
  EXPECT_EQ(OfKazakhstan(OfThree({some_day})).in_force, kNotKnown);
}

TEST(StandingsOfTest, WhoLeavesIsNoMoreBoundUntilItComesBack) {
  const Action joins = MakeAction("KAZ", ActionKind::kAccession, "2009");
  const Action leaves = MakeAction("KAZ", ActionKind::kWithdrawal, "2015-01-01");
  const Action returns = MakeAction("KAZ", ActionKind::kAccession, "2020");
  EXPECT_EQ(OfKazakhstan(OfThree({joins, leaves}), "2014-12-31").in_force, kYes);
  EXPECT_EQ(OfKazakhstan(OfThree({joins, leaves})).in_force, kNo);
  EXPECT_EQ(OfKazakhstan(OfThree({joins, leaves, returns})).in_force, kYes);
  EXPECT_EQ(OfKazakhstan(OfThree({joins, leaves, returns}), "2016-01-01").in_force, kNo);
}

TEST(StandingsOfTest, NobodyIsBoundByWhatIsNotInForce) {
  Agreement agreement = OfThree({MakeAction("KAZ", ActionKind::kRatification, "2007")});
  agreement.events = {MakeEvent(EventKind::kSigned, "2007")};
  EXPECT_EQ(OfKazakhstan(agreement).in_force, kNo);
}

}  // namespace
}  // namespace entente::agreements
