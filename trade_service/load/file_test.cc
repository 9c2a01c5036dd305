#include "trade_service/load/file.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/shared_data.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::ComtradeText;
using testing::Dialect;
using ::testing::HasSubstr;

std::string Reason(absl::string_view content) {
  const auto format = Recognise(content);
  EXPECT_THAT(format, StatusIs(absl::StatusCode::kInvalidArgument));
  return DetailsOf(format.status()).reason;
}

TEST(RecogniseTest, ComtradeInEveryDialect) {
  for (const Dialect dialect : {Dialect::kApi, Dialect::kPortal, Dialect::kBulk}) {
    const std::string text = ComtradeText({}, dialect);
    EXPECT_THAT(Recognise(text), IsOkAndHolds(FileFormat::kComtradeCsv));
    EXPECT_THAT(Recognise("\xEF\xBB\xBF" + text), IsOkAndHolds(FileFormat::kComtradeCsv));
  }
}

TEST(RecogniseTest, FactsByTheirFirstLine) {
  for (const char* text :
       {"sources { name: \"x\" }", "releases {", "targets {\n}", "statements: {", "statements:[",
        "sources", "# a comment\n", "\n\n  sources{}", "targets <>"}) {
    EXPECT_THAT(Recognise(text), IsOkAndHolds(FileFormat::kFacts)) << text;
  }
}

// Requirement 14: a source's file may be an error message, an empty answer, or half a download.
TEST(RecogniseTest, RefusesWhatIsNoDataAndSaysSo) {
  EXPECT_EQ(Reason(""), "FILE_EMPTY");
  EXPECT_EQ(Reason(" \r\n\n"), "FILE_EMPTY");
  EXPECT_EQ(Reason("\xEF\xBB\xBF"), "FILE_EMPTY");
  EXPECT_EQ(Reason("<!DOCTYPE html>"), "FILE_IS_HTML");
  EXPECT_EQ(Reason("\n<html>"), "FILE_IS_HTML");
  EXPECT_EQ(Reason("{\"error\": \"quota\"}"), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason("Rate limit is exceeded. Try again in 1 seconds."), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason("sourcesx {"), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason(std::string(1000, '\0')), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason(ComtradeText({}).substr(0, 60)), "FORMAT_UNKNOWN") << "half a header";
}

TEST(RecogniseTest, QuotesWhatItFoundAndWhere) {
  EXPECT_THAT(Recognise("\nQuery complexity\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("line 2, column 1: 'Query complexity'")));
}

TEST(RecogniseTest, AnErrorMessageThatWasSavedAsAFile) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade_legacy/error_payload_as_csv.csv");
  EXPECT_EQ(Reason(content), "FORMAT_UNKNOWN");
}

TEST(RecogniseTest, FilesOfTheFormerApiAreNotMistakenForThePresentOne) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade_legacy/hk_bicycle.csv");
  EXPECT_EQ(Reason(content), "FORMAT_UNKNOWN");
}

TEST(LoadFileTest, TheFormatIsRecognisedOrSaid) {
  const std::string text = ComtradeText({{}});
  File file;
  file.content = text;
  file.name = "x.csv";
  file.sha256 = std::string(64, 'a');
  for (const FileFormat format : {FileFormat::kRecognise, FileFormat::kComtradeCsv}) {
    file.format = format;
    EXPECT_EQ(LoadFile(file)->report.kept, 1);
  }
  file.format = FileFormat::kFacts;
  EXPECT_EQ(DetailsOf(LoadFile(file).status()).reason, "FILE_MALFORMED");
  file.format = static_cast<FileFormat>(77);
  EXPECT_EQ(DetailsOf(LoadFile(file).status()).reason, "FORMAT_UNKNOWN");
}

TEST(DatasetOfTest, FitsAResourceName) {
  EXPECT_EQ(DatasetOf("", "portal_CHN.csv"), "portal_chn");
  EXPECT_EQ(DatasetOf("Mine", "portal_CHN.csv"), "mine");
  EXPECT_EQ(DatasetOf("v1.2", "x"), "v1.2") << "only the name of a file has an ending";
  EXPECT_EQ(DatasetOf("", "a.b.csv"), "a.b");
  EXPECT_EQ(DatasetOf("", ".csv"), ".csv");
  EXPECT_EQ(DatasetOf("", "Ticaret (2022)/x.csv"), "ticaret--2022--x");
  EXPECT_EQ(DatasetOf("", std::string(300, 'x')).size(), 60u);
}

}  // namespace
}  // namespace entente::trade
