#include "trade_service/load/baci_titles.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade {
namespace {

using testing::CountsOf;
using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::NotesOf;
using testing::ReasonOf;

constexpr char kName[] = "product_codes_HS92_V202301.csv";

TEST(LoadBaciTitlesTest, TheNameTellsRevisionAndVintage) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      LoadBaciTitles(
          FileOf("code,description\n10111,\"Horses: live, pure-bred\"\n270900,Oils\n", kName)));
  ASSERT_EQ(loaded.batch.titles.size(), 2u);
  const CommodityTitle& horses = loaded.batch.titles[0];
  EXPECT_EQ(horses.name, "classifications/H0/commodities/010111");
  EXPECT_EQ(horses.title, "Horses: live, pure-bred");
  EXPECT_EQ(horses.parent, "0101");
  EXPECT_EQ(horses.evidence.publisher, "CEPII, BACI");
  EXPECT_EQ(horses.evidence.published, Date("2023-01"));
  EXPECT_EQ(loaded.batch.titles[1].name, "classifications/H0/commodities/270900");
  EXPECT_EQ(CountsOf(loaded.report), "2 read 2 kept 0 merged 0 superseded 0 rejected");
  EXPECT_THAT(NotesOf(loaded.report), ElementsAre("1x COMMODITY_PADDED at line 2"));
  ASSERT_OK_AND_ASSIGN(const LoadedFile other,
                       LoadBaciTitles(FileOf("code,description\n270900,Oils\n",
                                             "product_codes_HS22_V202501 (1).csv.gz")));
  EXPECT_EQ(other.batch.titles[0].name, "classifications/H6/commodities/270900");
}

TEST(LoadBaciTitlesTest, WhatIsNoCommodityIsRejected) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      LoadBaciTitles(FileOf("code,description\n0101,Horses\n9999AA,Other\n270900,\n270900,Oils\n"
                            "270900,Oils\n",
                            kName)));
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre(
          "line 2: COMMODITY_INVALID '0101' is not a commodity of 6 digits, nor of 5 after a zero",
          "line 3: COMMODITY_INVALID '9999AA' is not a commodity of 6 digits, nor of 5 after a "
          "zero",
          "line 4: TITLE_MISSING '' holds no title",
          "line 6: DUPLICATE_ROW '270900' stands in an earlier line too"));
}

TEST(LoadBaciTitlesTest, RefusesAnotherNameAndHalfAFile) {
  const std::string text = "code,description\n270900,Oils\n";
  for (const char* name : {"codes.csv", "BACI_HS92_Y2021_V202301.csv", "product_codes_HS93.csv"}) {
    EXPECT_EQ(ReasonOf(LoadBaciTitles(FileOf(text, name))), "FILE_NAME_INVALID") << name;
  }
  EXPECT_EQ(ReasonOf(LoadBaciTitles(FileOf(text.substr(0, text.size() - 2), kName))),
            "FILE_TRUNCATED");
  EXPECT_OK(LoadBaciTitles(FileOf("code,description\n270900,Oils\n999999,Not specified", kName)))
      << "the last code, behind which nothing can be missing";
  EXPECT_EQ(ReasonOf(LoadBaciTitles(FileOf("code,description\n", kName))), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf(LoadBaciTitles(FileOf("code,text\n270900,Oils\n", kName))), "FILE_MALFORMED");
  const absl::Status none =
      LoadBaciTitles(FileOf("code,description\n0101,Horses\n", kName)).status();
  EXPECT_EQ(ReasonOf(none), "NOTHING_TO_KEEP");
  EXPECT_THAT(std::string(none.message()), ::testing::HasSubstr("line 2: '0101' is not a comm"));
}

TEST(BaciTitlesFileTest, TheRevisionOf1992Whole) {
  READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("trade/baci/", kName));
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(FileOf(content, kName)));
  EXPECT_EQ(CountsOf(loaded.report), "5021 read 5021 kept 0 merged 0 superseded 0 rejected");
  EXPECT_THAT(NotesOf(loaded.report), ElementsAre("347x COMMODITY_PADDED at line 2"));
}

}  // namespace
}  // namespace entente::trade
