#include "agreements_service/store/search_index.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::search_index_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeState;

// An index of agreements, each with a title, between Kazakhstan and Türkiye.
class SearchIndexTest : public ::testing::Test {
 protected:
  void Add(const Agreement& agreement, int64_t since = 1) {
    index_.Add(agreement.name, SearchTextOf(agreement), since);
  }
  void Add(absl::string_view id, absl::string_view title, absl::string_view language = "en") {
    Agreement agreement = MakeAgreement(id, title);
    agreement.titles[0].language = std::string(language);
    Add(agreement);
  }

  // Ids of what is found, the best first.
  std::vector<std::string> Find(absl::string_view query, int64_t revision = 1,
                                const std::vector<std::string>& countries = {}) const {
    std::vector<Marks> marked;
    for (const std::string& country : countries) marked.push_back({CountryMark(country)});
    std::vector<Candidate> found = index_.Find(ParseSearchQuery(query), marked, revision);
    std::sort(found.begin(), found.end(), IsBefore);
    std::vector<std::string> ids;
    for (const Candidate& one : found) ids.emplace_back(one.name.substr(one.name.find('/') + 1));
    return ids;
  }

  std::vector<std::string> Suggest(absl::string_view query, int64_t revision = 1) const {
    const auto all = index_.Suggest(ParseSearchQuery(query), revision);
    std::vector<std::string> suggestions;
    for (const WordSuggestion& one : all) {
      for (const std::string& word : one.suggestions) suggestions.push_back(one.word + ">" + word);
    }
    return suggestions;
  }

  SearchIndex index_;
};

TEST_F(SearchIndexTest, TheBestFirst) {
  Add("a-elsewhere", "Something else");
  Add("b-words", "Protection of a plant");
  Add("c-phrase", "On plant protection and quarantine");
  Add("d-exact", "Plant protection");
  Add("e-beginning", "Plant protections");
  Agreement noted = MakeAgreement("a-elsewhere-too", "Something else");
  noted.note = "Of protection, and of a plant";
  Add(noted);
  noted = MakeAgreement("z-phrase-elsewhere", "Something else");
  noted.note = "Of plant protection";
  Add(noted);
  EXPECT_THAT(Find("plant protection"),
              ElementsAre("d-exact", "c-phrase", "b-words", "z-phrase-elsewhere", "a-elsewhere-too",
                          "e-beginning"));
  EXPECT_THAT(Find("\"plant protection\""),
              ElementsAre("d-exact", "c-phrase", "z-phrase-elsewhere"));
  EXPECT_THAT(Find("\"plant prot"),
              ElementsAre("c-phrase", "d-exact", "e-beginning", "z-phrase-elsewhere"));
  EXPECT_THAT(Find("plant protect"), ElementsAre("c-phrase", "d-exact", "e-beginning", "b-words",
                                                 "z-phrase-elsewhere", "a-elsewhere-too"));
  EXPECT_THAT(Find("pla* protection"), ElementsAre("b-words", "c-phrase", "d-exact", "e-beginning",
                                                   "a-elsewhere-too", "z-phrase-elsewhere"))
      << "a phrase has whole words but for its last";
  EXPECT_THAT(Find("\"protection plant\""), IsEmpty());
}

TEST_F(SearchIndexTest, PartiesByTheirWholeNameFirst) {
  Agreement agreement = MakeAgreement("nigeria", "On trade");
  agreement.parties[1] = MakeState("NGA", "Nigeria");
  Add(agreement);
  agreement = MakeAgreement("niger", "On trade");
  agreement.parties[1] = MakeState("NER", "Niger");
  Add(agreement);
  agreement = MakeAgreement("usa", "On trade");
  agreement.parties[1] = MakeState("USA", "United States");
  Add(agreement);
  agreement = MakeAgreement("micronesia", "On trade");
  agreement.parties = {MakeState("GBR", "UK"), MakeState("FSM", "Micronesia")};
  Add(agreement);
  EXPECT_THAT(Find("Niger"), ElementsAre("niger", "nigeria"));
  EXPECT_THAT(Find("united states"), ElementsAre("usa"));
  EXPECT_THAT(Find("trade Vereinigte Staaten"), ElementsAre("usa"));
  EXPECT_THAT(Find("USA KAZ"), ElementsAre("usa"));
  EXPECT_THAT(Find("on", 1, {"KAZ"}), ElementsAre("niger", "nigeria", "usa"));
  EXPECT_THAT(Find("on", 1, {"KAZ", "NER"}), ElementsAre("niger"));
  const Marks either = {CountryMark("NER"), CountryMark("FSM"), CountryMark("XXX")};
  EXPECT_EQ(index_.Find(ParseSearchQuery("on"), {either}, 1).size(), 2);
}

TEST_F(SearchIndexTest, FieldsByTheirNameInAnyOfTheirLanguages) {
  Agreement agreement = MakeAgreement("x", "Memorandum");
  agreement.fields = {Field::kDefenceIndustry};
  Add(agreement);
  Add("y", "Memorandum");
  for (const char* query : {"defence industry", "savunma sanayii", "қорғаныс өнеркәсібі",
                            "Qorǵanys ónerkásibi", "industrie de défense", "оборонная пром"}) {
    EXPECT_THAT(Find(query), ElementsAre("x")) << query;
  }
}

TEST_F(SearchIndexTest, KazakhInEitherScript) {
  Add("cyrillic", "Сауда туралы келісім", "kk");
  Add("latin", "Sauda turaly kelısım", "kk-Latn");
  Add("apostrophes", "Say'da ty'raly kelisim", "kk-Latn");
  Add("turkish", "Sauda turaly", "tr");
  EXPECT_THAT(Find("Сауда туралы"), ElementsAre("apostrophes", "cyrillic", "latin"));
  EXPECT_THAT(Find("\"Сауда туралы\""), ElementsAre("apostrophes", "cyrillic", "latin"));
  EXPECT_THAT(Find("сауда туралы келі"), ElementsAre("apostrophes", "cyrillic", "latin"));
  EXPECT_THAT(Find("Сауда туралы келісім"), ElementsAre("apostrophes", "cyrillic", "latin"));
  EXPECT_THAT(Find("Sauda turaly kelısım"), ElementsAre("cyrillic", "latin"));
  EXPECT_THAT(Find("say'da ty'raly"), ElementsAre("apostrophes", "cyrillic"));
}

TEST_F(SearchIndexTest, AStateHoldsUntilTheNextOne) {
  const auto text = [](absl::string_view title) { return SearchTextOf(MakeAgreement("x", title)); };
  index_.Replace("agreements/x", text("On cotton"), 1);
  index_.Replace("agreements/x", text("On cotton"), 2);
  index_.Replace("agreements/x", text("On wool"), 3);
  index_.Replace("agreements/x", std::nullopt, 4);
  index_.Replace("agreements/x", text("On wool"), 6);
  EXPECT_THAT(Find("cotton", 0), IsEmpty());
  EXPECT_THAT(Find("cotton", 1), ElementsAre("x"));
  EXPECT_THAT(Find("cotton", 2), ElementsAre("x")) << "once, though it was written twice";
  EXPECT_THAT(Find("cotton", 3), IsEmpty());
  EXPECT_THAT(Find("wool", 3), ElementsAre("x"));
  EXPECT_THAT(Find("wool", 4), IsEmpty());
  EXPECT_THAT(Find("wool", 5), IsEmpty());
  EXPECT_THAT(Find("wool", 6), ElementsAre("x"));
}

TEST_F(SearchIndexTest, SuggestsWhatIsThereForWhatIsNot) {
  Add("a", "Plant quarantine");
  Add("b", "Plant quarantine");
  Add("c", "Planet");
  EXPECT_THAT(Suggest("plamt quarantin"), ElementsAre("plamt>plant"));
  EXPECT_THAT(Suggest("\"quarantene\""), ElementsAre("quarantene>quarantine"));
  EXPECT_THAT(Suggest("planett"), ElementsAre("planett>planet", "planett>plant"));
  EXPECT_THAT(Suggest("kazakhstn"),
              ElementsAre("kazakhstn>kazakhstan", "kazakhstn>kazahstan", "kazakhstn>kazakistan"))
      << "names of the parties, by errors";
  EXPECT_THAT(Suggest("uzbekistn"), IsEmpty()) << "of no agreement";
  EXPECT_THAT(Suggest("planet plant"), IsEmpty()) << "each is there";
  EXPECT_THAT(Suggest("\"plnt quarantine\""), IsEmpty()) << "a phrase";
  EXPECT_THAT(Suggest("xy"), IsEmpty());
  EXPECT_THAT(Suggest("plamt", 0), IsEmpty()) << "not there yet";
}

}  // namespace
}  // namespace entente::agreements::search_index_test
