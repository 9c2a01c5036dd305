#include "common/geo/pair.h"

#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(PairTest, OrderIsAlphabetical) {
  EXPECT_EQ(MakePair("TUR", "KAZ"), MakePair("KAZ", "TUR"));
  EXPECT_EQ(MakePair("TUR", "KAZ").first, "KAZ");
  EXPECT_LT(MakePair("TUR", "AZE"), MakePair("TUR", "KAZ"));
}

TEST(PairTest, IdNamesBoth) { EXPECT_EQ(PairId(MakePair("TUR", "KAZ")), "KAZ-TUR"); }

}  // namespace
}  // namespace entente
