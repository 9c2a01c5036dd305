#include "common/obs/json_string.h"

#include "google/protobuf/struct.pb.h"
#include "google/protobuf/util/json_util.h"
#include "gtest/gtest.h"

namespace entente::obs {
namespace {

std::string Json(absl::string_view text) {
  std::string json;
  AppendJsonString(text, json);
  return json;
}

TEST(JsonStringTest, PlainTextStandsForItself) {
  EXPECT_EQ(Json(""), R"("")");
  EXPECT_EQ(Json("KAZ-TUR /~"), R"("KAZ-TUR /~")");
}

TEST(JsonStringTest, QuotesAndControlCharactersAreEscaped) {
  EXPECT_EQ(Json(R"(a "b" \c)"), R"("a \"b\" \\c")");
  EXPECT_EQ(Json("a\nb\rc\td"), R"("a\nb\rc\td")");
  EXPECT_EQ(Json(absl::string_view("\0\x1b\x1f\x7f", 4)), R"("\u0000\u001b\u001f\u007f")");
}

TEST(JsonStringTest, OtherLettersStay) {
  EXPECT_EQ(Json("Türkiye, Қазақстан, 中国, 𝄞"), R"("Türkiye, Қазақстан, 中国, 𝄞")");
}

TEST(JsonStringTest, IllFormedBytesAreReplaced) {
  EXPECT_EQ(Json("a\xff"
                 "b"),
            "\"a\uFFFDb\"");
  EXPECT_EQ(Json("cut \xd2"), "\"cut \uFFFD\"");
  EXPECT_EQ(Json("\xd2\""), "\"\uFFFD\\\"\"");  // a cut letter does not swallow a quote
}

TEST(JsonStringTest, AppendsToWhatIsThere) {
  std::string json = R"({"name":)";
  AppendJsonString("x", json);
  EXPECT_EQ(json, R"({"name":"x")");
}

// Every pair of bytes, so that every class of byte meets every other.
TEST(JsonStringTest, AnotherParserReadsWhateverIsWritten) {
  std::string json = "[";
  for (int first = 0; first < 256; ++first) {
    for (int second = 0; second < 256; ++second) {
      const char bytes[] = {static_cast<char>(first), static_cast<char>(second)};
      if (json.size() > 1) json += ',';
      AppendJsonString({bytes, 2}, json);
    }
  }
  json += "]";
  EXPECT_EQ(json.find('\n'), std::string::npos);
  google::protobuf::ListValue values;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &values).ok());
  EXPECT_EQ(values.values_size(), 256 * 256);
}

}  // namespace
}  // namespace entente::obs
