#include "agreements_service/load/slug.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente::agreements {
namespace {

using ::testing::MatchesRegex;

TEST(SlugOfTest, KeepsWhatAnIdMayHave) {
  EXPECT_EQ(SlugOf("2215"), "2215");
  EXPECT_EQ(SlugOf("694a"), "694a");
  EXPECT_EQ(SlugOf("10-11-a"), "10-11-a");
  EXPECT_EQ(SlugOf("Kazakh SSR"), "kazakh-ssr");
}

TEST(SlugOfTest, WhatIsLostIsToldApart) {
  EXPECT_THAT(SlugOf("3+1"), MatchesRegex("3-1-[0-9a-f]{8}"));
  EXPECT_THAT(SlugOf("8_1"), MatchesRegex("8-1-[0-9a-f]{8}"));
  EXPECT_NE(SlugOf("3+1"), SlugOf("3_1"));
  EXPECT_THAT(SlugOf("Тюркский совет"), MatchesRegex("[0-9a-f]{8}"));
  EXPECT_THAT(SlugOf(""), MatchesRegex("[0-9a-f]{8}"));
  EXPECT_EQ(SlugOf(std::string(200, 'a')).size(), 60u);
}

TEST(AgreementNameTest, SaysWhoseIdItIs) {
  EXPECT_EQ(AgreementName("unctad-iia", "2215"), "agreements/unctad-iia-2215");
}

}  // namespace
}  // namespace entente::agreements
