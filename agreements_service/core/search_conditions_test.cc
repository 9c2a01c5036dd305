#include "agreements_service/core/search_conditions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::search_conditions_test {
namespace {

using testing::Day;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;

TEST(SearchConditionsTest, NoneFitAnything) {
  EXPECT_FALSE(SearchConditions().MustRead());
  EXPECT_THAT(SearchConditions().Marked(), IsEmpty());
  EXPECT_TRUE(Fits({}, MakeAgreement("x")));
  EXPECT_TRUE(Fits({}, Status::kSigned));
}

TEST(SearchConditionsTest, FieldsAndInstruments) {
  Agreement agreement = MakeAgreement("x");
  agreement.fields = {Field::kTrade, Field::kCustoms};
  SearchConditions conditions;
  conditions.fields = {Field::kYouth, Field::kCustoms};
  conditions.instruments = {Instrument::kTreaty, Instrument::kAgreement};
  EXPECT_FALSE(conditions.MustRead()) << "marks tell";
  EXPECT_THAT(conditions.Marked(),
              ElementsAre(ElementsAre(FieldMark(Field::kYouth), FieldMark(Field::kCustoms)),
                          ElementsAre(InstrumentMark(Instrument::kTreaty),
                                      InstrumentMark(Instrument::kAgreement))));
  EXPECT_TRUE(Fits(conditions, agreement));
  agreement.instrument = Instrument::kProtocol;
  EXPECT_FALSE(Fits(conditions, agreement));
  agreement.instrument = Instrument::kTreaty;
  agreement.fields = {Field::kTrade};
  EXPECT_FALSE(Fits(conditions, agreement));
}

TEST(SearchConditionsTest, StatusOfTheDay) {
  SearchConditions conditions;
  conditions.statuses = {Status::kInForce, Status::kSuspended};
  EXPECT_TRUE(conditions.MustRead());
  EXPECT_TRUE(Fits(conditions, Status::kSuspended));
  EXPECT_FALSE(Fits(conditions, Status::kSigned));
}

TEST(SearchConditionsTest, DaysOnWhichItMayHaveBeenSigned) {
  const auto fits = [](const char* from, const char* until, const Agreement& agreement) {
    SearchConditions conditions;
    if (*from != 0) conditions.signed_from = Day(from);
    if (*until != 0) conditions.signed_until = Day(until);
    return Fits(conditions, agreement);
  };
  Agreement agreement = MakeAgreement("x");
  EXPECT_FALSE(fits("1990-01-01", "", agreement)) << "not recorded";
  agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "1993"),
                      MakeEvent(EventKind::kSigned, "1992-05")};
  EXPECT_TRUE(fits("1992-05-31", "", agreement));
  EXPECT_FALSE(fits("1992-06-01", "", agreement));
  EXPECT_TRUE(fits("", "1992-05-01", agreement));
  EXPECT_FALSE(fits("", "1992-04-30", agreement));
  EXPECT_TRUE(fits("1992-05-10", "1992-05-12", agreement));
  agreement.events = {MakeEvent(EventKind::kSigned, "XXXX")};
  EXPECT_TRUE(fits("1992-05-10", "1992-05-12", agreement)) << "any day";
  agreement.events.clear();
  agreement.actions = {MakeAction("KAZ", ActionKind::kRatification, "1995"),
                       MakeAction("TUR", ActionKind::kDefinitiveSignature, "1994")};
  EXPECT_TRUE(fits("1994-01-01", "1994-01-01", agreement));
  EXPECT_FALSE(fits("1995-01-01", "", agreement));
}

TEST(SearchConditionsTest, SourcesByPublisherOrName) {
  Agreement agreement = MakeAgreement("x");
  agreement.evidence = {MakeEvidence("UNCTAD, Investment Policy Hub")};
  agreement.events = {MakeEvent(EventKind::kSigned, "1992")};
  agreement.events[0].evidence = {MakeEvidence("Resmî Gazete")};
  agreement.events[0].evidence[0].source = "sources/rg";
  const auto fits = [&](const std::vector<std::string>& sources) {
    SearchConditions conditions;
    conditions.sources = sources;
    return Fits(conditions, agreement);
  };
  EXPECT_TRUE(fits({"unctad"}));
  EXPECT_TRUE(fits({"x", "unctad investment policy"}));
  EXPECT_FALSE(fits({"investment policy"})) << "not its first words";
  EXPECT_TRUE(fits({"RESMİ GAZETE"}));
  EXPECT_TRUE(fits({"sources/rg"}));
  EXPECT_FALSE(fits({"UNCT"}));
  EXPECT_FALSE(fits({"."}));
}

}  // namespace
}  // namespace entente::agreements::search_conditions_test
