#include "trade_service/load/matrix.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/file/unpack.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::matrix_test {
namespace {

using entente::testing::StatusIs;
using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Pair;
using testing::Per;
using testing::RowsOf;
using ::testing::StartsWith;

// Values in whole US dollars of 2015, if nothing else is said.
File FileOf(absl::string_view content) {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = "matrix.csv";
  file.sha256 = std::string(64, 'a');
  file.source = "sources/unctad";
  file.period = Per("2015");
  return file;
}

// "KAZ TUR 2015 12.5 line 2" by row.
std::vector<std::string> Rows(const File& file) {
  const auto loaded = LoadMatrix(file);
  EXPECT_OK(loaded);
  std::vector<std::string> rows;
  if (!loaded.ok()) return rows;
  for (const Observation& row : RowsOf(loaded->batch)) {
    EXPECT_EQ(row.cell.flow, kExports);
    EXPECT_EQ(row.cell.commodity, kTotal);
    EXPECT_TRUE(row.flags.Has(Flag::kReporterInferred));
    rows.push_back(absl::StrCat(row.cell.reporter, " ", row.cell.partner, " ",
                                row.cell.period.ToString(), " ", row.value.ToString(), " ",
                                row.locator));
  }
  return rows;
}

std::string Reason(const File& file) { return DetailsOf(LoadMatrix(file).status()).reason; }

TEST(MatrixTest, OneRowAFlowUnderDifferentNames) {
  EXPECT_EQ(Rows(FileOf("exp,imp,time,export,agreement\nABW,CHE,2016,150838.5,\"EU, OCT\"\n")),
            std::vector<std::string>{"ABW CHE 2016 150838.5 line 2"});
  EXPECT_EQ(Rows(FileOf("exporter,importer,value_kusd\nAfghanistan,Albania,3.707\n")),
            std::vector<std::string>{"AFG ALB 2015 3707 line 2"});
  EXPECT_EQ(Rows(FileOf("exporter,importer,pair_id,year,trade\nARG,AUS,1,1986,27.5\n")),
            std::vector<std::string>{"ARG AUS 1986 27.5 line 2"});
  EXPECT_EQ(Rows(FileOf("year\tiso_o\tiso_d\tTrade\n2020-Q1\tKAZ\tTUR\t1\n")),
            std::vector<std::string>{"KAZ TUR 2020-Q1 1 line 2"});
}

TEST(MatrixTest, ASquare) {
  EXPECT_EQ(Rows(FileOf("exporter,KAZ,Turkey,BLX\nKAZ,,10,NA\nTurkey,20.5,3,0\n")),
            (std::vector<std::string>{
                "KAZ TUR 2015 10 line 2, column 3", "TUR BLX 2015 0 line 3, column 4",
                "TUR KAZ 2015 20.5 line 3, column 2", "TUR TUR 2015 3 line 3, column 3"}));
}

// Requirement 15: the unit is what the file's header or the user says.
TEST(MatrixTest, Units) {
  File file = FileOf("exporter,importer,trade\nKAZ,TUR,0.00019600000232458114\n");
  file.exponent = 6;
  EXPECT_EQ(Rows(file), std::vector<std::string>{"KAZ TUR 2015 196.00000232458114 line 2"});
  file.currency = "EUR";
  EXPECT_EQ(LoadMatrix(file)->batch.releases[0].release.currency, "EUR");
  file = FileOf("exporter,importer,value_musd\nKAZ,TUR,1.5\n");
  EXPECT_EQ(Rows(file), std::vector<std::string>{"KAZ TUR 2015 1500000 line 2"});
  EXPECT_EQ(LoadMatrix(file)->batch.releases[0].release.currency, "USD");
  file.exponent = 6;
  EXPECT_OK(LoadMatrix(file));
  file.exponent = 3;
  EXPECT_EQ(Reason(file), "UNIT_CONFLICT");
  file.exponent = 0;
  file.currency = "EUR";
  EXPECT_EQ(Reason(file), "UNIT_CONFLICT");
}

TEST(MatrixTest, WhatTheFileDoesNotTellMustBeSaid) {
  File file = FileOf("exporter,importer,trade\nKAZ,TUR,1\n");
  file.source.clear();
  EXPECT_EQ(Reason(file), "SOURCE_MISSING");
  EXPECT_THAT(LoadMatrix(file),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("header.source")));
  file = FileOf("exporter,importer,trade\nKAZ,TUR,1\n");
  file.period.reset();
  EXPECT_EQ(Reason(file), "PERIOD_MISSING");
  EXPECT_THAT(LoadMatrix(file),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("header.period")));
  file = FileOf("x,KAZ,TUR\nKAZ,1,1\n");
  file.period.reset();
  EXPECT_EQ(Reason(file), "PERIOD_MISSING");
  EXPECT_EQ(Reason(FileOf("a,b\n1,2\n")), "FILE_MALFORMED");
  EXPECT_EQ(Reason(FileOf("exporter,importer,trade\nKAZ,TUR,1")), "FILE_TRUNCATED");
}

TEST(MatrixTest, RowsThatCannotBeUsedAreNamed) {
  const auto loaded =
      LoadMatrix(FileOf("exporter,importer,year,trade\nKAZ,TUR,2015,1\nAtlantis,TUR,2015,1\n"
                        "KAZ,Korea,2015,1\nKAZ,TUR,15,1\nKAZ,DEU,2015,?\nKAZ,TUR,2015,2\n"));
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->report.read, 6);
  EXPECT_EQ(loaded->report.kept, 1);
  std::vector<std::string> rejected;
  for (const auto& row : loaded->report.first_rejected()) {
    rejected.push_back(absl::StrCat(row.line, ":", row.column, " ", row.reason));
  }
  EXPECT_EQ(rejected,
            (std::vector<std::string>{"3:1 AREA_UNKNOWN", "4:2 AREA_UNKNOWN", "5:3 PERIOD_INVALID",
                                      "6:4 VALUE_INVALID", "7:0 CELL_CONFLICT"}));
}

// As R and pandas write what is not there; a square passes its blanks over likewise.
TEST(MatrixTest, ARowWithoutAValueIsNoRow) {
  const auto loaded = LoadMatrix(
      FileOf("exporter,importer,trade\nKAZ,TUR,1\nKAZ,DEU,NA\nKAZ,FRA,nan\nKAZ,CHN,\nKAZ,ITA,0\n"));
  ASSERT_OK(loaded);
  EXPECT_EQ(testing::CountsOf(loaded->report), "2 read 2 kept 0 merged 0 superseded 0 rejected");
  EXPECT_EQ(testing::NotesOf(loaded->report),
            std::vector<std::string>{"3x VALUE_MISSING at line 3"});
}

// Requirement 9: self-trade is real.
TEST(MatrixTest, SelfTradeIsKeptAndNoted) {
  const auto loaded = LoadMatrix(FileOf("exporter,importer,trade\nARG,ARG,61288.5\n"));
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->report.kept, 1);
  ASSERT_EQ(loaded->report.anomalies().size(), 1u);
  EXPECT_EQ(loaded->report.anomalies()[0].reason, "SELF_TRADE");
}

TEST(MatrixTest, TheSourceIsTheOneThatTheUserNames) {
  const auto loaded = LoadMatrix(FileOf("exporter,importer,trade\nARG,KAZ,1\n"));
  ASSERT_OK(loaded);
  ASSERT_EQ(loaded->batch.sources.size(), 1u);
  EXPECT_EQ(loaded->batch.sources[0].name, "sources/unctad");
  EXPECT_TRUE(loaded->batch.sources_supposed);
  EXPECT_THAT(loaded->batch.releases[0].release.name,
              StartsWith("sources/unctad/releases/matrix-"));
}

// Sums of the real files by
//   python3 -c "import csv, decimal, sys; decimal.getcontext().prec = 60; D = decimal.Decimal;
//   r = list(csv.DictReader(sys.stdin)); print(len(r), sum(D(x[sys.argv[1]]) for x in r))" COLUMN
TEST(MatrixFileTest, ExportsOf2016) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/world_pairs/penppml_bilateral_exports_2016.csv");
  const auto loaded = LoadMatrix(FileOf(content));
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->report.read, 21817);
  EXPECT_EQ(loaded->report.kept, 21817);
  EXPECT_THAT(loaded->report.totals, Contains(Pair("all values", "13920448325156.20152282714824")));
  std::map<std::string, int> partners;
  for (const Observation& row : RowsOf(loaded->batch)) ++partners[row.cell.partner];
  for (const char* area : {"BLX", "BUN", "FRE", "SPE", "UNS", "BAT", "KN1", "MNT"}) {
    EXPECT_GT(partners[area], 0) << area << ", no country, under a code of its own";
  }
  EXPECT_EQ(partners.count("ROM"), 0u);
  EXPECT_GT(partners["ROU"], 0);
}

// Of 27,473 rows, those of one name are in no list: 33 of SintBonaire, 104,597.075 thousand
// dollars.
TEST(MatrixFileTest, UnctadsExportsOf2015) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/world_pairs/unctad_merch_matrix_exports_kusd_2015.csv");
  const auto loaded = LoadMatrix(FileOf(content));
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->report.read, 27473);
  for (const auto& row : loaded->report.first_rejected()) {
    EXPECT_EQ(row.reason, "AREA_UNKNOWN");
    EXPECT_THAT(row.message, HasSubstr("SintBonaire"));
  }
  EXPECT_EQ(loaded->report.rejected(), 33);
  EXPECT_EQ(loaded->report.kept, 27440);
  EXPECT_THAT(loaded->report.totals, Contains(Pair("all values", "16356836823404.99975645653")));
}

TEST(MatrixFileTest, APanelWithSelfTradeInMillions) {
  READ_SHARED_FILE_OR_SKIP(packed,
                           "trade/world_pairs/agtpa_manufacturing_69x69_1986_2006_musd.csv.gz");
  const auto spool = entente::Unpack(packed, ::testing::TempDir(), int64_t{1} << 30);
  ASSERT_OK(spool);
  File file = FileOf((*spool)->Content().value());
  file.exponent = 6;
  const auto loaded = LoadMatrix(file);
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->report.read, 99981);
  EXPECT_EQ(loaded->report.kept, 99981);
  EXPECT_THAT(loaded->report.totals,
              Contains(Pair("all values", "326538398581930.8049343523094332")));
  ASSERT_EQ(loaded->report.anomalies().size(), 1u);
  EXPECT_EQ(loaded->report.anomalies()[0].reason, "SELF_TRADE");
  EXPECT_EQ(loaded->report.anomalies()[0].count, 1449);
}

}  // namespace
}  // namespace entente::trade::matrix_test
