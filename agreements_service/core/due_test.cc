#include "agreements_service/core/due.h"

#include <algorithm>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::due_test {
namespace {

using testing::Date;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeRelation;
using testing::MakeState;

DayRange Range(const char* first, const char* last) { return {Day(first), Day(last)}; }

// "2005-04-01 the sentence", or with both days "2005-04-01..2005-05-01 the sentence".
std::vector<std::string> Lines(std::vector<Due> due) {
  std::sort(due.begin(), due.end(), ComesBefore);
  std::vector<std::string> lines;
  for (const Due& one : due) {
    lines.push_back(absl::StrCat(
        FormatDay(one.span.earliest), one.span.earliest == one.span.latest ? "" : "..",
        one.span.earliest == one.span.latest ? "" : FormatDay(one.span.latest), " ", one.sentence));
  }
  return lines;
}

// In force on `entry`, for ten years and then five and five, unless with notice of six months.
Agreement Renewed(const char* entry) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, entry)};
  agreement.terms.duration = DurationRule{.length = Length{.years = 10}, .article = "article 13"};
  agreement.terms.renewal = RenewalRule{.length = Length{.years = 5}, .article = "article 14"};
  agreement.terms.notice =
      NoticeRule{.before_end = Length{.months = 6}, .any_time = {}, .article = "article 15"};
  return agreement;
}

TEST(DueTest, RenewalsAndLastDaysForNotice) {
  EXPECT_THAT(
      Lines(DueOf(Renewed("1995-10-01"), {}, Range("2005-04-01", "2010-10-01"))),
      ElementsAre(
          "2005-04-01 Agreement on transport: the last day for notice by article 15; otherwise it "
          "is renewed by article 14 for 5 years on 2005-10-01.",
          "2005-10-01 Agreement on transport: it is renewed by article 14 for 5 years on "
          "2005-10-01.",
          "2010-04-01 Agreement on transport: the last day for notice by article 15; otherwise it "
          "is renewed by article 14 for 5 years on 2010-10-01.",
          "2010-10-01 Agreement on transport: it is renewed by article 14 for 5 years on "
          "2010-10-01."));
  EXPECT_THAT(DueOf(Renewed("1995-10-01"), {}, Range("2005-04-02", "2005-09-30")), IsEmpty());
  EXPECT_THAT(DueOf(Renewed("XXXX"), {}, Range("2005-04-01", "2010-10-01")), IsEmpty());
  EXPECT_THAT(DueOf(MakeAgreement("x"), {}, Range("2005-04-01", "2010-10-01")), IsEmpty());
}

TEST(DueTest, PartialDatesGiveSpans) {
  const auto due = DueOf(Renewed("1995-10"), {}, Range("2005-10-31", "2005-10-31"));
  ASSERT_EQ(due.size(), 1u);
  EXPECT_EQ(due[0].kind, DueKind::kRenewal);
  EXPECT_EQ(due[0].span, (Span{Day("2005-10-01"), Day("2005-10-31")}));
}

TEST(DueTest, NoticeEndsWhatIsNoMoreRenewed) {
  Agreement agreement = Renewed("1995-10-01");
  agreement.actions = {MakeAction("TUR", ActionKind::kDenunciation, "2005-01-01")};
  agreement.terms.sunset = SunsetRule{.length = {.years = 1}, .article = "article 16"};
  EXPECT_THAT(
      Lines(DueOf(agreement, {}, Range("2005-04-01", "2010-10-01"))),
      ElementsAre("2005-10-01 Agreement on transport: it ends. Türkiye denounced it on 2005-01-01, "
                  "according to Gazette, with effect by article 15 on 2005-10-01.",
                  "2006-10-01 Agreement on transport: protection ends. By article 16 it goes on "
                  "protecting for 1 year what was begun under it, and ceases to on 2006-10-01."));
}

TEST(DueTest, TheFirstEndIsDue) {
  Agreement agreement = Renewed("1995-10-01");
  agreement.terms.renewal.reset();
  agreement.terms.notice.reset();
  const DayRange range = Range("2004-01-01", "2006-01-01");
  EXPECT_THAT(Lines(DueOf(agreement, {}, range)),
              ElementsAre("2005-10-01 Agreement on transport: it ends. By article 13 it expires 10 "
                          "years after its entry into force, on 2005-10-01."));
  Agreement successor = MakeAgreement("y");
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "x", "2004-05-01")};
  EXPECT_THAT(Lines(DueOf(agreement, {successor}, range)),
              ElementsAre("2004-05-01 Agreement on transport: it ends. It was superseded by "
                          "agreements/y on 2004-05-01, according to Gazette."));
}

TEST(DueTest, ProtectionEndsForEachThatLeft) {
  Agreement agreement = MakeAgreement("x");
  agreement.parties.push_back(MakeState("ITA", "Italy"));
  agreement.actions = {MakeAction("ITA", ActionKind::kWithdrawal, "2014-12-31")};
  agreement.terms.notice =
      NoticeRule{.before_end = {}, .any_time = Length{.years = 1}, .article = ""};
  agreement.terms.sunset = SunsetRule{.length = {.years = 20}, .article = "article 47(3)"};
  const auto due = DueOf(agreement, {}, Range("2030-01-01", "2036-01-01"));
  EXPECT_THAT(
      Lines(due),
      ElementsAre("2035-12-31 Agreement on transport: protection ends. Italy withdrew from it "
                  "on 2014-12-31, according to Gazette, with effect by its terms on "
                  "2015-12-31. By article 47(3) it goes on protecting for 20 years what was "
                  "begun under it, and ceases to on 2035-12-31."));
  EXPECT_EQ(due.front().party, "ITA");
}

TEST(DueTest, AnniversariesOfTheSignature) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "2000-02-29?")};
  const auto due = DueOf(agreement, {}, Range("2024-03-01", "2026-12-31"));
  EXPECT_THAT(Lines(due), ElementsAre("2025-02-28 Agreement on transport: 25 years since its "
                                      "signature on 2000-02-29.",
                                      "2026-02-28 Agreement on transport: 26 years since its "
                                      "signature on 2000-02-29."));
  EXPECT_EQ(due[0].number, 25);
  EXPECT_TRUE(due[0].uncertain);
  agreement.events.push_back(MakeEvent(EventKind::kTerminated, "2026-01-01"));
  EXPECT_EQ(DueOf(agreement, {}, Range("2026-01-02", "2026-12-31")).size(), 0u);
  EXPECT_EQ(DueOf(agreement, {}, Range("2025-01-01", "2025-12-31")).size(), 1u);
}

TEST(DueTest, AnniversariesOfMilestones) {
  const auto due = DueOf(MakeMilestone("relations", "1992-03"), Range("2022-03-31", "2023-03-01"));
  EXPECT_THAT(Lines(due),
              ElementsAre("2022-03-01..2022-03-31 Diplomatic relations are established: "
                          "30 years since 1992-03.",
                          "2023-03-01..2023-03-31 Diplomatic relations are established: "
                          "31 years since 1992-03."));
  EXPECT_FALSE(due[0].uncertain);
  EXPECT_THAT(DueOf(MakeMilestone("m", "XXXX"), Range("2022-01-01", "2023-01-01")), IsEmpty());
  EXPECT_THAT(DueOf(MakeMilestone("m", "2022-06-01"), Range("2022-01-01", "2023-01-01")), IsEmpty())
      << "the day itself is no anniversary";
}

TEST(DueTest, SomeAnniversariesAreRound) {
  std::vector<int> round;
  for (int number = 0; number <= 100; ++number) {
    if (IsRound(number)) round.push_back(number);
  }
  EXPECT_THAT(round, ElementsAre(5, 10, 20, 25, 30, 40, 50, 60, 70, 75, 80, 90, 100));
}

}  // namespace
}  // namespace entente::agreements::due_test
