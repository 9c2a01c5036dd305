#include "agreements_service/core/addition.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/check.h"
#include "agreements_service/testing/builders.h"
#include "common/testing/matchers.h"

namespace entente::agreements::addition_test {
namespace {

using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeRelation;
using testing::MakeState;
using ::testing::SizeIs;

Agreement Nothing() {
  Agreement nothing;
  nothing.name = "agreements/x";
  return nothing;
}

// What a register's list of agreements says: no parties.
Agreement Listed() {
  Agreement agreement = MakeAgreement("x", "On rivers");
  agreement.parties.clear();
  agreement.evidence = {MakeEvidence("Register, agreements")};
  agreement.anomalies = {{.reason = kPartyMissing, .detail = "the file has none"}};
  agreement.identifiers = {{.scheme = "register", .value = "1"}};
  agreement.events = {MakeEvent(EventKind::kSigned, "1998-03-12", "Ankara"),
                      MakeEvent(EventKind::kEntryIntoForce, "1999-01-01")};
  agreement.claims = {{.key = "lineage", .value = "Rivers", .evidence = agreement.evidence[0]}};
  AssignIds(agreement);
  return agreement;
}

// What its list of members says.
Agreement Members() {
  Agreement agreement = MakeAgreement("x", "On rivers and lakes");
  agreement.evidence = {MakeEvidence("Register, members")};
  agreement.identifiers = {{.scheme = "register", .value = "1"}};
  agreement.actions = {MakeAction("KAZ", ActionKind::kSignature, "1998-03-12"),
                       MakeAction("TUR", ActionKind::kSignature, "1998-03-12")};
  agreement.actions[0].evidence = {MakeEvidence("Register, members")};
  agreement.actions[0].evidence[0].cell = "line 7";
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "1999-01-01"),
                      MakeEvent(EventKind::kTerminated, "2015-01-01")};
  AssignIds(agreement);
  return agreement;
}

Agreement Both() { return Joined(Joined(Nothing(), Listed()), Members()); }

std::vector<std::string> PublishersOf(const std::vector<Evidence>& evidence) {
  std::vector<std::string> publishers;
  for (const Evidence& one : evidence) publishers.push_back(one.publisher);
  return publishers;
}

TEST(JoinedTest, WithNothingItIsTheAdditionWhosePartsSayWhoseTheyAre) {
  Agreement expected = Members();
  expected.actions[1].evidence = expected.evidence;
  for (Event& event : expected.events) event.evidence = expected.evidence;
  EXPECT_EQ(Joined(Nothing(), Members()), expected);
}

TEST(JoinedTest, HasWhatBothSay) {
  const Agreement both = Both();
  EXPECT_OK(CheckAgreement(both));
  EXPECT_THAT(both.titles, ElementsAre(Field(&Title::text, "On rivers"),
                                       Field(&Title::text, "On rivers and lakes")));
  EXPECT_THAT(both.parties, SizeIs(2));
  EXPECT_THAT(both.identifiers, SizeIs(1));
  EXPECT_THAT(both.actions, SizeIs(2));
  EXPECT_THAT(both.claims, SizeIs(1));
  EXPECT_THAT(both.anomalies, IsEmpty()) << "the parties are known now";
  EXPECT_THAT(PublishersOf(both.evidence),
              ElementsAre("Register, agreements", "Register, members"));
  ASSERT_THAT(both.events, SizeIs(3));
  EXPECT_THAT(PublishersOf(both.events[0].evidence), ElementsAre("Register, agreements"));
  EXPECT_THAT(PublishersOf(both.events[1].evidence),
              ElementsAre("Register, agreements", "Register, members"))
      << "both say when it entered into force";
  EXPECT_THAT(PublishersOf(both.events[2].evidence), ElementsAre("Register, members"));
  EXPECT_EQ(both.actions[0].evidence[0].cell, "line 7");
}

TEST(JoinedTest, TheOrderOfTwoPublicationsDoesNotMatter) {
  EXPECT_EQ(Joined(Joined(Nothing(), Members()), Listed()), Both());
}

TEST(JoinedTest, TheSameAgainChangesNothing) {
  EXPECT_EQ(Joined(Both(), Members()), Both());
  EXPECT_EQ(Joined(Both(), Listed()), Both());
  EXPECT_EQ(Joined(Joined(Nothing(), Members()), Members()), Joined(Nothing(), Members()));
}

TEST(JoinedTest, ANewerVersionReplacesWhatItsOwnPublicationSaid) {
  Agreement newer = Members();
  newer.actions[0].date = testing::Date("1998-03-13");
  newer.actions.pop_back();
  newer.events.clear();
  const Agreement joined = Joined(Both(), newer);
  ASSERT_THAT(joined.actions, SizeIs(1));
  EXPECT_EQ(joined.actions[0].date, testing::Date("1998-03-13"));
  EXPECT_EQ(joined.actions[0].id, "kaz-signature");
  ASSERT_THAT(joined.events, SizeIs(2));
  EXPECT_THAT(PublishersOf(joined.events[1].evidence), ElementsAre("Register, agreements"));
  EXPECT_THAT(joined.claims, SizeIs(1));

  Agreement listed = Listed();
  listed.titles[0].text = "On rivers, corrected";
  listed.events.pop_back();
  listed.claims.clear();
  const Agreement corrected = Joined(Both(), listed);
  EXPECT_EQ(corrected.titles[0].text, "On rivers, corrected");
  EXPECT_THAT(corrected.actions, SizeIs(2));
  EXPECT_THAT(corrected.claims, IsEmpty());
  ASSERT_THAT(corrected.events, SizeIs(3));
  EXPECT_THAT(PublishersOf(corrected.events[1].evidence), ElementsAre("Register, members"));
}

TEST(JoinedTest, OfTheOnlyPublicationNothingOldIsLeft) {
  Agreement newer = Members();
  newer.titles[0].text = "On lakes";
  newer.parties[1] = MakeState("UZB", "Uzbekistan");
  newer.actions.pop_back();
  EXPECT_EQ(Joined(Joined(Nothing(), Members()), newer), Joined(Nothing(), newer));
}

TEST(JoinedTest, WhatSomebodyElseRecordedStays) {
  Agreement known = Joined(Nothing(), Members());
  known.actions.push_back(MakeAction("TUR", ActionKind::kRatification, "1998-12-01"));
  known.actions.back().evidence = {MakeEvidence("Gazette")};
  known.relations = {MakeRelation(RelationKind::kSupersedes, "y")};
  known.relations[0].evidence = {MakeEvidence("Gazette")};
  AssignIds(known);
  Agreement newer = Members();
  newer.parties.pop_back();
  newer.actions.pop_back();
  const Agreement joined = Joined(known, newer);
  EXPECT_THAT(joined.actions, ElementsAre(Field(&Action::id, "kaz-signature"),
                                          Field(&Action::id, "tur-ratification")));
  EXPECT_THAT(joined.relations, SizeIs(1));
  EXPECT_THAT(joined.parties, ElementsAre(Field(&Party::id, "KAZ"), Field(&Party::id, "TUR")))
      << "the party of an action stays";
  EXPECT_OK(CheckAgreement(joined));
}

TEST(JoinedTest, IdsOfWhatIsKnownStayAndThoseOfTheAdditionGiveWay) {
  Agreement members = Members();
  members.events[0].date = testing::Date("2001-01-01");
  const Agreement one = Joined(Joined(Nothing(), Listed()), members);
  EXPECT_THAT(
      one.events,
      ElementsAre(Field(&Event::id, "signed"), Field(&Event::id, "entry-into-force"),
                  Field(&Event::id, "entry-into-force-2"), Field(&Event::id, "terminated")));
  EXPECT_EQ(Joined(one, members), one);
  EXPECT_EQ(Joined(one, Listed()), one);
}

TEST(JoinedTest, TwoAlikeOfOnePublicationStayTwo) {
  Agreement twice = Members();
  twice.events.push_back(twice.events[0]);
  twice.events.back().id = "again";
  const Agreement once = Joined(Nothing(), twice);
  EXPECT_THAT(once.events, SizeIs(3));
  EXPECT_EQ(Joined(once, twice), once);
  const Agreement joined = Joined(Joined(Nothing(), Listed()), twice);
  EXPECT_OK(CheckAgreement(joined));
  EXPECT_EQ(Joined(joined, twice), joined);
}

}  // namespace
}  // namespace entente::agreements::addition_test
