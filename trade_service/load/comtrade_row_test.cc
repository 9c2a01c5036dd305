#include "trade_service/load/comtrade_row.h"

#include <algorithm>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/comtrade.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::ComtradeFields;
using testing::ComtradeHeader;
using testing::ComtradeRowText;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<absl::string_view> Views(const std::vector<std::string>& texts) {
  return {texts.begin(), texts.end()};
}

struct Outcome {
  Row row;
  std::string error;  // "REASON at column"; empty: none
  std::vector<absl::string_view> oddities;
};

Outcome Read(const ComtradeRowText& text) {
  const std::vector<std::string> header = ComtradeHeader();
  const std::vector<std::string> fields = ComtradeFields(text);
  const auto columns = ReadComtradeHeader(Views(header));
  EXPECT_OK(columns);
  Outcome outcome;
  const std::optional<RowError> error =
      ReadRow(*columns, Views(fields), outcome.row, outcome.oddities);
  if (error) {
    outcome.error =
        absl::StrCat(error->reason, " at ", header[columns->Position(error->column) - 1]);
    EXPECT_FALSE(error->message.empty());
  }
  return outcome;
}

// The observation of a row that must be good.
Observation Good(const ComtradeRowText& text) {
  const Outcome outcome = Read(text);
  EXPECT_EQ(outcome.error, "");
  return outcome.row.observation;
}

TEST(ColumnMapTest, FindsColumnsWhereverTheyStand) {
  std::vector<std::string> header = ComtradeHeader();
  std::reverse(header.begin(), header.end());
  header.push_back("somethingNew");
  ASSERT_OK_AND_ASSIGN(const ComtradeColumns columns, ReadComtradeHeader(Views(header)));
  EXPECT_EQ(columns.width(), header.size());
  EXPECT_EQ(columns.Position(Column::kIsAggregate), 1);
  EXPECT_EQ(columns.Position(Column::kTypeCode), static_cast<int>(header.size()) - 1);
}

TEST(ColumnMapTest, ColumnsThatEveryRowNeedsMustBeThere) {
  for (const char* needed : {"freqCode", "period", "reporterCode", "flowCode", "partnerCode",
                             "classificationCode", "cmdCode", "primaryValue"}) {
    std::vector<std::string> header = ComtradeHeader();
    std::erase(header, needed);
    const auto columns = ReadComtradeHeader(Views(header));
    EXPECT_THAT(columns, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(needed)));
    EXPECT_EQ(DetailsOf(columns.status()).reason, "FILE_MALFORMED");
    EXPECT_EQ(DetailsOf(columns.status()).metadata.at("line"), "1");
  }
}

TEST(ColumnMapTest, OtherColumnsMayBeMissing) {
  std::vector<std::string> header = ComtradeHeader();
  for (const char* spare :
       {"typeCode", "partner2Code", "customsCode", "mosCode", "motCode", "qtyUnitCode", "qty",
        "netWgt", "cifvalue", "fobvalue", "legacyEstimationFlag", "isAggregate"}) {
    std::erase(header, spare);
  }
  ASSERT_OK_AND_ASSIGN(const ComtradeColumns columns, ReadComtradeHeader(Views(header)));
  EXPECT_EQ(columns.Position(Column::kNetWgt), 0);
  EXPECT_EQ(columns.Get(Views(header), Column::kNetWgt), "");
}

TEST(ColumnMapTest, NoColumnThatIsReadMayStandTwice) {
  std::vector<std::string> header = ComtradeHeader();
  header.push_back("primaryValue");
  EXPECT_THAT(ReadComtradeHeader(Views(header)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("primaryValue stands twice")));
  header.back() = "refMonth";
  EXPECT_OK(ReadComtradeHeader(Views(header))) << "it is not read";
}

TEST(ReadRowTest, TheUsualRow) {
  const Outcome outcome = Read({});
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.oddities, IsEmpty());
  Observation expected = testing::MakeObservation("KAZ", "TUR", "X", "2021", "2964665648.32");
  expected.valuation = Valuation::kFob;
  expected.locator = "";
  EXPECT_EQ(outcome.row.observation, expected);
  EXPECT_EQ(outcome.row.totals, kAllTotals);
  EXPECT_EQ(outcome.row.detail, "");
}

// Requirement 2: true and True; pandas and the bulk file write numbers and 1 too.
TEST(ReadRowTest, TruthInEverySpelling) {
  for (const char* yes : {"true", "True", "TRUE", "1"}) {
    EXPECT_TRUE(Good({{"isAggregate", yes}}).flags.Has(Flag::kAggregated)) << yes;
  }
  for (const char* no : {"false", "False", "0", ""}) {
    EXPECT_FALSE(Good({{"isAggregate", no}}).flags.Has(Flag::kAggregated)) << no;
  }
  EXPECT_EQ(Read({{"isAggregate", "yes"}}).error, "FLAG_INVALID at isAggregate");
  EXPECT_EQ(Read({{"isAggregate", "tru"}}).error, "FLAG_INVALID at isAggregate");
}

// Requirement 3: the flows that are seen; unknown ones are kept.
TEST(ReadRowTest, KeepsEveryFlow) {
  for (const char* flow :
       {"M", "X", "DX", "FM", "RM", "RX", "MIP", "MOP", "XIP", "XOP", "MIF", "XIF"}) {
    const Outcome outcome = Read({{"flowCode", flow}});
    EXPECT_EQ(outcome.row.observation.cell.flow, flow);
    EXPECT_THAT(outcome.oddities, IsEmpty()) << flow;
  }
  const Outcome unknown = Read({{"flowCode", "ZZ"}});
  EXPECT_EQ(unknown.error, "");
  EXPECT_EQ(unknown.row.observation.cell.flow, "ZZ");
  EXPECT_THAT(unknown.oddities, ElementsAre("FLOW_UNKNOWN"));
  EXPECT_EQ(Read({{"flowCode", " "}}).error, "FLOW_MISSING at flowCode");
}

// Requirement 5: a row is the total where customs procedure, both transports and second partner
// are. Requirement 8: codes carry trailing blanks.
TEST(ReadRowTest, TellsTotalsFromDetails) {
  EXPECT_EQ(Read({{"mosCode", "0 "}, {"customsCode", "C00 "}}).row.totals, kAllTotals);
  EXPECT_EQ(Read({{"partner2Code", ""}, {"motCode", ""}, {"customsCode", ""}}).row.totals,
            kAllTotals);
  EXPECT_EQ(Read({{"partner2Code", "276"}}).row.totals, kTransport | kCustoms | kSupply);
  EXPECT_EQ(Read({{"motCode", "2100"}}).row.totals, kSecondPartner | kCustoms | kSupply);
  EXPECT_EQ(Read({{"customsCode", "C03"}}).row.totals, kSecondPartner | kTransport | kSupply);
  EXPECT_EQ(Read({{"mosCode", "_X "}}).row.totals, kSecondPartner | kTransport | kCustoms);
}

TEST(ReadRowTest, EachDetailIsItsOwn) {
  std::set<std::string> details;
  for (const char* partner2 : {"0", "276", "842"}) {
    for (const char* transport : {"0", "1000", "2100"}) {
      details.insert(Read({{"partner2Code", partner2}, {"motCode", transport}}).row.detail);
    }
  }
  EXPECT_EQ(details.size(), 9u);
}

// Requirement 6: imports are usually CIF, but not always. Requirement 7: a missing one is 0 in some
// files and blank in others.
TEST(ReadRowTest, KeepsTheValuationOfEveryRow) {
  const auto valuation = [](const char* flow, const char* cif, const char* fob) {
    return Good({{"flowCode", flow}, {"primaryValue", "7"}, {"cifvalue", cif}, {"fobvalue", fob}})
        .valuation;
  };
  EXPECT_EQ(valuation("M", "7", "6"), Valuation::kCif);
  EXPECT_EQ(valuation("M", "7", "0"), Valuation::kCif);
  EXPECT_EQ(valuation("M", "7.0", ""), Valuation::kCif);
  EXPECT_EQ(valuation("M", "8", "7"), Valuation::kFob);
  EXPECT_EQ(valuation("M", "", "7"), Valuation::kFob);
  EXPECT_EQ(valuation("X", "0", "7"), Valuation::kFob);
  EXPECT_EQ(valuation("X", "7", "7"), Valuation::kFob);
  EXPECT_EQ(valuation("RM", "7", "7"), Valuation::kCif);
  EXPECT_EQ(valuation("M", "", ""), Valuation::kUnspecified);
  EXPECT_EQ(valuation("M", "8", "9"), Valuation::kUnspecified);
}

// Requirement 7: net weight and quantity 0 often mean 'not available'.
TEST(ReadRowTest, ZeroAmountsAreNotAvailable) {
  for (const char* missing : {"", "0", "0.0"}) {
    const Observation observation =
        Good({{"netWgt", missing}, {"qty", missing}, {"qtyUnitCode", "8"}});
    EXPECT_EQ(observation.net_weight_kg, std::nullopt);
    EXPECT_EQ(observation.quantity, std::nullopt);
    EXPECT_EQ(observation.quantity_unit, "") << "the unit of nothing";
  }
  const Observation observation =
      Good({{"netWgt", "853234.0"}, {"qty", "12.5"}, {"qtyUnitCode", "5"}});
  EXPECT_EQ(observation.net_weight_kg, Dec("853234"));
  EXPECT_EQ(observation.quantity, Dec("12.5"));
  EXPECT_EQ(observation.quantity_unit, "5");
}

// What Comtrade estimates is the quantity (2), the net weight (4) or both (6), never the value.
TEST(ReadRowTest, OnlyAnEstimateThatIsThereIsFlagged) {
  const auto estimated = [](const char* flag, const char* quantity, const char* weight) {
    return Good({{"legacyEstimationFlag", flag}, {"qty", quantity}, {"netWgt", weight}})
        .flags.Has(Flag::kEstimated);
  };
  EXPECT_FALSE(estimated("0", "1", "1"));
  EXPECT_FALSE(estimated("", "1", "1"));
  EXPECT_TRUE(estimated("2", "1", ""));
  EXPECT_FALSE(estimated("2", "0", "1"));
  EXPECT_TRUE(estimated("4", "", "1"));
  EXPECT_FALSE(estimated("4", "0", "0")) << "a total has no weight; its value is as reported";
  EXPECT_TRUE(estimated("6", "1", ""));
  EXPECT_EQ(Read({{"legacyEstimationFlag", "x"}}).error, "FLAG_INVALID at legacyEstimationFlag");
}

// Lines of 2015 and later have flags of their own, and 0 in the old one.
TEST(ReadRowTest, AnEstimateIsFlaggedWhicheverColumnTellsIt) {
  const auto estimated = [](const char* column, const char* flag) {
    return Good({{"qty", "1"}, {"netWgt", "636374.601"}, {column, flag}})
        .flags.Has(Flag::kEstimated);
  };
  for (const char* column : {"isQtyEstimated", "isNetWgtEstimated"}) {
    for (const char* yes : {"True", "true", "TRUE", "1"}) EXPECT_TRUE(estimated(column, yes));
    for (const char* no : {"False", "false", "0", "", "NA"}) EXPECT_FALSE(estimated(column, no));
    EXPECT_EQ(Read({{column, "maybe"}}).error, absl::StrCat("FLAG_INVALID at ", column));
  }
  EXPECT_FALSE(Good({{"qty", "0.0"}, {"isQtyEstimated", "True"}}).flags.Has(Flag::kEstimated))
      << "there is no quantity";
  EXPECT_FALSE(Good({{"netWgt", "NA"}, {"isNetWgtEstimated", "True"}}).flags.Has(Flag::kEstimated));
}

// As R and pandas write what is not there.
TEST(ReadRowTest, NaAndNanAreNoValues) {
  for (const char* none : {"NA", "nan", "NaN"}) {
    const Observation observation = Good({{"partner2Code", none},
                                          {"customsCode", none},
                                          {"motCode", none},
                                          {"qtyUnitCode", none},
                                          {"qty", none},
                                          {"netWgt", none},
                                          {"cifvalue", none},
                                          {"legacyEstimationFlag", none},
                                          {"isAggregate", none}});
    EXPECT_EQ(observation.quantity, std::nullopt);
    EXPECT_EQ(observation.net_weight_kg, std::nullopt);
    EXPECT_EQ(observation.valuation, Valuation::kFob);
    EXPECT_EQ(Read({{"motCode", none}}).row.totals, kAllTotals);
    EXPECT_EQ(Read({{"cmdCode", none}}).error, "COMMODITY_MISSING at cmdCode");
  }
}

// Requirement 9: annual rows say refMonth 52; self-trade is real.
TEST(ReadRowTest, PeriodsOfBothFrequencies) {
  EXPECT_EQ(Good({{"refMonth", "52"}}).cell.period, testing::Per("2021"));
  const Observation monthly = Good({{"freqCode", "M"}, {"period", "202104"}, {"refMonth", "4"}});
  EXPECT_EQ(monthly.cell.period, testing::Per("2021-04"));
  EXPECT_EQ(monthly.cell.frequency, Frequency::kMonthly);
}

TEST(ReadRowTest, AFrequencyThatIsNotThePeriodsIsAnError) {
  const std::pair<const char*, const char*> bad[] = {
      {"A", "202104"}, {"M", "2021"},   {"Q", "2021"}, {"A", "202"},   {"M", "202113"},
      {"M", "202100"}, {"M", "202152"}, {"A", ""},     {"A", "+021"},  {"", "2021"},
      {"A", "0000"},   {"A", "2021 1"}, {"a", "2021"}, {"A", "2021.0"}};
  for (const auto& [frequency, period] : bad) {
    EXPECT_EQ(Read({{"freqCode", frequency}, {"period", period}}).error, "PERIOD_INVALID at period")
        << frequency << " " << period;
  }
}

TEST(ReadRowTest, SelfTradeIsKeptAndNoted) {
  const Outcome outcome = Read({{"reporterCode", "156"}, {"partnerCode", "156"}});
  EXPECT_EQ(outcome.error, "");
  EXPECT_THAT(outcome.oddities, ElementsAre("SELF_TRADE"));
}

// Requirement 10: the revision of the HS tells cells apart, but for the total.
TEST(ReadRowTest, ClassificationIsOfCommoditiesAlone) {
  EXPECT_EQ(Good({{"cmdCode", "TOTAL"}, {"classificationCode", "H6"}}).cell.classification, "");
  EXPECT_EQ(Good({{"cmdCode", "0302"}, {"classificationCode", "H6"}}).cell.classification, "H6");
}

// Requirement 11: values have decimals, and can be zero or negative.
TEST(ReadRowTest, ValuesAreExact) {
  for (const char* value : {"0", "-1.5", "0.001", "206642208248.492", "2715997517261"}) {
    EXPECT_EQ(Good({{"primaryValue", value}}).value, Dec(value));
  }
  for (const char* value : {"", "NA", "1,5", "0x10", "nan", "1 000", "12..5"}) {
    EXPECT_EQ(Read({{"primaryValue", value}}).error, "VALUE_INVALID at primaryValue") << value;
  }
  for (const char* column : {"cifvalue", "fobvalue", "netWgt", "qty"}) {
    EXPECT_EQ(Read({{column, "?"}}).error, absl::StrCat("VALUE_INVALID at ", column));
  }
}

// Requirement 12: codes lose leading zeros.
TEST(ReadRowTest, PadsCodesThatLostTheirZero) {
  const std::pair<const char*, const char*> codes[] = {
      {"1", "01"}, {"302", "0302"}, {"30211", "030211"}};
  for (const auto& [lost, whole] : codes) {
    const Outcome outcome = Read({{"cmdCode", lost}});
    EXPECT_EQ(outcome.row.observation.cell.commodity, whole);
    EXPECT_THAT(outcome.oddities, ElementsAre("COMMODITY_PADDED"));
  }
  for (const char* whole : {"01", "0302", "030211", "TOTAL", "AG2", "99"}) {
    const Outcome outcome = Read({{"cmdCode", whole}});
    EXPECT_EQ(outcome.row.observation.cell.commodity, whole);
    EXPECT_THAT(outcome.oddities, IsEmpty());
  }
}

// Section 1 of the SITC is beverages; division 01 is meat.
TEST(ReadRowTest, OtherClassificationsHaveCodesOfAnyLength) {
  for (const char* classification : {"S1", "S4", "B4", "B5"}) {
    const Outcome outcome = Read({{"cmdCode", "1"}, {"classificationCode", classification}});
    EXPECT_EQ(outcome.row.observation.cell.commodity, "1") << classification;
    EXPECT_THAT(outcome.oddities, IsEmpty());
  }
}

TEST(ReadRowTest, RefusesWhatIsNoCode) {
  EXPECT_EQ(Read({{"cmdCode", ""}}).error, "COMMODITY_MISSING at cmdCode");
  for (const char* column : {"flowCode", "cmdCode", "classificationCode", "qtyUnitCode"}) {
    for (const char* text : {"M\tX", "Import et r\xe9import", "\xff", "two words",
                             "0123456789012345678901234567890"}) {
      EXPECT_EQ(Read({{column, text}}).error, absl::StrCat("CODE_INVALID at ", column)) << text;
    }
  }
}

TEST(ReadRowTest, RefusesOtherTypesAndAreas) {
  EXPECT_EQ(Read({{"typeCode", "S"}}).error, "TYPE_UNKNOWN at typeCode");
  EXPECT_EQ(Good({{"typeCode", ""}}).cell.reporter, "KAZ");
  EXPECT_EQ(Read({{"reporterCode", "Kazakhstan"}}).error, "AREA_INVALID at reporterCode");
  EXPECT_EQ(Read({{"partnerCode", "-792"}}).error, "AREA_INVALID at partnerCode");
  EXPECT_EQ(Read({{"partnerCode", ""}}).error, "AREA_INVALID at partnerCode");
}

// Requirement 6: the valuation is that of the row. The United States give imports both ways.
TEST(ReadRowTest, ImportsKeepTheirFobValueBesideTheCifOne) {
  const auto fob = [](const char* cif, const char* fob, const char* primary) {
    return Read(
               {{"flowCode", "M"}, {"cifvalue", cif}, {"fobvalue", fob}, {"primaryValue", primary}})
        .row.observation.fob_value;
  };
  EXPECT_EQ(fob("105", "100", "105"), Dec("100"));
  EXPECT_EQ(fob("105", "100", "100"), std::nullopt) << "the value is the FOB one";
  EXPECT_EQ(fob("105", "105", "105"), std::nullopt);
  EXPECT_EQ(fob("105", "0", "105"), std::nullopt) << "not available";
  EXPECT_EQ(fob("105", "", "105"), std::nullopt);
}

}  // namespace
}  // namespace entente::trade
