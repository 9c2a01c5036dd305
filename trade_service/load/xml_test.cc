#include "trade_service/load/xml.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::trade::xml_test {
namespace {

using entente::testing::StatusIs;
using ::testing::HasSubstr;

// Writes what it is told in one line.
class Recorder : public XmlHandler {
 public:
  absl::Status Start(absl::string_view name, const XmlAttributes& attributes) override {
    absl::StrAppend(&events, "<", name);
    for (const auto& [id, value] : attributes) absl::StrAppend(&events, " ", id, "=", value);
    absl::StrAppend(&events, ">");
    return name == "stop" ? absl::CancelledError("stopped") : absl::OkStatus();
  }
  absl::Status Text(absl::string_view text) override {
    absl::StrAppend(&events, text);
    return absl::OkStatus();
  }
  absl::Status End(absl::string_view name) override {
    absl::StrAppend(&events, "</", name, ">");
    return absl::OkStatus();
  }

  std::string events;
};

std::string Reason(absl::string_view content) {
  Recorder recorder;
  return DetailsOf(ReadXml(content, recorder)).reason;
}

TEST(ReadXmlTest, GivesElementsAttributesAndTexts) {
  Recorder recorder;
  EXPECT_OK(ReadXml("<?xml version='1.0'?><m:a x=\"1 &amp; 2\"><!-- no --><b/>t&#233;xt</m:a>\n",
                    recorder));
  EXPECT_EQ(recorder.events, "<a x=1 & 2><b></b>téxt</a>");
}

TEST(ReadXmlTest, TheHandlersErrorEndsIt) {
  Recorder recorder;
  EXPECT_THAT(ReadXml("<a><stop/><b/></a>", recorder), StatusIs(absl::StatusCode::kCancelled));
  EXPECT_EQ(recorder.events, "<a><stop>");
}

TEST(ReadXmlTest, NamesThePlace) {
  Recorder recorder;
  EXPECT_THAT(ReadXml("<a>\n  <b></a>", recorder),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2, column 8: ")));
}

TEST(ReadXmlTest, TellsHalfADocumentFromABadOne) {
  const std::string text = "<a x='1'><b>text</b></a>";
  for (size_t size = 0; size < text.size(); ++size) {
    EXPECT_EQ(Reason(text.substr(0, size)), "FILE_TRUNCATED") << size;
  }
  EXPECT_EQ(Reason(text + "<c/>"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("<a x=1/>"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("<a>\xFF</a>"), "FILE_MALFORMED");
}

// Entities that grow a thousandfold, or that read other files, must be declared first.
TEST(ReadXmlTest, RefusesDocumentTypes) {
  EXPECT_EQ(Reason("<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a>&c;</a>"),
            "FILE_MALFORMED");
  EXPECT_EQ(Reason("<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("<a>&b;</a>"), "FILE_MALFORMED");
}

TEST(ReadXmlTest, LimitsDepthAndTags) {
  std::string deep;
  for (int i = 0; i < kXmlMaxDepth; ++i) absl::StrAppend(&deep, "<a>");
  EXPECT_EQ(Reason(deep), "FILE_TRUNCATED");
  EXPECT_EQ(Reason(deep + "<a>"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("<a x='" + std::string(kXmlMaxTag / 2, 'x') + "'/>"), "");
  EXPECT_EQ(Reason("<a x='" + std::string(2 * kXmlMaxTag, 'x') + "'/>"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("<a>" + std::string(2 * kXmlMaxTag, 'x') + "</a>"), "") << "a text, in pieces";
}

}  // namespace
}  // namespace entente::trade::xml_test
