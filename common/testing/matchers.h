#ifndef ENTENTE_COMMON_TESTING_MATCHERS_H_
#define ENTENTE_COMMON_TESTING_MATCHERS_H_

#include <ostream>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

// Abseil 20220623 has no status matchers; these carry upstream's names and meaning.
namespace entente::testing {

inline const absl::Status& StatusOf(const absl::Status& status) { return status; }
template <typename T>
const absl::Status& StatusOf(const absl::StatusOr<T>& value) {
  return value.status();
}

MATCHER(IsOk, "is OK") {
  *result_listener << "which is " << StatusOf(arg);
  return StatusOf(arg).ok();
}

MATCHER_P(StatusIs, code, "") { return StatusOf(arg).code() == code; }

MATCHER_P2(StatusIs, code, message, "") {
  return StatusOf(arg).code() == code &&
         ::testing::ExplainMatchResult(message, std::string(StatusOf(arg).message()),
                                       result_listener);
}

MATCHER_P(IsOkAndHolds, matcher, "is OK and holds a value that matches") {
  if (!arg.ok()) {
    *result_listener << "which is " << arg.status();
    return false;
  }
  return ::testing::ExplainMatchResult(matcher, *arg, result_listener);
}

}  // namespace entente::testing

#define ASSERT_OK(expr) ASSERT_THAT(expr, ::entente::testing::IsOk())
#define EXPECT_OK(expr) EXPECT_THAT(expr, ::entente::testing::IsOk())

// ASSERT_OK_AND_ASSIGN(auto value, Compute()): the value of a StatusOr, or the test fails.
#define ASSERT_OK_AND_ASSIGN(lhs, expr) \
  ASSERT_OK_AND_ASSIGN_IMPL_(ENTENTE_TEST_CONCAT_(status_or_, __LINE__), lhs, expr)
#define ASSERT_OK_AND_ASSIGN_IMPL_(statusor, lhs, expr) \
  auto statusor = (expr);                               \
  ASSERT_TRUE(statusor.ok()) << statusor.status();      \
  lhs = *std::move(statusor)
#define ENTENTE_TEST_CONCAT_(a, b) ENTENTE_TEST_CONCAT_INNER_(a, b)
#define ENTENTE_TEST_CONCAT_INNER_(a, b) a##b

#endif  // ENTENTE_COMMON_TESTING_MATCHERS_H_
