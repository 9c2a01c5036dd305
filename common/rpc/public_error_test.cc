#include "common/rpc/public_error.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/text/utf8.h"

namespace entente::rpc {
namespace {

using entente::testing::StatusIs;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Code = absl::StatusCode;

TEST(PublicErrorTest, WhatConcernsTheCallerIsToldWhole) {
  EXPECT_OK(PublicError(absl::OkStatus()));
  const absl::Status status =
      InvalidField("TEXT_INVALID", "text", "say more").With("least", "2").Field("other", "too");
  EXPECT_EQ(PublicError(status), status);
}

TEST(PublicErrorTest, EveryErrorHasAReason) {
  const absl::Status told = PublicError(absl::DataLossError("torn"));
  EXPECT_THAT(told, StatusIs(Code::kDataLoss, "torn"));
  EXPECT_EQ(DetailsOf(told).reason, "DATA_LOSS");
}

TEST(PublicErrorTest, OfTheStoreOnlyIsToldThatItFailed) {
  struct Case {
    Code inside;
    const char* reason;
    Code told;
  };
  for (const Case& one : {Case{Code::kResourceExhausted, "STORE_FULL", Code::kResourceExhausted},
                          Case{Code::kUnavailable, "STORE_IO", Code::kUnavailable},
                          Case{Code::kDataLoss, "STORE_CORRUPT", Code::kDataLoss},
                          Case{Code::kPermissionDenied, "STORE_PERMISSION", Code::kInternal},
                          Case{Code::kNotFound, "STORE_NOT_FOUND", Code::kInternal},
                          Case{Code::kAlreadyExists, "STORE_CONSTRAINT", Code::kInternal},
                          Case{Code::kFailedPrecondition, "STORE_CONSTRAINT", Code::kInternal}}) {
    const absl::Status told =
        PublicError(Error(one.inside, one.reason, "INSERT INTO t: /var/lib/x.db")
                        .With("sqlite", "FULL")
                        .Field("f", "/var/lib"));
    EXPECT_THAT(told, StatusIs(one.told, Not(HasSubstr("INSERT"))));
    EXPECT_THAT(std::string(told.message()), Not(HasSubstr("/var/lib")));
    EXPECT_EQ(DetailsOf(told).reason, one.reason);
    EXPECT_THAT(DetailsOf(told).metadata, IsEmpty());
    EXPECT_THAT(DetailsOf(told).violations, IsEmpty());
  }
}

TEST(PublicErrorTest, OfTheProgramOnlyIsToldThatItFailed) {
  for (const absl::Status& inside :
       {absl::InternalError("/var/lib: no block 7"), absl::UnknownError("/var/lib")}) {
    EXPECT_THAT(PublicError(inside), StatusIs(Code::kInternal, Not(HasSubstr("/var/lib"))));
  }
}

TEST(PublicErrorTest, IsCutToWhatHeadersCarry) {
  std::string letters;  // of two bytes each
  for (int i = 0; i < 10000; ++i) letters += "Ž";
  Error error = InvalidField("TEXT_INVALID", "text", letters);
  for (int i = 0; i < 1000; ++i) {
    error.With(absl::StrCat("key", i), "Žluťoučký").Field(absl::StrCat("text[", i, "]"), "too");
  }
  error.With("long", letters).Field(letters, "too");
  const absl::Status told = PublicError(error);
  EXPECT_THAT(told, StatusIs(Code::kInvalidArgument, EndsWith("...")));
  EXPECT_TRUE(IsValidUtf8(told.message()));
  const ErrorDetails details = DetailsOf(told);
  EXPECT_EQ(details.reason, "TEXT_INVALID");
  EXPECT_THAT(details.metadata, Not(IsEmpty()));
  ASSERT_THAT(details.violations, Not(IsEmpty()));
  EXPECT_EQ(details.violations[0].field, "text");
  // As they are carried: with "%C5" for a byte, and in base64.
  EXPECT_LT(told.message().size() * 3 + SerializeDetails(told).size() * 4 / 3, 8000u);
}

TEST(PublicErrorTest, TellsWhoseFailureItIs) {
  for (const Code own : {Code::kUnknown, Code::kInternal, Code::kDataLoss, Code::kUnavailable,
                         Code::kUnimplemented}) {
    EXPECT_TRUE(IsServersOwn(absl::Status(own, "")));
  }
  for (const Code callers : {Code::kCancelled, Code::kInvalidArgument, Code::kDeadlineExceeded,
                             Code::kResourceExhausted}) {
    EXPECT_FALSE(IsServersOwn(absl::Status(callers, "")));
  }
  EXPECT_TRUE(IsServersOwn(Error(Code::kResourceExhausted, "STORE_FULL", "")));
  EXPECT_FALSE(IsServersOwn(Error(Code::kResourceExhausted, "OVERLOADED", "")));
}

}  // namespace
}  // namespace entente::rpc
