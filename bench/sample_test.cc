#include "bench/sample.h"

#include <numeric>
#include <vector>

#include "gtest/gtest.h"

namespace entente::bench {
namespace {

TEST(QuantileTest, IsTheSmallestValueThatTheShareDoesNotExceed) {
  std::vector<double> values(1000);
  std::iota(values.rbegin(), values.rend(), 1);
  EXPECT_EQ(Quantile(values, 0), 1);
  EXPECT_EQ(Quantile(values, 0.5), 500);
  EXPECT_EQ(Quantile(values, 0.99), 990);
  EXPECT_EQ(Quantile(values, 0.999), 999);
  EXPECT_EQ(Quantile(values, 1), 1000);
}

TEST(QuantileTest, OfNothingIsZero) { EXPECT_EQ(Quantile({}, 0.99), 0); }

TEST(MedianTest, IsTheMiddleOrTheLowerMiddleValue) {
  EXPECT_EQ(Median({3, 1, 2}), 2);
  EXPECT_EQ(Median({4, 1, 3, 2}), 2);
}

}  // namespace
}  // namespace entente::bench
