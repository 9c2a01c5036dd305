#include "agreements_service/core/pair_timeline.h"

#include <algorithm>
#include <iterator>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"

namespace entente::agreements::pair_timeline_test {
namespace {

using testing::Date;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeRelation;
using testing::MakeState;

const Pair& ThePair() {
  static const Pair* const pair = new Pair{"KAZ", "TUR"};
  return *pair;
}

// "5 1995-08-10", the kind and the date; "5 2003-01-01..2003-02-28" where no date says it alone.
std::string Line(const TimelineEntry& entry) {
  std::string date = entry.date.ToString();
  if (date.empty())
    date = absl::StrCat(absl::FormatCivilTime(entry.span.earliest), "..",
                        absl::FormatCivilTime(entry.span.latest));
  return absl::StrCat(static_cast<int>(entry.kind), " ", date);
}

std::vector<std::string> Lines(const std::vector<TimelineEntry>& entries) {
  std::vector<std::string> lines;
  std::transform(entries.begin(), entries.end(), std::back_inserter(lines), Line);
  return lines;
}

TEST(EntriesOfAgreementTest, TellItsCourse) {
  Agreement agreement = MakeAgreement("a");
  agreement.events = {MakeEvent(EventKind::kAdopted, "1992-04"),
                      MakeEvent(EventKind::kSigned, "1992-05-01", "Ankara"),
                      MakeEvent(EventKind::kProvisionalApplication, "1992-05-02"),
                      MakeEvent(EventKind::kEntryIntoForce, "1995-08-10"),
                      MakeEvent(EventKind::kSuspended, "1999"),
                      MakeEvent(EventKind::kResumed, "2001~"),
                      MakeEvent(EventKind::kExpired, "2010?")};
  const std::vector<TimelineEntry> entries = EntriesOf(agreement, {}, ThePair());
  EXPECT_THAT(Lines(entries), ElementsAre("2 1992-05-01", "4 1992-05-02", "5 1995-08-10", "6 1999",
                                          "7 2001~", "10 2010?"));
  EXPECT_EQ(entries[0].resource, "agreements/a");
  EXPECT_EQ(entries[0].title, "Agreement on transport");
  EXPECT_THAT(entries[0].reasons,
              ElementsAre("It was signed on 1992-05-01 in Ankara, according to Gazette."));
  ASSERT_EQ(entries[0].evidence.size(), 1U);
  EXPECT_EQ(entries[0].evidence[0].publisher, "Gazette");
  EXPECT_TRUE(entries[0].evidence[0].recorded.has_value());
}

TEST(EntriesOfAgreementTest, LeaveOutWhatHasNotHappened) {
  Agreement agreement = MakeAgreement("a");
  agreement.events = {MakeEvent(EventKind::kSigned, "2022-05-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "..")};
  EXPECT_THAT(Lines(EntriesOf(agreement, {}, ThePair())), ElementsAre("2 2022-05-10"));
}

TEST(EntriesOfAgreementTest, OfSeveralDatesTellTheDaysTogether) {
  Agreement agreement = MakeAgreement("a");
  // The first of the two decides; that is no later than February, and may be in January.
  agreement.events = {MakeEvent(EventKind::kSigned, "2003"),
                      MakeEvent(EventKind::kSigned, "2003-02")};
  EXPECT_THAT(Lines(EntriesOf(agreement, {}, ThePair())), ElementsAre("2 2003-01-01..2003-02-28"));
  agreement.events = {MakeEvent(EventKind::kSigned, "2003-02-11"),
                      MakeEvent(EventKind::kSigned, "2003-02-09?")};
  EXPECT_THAT(Lines(EntriesOf(agreement, {}, ThePair())), ElementsAre("2 2003-02-09?"));
  // In force between two from the later of their days on.
  agreement.events = {};
  agreement.actions = {MakeAction("KAZ", ActionKind::kEntryIntoForce, "2004-03~"),
                       MakeAction("TUR", ActionKind::kEntryIntoForce, "2003-12-01")};
  EXPECT_THAT(Lines(EntriesOf(agreement, {}, ThePair())), ElementsAre("5 2004-03~"));
}

TEST(EntriesOfAgreementTest, TellWhatEndedItFirst) {
  Agreement old = MakeAgreement("old");
  old.events = {MakeEvent(EventKind::kEntryIntoForce, "1995"),
                MakeEvent(EventKind::kTerminated, "2009"), MakeEvent(EventKind::kExpired, "2010")};
  Agreement successor = MakeAgreement("new");
  successor.events = {MakeEvent(EventKind::kEntryIntoForce, "2009-06-01")};
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "old")};
  const std::vector<TimelineEntry> entries = EntriesOf(old, {successor}, ThePair());
  EXPECT_THAT(Lines(entries), ElementsAre("5 1995", "9 2009", "8 2009-06-01"))
      << "either may have come first, and the expiry did not";
  EXPECT_THAT(
      entries[2].reasons,
      ElementsAre("It was superseded by agreements/new, according to Gazette, from the entry into "
                  "force of that one.",
                  "agreements/new: It entered into force on 2009-06-01, according to Gazette."));
}

TEST(EntriesOfAgreementTest, OfManyPartiesTellWhatTheTwoDid) {
  Agreement agreement = MakeAgreement("un");
  agreement.parties.push_back(MakeState("FRA", "France"));
  Party soviet = MakeState("KAZ", "Kazakh Soviet Socialist Republic");
  soviet.id = "kazakh-ssr";
  soviet.kind = PartyKind::kPredecessorState;
  agreement.parties.push_back(soviet);
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "1961-04-11")};
  agreement.actions = {MakeAction("FRA", ActionKind::kRatification, "1960"),
                       MakeAction("TUR", ActionKind::kSignature, "1959"),
                       MakeAction("TUR", ActionKind::kReservation, "1959"),
                       MakeAction("kazakh-ssr", ActionKind::kAcceptance, "1970"),
                       MakeAction("KAZ", ActionKind::kAccession, "1995-02-01"),
                       MakeAction("KAZ", ActionKind::kDenunciation, "2005")};
  agreement.actions.back().effective = Date("2006");
  const std::vector<TimelineEntry> entries = EntriesOf(agreement, {}, ThePair());
  EXPECT_THAT(Lines(entries),
              ElementsAre("2 1959", "3 1959", "3 1970", "3 1995-02-01", "3 2006", "5 1961-04-11"));
  EXPECT_THAT(entries[3].reasons,
              ElementsAre("Kazakhstan acceded to it on 1995-02-01, according to Gazette."));
  EXPECT_THAT(entries[4].reasons,
              ElementsAre("Kazakhstan denounced it with effect in 2006, according to Gazette."));
}

TEST(EntriesOfAgreementTest, OfTwoPartiesTellEachThingOnce) {
  Agreement agreement = MakeAgreement("a");
  agreement.actions = {MakeAction("KAZ", ActionKind::kSignature, "1995"),
                       MakeAction("TUR", ActionKind::kSignature, "1995"),
                       MakeAction("TUR", ActionKind::kRatification, "1996"),
                       MakeAction("TUR", ActionKind::kDomesticStep, "1996-05"),
                       MakeAction("TUR", ActionKind::kDenunciation, "1999")};
  EXPECT_THAT(Lines(EntriesOf(agreement, {}, ThePair())),
              ElementsAre("2 1995", "3 1996", "9 1999"));
}

TEST(EntriesOfOccasionTest, HasBothItsDays) {
  Occasion occasion = MakeOccasion("visit", "2022-05-10");
  occasion.end = Date("2022-05-11");
  const std::vector<TimelineEntry> entries = EntriesOf(occasion);
  ASSERT_THAT(Lines(entries), ElementsAre("1 2022-05-10"));
  EXPECT_EQ(entries[0].end, Date("2022-05-11"));
  EXPECT_TRUE(CanBeWithin(entries[0], Day("2022-05-11"), Day("2022-12-31")));
  EXPECT_FALSE(CanBeWithin(entries[0], Day("2022-05-12"), Day("2022-12-31")));
  EXPECT_FALSE(CanBeWithin(entries[0], Day("2022-01-01"), Day("2022-05-09")));
  EXPECT_THAT(EntriesOf(MakeOccasion("planned", "..")), IsEmpty());
}

TEST(AnniversariesOfTest, AreThoseOfARange) {
  const Milestone leap = MakeMilestone("m", "1992-02-29");
  EXPECT_THAT(Lines(AnniversariesOf(leap, Day("2022-03-01"), Day("2024-02-29"))),
              ElementsAre("12 2023-02-28", "12 2024-02-29"));
  EXPECT_EQ(AnniversariesOf(leap, Day("2022-03-01"), Day("2024-02-29"))[1].number, 32);
  EXPECT_THAT(Lines(AnniversariesOf(leap, Day("1980-01-01"), Day("1993-12-31"))),
              ElementsAre("12 1993-02-28"))
      << "the day itself is none";
  EXPECT_THAT(AnniversariesOf(leap, Day("2022-03-01"), Day("2022-12-31")), IsEmpty());
  EXPECT_THAT(Lines(AnniversariesOf(MakeMilestone("m", "1992-03-02~"), Day("2022-01-01"),
                                    Day("2022-12-31"))),
              ElementsAre("12 2022-03-02?"));
  EXPECT_THAT(AnniversariesOf(MakeMilestone("m", "1992-03"), Day("2022-01-01"), Day("2022-12-31")),
              IsEmpty())
      << "no day is known that could return";
  EXPECT_THAT(Lines(AnniversariesOf(MakeMilestone("m", "9990-12-31"), Day("9998-12-31"),
                                    Day("9999-12-31"))),
              ElementsAre("12 9998-12-31", "12 9999-12-31"));
}

TEST(PutInOrderTest, PartialDatesComeBeforeWhatIsWithinThem) {
  std::vector<TimelineEntry> entries;
  for (const char* date : {"XXXX", "2022-05-10", "2022-05", "2022", "2021-12-31", "2022-01-01"}) {
    const std::vector<TimelineEntry> one = EntriesOf(MakeMilestone("m", date));
    entries.insert(entries.end(), one.begin(), one.end());
  }
  PutInOrder(entries);
  EXPECT_THAT(Lines(entries), ElementsAre("11 2021-12-31", "11 2022", "11 2022-01-01", "11 2022-05",
                                          "11 2022-05-10", "11 XXXX"));
}

TEST(PutInOrderTest, WhatIsKnownFromADayOnComesLast) {
  Agreement agreement = MakeAgreement("a");
  agreement.events = {MakeEvent(EventKind::kSigned, "1992"),
                      MakeEvent(EventKind::kEntryIntoForce, "XXXX")};
  std::vector<TimelineEntry> entries = EntriesOf(agreement, {}, ThePair());
  const std::vector<TimelineEntry> milestone = EntriesOf(MakeMilestone("m", "2001"));
  entries.insert(entries.end(), milestone.begin(), milestone.end());
  PutInOrder(entries);
  ASSERT_THAT(Lines(entries), ElementsAre("2 1992", "11 2001", "5 XXXX"));
  EXPECT_FALSE(CanBeWithin(entries[2], Day("1990-01-01"), Day("1991-12-31")))
      << "not before it was signed";
  EXPECT_TRUE(CanBeWithin(entries[2], Day("2021-01-01"), Day("2021-12-31")));
}

TEST(PutInOrderTest, OfOneDayTheOccasionComesFirst) {
  Agreement agreement = MakeAgreement("b");
  agreement.events = {MakeEvent(EventKind::kSigned, "2022-05-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "2022-05-10")};
  std::vector<TimelineEntry> entries = EntriesOf(agreement, {}, ThePair());
  agreement.name = "agreements/a";
  for (const auto& more : {EntriesOf(agreement, {}, ThePair()), EntriesOf(MakeOccasion("o"))}) {
    entries.insert(entries.end(), more.begin(), more.end());
  }
  PutInOrder(entries);
  EXPECT_EQ(absl::StrJoin(entries, " ",
                          [](std::string* out, const TimelineEntry& entry) {
                            absl::StrAppend(out, static_cast<int>(entry.kind), ":",
                                            std::string(1, entry.resource.back()));
                          }),
            "1:o 2:a 2:b 5:a 5:b");
}

// The status that entries in order say, of which each is of one day.
Status StatusAfter(const std::vector<TimelineEntry>& entries, absl::CivilDay day) {
  Status status = Status::kNegotiated;
  bool suspended = false;
  for (const TimelineEntry& entry : entries) {
    if (entry.span.latest > day) continue;
    switch (entry.kind) {
      case TimelineEntryKind::kSigned:
        status = std::max(status, Status::kSigned);
        break;
      case TimelineEntryKind::kProvisionallyApplied:
        status = std::max(status, Status::kProvisionallyApplied);
        break;
      case TimelineEntryKind::kInForce:
        status = Status::kInForce;
        break;
      case TimelineEntryKind::kSuspended:
      case TimelineEntryKind::kResumed:
        suspended = entry.kind == TimelineEntryKind::kSuspended;
        break;
      case TimelineEntryKind::kSuperseded:
        return Status::kSuperseded;
      case TimelineEntryKind::kTerminated:
        return Status::kTerminated;
      default:
        return Status::kExpired;
    }
  }
  return suspended && status >= Status::kProvisionallyApplied ? Status::kSuspended : status;
}

TEST(EntriesOfAgreementTest, SayWhatTheStatusSays) {
  constexpr EventKind kKinds[] = {EventKind::kSigned,         EventKind::kProvisionalApplication,
                                  EventKind::kEntryIntoForce, EventKind::kSuspended,
                                  EventKind::kResumed,        EventKind::kTerminated,
                                  EventKind::kExpired};
  std::mt19937 random(5);
  const auto some_day = [&] { return absl::StrCat("2020-01-0", 1 + random() % 6); };
  for (int i = 0; i < 2000; ++i) {
    Agreement agreement = MakeAgreement("a");
    for (int e = static_cast<int>(random() % 6); e > 0; --e) {
      agreement.events.push_back(MakeEvent(kKinds[random() % std::size(kKinds)], some_day()));
    }
    std::vector<Agreement> successors;
    if (random() % 3 == 0) {
      Agreement& successor = successors.emplace_back(MakeAgreement("b"));
      successor.relations = {MakeRelation(RelationKind::kSupersedes, "a", some_day())};
    }
    std::vector<TimelineEntry> entries = EntriesOf(agreement, successors, ThePair());
    PutInOrder(entries);
    for (absl::CivilDay day = Day("2020-01-01"); day <= Day("2020-01-07"); ++day) {
      ASSERT_EQ(StatusAfter(entries, day), StatusOn(agreement, successors, day).status)
          << ::testing::PrintToString(Lines(entries)) << " on " << absl::FormatCivilTime(day);
    }
  }
}

}  // namespace
}  // namespace entente::agreements::pair_timeline_test
