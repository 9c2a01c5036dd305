#include "common/text/folded_words.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/text/fold.h"

namespace entente {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> FoldsOf(absl::string_view text) {
  std::vector<std::string> folds;
  for (const FoldedWord& word : FoldedWords(text)) folds.push_back(word.folded);
  return folds;
}

TEST(FoldedWordsTest, AreTheWordsOfTheFold) {
  for (const char* text : {"", " ", "Bitki Koruma, İŞBİRLİĞİ", "Kazakistan'ın",
                           "Tu\u0308rkiye 2022", "Үкiметi", "Kazakh\u00ADstan\u200B",
                           "Qozog\u02BBiston", "½ Straße", "和平", "हिन्दी", "I-55631", "a\u0301"}) {
    EXPECT_EQ(FoldsOf(text), Words(Fold(text))) << text;
  }
}

TEST(FoldedWordsTest, SayWhereTheyStand) {
  const auto words = FoldedWords(" Bitki: «İŞ» ½");
  ASSERT_EQ(words.size(), 4u);
  EXPECT_EQ(words[0].start, 1u);
  EXPECT_EQ(words[0].end, 6u);
  EXPECT_EQ(words[1].folded, "is");
  EXPECT_EQ(words[1].start, 10u);
  EXPECT_EQ(words[1].end, 14u);
  EXPECT_EQ(words[2].folded, "1");
  EXPECT_EQ(words[3].folded, "2");
  EXPECT_EQ(words[3].start, words[2].start);
  EXPECT_THAT(FoldedWords("..."), IsEmpty());
}

}  // namespace
}  // namespace entente
