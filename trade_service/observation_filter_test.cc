#include "trade_service/observation_filter.h"

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::observation_filter_test {
namespace {

using testing::Dec;
using ::testing::HasSubstr;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::Per;

v1::StreamObservationsRequest Asked(const std::string& filter) {
  v1::StreamObservationsRequest request;
  request.set_filter(filter);
  return request;
}

// What KAZ reports to have imported from TUR of crude oil.
struct ObservationFilterTest : ::testing::Test {
  const Release release = MakeRelease("kaz-bns", "oil", "2022");
  Observation row = MakeObservation("KAZ", "TUR", "M", "2021-04", "1234.50");

  ObservationFilterTest() {
    row.cell.commodity = "270900";
    row.cell.classification = "H6";
    row.valuation = Valuation::kCif;
    row.flags.Add(Flag::kProvisional);
    row.net_weight_kg = Dec("500");
  }

  static ObservationFilter Of(const std::string& filter) {
    absl::StatusOr<ObservationFilter> made = ObservationFilter::Of(Asked(filter));
    EXPECT_OK(made) << filter;
    return made.ok() ? *std::move(made) : ObservationFilter();
  }

  bool Holds(const std::string& filter) {
    return Of(filter).HoldsOf(KeyOf(row.cell), release, row);
  }

  std::optional<bool> HoldsOfBlock(const std::string& filter) {
    return Of(filter).HoldsOf(KeyOf(row.cell), release);
  }
};

TEST_F(ObservationFilterTest, EveryFieldHoldsOfItsValue) {
  for (const char* filter : {
           "",
           "reporter = KAZ",
           "reporter = 398",
           "reporter = Қазақстан",
           "partner = \"Türkiye\"",
           "flow = M",
           "flow = M*",
           "period = 2021-04",
           "frequency = monthly",
           "frequency = FREQUENCY_MONTHLY",
           "source = sources/kaz-bns",
           "source = sources/kaz*",
           "source = sour*",
           "source = *",
           "value = (-1 OR 1234.5)",
           "release = sources/kaz-bns/releases/oil-2022",
           "release = sources/kaz-bns/*",
           "currency = USD",
           "classification = H6",
           "classification = H*",
           "commodity = 270900",
           "commodity = 27*",
           "commodity = *",
           "level = 6",
           "level >= 4",
           "value = 1234.5",
           "value = 1.2345e3",
           "value > 1234.49999999",
           "value != -1",
           "net_weight_kg <= 500",
           "net_weight_kg:*",
           "valuation = cif",
           "valuation = CIF",
           "flags:provisional",
           "flags:*",
           "KAZ",
           "TUR KAZ",
           "KAZ OR DEU",
           "partner = (DEU OR TUR)",
           "flow != (X OR RX)",
           "flags:(provisional OR summed)",
       }) {
    EXPECT_TRUE(Holds(filter)) << filter;
  }
}

TEST_F(ObservationFilterTest, NoFieldHoldsOfAnotherValue) {
  for (const char* filter : {
           "reporter = TUR",
           "reporter != KAZ",
           "partner = World",
           "flow = X",
           "flow = m",
           "period = 2021-05",
           "frequency = annual",
           "source = sources/kaz",
           "release = sources/x*",
           "currency = EUR",
           "classification = \"\"",
           "commodity = 2709",
           "commodity != 27*",
           "level = 0",
           "level < 6",
           "value < 1234.5",
           "value >= 1234.500000001",
           "net_weight_kg > 500",
           "valuation = unspecified",
           "flags:estimated",
           "DEU",
           "KAZ DEU",
           "NOT KAZ",
           "flow != (X OR M)",
           "flags:(provisional AND summed)",
       }) {
    EXPECT_FALSE(Holds(filter)) << filter;
  }
}

TEST_F(ObservationFilterTest, TotalTradeHasNoLevelAndNoClassification) {
  row.cell.commodity = kTotal;
  row.cell.classification = "";
  EXPECT_TRUE(Holds("commodity = TOTAL level = 0 classification = \"\""));
}

TEST_F(ObservationFilterTest, NoComparisonHoldsOfAWeightThatIsNotKnown) {
  row.net_weight_kg.reset();
  EXPECT_FALSE(Holds("net_weight_kg:*"));
  EXPECT_FALSE(Holds("net_weight_kg = 0"));
  EXPECT_FALSE(Holds("net_weight_kg != 0"));
  EXPECT_FALSE(Holds("net_weight_kg != (0 OR 1)"));
  EXPECT_FALSE(Holds("NOT net_weight_kg > 5"));
  EXPECT_FALSE(Holds("NOT (net_weight_kg > 5 AND flow = M)"));
  EXPECT_TRUE(Holds("NOT (net_weight_kg > 5 AND flow = X)")) << "false whatever the weight";
  EXPECT_TRUE(Holds("NOT net_weight_kg:*"));
}

TEST_F(ObservationFilterTest, PeriodsCompareInOrderOfTimeWhateverTheirLength) {
  const auto holds = [&](const std::string& period, const std::string& condition) {
    row.cell.period = Per(period);
    row.cell.frequency = row.cell.period.frequency();
    return Holds("period " + condition);
  };
  EXPECT_TRUE(holds("2021-04", "= 2021"));
  EXPECT_TRUE(holds("2021-04", "= 2021-Q2"));
  EXPECT_FALSE(holds("2021-04", "= 2021-Q1"));
  EXPECT_FALSE(holds("2021", "= 2021-04"));
  EXPECT_TRUE(holds("2021", "!= 2021-04"));
  EXPECT_TRUE(holds("2020-Q4", "< 2021"));
  EXPECT_FALSE(holds("2021-Q1", "< 2021"));
  EXPECT_TRUE(holds("2021-12", "<= 2021"));
  EXPECT_FALSE(holds("2022-01", "<= 2021"));
  EXPECT_TRUE(holds("2021", "<= 2021-12"));
  EXPECT_FALSE(holds("2021", "<= 2021-11"));
  EXPECT_TRUE(holds("2022-01", "> 2021"));
  EXPECT_FALSE(holds("2021", "> 2021-04"));
  EXPECT_TRUE(holds("2021", ">= 2021-01"));
  EXPECT_FALSE(holds("2021", ">= 2021-02"));
  EXPECT_TRUE(holds("2021-03", ">= 2021-Q1"));
}

TEST_F(ObservationFilterTest, TellsOfABlockWhatItCanWithoutReadingIt) {
  EXPECT_EQ(HoldsOfBlock(""), true);
  EXPECT_EQ(HoldsOfBlock("reporter = KAZ AND period >= 2021"), true);
  EXPECT_EQ(HoldsOfBlock("value > 5"), std::nullopt);
  EXPECT_EQ(HoldsOfBlock("NOT value > 5"), std::nullopt);
  EXPECT_EQ(HoldsOfBlock("value > 5 AND source = sources/other"), false);
  EXPECT_EQ(HoldsOfBlock("value > 5 OR flow = M"), true);
  EXPECT_EQ(HoldsOfBlock("value > 5 OR flow = X"), std::nullopt);
  EXPECT_EQ(HoldsOfBlock("NOT (value > 5 OR currency = USD)"), false);
}

TEST_F(ObservationFilterTest, NarrowsTheScanByWhatStandsInAnAnd) {
  const auto narrowed = [](const std::string& filter) {
    BlockQuery query;
    query.flow = "X";
    Of(filter).Narrow(query);
    return query;
  };
  const BlockQuery all = narrowed(
      "reporter = KZ AND (partner = World frequency = monthly) AND period = 2021-04 AND flow = M");
  EXPECT_EQ(all.reporter, "KAZ");
  EXPECT_EQ(all.partner, "W00");
  EXPECT_EQ(all.frequency, Frequency::kMonthly);
  EXPECT_EQ(all.period, Per("2021-04"));
  EXPECT_EQ(all.flow, "X") << "what is asked for already stays";
  for (const char* filter :
       {"reporter = KAZ OR partner = TUR", "NOT reporter = KAZ", "reporter != KAZ", "KAZ",
        "period = 2021", "flow = M*", "partner = (TUR OR DEU)"}) {
    const BlockQuery query = narrowed(filter);
    EXPECT_EQ(query.reporter + query.partner, "") << filter;
    EXPECT_FALSE(query.period) << filter;
  }
}

TEST_F(ObservationFilterTest, TheRequestsOwnConditionsStandBesideIt) {
  const auto holds = [&](const std::string& commodity, const std::string& source) {
    v1::StreamObservationsRequest request = Asked("value > 5");
    request.set_commodity(commodity);
    request.set_source(source);
    const auto filter = ObservationFilter::Of(request);
    return filter.ok() && filter->HoldsOf(KeyOf(row.cell), release, row);
  };
  EXPECT_TRUE(holds("270900", "sources/kaz-bns"));
  EXPECT_FALSE(holds("27", "sources/kaz-bns"));
  EXPECT_FALSE(holds("270900", "sources/kaz"));
}

TEST_F(ObservationFilterTest, ErrorsSayWhereAndWhatWasExpected) {
  for (const auto& [filter, message] : {
           std::pair("repotrer = KAZ", "column 1: 'repotrer' is no field; did you mean reporter;"),
           std::pair("flow = X AND reporter = Ruritania",
                     "column 25: reporter: no country is known as 'Ruritania'"),
           std::pair("reporter = World", "column 12: reporter: the world reports nothing"),
           std::pair("flow = X Ruritania",
                     "column 10: reporter or partner: no country is known as"),
           std::pair("reporter < KAZ", "column 1: reporter is not compared by <; expected = !="),
           std::pair("flags = summed", "column 1: flags is not compared by =; expected :"),
           std::pair("period = 2021-13", "column 10: period '2021-13'"),
           std::pair("frequency = daily",
                     "column 13: expected one of annual, quarterly, monthly of frequency, found "
                     "'daily'"),
           std::pair("valuation = x", "one of unspecified, cif, fob of valuation"),
           std::pair(
               "flags:est",
               "column 7: expected one of estimated, provisional, aggregated, summed, "
               "reporter_inferred, converted, incomplete, or * for any of flags, found 'est'"),
           std::pair("source = kaz-bns", "column 10: expected a name that begins with sources/"),
           std::pair("source = kaz*", "column 10: expected a name that begins with sources/"),
           std::pair("currency = usd", "column 12: expected three capital letters"),
           std::pair("commodity = \"fuel oil\"", "column 13: expected a code"),
           std::pair("level = two", "column 9: expected a number of digits, such as 6, of level"),
           std::pair("value > 1,000", "column 9: expected a decimal number of value"),
           std::pair("net_weight_kg:5", "column 15: expected * behind : of net_weight_kg"),
       }) {
    const absl::Status error = ObservationFilter::Of(Asked(filter)).status();
    EXPECT_EQ(error.code(), absl::StatusCode::kInvalidArgument) << filter;
    EXPECT_THAT(std::string(error.message()), HasSubstr(message));
    const ErrorDetails details = DetailsOf(error);
    ASSERT_EQ(details.violations.size(), 1u) << filter;
    EXPECT_EQ(details.violations[0].field, "filter");
  }
  const absl::Status korea = ObservationFilter::Of(Asked("partner = Korea")).status();
  EXPECT_EQ(DetailsOf(korea).reason, "COUNTRY_AMBIGUOUS");
  EXPECT_EQ(DetailsOf(korea).metadata.at("suggestions"), "KOR,PRK");
  EXPECT_EQ(DetailsOf(korea).metadata.at("column"), "11");
}

}  // namespace
}  // namespace entente::trade::observation_filter_test
