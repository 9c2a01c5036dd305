#include "common/file/json.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using entente::testing::StatusIs;
using ::testing::HasSubstr;

// What it was told, in a line: each value behind the line that it stands in.
class Listener final : public JsonVisitor {
 public:
  absl::Status Begin() override { return Say("["); }
  absl::Status End() override { return Say("]"); }
  absl::Status Key(absl::string_view name) override { return Say(absl::StrCat(name, ":")); }
  absl::Status Value(absl::string_view text) override {
    if (text == "stop") return absl::AbortedError("stopped");
    return Say(absl::StrCat(line, "'", text, "'"));
  }

  int64_t line = 0;
  std::string heard;

 private:
  absl::Status Say(absl::string_view what) {
    absl::StrAppend(&heard, what);
    return absl::OkStatus();
  }
};

absl::Status Read(absl::string_view content) {
  Listener listener;
  return ReadJson(content, listener, listener.line);
}

TEST(JsonTest, TellsAllInOrderWithLines) {
  Listener listener;
  ASSERT_OK(
      ReadJson("{\"a\": [1,\n \"x\\u00fc\", true, null],\n\"b\": {} }\n", listener, listener.line));
  EXPECT_EQ(listener.heard, "[a:[1'1'2'x\xC3\xBC'2'true'2'']b:[]]");
}

// Money is never a float: numbers are handed on as they are written.
TEST(JsonTest, NumbersAsTheyAreWritten) {
  for (const char* number :
       {"6804128143.0", "0.1", "-1", "123456789012345678901234567890.12345678901234567890",
        "18446744073709551615", "-9223372036854775808", "340282366920938463463374607431768211456",
        "1E+2", "2.50"}) {
    Listener listener;
    ASSERT_OK(ReadJson(number, listener, listener.line)) << number;
    EXPECT_EQ(listener.heard, absl::StrCat("1'", number, "'"));
  }
}

TEST(JsonTest, NamesLineAndColumnOfWhatIsNoJson) {
  EXPECT_THAT(Read("{\"a\": 1,\n  oops}"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2, column 3")));
  for (const char* text : {"{]", "[1,]", "{\"a\" 1}", "[01]", "\"\xFF\"", "[1] 2", "1e400"}) {
    EXPECT_EQ(DetailsOf(Read(text)).reason, "FILE_MALFORMED") << text;
  }
  for (const char* text : {"", "{", "{\"a\"", "[1, 2", "\"abc"}) {
    EXPECT_EQ(DetailsOf(Read(text)).reason, "FILE_TRUNCATED") << text;
  }
}

TEST(JsonTest, LinesOfOneValueEach) {
  Listener listener;
  ASSERT_OK(ReadJsonLines("{\"a\": 1}\r\n\n[true]\n\"x\"", listener, listener.line));
  EXPECT_EQ(listener.heard, "[a:1'1'][3'true']4'x'");
  const absl::Status malformed = ReadJsonLines("[1]\n\n[1,]\n", listener, listener.line);
  EXPECT_THAT(malformed,
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3, column 4")));
  EXPECT_EQ(DetailsOf(malformed).metadata.at("line"), "3");
  const absl::Status broken = ReadJsonLines("[1]\n[1, ", listener, listener.line);
  EXPECT_EQ(DetailsOf(broken).reason, "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(broken).metadata.at("line"), "2");
  EXPECT_EQ(DetailsOf(ReadJsonLines("[1] [2]", listener, listener.line)).reason, "FILE_MALFORMED");
}

TEST(JsonTest, StopsAtAnErrorOfTheVisitor) {
  EXPECT_THAT(Read("[\"stop\", nonsense"), StatusIs(absl::StatusCode::kAborted));
}

TEST(JsonTest, NestsAsDeepAsItLikes) {
  const std::string deep(1'000'000, '[');
  EXPECT_EQ(DetailsOf(Read(deep)).reason, "FILE_TRUNCATED");
  EXPECT_OK(Read(absl::StrCat(deep, std::string(deep.size(), ']'))));
}

}  // namespace
}  // namespace entente
