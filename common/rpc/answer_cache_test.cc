#include "common/rpc/answer_cache.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente::rpc {
namespace {

using ::testing::Optional;

constexpr size_t kMiB = 1 << 20;
constexpr int kMethod = 0;
constexpr int kOtherMethod = 0;

// What is kept, as text.
std::optional<std::string> Found(AnswerCache& cache, absl::string_view request, int64_t head,
                                 const void* method = &kMethod) {
  const auto slice = cache.Find(method, request, head);
  if (!slice) return std::nullopt;
  return std::string(reinterpret_cast<const char*>(slice->begin()), slice->size());
}

void Keep(AnswerCache& cache, absl::string_view request, int64_t head, const std::string& answer,
          const void* method = &kMethod) {
  cache.Keep(method, request, head, grpc::Slice(answer));
}

TEST(AnswerCacheTest, FindsWhatWasKept) {
  AnswerCache cache(kMiB);
  EXPECT_EQ(Found(cache, "q", 1), std::nullopt);
  Keep(cache, "q", 1, "a");
  Keep(cache, "", 1, "");
  EXPECT_THAT(Found(cache, "q", 1), Optional(std::string("a")));
  EXPECT_THAT(Found(cache, "", 1), Optional(std::string()));
  EXPECT_EQ(Found(cache, "other", 1), std::nullopt);
}

TEST(AnswerCacheTest, MethodsDoNotShareAnswers) {
  AnswerCache cache(kMiB);
  Keep(cache, "q", 1, "a");
  EXPECT_EQ(Found(cache, "q", 1, &kOtherMethod), std::nullopt);
  Keep(cache, "q", 1, "b", &kOtherMethod);
  EXPECT_THAT(Found(cache, "q", 1), Optional(std::string("a")));
  EXPECT_THAT(Found(cache, "q", 1, &kOtherMethod), Optional(std::string("b")));
}

TEST(AnswerCacheTest, AMovedHeadFindsNothing) {
  AnswerCache cache(kMiB);
  Keep(cache, "q", 1, "a");
  EXPECT_EQ(Found(cache, "q", 2), std::nullopt);
  Keep(cache, "q", 2, "b");
  EXPECT_THAT(Found(cache, "q", 2), Optional(std::string("b")));
  EXPECT_EQ(Found(cache, "q", 1), std::nullopt);
}

TEST(AnswerCacheTest, KeepsNothingWithoutCapacity) {
  AnswerCache cache(0);
  Keep(cache, "q", 1, "a");
  EXPECT_EQ(Found(cache, "q", 1), std::nullopt);
}

TEST(AnswerCacheTest, DoesNotKeepWhatWouldFillIt) {
  AnswerCache cache(kMiB);
  Keep(cache, "small", 1, "a");
  Keep(cache, "large", 1, std::string(kMiB, 'x'));
  EXPECT_EQ(Found(cache, "large", 1), std::nullopt);
  EXPECT_THAT(Found(cache, "small", 1), Optional(std::string("a")));
}

// Answers of 1000 bytes that are kept of `kept` answers in all.
size_t NumberKept(AnswerCache& cache, int kept) {
  size_t found = 0;
  for (int i = 0; i < kept; ++i) found += Found(cache, absl::StrCat(i), 1).has_value();
  return found;
}

TEST(AnswerCacheTest, StaysWithinItsCapacity) {
  AnswerCache cache(kMiB);
  for (int i = 0; i < 10'000; ++i) Keep(cache, absl::StrCat(i), 1, std::string(1000, 'x'));
  const size_t kept = NumberKept(cache, 10'000);
  EXPECT_LE(kept, kMiB / 1000);
  EXPECT_GE(kept, kMiB / 2000);
}

TEST(AnswerCacheTest, KeepingAgainTakesNoMoreRoom) {
  AnswerCache cache(kMiB);
  for (int i = 0; i < 100; ++i) Keep(cache, absl::StrCat(i), 1, std::string(1000, 'x'));
  for (int head = 1; head < 1000; ++head) Keep(cache, "q", head, std::string(1000, 'x'));
  EXPECT_EQ(NumberKept(cache, 100), 100u);
}

TEST(AnswerCacheTest, TheLeastRecentlyUsedLeaveFirst) {
  AnswerCache cache(kMiB);
  Keep(cache, "used", 1, "a");
  Keep(cache, "unused", 1, "b");
  for (int i = 0; i < 10'000; ++i) {
    Keep(cache, absl::StrCat(i), 1, std::string(1000, 'x'));
    ASSERT_THAT(Found(cache, "used", 1), Optional(std::string("a")));
  }
  EXPECT_EQ(Found(cache, "unused", 1), std::nullopt);
}

}  // namespace
}  // namespace entente::rpc
