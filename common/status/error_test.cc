#include "common/status/error.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

TEST(ErrorTest, CarriesReasonMetadataAndFields) {
  const absl::Status status =
      Error(absl::StatusCode::kNotFound, "TARGET_NOT_FOUND", "no target 'x'").With("target", "x");
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
  EXPECT_EQ(status.message(), "no target 'x'");
  const ErrorDetails details = DetailsOf(status);
  EXPECT_EQ(details.reason, "TARGET_NOT_FOUND");
  EXPECT_THAT(details.metadata, ElementsAre(Pair("target", "x")));
  EXPECT_TRUE(details.violations.empty());
}

TEST(ErrorTest, InvalidFieldNamesTheFieldInSentenceAndDetails) {
  const absl::Status status = InvalidField("DATE_INVALID", "said", "day 31 does not exist");
  EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(status.message(), "said: day 31 does not exist");
  ASSERT_EQ(DetailsOf(status).violations.size(), 1u);
  EXPECT_EQ(DetailsOf(status).violations[0].field, "said");
}

TEST(ErrorTest, PrefixKeepsCodeAndDetails) {
  const absl::Status status = Prefix(InvalidField("X", "f", "bad"), "line 3");
  EXPECT_EQ(status.message(), "line 3: f: bad");
  EXPECT_EQ(DetailsOf(status).reason, "X");
  EXPECT_TRUE(Prefix(absl::OkStatus(), "line 3").ok());
}

TEST(ErrorTest, AtFieldKeepsTheReason) {
  const absl::Status status = AtField(
      Error(absl::StatusCode::kInvalidArgument, "COUNTRY_UNKNOWN", "no such country"), "reporter");
  EXPECT_EQ(status.message(), "reporter: no such country");
  EXPECT_EQ(DetailsOf(status).reason, "COUNTRY_UNKNOWN");
  ASSERT_EQ(DetailsOf(status).violations.size(), 1u);
  EXPECT_EQ(DetailsOf(status).violations[0].field, "reporter");
}

TEST(ErrorTest, AtFieldTellsWhereANestedFieldIs) {
  const Error inner =
      InvalidField("PERIOD_INVALID", "period", "no such day").Field("flow", "empty");
  const absl::Status status = AtField(AtField(inner, "figures[3]"), "releases[0]");
  EXPECT_EQ(status.message(), "releases[0]: figures[3]: period: no such day");
  EXPECT_EQ(DetailsOf(status).reason, "PERIOD_INVALID");
  ASSERT_EQ(DetailsOf(status).violations.size(), 2u);
  EXPECT_EQ(DetailsOf(status).violations[0].field, "releases[0].figures[3].period");
  EXPECT_EQ(DetailsOf(status).violations[0].description, "no such day");
  EXPECT_EQ(DetailsOf(status).violations[1].field, "releases[0].figures[3].flow");
}

TEST(ErrorTest, DetailsSurviveTheWire) {
  const absl::Status sent = InvalidField("DATE_INVALID", "said", "bad").With("line", "7");
  const absl::Status got = WithDetails(sent.code(), sent.message(), SerializeDetails(sent));
  EXPECT_EQ(got, sent);
}

TEST(ErrorTest, EveryErrorGetsAReason) {
  const absl::Status sent = absl::InternalError("boom");
  const absl::Status got = WithDetails(sent.code(), sent.message(), SerializeDetails(sent));
  EXPECT_EQ(DetailsOf(got).reason, "INTERNAL");
}

TEST(ErrorTest, GarbageDetailsAreIgnored) {
  const absl::Status got = WithDetails(absl::StatusCode::kInternal, "boom", "\xff\xff");
  EXPECT_EQ(got, absl::InternalError("boom"));
}

}  // namespace
}  // namespace entente
