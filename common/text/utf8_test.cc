#include "common/text/utf8.h"

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(IsValidUtf8Test, AcceptsWellFormedText) {
  EXPECT_TRUE(IsValidUtf8(""));
  EXPECT_TRUE(IsValidUtf8("Turkey"));
  EXPECT_TRUE(IsValidUtf8("Türkiye, Қазақстан, 哈萨克斯坦, 🇰🇿"));
  EXPECT_TRUE(IsValidUtf8(absl::string_view("\0", 1)));
}

TEST(IsValidUtf8Test, RejectsIllFormedBytes) {
  EXPECT_FALSE(IsValidUtf8("T\xfcrkiye")) << "latin-1";
  EXPECT_FALSE(IsValidUtf8("\xc0\xaf")) << "overlong";
  EXPECT_FALSE(IsValidUtf8("\xed\xa0\x80")) << "surrogate";
  EXPECT_FALSE(IsValidUtf8("\xf4\x90\x80\x80")) << "beyond U+10FFFF";
  EXPECT_FALSE(IsValidUtf8("Türkiye\xd2")) << "cut off";
}

TEST(CountLettersTest, CountsLettersNotBytes) {
  EXPECT_EQ(CountLetters(""), 0u);
  EXPECT_EQ(CountLetters("Türkiye"), 7u);
  EXPECT_EQ(CountLetters("哈萨克斯坦🇰🇿"), 7u);
}

TEST(QuotedTest, IsAlwaysFitForASentence) {
  EXPECT_EQ(Quoted(""), "''");
  EXPECT_EQ(Quoted("Türkiye"), "'Türkiye'");
  EXPECT_EQ(Quoted("T\xfcrkiye\n2022"), "'T\uFFFDrkiye 2022'");
  EXPECT_EQ(Quoted("Қазақстан", 9), "'Қазақстан'");
  EXPECT_EQ(Quoted("Қазақстан", 5), "'Қазақ...'");
}

}  // namespace
}  // namespace entente
