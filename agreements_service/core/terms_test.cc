#include "agreements_service/core/terms.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/addition.h"
#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"

namespace entente::agreements::terms_test {
namespace {

using ::testing::Contains;
using testing::Date;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::Eq;
using ::testing::HasSubstr;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeRelation;
using testing::MakeState;
using ::testing::Not;

constexpr ActionKind kNotification = ActionKind::kNotification;

// Signed on 1995-08-15; in force 30 days after the last notification.
Agreement Notified(std::vector<Action> notifications) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "1995-08-15")};
  agreement.actions = std::move(notifications);
  agreement.terms.entry = EntryRule{.basis = EntryBasis::kNotifications,
                                    .after = {.days = 30},
                                    .date = {},
                                    .article = "article 12"};
  return agreement;
}

Agreement InForceSince1995() {
  return Notified({MakeAction("KAZ", kNotification, "1995-08-20"),
                   MakeAction("TUR", kNotification, "1995-09-01")});
}

std::vector<std::string> ReasonsOn(const Agreement& agreement, const char* day,
                                   const std::vector<Agreement>& successors = {}) {
  return StatusOn(agreement, successors, Day(day)).reasons;
}

Status On(const Agreement& agreement, const char* day,
          const std::vector<Agreement>& successors = {}) {
  return StatusOn(agreement, successors, Day(day)).status;
}

TEST(TermsTest, EntersIntoForceAfterTheLastNotification) {
  const Agreement agreement = InForceSince1995();
  EXPECT_EQ(On(agreement, "1995-09-30"), Status::kSigned);
  EXPECT_EQ(On(agreement, "1995-10-01"), Status::kInForce);
  EXPECT_THAT(
      ReasonsOn(agreement, "1995-10-01"),
      ElementsAre("By article 12 it enters into force 30 days after the last notification, on "
                  "1995-10-01, according to Gazette.",
                  "Kazakhstan notified that its procedures were complete on 1995-08-20, according "
                  "to Gazette.",
                  "Türkiye notified that its procedures were complete on 1995-09-01, according to "
                  "Gazette."));
  EXPECT_THAT(ReasonsOn(agreement, "1995-09-30"),
              Contains("By article 12 it enters into force 30 days after the last notification, on "
                       "1995-10-01, according to Gazette; that is after 1995-09-30."));
}

TEST(TermsTest, SaysWhatEntryIntoForceWaitsFor) {
  const Agreement agreement = Notified({MakeAction("KAZ", kNotification, "1995-08-20")});
  EXPECT_EQ(On(agreement, "2000-01-01"), Status::kSigned);
  EXPECT_THAT(ReasonsOn(agreement, "2000-01-01"),
              ElementsAre("It was signed on 1995-08-15, according to Gazette.",
                          "By article 12 it enters into force 30 days after the last notification, "
                          "which is not recorded, according to Gazette."));
}

TEST(TermsTest, PartialDatesStayPartial) {
  const Agreement agreement = Notified({MakeAction("KAZ", kNotification, "1995-08-20"),
                                        MakeAction("TUR", kNotification, "1995-10")});
  EXPECT_EQ(On(agreement, "1995-10-30"), Status::kSigned);
  EXPECT_EQ(On(agreement, "1995-10-31"), Status::kIndeterminate);
  EXPECT_EQ(On(agreement, "1995-11-29"), Status::kIndeterminate);
  EXPECT_EQ(On(agreement, "1995-11-30"), Status::kInForce);
  EXPECT_THAT(ReasonsOn(agreement, "1995-11-30"),
              Contains(HasSubstr("between 1995-10-31 and 1995-11-30")));
}

TEST(TermsTest, WhatIsRecordedGoesBeforeTheTerms) {
  Agreement agreement = InForceSince1995();
  agreement.events.push_back(MakeEvent(EventKind::kEntryIntoForce, "1996-01-01"));
  EXPECT_EQ(On(agreement, "1995-12-31"), Status::kSigned);
  agreement.events.back() = MakeEvent(EventKind::kEntryIntoForce, "..");
  EXPECT_EQ(On(agreement, "2000-01-01"), Status::kSigned);
  agreement.events.back() = MakeEvent(EventKind::kEntryIntoForce, "never");
  EXPECT_EQ(On(agreement, "2000-01-01"), Status::kNeverInForce);
}

TEST(TermsTest, ADifferenceFromWhatIsRecordedIsAnAnomaly) {
  Agreement agreement = InForceSince1995();
  EXPECT_THAT(EntryNotByTerms(agreement), Eq(std::nullopt)) << "nothing is recorded";
  agreement.events.push_back(MakeEvent(EventKind::kEntryIntoForce, "1995-10"));
  EXPECT_THAT(EntryNotByTerms(agreement), Eq(std::nullopt)) << "both can be 1995-10-01";
  agreement.events.back() = MakeEvent(EventKind::kEntryIntoForce, "1996-01-01");
  ASSERT_TRUE(EntryNotByTerms(agreement).has_value());
  EXPECT_EQ(EntryNotByTerms(agreement)->reason, "ENTRY_NOT_BY_TERMS");
  EXPECT_EQ(
      EntryNotByTerms(agreement)->detail,
      "It entered into force on 1996-01-01, according to Gazette. By article 12 it enters into "
      "force 30 days after the last notification, on 1995-10-01, according to Gazette.");
}

TEST(TermsTest, EntersIntoForceWithItsLastSignature) {
  Agreement agreement = MakeAgreement("x");
  agreement.terms.entry =
      EntryRule{.basis = EntryBasis::kSignature, .after = {}, .date = {}, .article = ""};
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-05-01"),
                      MakeEvent(EventKind::kSigned, "1992-06-01")};
  EXPECT_EQ(On(agreement, "1992-05-31"), Status::kSigned);
  EXPECT_EQ(On(agreement, "1992-06-01"), Status::kInForce);
  EXPECT_THAT(ReasonsOn(agreement, "1992-06-01"),
              Contains("By its terms it enters into force with its signature, on 1992-06-01, "
                       "according to Gazette."));
  agreement.events.clear();
  agreement.actions = {MakeAction("KAZ", ActionKind::kSignature, "1992-05-01")};
  EXPECT_EQ(On(agreement, "1992-07-01"), Status::kSigned) << "one of two";
  agreement.actions.push_back(MakeAction("TUR", ActionKind::kSignature, "1992-06-15"));
  EXPECT_EQ(On(agreement, "1992-06-15"), Status::kInForce);
}

TEST(TermsTest, EntersIntoForceAfterSoManyConsents) {
  Agreement agreement = MakeAgreement("x");
  agreement.parties.push_back(MakeState("KGZ", "Kyrgyzstan"));
  agreement.terms.entry = EntryRule{.basis = EntryBasis::kConsents,
                                    .after = {.days = 90},
                                    .consents = 2,
                                    .date = {},
                                    .article = "article 44"};
  agreement.actions = {MakeAction("KAZ", ActionKind::kRatification, "1998-01-16"),
                       MakeAction("TUR", ActionKind::kAccession, "2001-04-05"),
                       MakeAction("KGZ", ActionKind::kAcceptance, "1997-07-07")};
  EXPECT_EQ(On(agreement, "1998-04-15"), Status::kNegotiated);
  EXPECT_EQ(On(agreement, "1998-04-16"), Status::kInForce);
  EXPECT_THAT(ReasonsOn(agreement, "1998-04-16"),
              Contains(HasSubstr("90 days after the consent of 2 parties, on 1998-04-16")));
  agreement.terms.entry->consents = 0;
  EXPECT_EQ(On(agreement, "2001-07-03"), Status::kNegotiated);
  EXPECT_EQ(On(agreement, "2001-07-04"), Status::kInForce);
  agreement.terms.entry->consents = 4;
  EXPECT_EQ(On(agreement, "2001-07-04"), Status::kNegotiated);
}

TEST(TermsTest, EntersIntoForceOnADate) {
  Agreement agreement = MakeAgreement("x");
  agreement.terms.entry = EntryRule{
      .basis = EntryBasis::kDate, .after = {}, .date = Date("2005"), .article = "article 9"};
  EXPECT_EQ(On(agreement, "2005-06-01"), Status::kIndeterminate);
  EXPECT_THAT(ReasonsOn(agreement, "2005-12-31"),
              ElementsAre("By article 9 it enters into force between 2005-01-01 and 2005-12-31, "
                          "according to Gazette."));
}

TEST(TermsTest, WhatDoesNotBindIsNeverInForce) {
  Agreement agreement = InForceSince1995();
  agreement.binding_force = BindingForce::kNotBinding;
  EXPECT_EQ(On(agreement, "2000-01-01"), Status::kSigned);
}

TEST(TermsTest, ExpiresWhereNothingRenewsIt) {
  Agreement agreement = InForceSince1995();
  agreement.terms.duration = DurationRule{.length = Length{.years = 10}, .article = "article 13"};
  EXPECT_EQ(On(agreement, "2005-09-30"), Status::kInForce);
  EXPECT_THAT(ReasonsOn(agreement, "2005-09-30"),
              Contains("By article 13 it was made for 10 years, until 2005-10-01."));
  EXPECT_EQ(On(agreement, "2005-10-01"), Status::kExpired);
  EXPECT_EQ(ReasonsOn(agreement, "2005-10-01").front(),
            "By article 13 it expires 10 years after its entry into force, on 2005-10-01.");
  agreement.events.push_back(MakeEvent(EventKind::kTerminated, "2008-01-01"));
  EXPECT_EQ(On(agreement, "2006-01-01"), Status::kInForce) << "what is recorded goes before";
}

TEST(TermsTest, AnExtensionLeavesItsEndOpen) {
  Agreement agreement = InForceSince1995();
  agreement.terms.duration = DurationRule{.length = Length{.years = 10}, .article = "article 13"};
  Agreement extension = MakeAgreement("y");
  extension.relations = {MakeRelation(RelationKind::kExtends, "x")};
  EXPECT_EQ(On(agreement, "2005-09-30", {extension}), Status::kInForce);
  EXPECT_EQ(On(agreement, "2005-10-01", {extension}), Status::kIndeterminate);
  EXPECT_THAT(ReasonsOn(agreement, "2005-10-01", {extension}).front(),
              HasSubstr("on a day that is not known, from 2005-10-01 on, unless agreements/y"));
}

Agreement Renewed() {
  Agreement agreement = InForceSince1995();
  agreement.terms.duration = DurationRule{.length = Length{.years = 10}, .article = "article 13"};
  agreement.terms.renewal = RenewalRule{.length = Length{.years = 5}, .article = "article 14"};
  agreement.terms.notice =
      NoticeRule{.before_end = Length{.months = 6}, .any_time = {}, .article = "article 15"};
  return agreement;
}

TEST(TermsTest, IsRenewedUnlessNoticeIsGiven) {
  Agreement agreement = Renewed();
  EXPECT_EQ(On(agreement, "2022-01-01"), Status::kInForce);
  EXPECT_THAT(ReasonsOn(agreement, "2022-01-01"),
              Contains("By article 14 it was renewed for 5 years, until 2025-10-01."));
  agreement.actions.push_back(MakeAction("TUR", ActionKind::kDenunciation, "2005-04-01"));
  EXPECT_EQ(On(agreement, "2005-09-30"), Status::kInForce);
  const StatusOnDay ended = StatusOn(agreement, {}, Day("2005-10-01"));
  EXPECT_EQ(ended.status, Status::kTerminated);
  EXPECT_THAT(
      ended.reasons,
      ElementsAre("Türkiye denounced it on 2005-04-01, according to Gazette, with effect by "
                  "article 15 on 2005-10-01."));
  agreement.actions.back().date = Date("2005-04-02");
  EXPECT_EQ(On(agreement, "2010-09-30"), Status::kInForce);
  EXPECT_EQ(On(agreement, "2010-10-01"), Status::kTerminated);
  agreement.actions.back().effective = Date("2006-01-01");
  EXPECT_EQ(On(agreement, "2006-01-01"), Status::kTerminated) << "what is recorded goes before";
}

TEST(TermsTest, ANoticeOfUnknownEffectIsNotTakenForOne) {
  Agreement agreement = Renewed();
  agreement.terms.renewal->length.reset();
  agreement.actions.push_back(MakeAction("TUR", ActionKind::kDenunciation, "2005-04-02"));
  EXPECT_EQ(On(agreement, "2005-04-01"), Status::kInForce);
  EXPECT_EQ(On(agreement, "2022-01-01"), Status::kIndeterminate);
}

TEST(TermsTest, RunsWithoutLimit) {
  Agreement agreement = InForceSince1995();
  agreement.terms.duration = DurationRule{.length = {}, .article = "article 13"};
  EXPECT_THAT(ReasonsOn(agreement, "2022-01-01"),
              Contains("By article 13 it remains in force without limit of time."));
  agreement.terms.duration->length = Length{.years = 10};
  agreement.terms.renewal = RenewalRule{.length = {}, .article = "article 14"};
  EXPECT_THAT(ReasonsOn(agreement, "2022-01-01"),
              Contains("By article 14 it goes on after its first 10 years without limit of time."));
}

TEST(TermsTest, ANoticeOfOneOfManyTakesEffectForItAlone) {
  Agreement agreement = InForceSince1995();
  agreement.parties.push_back(MakeState("KGZ", "Kyrgyzstan"));
  agreement.actions.push_back(MakeAction("KGZ", kNotification, "1995-09-01"));
  agreement.terms.notice =
      NoticeRule{.before_end = {}, .any_time = Length{.years = 1}, .article = "article 47"};
  agreement.actions.push_back(MakeAction("KGZ", ActionKind::kWithdrawal, "2020-03-01"));
  const StatusOnDay before = StatusOn(agreement, {}, Day("2021-02-28"));
  EXPECT_EQ(before.status, Status::kInForce);
  EXPECT_EQ(before.standings.back().in_force, Truth::kIndeterminate);
  const StatusOnDay after = StatusOn(agreement, {}, Day("2021-03-01"));
  EXPECT_EQ(after.status, Status::kInForce);
  EXPECT_EQ(after.standings.back().in_force, Truth::kNo);
  EXPECT_EQ(
      after.standings.back().reason,
      "Kyrgyzstan withdrew from it on 2020-03-01, according to Gazette, with effect by article "
      "47 on 2021-03-01.");
}

TEST(TermsTest, ProtectsWhatWasBegunUnderIt) {
  Agreement agreement = InForceSince1995();
  agreement.terms.sunset = SunsetRule{.length = {.years = 20}, .article = "article 16"};
  EXPECT_THAT(ReasonsOn(agreement, "2005-01-01"), Not(Contains(HasSubstr("protecting"))));
  agreement.events.push_back(MakeEvent(EventKind::kTerminated, "2004-01-01"));
  EXPECT_THAT(ReasonsOn(agreement, "2005-01-01"),
              Contains("By article 16 it goes on protecting for 20 years what was begun under it, "
                       "and ceases to on 2024-01-01; that is after 2005-01-01."));
  Agreement successor = MakeAgreement("y");
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "x", "2003-01-01")};
  EXPECT_THAT(ReasonsOn(agreement, "2005-01-01", {successor}),
              Not(Contains(HasSubstr("protecting"))));
}

TEST(TermsTest, AreKnownFromTheDayOfTheirPublication) {
  Agreement agreement = InForceSince1995();
  agreement.terms.evidence = {MakeEvidence("Adilet", "1997-01-01")};
  EXPECT_EQ(AsPublished(agreement, Day("1996-12-31")).terms, Terms());
  EXPECT_EQ(AsPublished(agreement, Day("1997-01-01")).terms, agreement.terms);
}

TEST(TermsTest, StayWhereAnAdditionSaysNothingOfThem) {
  Agreement known = InForceSince1995();
  Agreement addition = MakeAgreement("x");
  addition.evidence = {MakeEvidence("Database")};
  const Agreement joined = Joined(known, addition);
  EXPECT_EQ(joined.terms.entry, known.terms.entry);
  EXPECT_EQ(joined.terms.evidence, known.evidence) << "it says whose they are";
  addition.evidence = known.evidence;
  EXPECT_EQ(Joined(known, addition).terms, Terms()) << "the same source says them no more";
}

// Every day of a year on which it can have entered into force has periods of its own: walking
// through them for each notice would take minutes.
TEST(TermsTest, ManyNoticesOfShortPeriodsAreReadAtOnce) {
  constexpr Length kOneDay = {.days = 1};
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "1999-01-01")};
  agreement.terms.entry = EntryRule{
      .basis = EntryBasis::kDate, .after = {}, .consents = 0, .date = Date("2000"), .article = ""};
  agreement.terms.duration = DurationRule{.length = kOneDay, .article = ""};
  agreement.terms.renewal = RenewalRule{.length = kOneDay, .article = ""};
  agreement.terms.notice = NoticeRule{.before_end = kOneDay, .any_time = {}, .article = ""};
  for (int i = 0; i < 100; ++i) {
    agreement.actions.push_back(MakeAction("KAZ", ActionKind::kDenunciation, "2010"));
    agreement.actions.push_back(
        MakeAction("KAZ", ActionKind::kDenunciation, absl::StrCat(2010 + i)));
  }
  EXPECT_EQ(StatusOn(agreement, {}, Day("2010-01-01")).status, Status::kInForce);
  EXPECT_EQ(StatusOn(agreement, {}, Day("2011-01-01")).status, Status::kTerminated);
}

}  // namespace
}  // namespace entente::agreements::terms_test
