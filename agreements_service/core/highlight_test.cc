#include "agreements_service/core/highlight.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/text/utf8.h"

namespace entente::agreements::highlight_test {
namespace {

// The title with [ ] around what is marked, behind its place.
std::string Shown(absl::string_view query, const std::vector<Title>& titles) {
  const Highlight highlight = HighlightOf(ParseSearchQuery(query), titles);
  const std::string& text = titles.at(highlight.title).text;
  std::string shown = absl::StrCat(highlight.title, ":");
  size_t letter = 0;
  auto range = highlight.ranges.begin();
  for (size_t at = 0; at <= text.size(); ++at) {
    const bool starts = at == text.size() || CountLetters(text.substr(at, 1)) == 1;
    if (starts && range != highlight.ranges.end() && letter == range->end) {
      shown += "]";
      ++range;
    }
    if (at == text.size()) break;
    if (starts && range != highlight.ranges.end() && letter == range->start) shown += "[";
    if (starts) ++letter;
    shown += text[at];
  }
  return shown;
}

const std::vector<Title>& Titles() {
  static const auto& titles = *new std::vector<Title>{
      {.language = "en", .text = "Agreement on plant protection and plant quarantine"},
      {.language = "tr", .text = "Bitki Koruma Alanında İşbirliği Anlaşması"},
      {.language = "kk", .text = "Қазақстан Республикасының Үкiметi мен Түркия"},
      {.language = "en", .text = "Plant protection"}};
  return titles;
}

TEST(HighlightTest, MarksWordsAndBeginnings) {
  EXPECT_EQ(Shown("plant quarant", Titles()),
            "0:Agreement on [plant] protection and [plant] [quarantine]");
  EXPECT_EQ(Shown("ISBIRLIGI", Titles()), "1:Bitki Koruma Alanında [İşbirliği] Anlaşması");
  EXPECT_EQ(Shown("koruma \"isbirligi anlas\"", Titles()),
            "1:Bitki [Koruma] Alanında İşbirliği Anlaşması");
}

TEST(HighlightTest, MarksPhrasesAsAWhole) {
  EXPECT_EQ(Shown("\"protection and plant\"", Titles()),
            "0:Agreement on plant [protection and plant] quarantine");
}

TEST(HighlightTest, ShowsTheTitleThatFitsBest) {
  EXPECT_EQ(Shown("plant protection", Titles()), "3:[Plant] [protection]");
  EXPECT_EQ(Shown("plant", Titles()), "0:Agreement on [plant] protection and [plant] quarantine");
}

TEST(HighlightTest, KnowsKazakhInEitherScript) {
  for (const char* query : {"Үкiметi", "Үкіметі", "Úkimeti", "Ükımetı", "U'kimeti"}) {
    EXPECT_EQ(Shown(query, Titles()), "2:Қазақстан Республикасының [Үкiметi] мен Түркия") << query;
  }
  EXPECT_EQ(Shown("үкіметі", {{.language = "kk-Latn", .text = "Qazaqstan Úkimeti"}}),
            "0:Qazaqstan [Úkimeti]");
}

TEST(HighlightTest, MarksNothingOfWhatIsFoundElsewhere) {
  EXPECT_EQ(HighlightOf(ParseSearchQuery("ankara"), Titles()), Highlight());
}

}  // namespace
}  // namespace entente::agreements::highlight_test
