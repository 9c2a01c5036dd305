#include "agreements_service/core/status.h"

#include <ostream>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements {
namespace {

using ::testing::Contains;
using testing::Date;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeRelation;
using testing::MakeState;

constexpr EventKind kSigned = EventKind::kSigned;
constexpr EventKind kEntry = EventKind::kEntryIntoForce;

struct Case {
  const char* what;
  std::vector<Event> events;
  std::vector<Action> actions;
  const char* day;
  Status status;
  std::vector<Status> possible;

  friend std::ostream& operator<<(std::ostream& out, const Case& c) { return out << c.what; }
};

class StatusTableTest : public ::testing::TestWithParam<Case> {};

TEST_P(StatusTableTest, Holds) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = GetParam().events;
  agreement.actions = GetParam().actions;
  const StatusOnDay on_day = StatusOn(agreement, {}, Day(GetParam().day));
  EXPECT_EQ(on_day.day, Day(GetParam().day));
  EXPECT_EQ(on_day.status, GetParam().status);
  EXPECT_EQ(on_day.possible, GetParam().possible);
  EXPECT_FALSE(on_day.reasons.empty());
}

const Event kSignedIn1992 = MakeEvent(kSigned, "1992-05-01");

INSTANTIATE_TEST_SUITE_P(
    , StatusTableTest,
    ::
        testing::
            Values(
                Case{"nothing is known", {}, {}, "2022-01-01", Status::kNegotiated, {}},
                Case{
                    "before signature", {kSignedIn1992}, {}, "1992-04-30", Status::kNegotiated, {}},
                Case{"day of signature", {kSignedIn1992}, {}, "1992-05-01", Status::kSigned, {}},
                Case{"signed in several places: the first counts",
                     {kSignedIn1992, MakeEvent(kSigned, "1992-06-01")},
                     {},
                     "1992-05-15",
                     Status::kSigned,
                     {}},
                Case{"signed by an action",
                     {},
                     {MakeAction("KAZ", ActionKind::kSignature, "1992-05-01")},
                     "1992-05-01",
                     Status::kSigned,
                     {}},
                Case{"before entry",
                     {kSignedIn1992, MakeEvent(kEntry, "1995-08-10")},
                     {},
                     "1995-08-09",
                     Status::kSigned,
                     {}},
                Case{"day of entry",
                     {kSignedIn1992, MakeEvent(kEntry, "1995-08-10")},
                     {},
                     "1995-08-10",
                     Status::kInForce,
                     {}},
                Case{"year of entry",
                     {kSignedIn1992, MakeEvent(kEntry, "2008")},
                     {},
                     "2008-06-01",
                     Status::kIndeterminate,
                     {Status::kSigned, Status::kInForce}},
                Case{"last day of the year of entry",
                     {kSignedIn1992, MakeEvent(kEntry, "2008")},
                     {},
                     "2008-12-31",
                     Status::kInForce,
                     {}},
                Case{"entry on an unknown day",
                     {kSignedIn1992, MakeEvent(kEntry, "XXXX")},
                     {},
                     "2022-01-01",
                     Status::kIndeterminate,
                     {Status::kSigned, Status::kInForce}},
                Case{"an unknown day does not come before the signature",
                     {kSignedIn1992, MakeEvent(kEntry, "XXXX")},
                     {},
                     "1992-01-01",
                     Status::kNegotiated,
                     {}},
                Case{"entry is still open",
                     {kSignedIn1992, MakeEvent(kEntry, "..")},
                     {},
                     "2022-01-01",
                     Status::kSigned,
                     {}},
                Case{"never",
                     {kSignedIn1992, MakeEvent(kEntry, "never")},
                     {},
                     "2022-01-01",
                     Status::kNeverInForce,
                     {}},
                Case{"never, before signature",
                     {kSignedIn1992, MakeEvent(kEntry, "never")},
                     {},
                     "1992-01-01",
                     Status::kNegotiated,
                     {}},
                Case{"in force before it was signed",
                     {MakeEvent(kSigned, "1995-01-01"), MakeEvent(kEntry, "1994-01-01")},
                     {},
                     "1994-06-01",
                     Status::kInForce,
                     {}},
                Case{"in force for one of two",
                     {kSignedIn1992},
                     {MakeAction("KAZ", ActionKind::kEntryIntoForce, "1993-01-01")},
                     "2022-01-01",
                     Status::kSigned,
                     {}},
                Case{"in force for both",
                     {kSignedIn1992},
                     {MakeAction("KAZ", ActionKind::kEntryIntoForce, "1993-01-01"),
                      MakeAction("TUR", ActionKind::kEntryIntoForce, "1994-01-01")},
                     "1994-01-01",
                     Status::kInForce,
                     {}},
                Case{"the event has no day, the actions have",
                     {kSignedIn1992, MakeEvent(kEntry, "XXXX")},
                     {MakeAction("KAZ", ActionKind::kEntryIntoForce, "1993-01-01"),
                      MakeAction("TUR", ActionKind::kEntryIntoForce, "1994-01-01")},
                     "1994-01-01",
                     Status::kInForce,
                     {}},
                Case{"the event's day goes before the actions'",
                     {kSignedIn1992, MakeEvent(kEntry, "1995-01-01")},
                     {MakeAction("KAZ", ActionKind::kEntryIntoForce, "1993-01-01"),
                      MakeAction("TUR", ActionKind::kEntryIntoForce, "1994-01-01")},
                     "1994-06-01",
                     Status::kSigned,
                     {}},
                Case{"ratified only",
                     {kSignedIn1992},
                     {MakeAction("KAZ", ActionKind::kRatification, "1993-01-01"),
                      MakeAction("TUR", ActionKind::kRatification, "1994-01-01")},
                     "2022-01-01",
                     Status::kSigned,
                     {}},
                Case{"domestic steps have no effect",
                     {},
                     {MakeAction("KAZ", ActionKind::kDomesticStep, "1993-01-01")},
                     "2022-01-01",
                     Status::kNegotiated,
                     {}},
                Case{"applied provisionally",
                     {kSignedIn1992, MakeEvent(EventKind::kProvisionalApplication, "1993-01-01")},
                     {},
                     "1993-01-01",
                     Status::kProvisionallyApplied,
                     {}},
                Case{"applied provisionally, then in force",
                     {kSignedIn1992, MakeEvent(EventKind::kProvisionalApplication, "1993-01-01"),
                      MakeEvent(kEntry, "1994-01-01")},
                     {},
                     "1994-01-01",
                     Status::kInForce,
                     {}},
                Case{"suspended",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kSuspended, "2000-01-01")},
                     {},
                     "2000-01-01",
                     Status::kSuspended,
                     {}},
                Case{"resumed",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kSuspended, "2000-01-01"),
                      MakeEvent(EventKind::kResumed, "2001-01-01")},
                     {},
                     "2001-01-01",
                     Status::kInForce,
                     {}},
                Case{"perhaps resumed",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kSuspended, "2000-01-01"),
                      MakeEvent(EventKind::kResumed, "2001")},
                     {},
                     "2001-06-01",
                     Status::kIndeterminate,
                     {Status::kInForce, Status::kSuspended}},
                Case{"suspended and resumed on one day",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kResumed, "2000-01-01"),
                      MakeEvent(EventKind::kSuspended, "2000-01-01")},
                     {},
                     "2000-01-01",
                     Status::kInForce,
                     {}},
                Case{"what is not applied is not suspended",
                     {kSignedIn1992, MakeEvent(EventKind::kSuspended, "2000-01-01")},
                     {},
                     "2000-01-01",
                     Status::kSigned,
                     {}},
                Case{"suspended by one of two",
                     {MakeEvent(kEntry, "1993")},
                     {MakeAction("TUR", ActionKind::kSuspension, "2000-01-01")},
                     "2000-01-01",
                     Status::kSuspended,
                     {}},
                Case{"day before the end",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kTerminated, "2000-01-01")},
                     {},
                     "1999-12-31",
                     Status::kInForce,
                     {}},
                Case{"day of the end",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kTerminated, "2000-01-01")},
                     {},
                     "2000-01-01",
                     Status::kTerminated,
                     {}},
                Case{"expired",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kExpired, "2000-01-01")},
                     {},
                     "2022-01-01",
                     Status::kExpired,
                     {}},
                Case{"what ended first counts",
                     {MakeEvent(EventKind::kExpired, "2000-01-01"),
                      MakeEvent(EventKind::kTerminated, "2001-01-01")},
                     {},
                     "2022-01-01",
                     Status::kExpired,
                     {}},
                Case{"it ended, by what is not known",
                     {MakeEvent(EventKind::kExpired, "2000"),
                      MakeEvent(EventKind::kTerminated, "2000")},
                     {},
                     "2022-01-01",
                     Status::kIndeterminate,
                     {Status::kTerminated, Status::kExpired}},
                Case{"denounced by one of two, with effect later",
                     {MakeEvent(kEntry, "1993")},
                     {[] {
                       Action action = MakeAction("TUR", ActionKind::kDenunciation, "2000-01-01");
                       action.effective = Date("2000-07-01");
                       return action;
                     }()},
                     "2000-06-30",
                     Status::kInForce,
                     {}},
                Case{"the denunciation has taken effect",
                     {MakeEvent(kEntry, "1993")},
                     {MakeAction("TUR", ActionKind::kDenunciation, "2000-07-01")},
                     "2000-07-01",
                     Status::kTerminated,
                     {}},
                Case{"expiry is open",
                     {MakeEvent(kEntry, "1993"), MakeEvent(EventKind::kExpired, "..")},
                     {},
                     "2022-01-01",
                     Status::kInForce,
                     {}}));

Agreement InForceFrom(absl::string_view id, absl::string_view entry) {
  Agreement agreement = MakeAgreement(id);
  agreement.events = {MakeEvent(kSigned, "1990-01-01")};
  if (!entry.empty()) agreement.events.push_back(MakeEvent(kEntry, entry));
  return agreement;
}

Status StatusOf(const Agreement& agreement, const std::vector<Agreement>& successors,
                absl::string_view day) {
  return StatusOn(agreement, successors, Day(day)).status;
}

TEST(SupersededTest, OnTheDayOfReplacementExactlyOneIsInForce) {
  const Agreement older = InForceFrom("older", "1992-01-01");
  Agreement newer = InForceFrom("newer", "2007-03-01");
  newer.relations = {MakeRelation(RelationKind::kSupersedes, "older")};
  EXPECT_EQ(StatusOf(older, {newer}, "2007-02-28"), Status::kInForce);
  EXPECT_EQ(StatusOf(newer, {}, "2007-02-28"), Status::kSigned);
  EXPECT_EQ(StatusOf(older, {newer}, "2007-03-01"), Status::kSuperseded);
  EXPECT_EQ(StatusOf(newer, {}, "2007-03-01"), Status::kInForce);
  EXPECT_THAT(StatusOn(older, {newer}, Day("2007-03-01")).reasons,
              ElementsAre("It was superseded by agreements/newer, according to Gazette, from the "
                          "entry into force of that one.",
                          "agreements/newer: It entered into force on 2007-03-01, according to "
                          "Gazette."));
}

TEST(SupersededTest, ByTheDateOfTheRelation) {
  const Agreement older = InForceFrom("older", "1992-01-01");
  Agreement newer = InForceFrom("newer", "2007-03-01");
  newer.relations = {MakeRelation(RelationKind::kSupersedes, "older", "2006-01-01")};
  EXPECT_EQ(StatusOf(older, {newer}, "2005-12-31"), Status::kInForce);
  EXPECT_EQ(StatusOf(older, {newer}, "2006-01-01"), Status::kSuperseded);
}

TEST(SupersededTest, NotByWhatIsNotInForce) {
  const Agreement older = InForceFrom("older", "1992-01-01");
  for (const char* entry : {"", "never", ".."}) {
    Agreement newer = InForceFrom("newer", entry);
    newer.relations = {MakeRelation(RelationKind::kSupersedes, "older")};
    EXPECT_EQ(StatusOf(older, {newer}, "2022-01-01"), Status::kInForce) << entry;
  }
  Agreement unknown = InForceFrom("newer", "XXXX");
  unknown.relations = {MakeRelation(RelationKind::kSupersedes, "older")};
  EXPECT_THAT(StatusOn(older, {unknown}, Day("2022-01-01")).possible,
              ElementsAre(Status::kInForce, Status::kSuperseded));
}

TEST(SupersededTest, GoesBeforeTerminationOnTheSameDay) {
  Agreement older = InForceFrom("older", "1992-01-01");
  older.events.push_back(MakeEvent(EventKind::kTerminated, "2007-03-01"));
  Agreement newer = InForceFrom("newer", "2007-03-01");
  newer.relations = {MakeRelation(RelationKind::kSupersedes, "older")};
  EXPECT_EQ(StatusOf(older, {newer}, "2007-03-01"), Status::kSuperseded);
}

TEST(SupersededTest, OtherRelationsDoNotEndIt) {
  const Agreement older = InForceFrom("older", "1992-01-01");
  Agreement newer = InForceFrom("newer", "2007-03-01");
  newer.relations = {MakeRelation(RelationKind::kAmends, "older"),
                     MakeRelation(RelationKind::kExtends, "older"),
                     MakeRelation(RelationKind::kSupersedes, "another")};
  EXPECT_EQ(StatusOf(older, {newer}, "2022-01-01"), Status::kInForce);
  newer.relations = {MakeRelation(RelationKind::kTerminates, "older")};
  EXPECT_EQ(StatusOf(older, {newer}, "2022-01-01"), Status::kTerminated);
}

TEST(BindingTest, WhatDoesNotBindStaysSigned) {
  Agreement agreement = InForceFrom("x", "1992-01-01");
  agreement.binding_force = BindingForce::kNotBinding;
  const StatusOnDay on_day = StatusOn(agreement, {}, Day("2022-01-01"));
  EXPECT_EQ(on_day.status, Status::kSigned);
  EXPECT_THAT(on_day.reasons, Contains("It does not bind its parties, so it is never in force."));
  agreement.events.back() = MakeEvent(kEntry, "never");
  EXPECT_EQ(StatusOf(agreement, {}, "2022-01-01"), Status::kSigned);
}

TEST(BindingTest, AJointStatementDoesNotUnlessItIsSaid) {
  Agreement agreement = InForceFrom("x", "1992-01-01");
  agreement.instrument = Instrument::kJointStatement;
  EXPECT_EQ(StatusOf(agreement, {}, "2022-01-01"), Status::kInForce);
  agreement.binding_force = BindingForce::kUnspecified;
  EXPECT_EQ(StatusOf(agreement, {}, "2022-01-01"), Status::kSigned);
}

TEST(MultilateralTest, OneOfManyLeavesTheOthersBound) {
  Agreement agreement = InForceFrom("x", "1992-01-01");
  agreement.parties.push_back(MakeState("UZB", "Uzbekistan"));
  agreement.actions = {MakeAction("UZB", ActionKind::kWithdrawal, "2000-01-01"),
                       MakeAction("UZB", ActionKind::kSuspension, "1999-01-01")};
  EXPECT_EQ(StatusOf(agreement, {}, "2022-01-01"), Status::kInForce);
  agreement.actions.push_back(MakeAction("TUR", ActionKind::kDenunciation, "2010-01-01"));
  EXPECT_EQ(StatusOf(agreement, {}, "2009-12-31"), Status::kInForce);
  EXPECT_EQ(StatusOf(agreement, {}, "2010-01-01"), Status::kTerminated);
}

TEST(MultilateralTest, EntersIntoForceWithTheSecondParty) {
  Agreement agreement = InForceFrom("x", "");
  agreement.parties.push_back(MakeState("UZB", "Uzbekistan"));
  agreement.actions = {MakeAction("UZB", ActionKind::kEntryIntoForce, "2000-01-01"),
                       MakeAction("UZB", ActionKind::kEntryIntoForce, "2001-01-01"),
                       MakeAction("KAZ", ActionKind::kEntryIntoForce, "2002")};
  EXPECT_EQ(StatusOf(agreement, {}, "2001-12-31"), Status::kSigned);
  EXPECT_EQ(StatusOf(agreement, {}, "2002-06-01"), Status::kIndeterminate);
  EXPECT_EQ(StatusOf(agreement, {}, "2002-12-31"), Status::kInForce);
}

TEST(ReasonsTest, NameEventDateAndSource) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(kSigned, "2018-09-13?", "Ankara"), MakeEvent(kEntry, "2020")};
  agreement.events[0].evidence = {testing::MakeEvidence("Adilet")};
  EXPECT_THAT(StatusOn(agreement, {}, Day("2020-06-01")).reasons,
              ElementsAre("It entered into force in 2020, according to Gazette; whether that was "
                          "by 2020-06-01 is not known.",
                          "It was signed probably on 2018-09-13 in Ankara, according to Adilet."));
  EXPECT_THAT(StatusOn(agreement, {}, Day("2018-01-01")).reasons,
              ElementsAre(HasSubstr("that is after 2018-01-01."), HasSubstr("; that is after")));
  EXPECT_THAT(StatusOn(MakeAgreement("y"), {}, Day("2018-01-01")).reasons,
              ElementsAre("No signature is recorded.", "No entry into force is recorded."));
}

TEST(ReasonsTest, SayWhatIsNotKnownAndWhatHasNotHappened) {
  Agreement agreement = InForceFrom("x", "XXXX");
  EXPECT_THAT(
      StatusOn(agreement, {}, Day("2022-01-01")).reasons,
      Contains("The day of its entry into force is not known, according to Gazette; whether "
               "that was by 2022-01-01 is not known."));
  agreement = InForceFrom("x", "never");
  EXPECT_THAT(StatusOn(agreement, {}, Day("2022-01-01")).reasons,
              Contains("It will never enter into force, according to Gazette."));
  agreement = InForceFrom("x", "..");
  EXPECT_THAT(StatusOn(agreement, {}, Day("2022-01-01")).reasons,
              Contains("It has not entered into force yet, according to Gazette."));
}

TEST(ReasonsTest, OneStatusHasNoAlternatives) {
  EXPECT_THAT(StatusOn(InForceFrom("x", "1992"), {}, Day("2022-01-01")).possible, IsEmpty());
}

TEST(EntersBeforeSignatureTest, OnlyIfTheDatesLeaveNoDoubt) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(kSigned, "1995-01-01"), MakeEvent(kEntry, "1994")};
  EXPECT_TRUE(EntersBeforeSignature(agreement));
  agreement.events[1].date = Date("1995");
  EXPECT_FALSE(EntersBeforeSignature(agreement));
  agreement.events[1].date = Date("XXXX");
  EXPECT_FALSE(EntersBeforeSignature(agreement));
  EXPECT_FALSE(EntersBeforeSignature(MakeAgreement("y")));
}

TEST(StatusOnTest, OfAnAgreementWithoutPartiesItsEventsTell) {
  Agreement agreement = MakeAgreement("x");
  agreement.parties.clear();
  agreement.events = {MakeEvent(EventKind::kSigned, "1998-03-12")};
  EXPECT_EQ(StatusOn(agreement, {}, testing::Day("2000-01-01")).status, Status::kSigned);
  agreement.events.push_back(MakeEvent(EventKind::kEntryIntoForce, "1999-01-01"));
  EXPECT_EQ(StatusOn(agreement, {}, testing::Day("2000-01-01")).status, Status::kInForce);
}

}  // namespace
}  // namespace entente::agreements
