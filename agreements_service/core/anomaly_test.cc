#include "agreements_service/core/anomaly.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::anomaly_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeRelation;
using ::testing::StartsWith;

// What is odd by 2026-02-01, as "REASON: detail".
std::vector<std::string> Odd(const Agreement& agreement) {
  std::vector<std::string> odd;
  for (const Anomaly& anomaly : AnomaliesOf(agreement, testing::Day("2026-02-01"))) {
    odd.push_back(absl::StrCat(anomaly.reason, ": ", anomaly.detail));
  }
  return odd;
}

TEST(AnomalyTest, NothingIsOddInMost) {
  Agreement agreement = MakeAgreement("x");
  EXPECT_THAT(Odd(agreement), IsEmpty());
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-05-01"),
                      MakeEvent(EventKind::kEntryIntoForce, "1995-08-10"),
                      MakeEvent(EventKind::kTerminated, "2036-02-01")};
  EXPECT_THAT(Odd(agreement), IsEmpty());
}

TEST(AnomalyTest, TheOrderOfItsLife) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "1995-08-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "1992"),
                      MakeEvent(EventKind::kTerminated, "1991-12")};
  EXPECT_THAT(
      Odd(agreement),
      ElementsAre("ENTRY_BEFORE_SIGNATURE: It entered into force in 1992, according to "
                  "Gazette. It was signed on 1995-08-10, according to Gazette.",
                  "END_BEFORE_ENTRY: It was terminated in 1991-12, according to Gazette. It "
                  "entered into force in 1992, according to Gazette."));
}

TEST(AnomalyTest, AnEntryThatTheTermsDoNotLeadTo) {
  Agreement agreement = MakeAgreement("x");
  agreement.terms.entry = EntryRule();
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-05-01"),
                      MakeEvent(EventKind::kEntryIntoForce, "1992-05")};
  EXPECT_THAT(Odd(agreement), IsEmpty());
  agreement.events[1] = MakeEvent(EventKind::kEntryIntoForce, "1995");
  EXPECT_THAT(Odd(agreement), ElementsAre(StartsWith("ENTRY_NOT_BY_TERMS: It entered into force")));
}

TEST(AnomalyTest, NotWherePartialDatesAllowAnotherOrder) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-08-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "1992"),
                      MakeEvent(EventKind::kTerminated, "1992-01")};
  EXPECT_THAT(Odd(agreement), IsEmpty());
  agreement.events = {MakeEvent(EventKind::kSigned, "1992-08-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "XXXX"),
                      MakeEvent(EventKind::kTerminated, "1992-08-10")};
  EXPECT_THAT(Odd(agreement), IsEmpty());
}

TEST(AnomalyTest, EndsOnTheDayOfEntryAreInOrder) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "1992-05-01"),
                      MakeEvent(EventKind::kExpired, "1992-05-01")};
  EXPECT_THAT(Odd(agreement), IsEmpty());
}

TEST(AnomalyTest, DatesFarOff) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kExpired, "2036-02-02"),
                      MakeEvent(EventKind::kTerminated, "9999-12-31")};
  agreement.actions = {MakeAction("KAZ", ActionKind::kWithdrawal, "2026-01-01")};
  agreement.actions[0].effective = testing::Date("2050");
  agreement.relations = {MakeRelation(RelationKind::kAmends, "y", "2142-04-12")};
  // As the readers store it, which this says more of; and one of a part that is gone.
  agreement.anomalies = {{.reason = "DATE_FAR_OFF", .detail = "2142-04-12"},
                         {.reason = "DATE_FAR_OFF", .detail = "2143"}};
  EXPECT_THAT(
      Odd(agreement),
      ElementsAre("DATE_FAR_OFF: 2143",
                  "DATE_FAR_OFF: It expired on 2036-02-02, according to Gazette; that is more than "
                  "10 years after 2026-02-01.",
                  "DATE_FAR_OFF: It was terminated on 9999-12-31, according to Gazette; that is "
                  "more than 10 years after 2026-02-01.",
                  "DATE_FAR_OFF: Kazakhstan withdrew from it with effect in 2050, according to "
                  "Gazette; that is more than 10 years after 2026-02-01.",
                  "DATE_FAR_OFF: Its relation to agreements/y begins on 2142-04-12; that is more "
                  "than 10 years after 2026-02-01."));
}

TEST(AnomalyTest, Parties) {
  Agreement agreement = MakeAgreement("x");
  agreement.parties = {
      {.id = "borneo", .kind = PartyKind::kOther, .country = "", .name = "Borneo"}};
  EXPECT_THAT(Odd(agreement), ElementsAre("PARTY_UNKNOWN: Borneo", "ONE_PARTY: Borneo alone."));
  agreement.parties = {testing::MakeState("TUR", "")};
  agreement.claims = {{.key = "type", .value = "BITs", .evidence = {}}};
  EXPECT_THAT(Odd(agreement),
              ElementsAre("ONE_PARTY: TUR alone.",
                          "PARTIES_NOT_TWO: Bilateral by type BITs, with 1 party."));
  agreement.parties = MakeAgreement("y").parties;
  EXPECT_THAT(Odd(agreement), IsEmpty());
  agreement.parties.push_back(testing::MakeState("BEL", "Belgium"));
  EXPECT_THAT(Odd(agreement),
              ElementsAre("PARTIES_NOT_TWO: Bilateral by type BITs, with 3 parties."));
  agreement.claims[0].value = "TIPs";
  EXPECT_THAT(Odd(agreement), IsEmpty());
  // What is stored says it already.
  agreement.parties.clear();
  agreement.anomalies = {{.reason = kPartyMissing, .detail = "the file does not tell its parties"}};
  EXPECT_THAT(Odd(agreement), ElementsAre("PARTY_MISSING: the file does not tell its parties"));
}

}  // namespace
}  // namespace entente::agreements::anomaly_test
