// SearchAgreements beyond what service_test.cc has of it: what is found first, conditions,
// highlights.

#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/server.h"

namespace entente::agreements::agreement_search_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeState;

class AgreementSearchTest : public testing::ServerTest {
 protected:
  void Put(const Agreement& agreement) {
    Agreement complete = agreement;
    AssignIds(complete);
    ASSERT_OK(store_->PutAgreement({}, complete, Write::Expect::kAbsent));
  }
  void Put(absl::string_view id, absl::string_view language, absl::string_view title,
           const std::vector<Party>& parties) {
    Agreement agreement = MakeAgreement(id, title);
    agreement.titles[0].language = std::string(language);
    agreement.parties = parties;
    Put(agreement);
  }

  absl::StatusOr<v1::SearchAgreementsResponse> Search(const std::string& request) {
    v1::SearchAgreementsRequest proto;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(request, &proto)) << request;
    return Call(*agreements_, &v1::AgreementService::Stub::SearchAgreements, proto);
  }

  // Ids of what is found.
  std::vector<std::string> Ids(const std::string& request) {
    const auto found = Search(request);
    EXPECT_OK(found);
    std::vector<std::string> ids;
    for (const v1::Agreement& agreement : found->agreements()) {
      ids.push_back(agreement.name().substr(agreement.name().find('/') + 1));
    }
    return ids;
  }

  void ExpectRefused(const std::string& request, absl::string_view reason,
                     absl::string_view field) {
    const ErrorDetails details = DetailsOf(Search(request).status());
    EXPECT_EQ(details.reason, reason) << request;
    ASSERT_FALSE(details.violations.empty()) << request;
    EXPECT_EQ(details.violations[0].field, field) << request;
  }
};

TEST_F(AgreementSearchTest, FindsEachSpellingOfANameAndOnlyThat) {
  const Party kazakhstan = MakeState("KAZ", "Kazakhstan");
  const Party turkey = MakeState("TUR", "Türkiye");
  const Party germany = MakeState("DEU", "Germany");
  const Party turkmenistan = MakeState("TKM", "Turkmenistan");
  Put("kk", "kk", "Қазақстан Республикасының Үкіметі мен Түркия Республикасының Үкіметі",
      {kazakhstan, turkey});
  Put("tr", "tr", "Türkiye ile Almanya Arasında İşbirliği Anlaşması", {turkey, germany});
  Put("en", "en", "Investment treaty", {turkey, germany});
  Put("other", "en", "Cooperation in turbines", {kazakhstan, germany});
  Put("turkmen", "en", "Gas", {kazakhstan, turkmenistan});
  Put("kk-other", "kk", "Қазақстан Республикасының Үкіметі", {kazakhstan, germany});
  Put("tr-other", "tr", "Kültür Alanında İşbirliği", {kazakhstan, germany});
  const auto ids = [this](absl::string_view query) {
    return Ids(absl::StrCat("query: '", query, "'"));
  };
  // By the title that has the name first, then by party.
  EXPECT_THAT(ids("Túrkııa"), ElementsAre("kk", "en", "tr"));
  EXPECT_THAT(ids("Түркия"), ElementsAre("kk", "en", "tr"));
  for (const char* query : {"türkiye", "TURKIYE", "TÜRKİYE"}) {
    EXPECT_THAT(ids(query), ElementsAre("tr", "en", "kk")) << query;
  }
  EXPECT_THAT(ids("Turkey"), ElementsAre("en", "kk", "tr")) << "no title says so";
  for (const char* query : {"İŞBİRLİĞİ", "isbirligi", "IŞBIRLIĞI"}) {
    EXPECT_THAT(ids(query), ElementsAre("tr", "tr-other")) << query;
  }
  for (const char* query : {"Үкiметi", "Үкіметі", "Úkimeti"}) {
    EXPECT_THAT(ids(query), ElementsAre("kk", "kk-other")) << query;
  }
}

// Kazakh's Latin alphabets have nothing for these two letters.
TEST_F(AgreementSearchTest, WordsOfSignsAloneAreFoundWhereTheyStand) {
  Put("x", "ru", "О торговле", {MakeState("KAZ", "Kazakhstan")});
  Put("y", "ru", "Буква ь", {MakeState("KAZ", "Kazakhstan")});
  EXPECT_THAT(Ids("query: 'ь'"), ElementsAre("y"));
  EXPECT_THAT(Ids("query: 'буква ь'"), ElementsAre("y"));
  EXPECT_THAT(Ids("query: '\"ьъ\"'"), IsEmpty());
  EXPECT_THAT(Ids("query: 'торговле ъ'"), IsEmpty());
}

TEST_F(AgreementSearchTest, ConditionsCombine) {
  Agreement trade = MakeAgreement("trade", "On cotton");
  trade.fields = {Field::kTrade};
  trade.events = {MakeEvent(EventKind::kSigned, "1992-05"),
                  MakeEvent(EventKind::kEntryIntoForce, "1993-01-01")};
  Put(trade);
  Agreement plan = MakeAgreement("plan", "On cotton");
  plan.instrument = Instrument::kPlan;
  plan.events = {MakeEvent(EventKind::kSigned, "2001")};
  plan.evidence = {MakeEvidence("UNCTAD, Investment Policy Hub")};
  Put(plan);
  const std::string query = "query: 'cotton' ";
  EXPECT_THAT(Ids(query), ElementsAre("plan", "trade"));
  EXPECT_THAT(Ids(query + "fields: FIELD_TRADE"), ElementsAre("trade"));
  EXPECT_THAT(Ids(query + "instruments: INSTRUMENT_PLAN"), ElementsAre("plan"));
  const std::string day = "day { year: 2005 month: 1 day: 1 } ";
  EXPECT_THAT(Ids(query + day + "statuses: STATUS_IN_FORCE"), ElementsAre("trade"));
  EXPECT_THAT(Ids(query + "signed_from { year: 1992 month: 5 day: 31 } "
                          "signed_until { year: 2000 month: 12 day: 31 }"),
              ElementsAre("trade"));
  EXPECT_THAT(Ids(query + "sources: 'unctad'"), ElementsAre("plan"));
  EXPECT_THAT(Ids(query + "sources: 'unctad' fields: FIELD_TRADE"), IsEmpty());
  EXPECT_EQ(Search(query + "sources: 'unctad' fields: FIELD_TRADE")->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_THAT(Ids(query + "countries: 'TUR' sources: 'unctad'"), ElementsAre("plan"));
  EXPECT_FALSE(Search(query + "sources: 'unctad'")->more_than_total());

  // Later pages go on behind what was shown.
  ASSERT_OK_AND_ASSIGN(const auto first,
                       Search(query + "page_size: 1 sources: ['gazette', 'unctad']"));
  EXPECT_EQ(first.total(), 2);
  EXPECT_THAT(Ids(absl::StrCat(query, "page_size: 1 sources: ['gazette', 'unctad'] page_token: '",
                               first.next_page_token(), "'")),
              ElementsAre("trade"));
}

TEST_F(AgreementSearchTest, BadConditionsAreRefused) {
  const std::string query = "query: 'cotton' ";
  ExpectRefused(query + "fields: FIELD_UNSPECIFIED", "VALUE_MISSING", "fields[0]");
  ExpectRefused(query + "instruments: [INSTRUMENT_PLAN, INSTRUMENT_UNSPECIFIED]", "VALUE_MISSING",
                "instruments[1]");
  ExpectRefused(query + "statuses: STATUS_IN_FORCE", "DAY_MISSING", "day");
  ExpectRefused(query + "day { year: 2005 } ", "DAY_INVALID", "day");
  ExpectRefused(query + "signed_from { year: 2005 } ", "DAY_INVALID", "signed_from");
  ExpectRefused(query + "signed_until { year: 2005 } ", "DAY_INVALID", "signed_until");
  ExpectRefused(query +
                    "signed_from { year: 2005 month: 1 day: 2 } "
                    "signed_until { year: 2005 month: 1 day: 1 }",
                "DAYS_REVERSED", "signed_until");
  ExpectRefused(query + "sources: ' '", "SOURCE_MISSING", "sources[0]");
  std::string sources;
  for (int i = 0; i <= 20; ++i) sources += "sources: 'x' ";
  ExpectRefused(query + sources, "SOURCES_TOO_MANY", "sources");
}

TEST_F(AgreementSearchTest, SaysWhatToShowAndToMark) {
  Agreement agreement = MakeAgreement("x", "Agreement on plants");
  agreement.titles.push_back({.language = "tr", .text = "Bitki Koruma İşbirliği Anlaşması"});
  Put(agreement);
  Put(MakeAgreement("y", "Isbirligi"));
  ASSERT_OK_AND_ASSIGN(const auto found, Search("query: 'koruma isbirl'"));
  ASSERT_EQ(found.highlights_size(), 1);
  EXPECT_EQ(found.highlights(0).title(), 1);
  ASSERT_EQ(found.highlights(0).ranges_size(), 2);
  EXPECT_EQ(found.highlights(0).ranges(0).start(), 6);
  EXPECT_EQ(found.highlights(0).ranges(0).end(), 12);
  EXPECT_EQ(found.highlights(0).ranges(1).start(), 13);
  EXPECT_EQ(found.highlights(0).ranges(1).end(), 22) << "characters, not bytes";
}

TEST_F(AgreementSearchTest, SuggestsWordsWhereNothingIsFound) {
  Put(MakeAgreement("x", "Bitki Koruma"));
  ASSERT_OK_AND_ASSIGN(const auto found, Search("query: 'Bitkı korumma'"));
  EXPECT_EQ(found.total(), 0);
  EXPECT_EQ(found.empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);
  ASSERT_EQ(found.suggestions_size(), 1);
  EXPECT_EQ(found.suggestions(0).word(), "korumma");
  EXPECT_THAT(found.suggestions(0).suggestions(), ElementsAre("koruma"));
  EXPECT_EQ(Search("query: 'bitki'")->suggestions_size(), 0);
}

}  // namespace
}  // namespace entente::agreements::agreement_search_test
