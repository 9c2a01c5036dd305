#include "trade_service/load/bns_xls.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/geo/country.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::bns_xls_test {
namespace {

using entente::testing::StatusIs;
using ::testing::Contains;
using testing::CountsOf;
using testing::Dec;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::LinesOf;
using testing::NotesOf;
using ::testing::Pair;
using testing::ReasonOf;
using testing::RowsOf;

using Rows = std::vector<std::vector<std::string>>;

// A table as the Bureau lays it out. A row: name, turnover, exports, imports.
XlsSheet Sheet(const Rows& rows, const std::string& period = "за 2022 год",
               const std::string& unit = "тыс. долларов США") {
  XlsSheet sheet;
  sheet.name = "2022";
  sheet.rows = {{"Основные показатели внешней торговли Республики Казахстан"},
                {period},
                {},
                {"", "", "", unit},
                {"Наименование области", "Товарооборот", "", "Экспорт", "", "Импорт"},
                {"", "Всего", "удельный вес", "Всего", "удельный вес", "Всего", "удельный вес"}};
  for (const auto& row : rows) {
    sheet.rows.push_back({row[0], row[1], "1.5", row[2], "1.5", row[3], "1.5"});
  }
  return sheet;
}

LoadedFile Load(const std::vector<XlsSheet>& sheets) {
  absl::StatusOr<LoadedFile> loaded = LoadBnsSheets(FileOf("", "bns.xls"), sheets);
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

// Requirement 15: thousand US dollars.
TEST(BnsXlsTest, EveryValueIsAnObservation) {
  const LoadedFile loaded =
      Load({Sheet({{"Всего", "7.5", "5", "2.5"},
                   {"Страны СНГ", "0.004", "0.004", ""},
                   {"Турция", "6348100.43068", "4750978.69254", "1597121.73814"},
                   {"Йемен", "2e-05", "-", "2e-05"}})});
  EXPECT_THAT(LinesOf(loaded), ElementsAre("KAZ BNS_CIS X 2022 TOTAL 4 @ sheet 2022, row 8",
                                           "KAZ TUR M 2022 TOTAL 1597121738.14 @ sheet 2022, row 9",
                                           "KAZ TUR X 2022 TOTAL 4750978692.54 @ sheet 2022, row 9",
                                           "KAZ W00 M 2022 TOTAL 2500 @ sheet 2022, row 7",
                                           "KAZ W00 X 2022 TOTAL 5000 @ sheet 2022, row 7",
                                           "KAZ YEM M 2022 TOTAL 0.02 @ sheet 2022, row 10"));
  EXPECT_EQ(CountsOf(loaded.report), "6 read 6 kept 0 merged 0 superseded 0 rejected");
  EXPECT_THAT(NotesOf(loaded.report), ElementsAre("1x GROUP at sheet 2022, row 8"));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/kaz-bns");
  EXPECT_EQ(loaded.batch.sources[0].kind, SourceKind::kNational);
  EXPECT_TRUE(loaded.batch.sources_supposed);
  EXPECT_EQ(loaded.batch.releases[0].release.currency, "USD");
}

// Requirement 16: names that are no country are never guessed.
TEST(BnsXlsTest, RowsThatCannotBeUsedSayWhy) {
  const LoadedFile loaded = Load({Sheet({{"Турция", "3", "1", "2"},
                                         {"Прочие страны", "3", "1", "2"},
                                         {"Китай", "3", "один", "2"},
                                         {"Турция", "3", "1", "7"},
                                         {"* предварительные данные", "", "", ""},
                                         {"", "", "", ""}})});
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre("line 8: PARTNER_UNKNOWN sheet 2022, row 8: 'Прочие страны' is neither a country "
                  "nor a group that is known",
                  "line 8: PARTNER_UNKNOWN sheet 2022, row 8: 'Прочие страны' is neither a country "
                  "nor a group that is known",
                  "line 9: VALUE_INVALID sheet 2022, row 9: 'один' is no number",
                  "line 0: CELL_CONFLICT sheet 2022, row 10 gives 7000 for the cell that sheet "
                  "2022, row 7 gives 2000",
                  "3x TURNOVER_DIFFERS at sheet 2022, row 8", "1x TEXT_ROW at sheet 2022, row 11",
                  "1x DUPLICATE_ROW at sheet 2022, row 10"));
  EXPECT_EQ(CountsOf(loaded.report), "8 read 3 kept 0 merged 1 superseded 4 rejected");
}

TEST(BnsXlsTest, PeriodAndUnitAreReadAndNotSupposed) {
  const Rows rows = {{"Турция", "3", "1", "2"}};
  EXPECT_THAT(LinesOf(Load({Sheet(rows, "за  2021 г.", "млн. долларов США")})),
              ElementsAre("KAZ TUR M 2021 TOTAL 2000000 @ sheet 2022, row 7",
                          "KAZ TUR X 2021 TOTAL 1000000 @ sheet 2022, row 7"));
  const auto reason = [&](const std::string& period, const std::string& unit) {
    return ReasonOf(LoadBnsSheets(FileOf("", "bns.xls"), {Sheet(rows, period, unit)}));
  };
  EXPECT_EQ(reason("за январь-июнь 2022 года", "тыс. долларов США"), "PERIOD_INVALID");
  EXPECT_EQ(reason("за 2022 год", "тонн"), "UNIT_UNKNOWN");
  EXPECT_EQ(reason("за 2022 год", "тыс. тенге"), "UNIT_UNKNOWN");
}

TEST(BnsXlsTest, AYearIsCalledInSeveralWays) {
  const Rows rows = {{"Турция", "1", "1", ""}};
  for (const char* caption : {"за январь-декабрь 2023 года", "за январь - декабрь 2023 г.",
                              "Внешняя торговля по странам за январь-декабрь 2023г.",
                              "за 2023 год*", "Взаимная торговля за 2023 г"}) {
    EXPECT_THAT(LinesOf(Load({Sheet(rows, caption)})),
                ElementsAre("KAZ TUR X 2023 TOTAL 1000 @ sheet 2022, row 7"))
        << caption;
  }
  for (const char* caption :
       {"за январь 2023 года", "за январь-ноябрь 2023 года", "за 1 квартал 2023", "на 2023 год",
        "за 2023", "за июль-декабрь 2023 года"}) {
    EXPECT_EQ(ReasonOf(LoadBnsSheets(FileOf("", "bns.xls"), {Sheet(rows, caption)})),
              "PERIOD_INVALID")
        << caption;
  }
}

TEST(BnsXlsTest, AWorksheetOfAPartOfAYearIsRejectedAndTheOthersKept) {
  XlsSheet part = Sheet({{"Турция", "9", "9", ""}}, "за январь-июнь 2023 года");
  part.name = "2023";
  const LoadedFile loaded = Load({part, Sheet({{"Турция", "3", "1", "2"}})});
  EXPECT_THAT(LinesOf(loaded), ElementsAre("KAZ TUR M 2022 TOTAL 2000 @ sheet 2022, row 7",
                                           "KAZ TUR X 2022 TOTAL 1000 @ sheet 2022, row 7"));
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("line 5: PERIOD_INVALID worksheet '2023': above the table there is no "
                          "whole year, as 'за 2022 год' or 'за январь-декабрь 2022 года'"));
  EXPECT_EQ(CountsOf(loaded.report), "3 read 2 kept 0 merged 0 superseded 1 rejected");
}

TEST(BnsXlsTest, TurnoverIsCalledInTwoWays) {
  XlsSheet sheet = Sheet({{"Турция", "1", "1", ""}});
  sheet.rows[4][1] = "Внешнеторговый оборот";
  EXPECT_THAT(LinesOf(Load({sheet})), ElementsAre("KAZ TUR X 2022 TOTAL 1000 @ sheet 2022, row 7"));
}

TEST(BnsXlsTest, AFootnoteTellsWhichValuesAreProvisional) {
  const Rows rows = {{"Турция", "3", "1", "2"},
                     {"Китай*", "3", "1", "2"},
                     {"* предварительные данные", "", "", ""}};
  const auto provisional = [](const XlsSheet& sheet) {
    std::string which;
    for (const Observation& row : RowsOf(Load({sheet}).batch)) {
      if (!row.flags.Has(Flag::kProvisional)) continue;
      absl::StrAppend(&which, row.cell.partner, row.cell.flow, " ");
    }
    return which;
  };
  EXPECT_EQ(provisional(Sheet(rows)), "CHNM CHNX ") << "the row with the asterisk";
  EXPECT_EQ(provisional(Sheet(rows, "за 2022 год*")), "CHNM CHNX TURM TURX ");
  XlsSheet exports = Sheet({rows[0], rows[2]});
  exports.rows[4][3] = "Экспорт*";
  EXPECT_EQ(provisional(exports), "TURX ");
  XlsSheet below = Sheet({rows[0], rows[2]});
  below.rows[5][3] = "Всего*";
  EXPECT_EQ(provisional(below), "TURX ") << "the second row of the header";
  XlsSheet turnover = Sheet({rows[0], rows[2]});
  turnover.rows[4][1] = "Товарооборот*";
  EXPECT_EQ(provisional(turnover), "TURM TURX ");
  EXPECT_EQ(provisional(Sheet({rows[0], rows[2]})), "TURM TURX ") << "it does not tell which";
  EXPECT_EQ(provisional(Sheet({rows[0]}, "Предварительные данные за 2022 год")), "TURM TURX ");
  EXPECT_EQ(provisional(Sheet({rows[0], {"Китай**", "3", "1", "2"}, rows[2]}, "за 2022 год*")),
            "CHNM CHNX TURM TURX ");
  EXPECT_EQ(provisional(Sheet({rows[0], rows[1]})), "") << "no footnote";
}

TEST(BnsXlsTest, ATableWithoutAFigureSaysWhatWasMet) {
  EXPECT_THAT(
      LoadBnsSheets(FileOf("", "bns.xls"), {Sheet({{"Турция", "", "", ""}})}),
      StatusIs(absl::StatusCode::kInvalidArgument,
               "the file has no row with a value (TEXT_ROW, first at sheet 2022, row 7); look "
               "whether its figures are there, and download it again"));
}

TEST(BnsXlsTest, WorksheetsWithoutTheTable) {
  XlsSheet notes;
  notes.name = "Лист1";
  notes.rows = {{"Методология"}};
  const XlsSheet blank = {.name = "Лист2", .rows = {}};
  const LoadedFile loaded = Load({notes, Sheet({{"Турция", "3", "1", "2"}}), blank});
  EXPECT_THAT(NotesOf(loaded.report), ElementsAre("1x SHEET_SKIPPED at sheet Лист1"));
  EXPECT_EQ(ReasonOf(LoadBnsSheets(FileOf("", "bns.xls"), {notes, blank})), "FILE_MALFORMED");
  XlsSheet quantities = Sheet({{"Турция", "3", "1", "2"}});
  quantities.rows[5][3] = "тонн";
  EXPECT_EQ(ReasonOf(LoadBnsSheets(FileOf("", "bns.xls"), {quantities})), "FILE_MALFORMED");
}

// Requirement 16, on the real file: each row has a known name, the groups are noted, and the
// world's total is the sum of the countries to the last digit.
TEST(BnsXlsFileTest, TheWorldIsTheSumOfTheCountries) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/nso/kaz_bns_trade_by_country_2022.xls");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadBnsXls(FileOf(content, "bns.xls")));
  EXPECT_EQ(CountsOf(loaded.report), "686 read 686 kept 0 merged 0 superseded 0 rejected");
  EXPECT_THAT(NotesOf(loaded.report), ElementsAre("22x GROUP at sheet 2022, row 8"));
  std::map<std::string, Decimal> countries;
  std::map<std::string, Decimal> world;
  std::map<std::string, Decimal> turkey;
  for (const Observation& observation : RowsOf(loaded.batch)) {
    const Cell& cell = observation.cell;
    EXPECT_EQ(cell.reporter, "KAZ");
    const std::string key = absl::StrCat(cell.flow, " ", cell.period.ToString());
    if (cell.partner == kWorld) world[key] = observation.value;
    if (cell.partner == "TUR") turkey[key] = observation.value;
    if (FindByAlpha3(cell.partner) == nullptr) continue;
    countries[key] = *countries[key].Add(observation.value);
  }
  // As the two worksheets have them in their rows 'Всего', in thousands.
  EXPECT_THAT(
      world,
      ElementsAre(Pair("M 2021", Dec("41415435469.7")), Pair("M 2022", Dec("50934360723.79")),
                  Pair("X 2021", Dec("60321024400.65")), Pair("X 2022", Dec("84593070081.31"))));
  EXPECT_EQ(countries, world);
  // The figures of 2021 stand in other publications of the Bureau too.
  EXPECT_EQ(turkey["X 2021"], Dec("2964665648.32"));
  EXPECT_EQ(turkey["M 2021"], Dec("1146382283.36"));
  EXPECT_EQ(turkey["X 2022"], Dec("4750978692.54"));
  EXPECT_EQ(turkey["M 2022"], Dec("1597121738.14"));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("M 2022 KAZ", "50934360723.79")));
}

}  // namespace
}  // namespace entente::trade::bns_xls_test
