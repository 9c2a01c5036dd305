#include "agreements_service/core/search.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;

Candidate MakeCandidate(absl::string_view name, const std::vector<std::string>& titles) {
  Agreement agreement = MakeAgreement("x");
  agreement.titles.clear();
  for (const std::string& title : titles) agreement.titles.push_back({"en", title});
  return {.name = std::string(name), .titles = SearchTextOf(agreement).titles};
}

TEST(ParseSearchQueryTest, FoldsAndSplits) {
  const SearchQuery query = ParseSearchQuery("  İşbirliği, ANLAŞMASI ");
  EXPECT_THAT(query.words, ElementsAre("isbirligi", "anlasmasi"));
  EXPECT_EQ(query.folded, "isbirligi anlasmasi");
  EXPECT_THAT(ParseSearchQuery(" - !").words, IsEmpty());
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
  for (const char* words : {"defence industry", "ankara", "unts i 55631", "of 11 articles", "kaz",
                            "kazakhstan", "turkiye", "турция", "казахстан"}) {
    EXPECT_THAT(text.other, HasSubstr(Fold(words)));
  }
}

TEST(RankTest, ExactThenPhraseThenWordsThenElsewhere) {
  const std::vector<Candidate> candidates = {
      MakeCandidate("agreements/a-elsewhere", {"Something else"}),
      MakeCandidate("agreements/b-words", {"Protection of a plant"}),
      MakeCandidate("agreements/c-phrase", {"On plant protection and quarantine"}),
      MakeCandidate("agreements/d-exact", {"Another title", "Plant protection"}),
      MakeCandidate("agreements/e-prefix", {"Plant protections"})};
  const SearchQuery query = ParseSearchQuery("plant protection");
  EXPECT_THAT(Rank(query, candidates, 10),
              ElementsAre("agreements/d-exact", "agreements/c-phrase", "agreements/e-prefix",
                          "agreements/b-words", "agreements/a-elsewhere"));
  EXPECT_THAT(Rank(query, candidates, 2), ElementsAre("agreements/d-exact", "agreements/c-phrase"));
  EXPECT_THAT(Rank(query, {}, 10), IsEmpty());
}

TEST(RankTest, OnlyTheLastWordCanBeTheBeginningOfOne) {
  const std::vector<Candidate> candidates = {
      MakeCandidate("agreements/a", {"Plants and protection"}),
      MakeCandidate("agreements/b", {"Protection, of a plant"})};
  EXPECT_THAT(Rank(ParseSearchQuery("plant protect"), candidates, 10),
              ElementsAre("agreements/b", "agreements/a"));
}

TEST(RankTest, AWordIsNotFoundInsideAnother) {
  const std::vector<Candidate> candidates = {MakeCandidate("agreements/a", {"Implantation"}),
                                             MakeCandidate("agreements/b", {"Implant; plant"})};
  EXPECT_THAT(Rank(ParseSearchQuery("plant"), candidates, 10),
              ElementsAre("agreements/b", "agreements/a"));
}

}  // namespace
}  // namespace entente::agreements
