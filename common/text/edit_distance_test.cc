#include "common/text/edit_distance.h"

#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(EditDistanceTest, CountsLetters) {
  EXPECT_EQ(EditDistance("", "", 3), 0);
  EXPECT_EQ(EditDistance("kazakhstan", "kazakhstan", 3), 0);
  EXPECT_EQ(EditDistance("kazahstan", "kazakhstan", 3), 1) << "inserted";
  EXPECT_EQ(EditDistance("kazakhstann", "kazakhstan", 3), 1) << "deleted";
  EXPECT_EQ(EditDistance("kasakhstan", "kazakhstan", 3), 1) << "replaced";
  EXPECT_EQ(EditDistance("kazahkstan", "kazakhstan", 3), 1) << "swapped";
  EXPECT_EQ(EditDistance("", "abc", 3), 3);
}

TEST(EditDistanceTest, CountsCodePointsNotBytes) {
  EXPECT_EQ(EditDistance("қазақстан", "казахстан", 3), 2);
  EXPECT_EQ(EditDistance("түркия", "туркия", 3), 1);
}

TEST(EditDistanceTest, StopsAtTheBound) {
  EXPECT_EQ(EditDistance("turkey", "kazakhstan", 3), 4);
  EXPECT_EQ(EditDistance("abc", "xyz", 2), 3);
  EXPECT_EQ(EditDistance("abc", "abd", 0), 1);
  EXPECT_EQ(EditDistance("", "𐎀𐎁", 2), 2) << "four bytes a letter";
}

}  // namespace
}  // namespace entente
