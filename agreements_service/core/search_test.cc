#include "agreements_service/core/search.h"

#include <algorithm>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using ::testing::Not;
using ::testing::SizeIs;

// What the query's terms look for, by their own spelling.
std::vector<std::string> TermsOf(absl::string_view text) {
  std::vector<std::string> terms;
  for (const SearchTerm& term : ParseSearchQuery(text).terms) {
    const SearchTerm::Spelling& own = term.spellings.back();
    std::string words;
    for (const std::string& word : own.words) words += (words.empty() ? "" : " ") + word;
    terms.push_back((own.adjacent ? "\"" + words + "\"" : words) + (term.beginning ? "*" : ""));
  }
  return terms;
}

TEST(ParseSearchQueryTest, FoldsAndSplits) {
  const SearchQuery query = ParseSearchQuery("  İşbirliği, ANLAŞMASI ");
  EXPECT_THAT(query.words, ElementsAre("isbirligi", "anlasmasi"));
  EXPECT_THAT(query.phrases, ElementsAre("isbirligi anlasmasi"));
  EXPECT_THAT(ParseSearchQuery(" - !").terms, IsEmpty());
}

TEST(ParseSearchQueryTest, PhrasesAndBeginnings) {
  EXPECT_THAT(TermsOf("plant protec"), ElementsAre("plant", "protec*"));
  EXPECT_THAT(TermsOf("plan* protection"), ElementsAre("plan*", "protection*"));
  EXPECT_THAT(TermsOf("\"plant protection\""), ElementsAre("\"plant protection\""));
  EXPECT_THAT(TermsOf("«plant protection» of"), ElementsAre("\"plant protection\"", "of*"));
  EXPECT_THAT(TermsOf("on \"plant prot"), ElementsAre("on", "\"plant prot\"*"))
      << "still being typed";
  EXPECT_THAT(TermsOf("\" \" x"), ElementsAre("x*"));
  EXPECT_THAT(TermsOf("I-55631"), ElementsAre("i", "55631*"));
}

TEST(ParseSearchQueryTest, ANameIsOneTerm) {
  EXPECT_THAT(TermsOf("united states trade"), ElementsAre("united states", "trade*"));
  const SearchTerm states = ParseSearchQuery("united states").terms[0];
  EXPECT_THAT(states.marks, ElementsAre(CountryMark("USA")));
  EXPECT_THAT(ParseSearchQuery("united").terms[0].marks, Contains(CountryMark("GBR")));
  EXPECT_THAT(ParseSearchQuery("ticaret").terms[0].marks, ElementsAre(FieldMark(Field::kTrade)));

  const SearchTerm niger = ParseSearchQuery("Niger").terms[0];
  EXPECT_THAT(niger.marks, ElementsAre(CountryMark("NER")));
  EXPECT_THAT(niger.beginning_marks, Contains(CountryMark("NGA")));
  const SearchTerm quoted = ParseSearchQuery("\"Niger\"").terms[0];
  EXPECT_THAT(quoted.marks, ElementsAre(CountryMark("NER")));
  EXPECT_THAT(quoted.beginning_marks, IsEmpty());
}

TEST(ParseSearchQueryTest, ACodeInCapitalsIsACountry) {
  EXPECT_THAT(ParseSearchQuery("KAZ").terms[0].marks, ElementsAre(CountryMark("KAZ")));
  EXPECT_THAT(ParseSearchQuery("kaz").terms[0].marks, IsEmpty());
  EXPECT_THAT(ParseSearchQuery("trade and").terms[1].marks, Not(Contains(CountryMark("AND"))));
}

TEST(ParseSearchQueryTest, ApostrophesPartWordsOrBelongToLetters) {
  const SearchTerm term = ParseSearchQuery("Qazaqstannyn'").terms[0];
  EXPECT_THAT(term.spellings, SizeIs(1));
  const SearchTerm kazakh = ParseSearchQuery("Tu'rki'i'a").terms[0];
  EXPECT_THAT(kazakh.spellings[0].words, ElementsAre("tu", "rki", "i", "a"));
  EXPECT_THAT(kazakh.spellings[1].words, ElementsAre("turkiia"));
  EXPECT_THAT(kazakh.marks, ElementsAre(CountryMark("TUR")));
}

TEST(ParseSearchQueryTest, CyrillicIsSpelledInLatinKazakhToo) {
  const SearchQuery query = ParseSearchQuery("Қазақстан Үкiметi");
  ASSERT_THAT(query.terms, SizeIs(2));
  EXPECT_THAT(query.terms[1].spellings[0].words, ElementsAre(KazakhMark("ukimeti")));
  EXPECT_THAT(query.terms[1].spellings[1].words, ElementsAre("үкіметі"));
  EXPECT_THAT(query.phrases, ElementsAre("қазақстан үкіметі", "=Kqazaqstan =Kukimeti"));
}

TEST(SearchTextTest, HasEverythingThatCanBeAskedFor) {
  Agreement agreement = MakeAgreement("x", "Bitki Koruma Anlaşması");
  agreement.titles.push_back({.language = "en", .text = "Plant protection"});
  agreement.fields = {Field::kDefenceIndustry};
  agreement.events = {MakeEvent(EventKind::kSigned, "2022", "Ankara")};
  agreement.identifiers = {{.scheme = "unts", .value = "I-55631"}};
  agreement.note = "Of 11 articles";
  const SearchText text = SearchTextOf(agreement);
  EXPECT_EQ(text.titles, "bitki koruma anlasmasi\nplant protection");
  EXPECT_EQ(text.other,
            "=I2 =2 =KAZ =TUR\nkazakhstan\nturkiye\nankara\nunts i 55631\nof 11 articles");
}

TEST(SearchTextTest, KazakhTitlesAreInEachAlphabet) {
  Agreement agreement = MakeAgreement("x");
  agreement.titles = {{.language = "kk", .text = "Сауда шарты"},
                      {.language = "kk-Latn", .text = "Say'da s'arty"},
                      {.language = "ru", .text = "Шар"}};
  EXPECT_EQ(SearchTextOf(agreement).titles,
            "sayda sarty\nsayda sharty\nsauda sarty\nсауда шарты\n"
            "=Ksayda =Ksarty\nsayda sarty\nшар");
}

TEST(HasWordsTest, FromTheStartOfAWordOn) {
  EXPECT_TRUE(HasWords("on plant protection", "plant protection", false));
  EXPECT_FALSE(HasWords("on plant protections", "plant protection", false));
  EXPECT_TRUE(HasWords("on plant protections", "plant protection", true));
  EXPECT_FALSE(HasWords("implant", "plant", true));
  EXPECT_TRUE(HasWords("implant\nplant", "plant", false));
  EXPECT_FALSE(HasWords("plant\nprotection", "plant protection", false)) << "two lines";
}

Match::Place Place(absl::string_view query, absl::string_view titles, bool in_titles,
                   absl::string_view other = "", bool beginning = false) {
  return PlaceOf(ParseSearchQuery(query),
                 {.titles = std::string(titles), .other = std::string(other)}, in_titles,
                 beginning);
}

TEST(PlaceOfTest, FromTheTitleItselfToElsewhere) {
  const char* const query = "plant protection";
  EXPECT_EQ(Place(query, "another\nplant protection", true), Match::Place::kTitle);
  EXPECT_EQ(Place(query, "on plant protection", true), Match::Place::kPhraseOfTitle);
  EXPECT_EQ(Place(query, "protection of a plant", true), Match::Place::kWordsOfTitle);
  EXPECT_EQ(Place(query, "else", false, "of plant protection"), Match::Place::kPhraseElsewhere);
  EXPECT_EQ(Place(query, "plant", false, "protection"), Match::Place::kElsewhere);
  EXPECT_EQ(Place(query, "plant protections", true, "", true), Match::Place::kPhraseOfTitle);
  EXPECT_EQ(Place("turkey", "on trade", false, "=TUR"), Match::Place::kPhraseElsewhere);
}

TEST(IsBeforeTest, WholeWordsThenPlacesThenNames) {
  std::vector<Candidate> candidates = {
      {"agreements/a", {.beginning = true, .place = Match::Place::kPhraseOfTitle}},
      {"agreements/b", {.beginning = false, .place = Match::Place::kElsewhere}},
      {"agreements/d", {.beginning = false, .place = Match::Place::kTitle}},
      {"agreements/c", {.beginning = false, .place = Match::Place::kTitle}}};
  std::sort(candidates.begin(), candidates.end(), IsBefore);
  EXPECT_THAT(candidates, ElementsAre(::testing::Field(&Candidate::name, "agreements/c"),
                                      ::testing::Field(&Candidate::name, "agreements/d"),
                                      ::testing::Field(&Candidate::name, "agreements/b"),
                                      ::testing::Field(&Candidate::name, "agreements/a")));
}

}  // namespace
}  // namespace entente::agreements
