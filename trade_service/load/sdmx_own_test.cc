#include "trade_service/load/sdmx_own.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/strip.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "entente/trade/v1/resources.pb.h"
#include "trade_service/load/sdmx_csv.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::sdmx_own_test {
namespace {

using testing::CountsOf;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::LinesOf;
using testing::NotesOf;
using testing::ReasonOf;
using testing::RowsOf;

constexpr char kHeader[] =
    "STRUCTURE[;],STRUCTURE_ID,ACTION,FREQ,REPORTER,COUNTERPART_AREA,FLOW,CLASSIFICATION,COMMODITY,"
    "RELEASE,TIME_PERIOD,OBS_VALUE,CURRENCY,VALUATION,FOB_VALUE,NET_WEIGHT_KG,QUANTITY,"
    "QUANTITY_UNIT,OBS_STATUS,FLAGS[],CELL\n";

// A message of rows of Kazakhstan's trade with Türkiye, each from FLOW on; RELEASE is S.
std::string Text(const std::vector<std::string>& rows, absl::string_view before = "A,KAZ,TUR,") {
  std::string text = kHeader;
  for (const std::string& row : rows) {
    absl::StrAppend(&text, "datastructure,ENTENTE:TRADE(1.0.0),I,", before,
                    absl::StrReplaceAll(row, {{",S,", ",sources/s/releases/r,"}}), "\n");
  }
  return text;
}

LoadedFile Load(const std::string& text) {
  absl::StatusOr<LoadedFile> loaded = LoadSdmxCsv(FileOf(text));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

TEST(SdmxOwnTest, IsRecognised) {
  EXPECT_TRUE(IsSdmxCsvHeader(kHeader));
  EXPECT_TRUE(IsOwnStructure("ENTENTE:TRADE(1.0.0)"));
  EXPECT_FALSE(IsOwnStructure("ESTAT:DS-045409(1.0)"));
}

// The client's golden file: what one side writes, the other reads.
TEST(SdmxOwnTest, ReadsWhatTheClientWrites) {
  const std::optional<std::string> golden =
      entente::testing::ReadFileBytes("client/render/testdata/observations.sdmx.csv");
  ASSERT_TRUE(golden);
  const LoadedFile loaded = Load(*golden);
  EXPECT_THAT(
      LinesOf(loaded),
      ElementsAre(
          "KAZ TUR M 2021-04 270900/H5 1234.5 CIF (1200 FOB) 500 kg 500.1 8 @ sheet \"A\", row 3",
          "KAZ TUR M 2021-04 TOTAL 999999999.99 CIF estimated @ row 4"));
  EXPECT_EQ(CountsOf(loaded.report), "2 read 2 kept 0 merged 0 superseded 0 rejected");
  const std::vector<Observation> rows = RowsOf(loaded.batch);
  EXPECT_TRUE(rows[1].flags.Has(Flag::kAggregated));
  EXPECT_EQ(loaded.batch.sources[0], (Source{.name = "sources/un-comtrade",
                                             .title = "UN Comtrade",
                                             .publisher = "United Nations Statistics Division",
                                             .url = "https://comtradeplus.un.org",
                                             .kind = SourceKind::kCompiled,
                                             .note = "What countries reported, \"as is\"."}));
  EXPECT_TRUE(loaded.batch.sources_supposed);
  const Release& release = loaded.batch.releases[0].release;
  EXPECT_EQ(release.currency, "USD");
  EXPECT_EQ(release.dataset, "file-kaz-2021");
  EXPECT_EQ(release.published, testing::Date("2022-08"));
}

constexpr char kOrigins[] =
    "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REPORTER,COUNTERPART_AREA,FLOW,CLASSIFICATION,COMMODITY,"
    "TIME_PERIOD,OBS_VALUE,CURRENCY,RELEASE,DATASET,PUBLISHED,RETRIEVED,RECORDED,URL,FILE_NAME,"
    "NOTE,"
    "SOURCE_KIND\n";

// Rows of Kazakhstan's exports to Türkiye, each from TIME_PERIOD on.
std::string TextOfOrigins(const std::vector<std::string>& rows) {
  std::string text = kOrigins;
  for (const std::string& row : rows) {
    absl::StrAppend(&text, "datastructure,ENTENTE:TRADE(1.0.0),I,A,KAZ,TUR,X,_Z,TOTAL,",
                    absl::StrReplaceAll(row, {{",S/", ",sources/s/releases/"}}), "\n");
  }
  return text;
}

TEST(SdmxOwnTest, EachDataSetIsAReleaseAsItsLastOneWas) {
  const std::string text = TextOfOrigins({
      "2019,1,USD,S/a-1,a,2022-02,2022-03-04,2022-03-05T06:07:08Z,https://a/"
      "1,a1.csv,first,NATIONAL",
      "2020,2,USD,S/a-2,a,2022-05,2022-06-07,2022-06-08T09:10:11.5Z,https://a/"
      "2,a2.csv,second,NATIONAL",
      "2020,3,USD,S/b-1,b,2021,,,https://b,b.csv,,NATIONAL",
      "2021,4,USD,S/a-1,a,2022-02,2022-03-04,2022-03-05T06:07:08Z,https://a/"
      "1,a1.csv,first,NATIONAL",
      "2021,5,USD,S/c-1,c,,,2023-01-01T00:00:00Z,,,,NATIONAL",
      "2022,6,USD,S/c-2,c,2020,,,,c.csv,dated,NATIONAL",
  });
  LoadedFile loaded = Load(text);
  std::vector<std::string> lines;
  for (const NewRelease& added : loaded.batch.releases) {
    for (const Observation& observation : RowsOf(*added.blocks)) {
      lines.push_back(absl::StrCat(added.release.dataset, " ", testing::Line(observation)));
    }
  }
  EXPECT_THAT(lines, ElementsAre("file-b KAZ TUR X 2020 TOTAL 3 @ line 4",
                                 "file-a KAZ TUR X 2019 TOTAL 1 @ line 2",
                                 "file-a KAZ TUR X 2020 TOTAL 2 @ line 3",
                                 "file-a KAZ TUR X 2021 TOTAL 4 @ line 5",
                                 "file-c KAZ TUR X 2021 TOTAL 5 @ line 6",
                                 "file-c KAZ TUR X 2022 TOTAL 6 @ line 7"));
  EXPECT_EQ(CountsOf(loaded.report), "6 read 6 kept 0 merged 0 superseded 0 rejected");
  const std::vector<std::pair<std::string, std::string>> totals = {
      {"file-b: all values", "3"},  {"file-b: X 2020 KAZ", "3"}, {"file-a: all values", "7"},
      {"file-a: X 2019 KAZ", "1"},  {"file-a: X 2020 KAZ", "2"}, {"file-a: X 2021 KAZ", "4"},
      {"file-c: all values", "11"}, {"file-c: X 2021 KAZ", "5"}, {"file-c: X 2022 KAZ", "6"}};
  EXPECT_EQ(loaded.report.totals, totals) << "of each release by itself";
  ASSERT_EQ(loaded.batch.releases.size(), 3u);
  const Release& a = loaded.batch.releases[1].release;
  EXPECT_THAT(a.name, ::testing::StartsWith("sources/s/releases/file-a-"));
  EXPECT_EQ(a.published, testing::Date("2022-05"));
  EXPECT_EQ(a.retrieved, testing::Date("2022-06-07"));
  EXPECT_EQ(a.url, "https://a/2");
  EXPECT_EQ(a.file_name, "a2.csv");
  EXPECT_EQ(a.note, "second");
  EXPECT_EQ(a.observation_count, 3);
  EXPECT_EQ(loaded.batch.releases[0].release.published, testing::Date("2021"));
  const Release& c = loaded.batch.releases[2].release;
  EXPECT_EQ(c.published, PartialDate()) << "the last one is not dated";
  EXPECT_EQ(c.file_name, "file.csv");
  EXPECT_EQ(loaded.batch.sources[0].kind, SourceKind::kNational);

  File file = FileOf(text);
  file.dataset = "all";
  file.published = testing::Date("2024");
  file.url = "https://here";
  const absl::StatusOr<LoadedFile> one = LoadSdmxCsv(file);
  ASSERT_OK(one);
  ASSERT_EQ(one->batch.releases.size(), 1u);
  EXPECT_EQ(one->batch.releases[0].release.dataset, "all");
  EXPECT_EQ(one->batch.releases[0].release.published, testing::Date("2024"));
  EXPECT_EQ(one->batch.releases[0].release.url, "https://here");
  EXPECT_EQ(CountsOf(one->report), "6 read 4 kept 0 merged 0 superseded 2 rejected");
}

TEST(SdmxOwnTest, WhatItSaysOfReleaseAndSourceMustBeReadable) {
  for (const char* bad : {"2019,1,USD,S/a,a,yesterday,,,,,,", "2019,1,USD,S/a,a,,2022-13,,,,,",
                          "2019,1,USD,S/a,a,,,2022-01-01,,,,", "2019,1,USD,S/a,a,,,,\xff,,,",
                          "2019,1,USD,S/a,a,,,,,,,OFFICIAL"}) {
    EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(TextOfOrigins({bad})))), "RELEASE_INVALID") << bad;
  }
}

TEST(SdmxOwnTest, TotalsThatAreNotListedAreCounted) {
  std::vector<std::string> rows;
  for (int year = 1800; year < 1900; ++year) {
    rows.push_back(absl::StrCat(year, ",1,USD,S/a-1,a,2021,,,,,,"));
    rows.push_back(absl::StrCat(year, ",10,USD,S/b-1,b,2022,,,,,,"));
  }
  const LoadedFile loaded = Load(TextOfOrigins(rows));
  EXPECT_EQ(loaded.report.totals.size(), 100u);
  EXPECT_THAT(loaded.report.totals.back(), ::testing::Pair("file-a: X 1898 KAZ", "1"));
  EXPECT_EQ(loaded.report.totals_left_out, 102);
}

TEST(SdmxOwnTest, GroupsOfTheSourceAreInNoTotals) {
  for (const auto& [source, group] :
       {std::pair("kaz-bns", "BNS_EAEU"), std::pair("eurostat-comext", "EU27_2020"),
        std::pair("imf-imts", "G998"), std::pair("imf-dot", "U2")}) {
    const std::string row = "X,_Z,TOTAL,S,2021,1,USD,,,,,,A,,";
    std::string text = Text({row});
    absl::StrAppend(&text,
                    absl::StripPrefix(Text({row}, absl::StrCat("A,KAZ,", group, ",")), kHeader));
    absl::StrReplaceAll({{"sources/s/", absl::StrCat("sources/", source, "/")}}, &text);
    EXPECT_THAT(Load(text).report.totals,
                ElementsAre(std::pair("all values", "2"), std::pair("X 2021 KAZ", "1")))
        << source;
  }
}

TEST(SdmxOwnTest, TooManyDataSetsNeedOneName) {
  std::vector<std::string> rows;
  for (int i = 1900; i < 1965; ++i)
    rows.push_back(absl::StrCat(i, ",1,USD,S/r", i, ",d", i, ",,,,,,,"));
  File file = FileOf("");
  const std::string text = TextOfOrigins(rows);
  file.content = text;
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(file)), "RELEASE_MIXED");
  file.dataset = "all";
  EXPECT_OK(LoadSdmxCsv(file));
}

TEST(SdmxOwnTest, NamesAnotherSourceIfItIsGiven) {
  const std::string text = Text({"X,_Z,TOTAL,S,2021,1,EUR,,,,,,A,,"});
  File file = FileOf(text);
  file.source = "sources/copy";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadSdmxCsv(file));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/copy");
  EXPECT_EQ(loaded.batch.releases[0].release.currency, "EUR");
}

TEST(SdmxOwnTest, ColumnsMayStandInAnyOrderAndAttributesBeLeftOut) {
  EXPECT_THAT(LinesOf(Load("STRUCTURE,STRUCTURE_ID,OBS_VALUE,ACTION,FREQ,REPORTER,COUNTERPART_AREA,"
                           "FLOW,CLASSIFICATION,COMMODITY,RELEASE,TIME_PERIOD,CURRENCY\n"
                           "datastructure,ENTENTE:TRADE(1.0.0),-1.5,I,Q,EU27_2020,W00,X,H6,01,"
                           "sources/s/releases/r,2021-Q2,USD\n")),
              ElementsAre("EU27_2020 W00 X 2021-Q2 01/H6 -1.5 @ line 2"));
}

TEST(SdmxOwnTest, TakesEveryFlagOfTheContract) {
  const auto& flags = *v1::Flag_descriptor();
  for (int i = 1; i < flags.value_count(); ++i) {
    const absl::string_view name = absl::StripPrefix(flags.value(i)->name(), "FLAG_");
    const LoadedFile loaded = Load(Text({absl::StrCat("X,H6,01,S,2021,1,USD,,,,,,A,", name, ",")}));
    EXPECT_TRUE(RowsOf(loaded.batch)[0].flags.Has(static_cast<Flag>(flags.value(i)->number())))
        << name;
  }
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(Text({"X,H6,01,S,2021,1,USD,,,,,,A,UNSPECIFIED,"})))),
            "NOTHING_TO_KEEP");
}

TEST(SdmxOwnTest, AreasAreKeptAsTheyAreElsewhere) {
  const std::vector<std::string> total = {"X,_Z,TOTAL,S,2021,1,USD,,,,,,A,,"};
  for (const auto& [given, kept] :
       {std::pair("W00", "W00"), std::pair("WLD", "W00"), std::pair("DEU", "DEU"),
        std::pair("EU27_2020", "EU27_2020"), std::pair("XK", "XK"), std::pair("ABC", "ABC_")}) {
    const LoadedFile loaded = Load(Text(total, absl::StrCat("A,KAZ,", given, ",")));
    EXPECT_EQ(RowsOf(loaded.batch)[0].cell.partner, kept) << given;
  }
  for (const char* none : {"A,KZ,TUR,", "A,KAZ,TR,", "A,KAZ,,"}) {
    const auto loaded = LoadSdmxCsv(FileOf(Text(total, none)));
    EXPECT_EQ(ReasonOf(loaded), "NOTHING_TO_KEEP") << none;
    EXPECT_THAT(std::string(loaded.status().message()), ::testing::HasSubstr("alpha-3")) << none;
  }
}

TEST(SdmxOwnTest, RowsThatCannotBeUsedSayWhy) {
  const LoadedFile loaded =
      Load(Text({"X,H6,01,S,2021,1,USD,,,,,,A,,", "X,H6,02,S,2021-04,1,USD,,,,,,A,,",
                 "X,H6,,S,2021,1,USD,,,,,,A,,", "X,H6,02,S,2021,,USD,,,,,,A,,",
                 "X,H6,02,S,2021,1,USD,CFR,,,,,A,,", "X,H6,02,S,2021,1,USD,,,x,,,A,,",
                 "X,H6,02,S,2021,1,USD,,,,,,A,SUMMED;NEW,", "X,H6,01,S,2021,2,USD,,,,,,A,,",
                 "X,H6,01,S,2021,1.0,USD,,,,,,A,,"}));
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("line 3: PERIOD_INVALID '2021-04' is no period of the row's FREQ",
                          "line 4: CODE_INVALID '' is no code",
                          "line 5: VALUE_INVALID '' is not a decimal number",
                          "line 6: VALUATION_INVALID 'CFR' is neither CIF nor FOB",
                          "line 7: VALUE_INVALID 'x' is not a decimal number",
                          "line 8: FLAG_INVALID 'SUMMED;NEW' has an unknown flag",
                          "line 9: CELL_CONFLICT line 9 gives 2 for the cell that line 2 gives 1",
                          "1x DUPLICATE_ROW at line 10"));
}

TEST(SdmxOwnTest, IsOfOneSourceInOneCurrency) {
  const std::string row = "X,_Z,TOTAL,S,2021,1,USD,,,,,,A,,";
  const auto reason = [&](const std::string& second) {
    return ReasonOf(LoadSdmxCsv(FileOf(Text({row, second}))));
  };
  EXPECT_EQ(reason("M,_Z,TOTAL,S,2021,1,EUR,,,,,,A,,"), "RELEASE_MIXED");
  EXPECT_EQ(reason("M,_Z,TOTAL,sources/t/releases/r,2021,1,USD,,,,,,A,,"), "RELEASE_MIXED");
  EXPECT_THAT(LinesOf(Load(Text({row, "M,_Z,TOTAL,sources/s/releases/r2,2021,1,USD,,,,,,A,,"}))),
              ::testing::SizeIs(2))
      << "two releases of one source";
  for (const char* bad : {"X,_Z,TOTAL,,2021,1,USD,,,,,,A,,", "X,_Z,TOTAL,S,2021,1,usd,,,,,,A,,"}) {
    EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(Text({bad})))), "RELEASE_INVALID") << bad;
  }
}

TEST(SdmxOwnTest, RefusesOtherStructuresDeletionsAndHalfAFile) {
  const std::string text =
      Text({"X,_Z,TOTAL,S,2021,1,USD,,,,,,A,,", "M,_Z,TOTAL,S,2021,2,USD,,,,,,A,,"});
  const size_t last = text.rfind("datastructure");
  const auto changed = [&](absl::string_view from, absl::string_view to) {
    return text.substr(0, last) + absl::StrReplaceAll(text.substr(last), {{from, to}});
  };
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(changed("TRADE(1", "TRADE(2")))), "DATAFLOW_MIXED");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(changed(",I,", ",D,")))), "ACTION_REFUSED");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(text.substr(0, text.size() - 1)))), "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(absl::StrReplaceAll(text, {{"CURRENCY", "UNIT"}})))),
            "FILE_MALFORMED");
}

}  // namespace
}  // namespace entente::trade::sdmx_own_test
