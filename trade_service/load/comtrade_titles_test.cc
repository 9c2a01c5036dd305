#include "trade_service/load/comtrade_titles.h"

#include <algorithm>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::comtrade_titles_test {
namespace {

using entente::testing::StatusIs;
using ::testing::Contains;
using testing::Date;
using ::testing::Field;
using ::testing::HasSubstr;

constexpr char kHeader[] =
    "id,text,parent,isLeaf,aggrlevel,standardUnitAbbr,last_modified\n"
    "TOTAL,Total - All H5 commodities,#,0,0,n/a,19738\n";

absl::StatusOr<LoadedFile> Load(const std::string& rows) {
  const std::string content = absl::StrCat(kHeader, rows);
  File file;
  file.content = content;
  file.url = "https://example.org/H5.csv";
  file.published = Date("2024-01");
  return LoadComtradeTitles(file);
}

TEST(LoadComtradeTitlesTest, ATitleLosesTheCodeThatItRepeats) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load("01,01 - Animals; live,TOTAL,0,2,n/a,19738\n"
                            "0101,\"0101 - Horses, asses, mules\",01,0,4,n/a,19738\n"
                            "0102,Bovine animals,01,0,4,n/a,19738\n"));
  ASSERT_EQ(loaded.batch.titles.size(), 4u);
  const CommodityTitle& whole = loaded.batch.titles[0];
  EXPECT_EQ(whole.name, "classifications/H5/commodities/TOTAL");
  EXPECT_EQ(whole.title, "Total - All H5 commodities");
  EXPECT_EQ(whole.parent, "");
  const CommodityTitle& heading = loaded.batch.titles[2];
  EXPECT_EQ(heading.name, "classifications/H5/commodities/0101");
  EXPECT_EQ(heading.title, "Horses, asses, mules");
  EXPECT_EQ(heading.parent, "01");
  EXPECT_THAT(heading.evidence.publisher, HasSubstr("UN Comtrade"));
  EXPECT_EQ(heading.evidence.url, "https://example.org/H5.csv");
  EXPECT_EQ(heading.evidence.published, Date("2024-01"));
  EXPECT_EQ(loaded.batch.titles[3].title, "Bovine animals");
  EXPECT_EQ(loaded.report.read, 4);
  EXPECT_EQ(loaded.report.kept, 4);
}

TEST(LoadComtradeTitlesTest, WhatIsNoCommodityIsRejected) {
  const std::pair<const char*, const char*> rejected[] = {
      {"0 1,Blank,TOTAL,0,2,n/a,1\n", "COMMODITY_INVALID"},
      {"0/1,Slash,TOTAL,0,2,n/a,1\n", "COMMODITY_INVALID"},
      {"0+1,Plus,TOTAL,0,2,n/a,1\n", "COMMODITY_INVALID"},
      {",Nothing,TOTAL,0,2,n/a,1\n", "COMMODITY_INVALID"},
      {"01,,TOTAL,0,2,n/a,1\n", "TITLE_MISSING"},
      {"01,01 - ,TOTAL,0,2,n/a,1\n", "TITLE_MISSING"},
      {"01,\xFF,TOTAL,0,2,n/a,1\n", "TITLE_MISSING"},
      {"TOTAL,Total - All H5 commodities,#,0,0,n/a,1\n", "DUPLICATE_ROW"},
  };
  for (const auto& [row, reason] : rejected) {
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(row));
    EXPECT_EQ(loaded.report.kept, 1) << row;
    EXPECT_EQ(loaded.report.rejected(), 1) << row;
    EXPECT_EQ(loaded.report.first_rejected().at(0).reason, reason) << row;
  }
}

// Also where somebody says that a file is one.
TEST(LoadComtradeTitlesTest, AnotherHeaderIsRefused) {
  for (const char* const content :
       {"id,text\nTOTAL,Total - All H5 commodities\n", "x,\n, y\n",
        "id,title,parent,isLeaf\nTOTAL,Total - All H5 commodities,#,0\n"}) {
    File file;
    file.content = content;
    const absl::Status refused = LoadComtradeTitles(file).status();
    EXPECT_EQ(DetailsOf(refused).reason, "FILE_MALFORMED") << content;
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 1")));
  }
}

TEST(LoadComtradeTitlesTest, TheClassificationMustBeToldOnce) {
  const std::pair<const char*, const char*> refused[] = {
      {"01,01 - Animals,TOTAL,0\n", "CLASSIFICATION_MISSING"},
      {"TOTAL,Total,#,0\n", "CLASSIFICATION_MISSING"},
      {"TOTAL,Total - All  commodities,#,0\n", "CLASSIFICATION_MISSING"},
      {"TOTAL,Total - All H5/6 commodities,#,0\n", "CLASSIFICATION_MISSING"},
      {"TOTAL,Total - All H5 commodities,#,0\nTOTAL,Total - All H6 commodities,#,0\n",
       "CLASSIFICATION_MIXED"},
      {"", "FILE_EMPTY"},
      {"01,Animals\n", "FILE_TRUNCATED"}};
  for (const auto& [rows, reason] : refused) {
    const std::string content = absl::StrCat("id,text,parent,isLeaf\n", rows);
    File file;
    file.content = content;
    EXPECT_EQ(DetailsOf(LoadComtradeTitles(file).status()).reason, reason) << rows;
  }
}

// Each list against a count of its lines and what it says of one code of each level.
TEST(ComtradeTitlesFileTest, EveryRevisionWhole) {
  const std::pair<const char*, const char*> lists[] = {{"h4", "H4"}, {"h5", "H5"}, {"h6", "H6"}};
  for (const auto& [file_name, classification] : lists) {
    READ_SHARED_FILE_OR_SKIP(content,
                             absl::StrCat("trade/reference/comtrade_cmd_", file_name, ".csv"));
    File file;
    file.content = content;
    ASSERT_OK_AND_ASSIGN(const FileFormat format, Recognise(content));
    EXPECT_EQ(format, FileFormat::kComtradeTitles);
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
    const auto lines = std::count(content.begin(), content.end(), '\n');
    EXPECT_EQ(loaded.report.read, lines - 1);
    EXPECT_EQ(loaded.report.kept, lines - 1);
    EXPECT_EQ(loaded.report.rejected(), 0);
    EXPECT_THAT(
        loaded.batch.titles,
        Contains(Field(&CommodityTitle::name,
                       absl::StrCat("classifications/", classification, "/commodities/270900"))));
  }
}

}  // namespace
}  // namespace entente::trade::comtrade_titles_test
