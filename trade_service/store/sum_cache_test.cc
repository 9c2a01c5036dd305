#include "trade_service/store/sum_cache.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace entente::trade {
namespace {

SumCache::Sums Some() { return std::make_shared<const std::vector<CommoditySum>>(1); }

TEST(SumCacheTest, KeepsWhatWasAskedForLast) {
  SumCache cache;
  const SumCache::Sums first = Some();
  cache.Keep("first", first);
  for (size_t i = 1; i < SumCache::kMax; ++i) cache.Keep(absl::StrCat(i), Some());
  EXPECT_EQ(cache.Find("first"), first);
  cache.Keep("last", Some());
  EXPECT_EQ(cache.Find("first"), first) << "it was asked for after the others";
  EXPECT_EQ(cache.Find("1"), nullptr);
  EXPECT_NE(cache.Find("2"), nullptr);
  EXPECT_EQ(cache.Find("another"), nullptr);
}

TEST(SumCacheTest, ClearForgetsAll) {
  SumCache cache;
  cache.Keep("one", Some());
  cache.Clear();
  EXPECT_EQ(cache.Find("one"), nullptr);
}

}  // namespace
}  // namespace entente::trade
