#include "trade_service/load/cells.h"

#include <algorithm>
#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MakeObservation;
using ::testing::Pair;

constexpr unsigned kByTransport = kSecondPartner | kCustoms | kSupply;
constexpr unsigned kBySecondPartnerAndTransport = kCustoms | kSupply;

Row Total(absl::string_view value, absl::string_view period = "2021") {
  return {.observation = MakeObservation("KAZ", "TUR", "M", period, value),
          .totals = kAllTotals,
          .detail = ""};
}

Row Detail(unsigned totals, absl::string_view detail, absl::string_view value) {
  Row row = Total(value);
  row.totals = totals;
  row.detail = std::string(detail);
  row.observation.locator = absl::StrCat("line of ", detail);
  return row;
}

std::vector<Observation> FinishCells(Cells cells, ImportReport& report) {
  const auto blocks = std::move(cells).Finish(report);
  EXPECT_OK(blocks);
  return testing::RowsOf(**blocks);
}

class CellsTest : public ::testing::Test {
 protected:
  void Add(const Row& row) { EXPECT_OK(cells_.Add(row)); }

  std::vector<Observation> Finish() {
    return FinishCells(std::exchange(cells_, Cells(kOptions)), report_);
  }

  // "kept merged superseded".
  std::string Counts() const {
    return absl::StrCat(report_.kept, " ", report_.merged, " ", report_.superseded);
  }

  const Cells::Options kOptions = {.folder = ::testing::TempDir()};
  Cells cells_{kOptions};
  ImportReport report_;
};

TEST_F(CellsTest, NoRowNoCell) { EXPECT_TRUE(Finish().empty()); }

TEST_F(CellsTest, ATotalRowIsTheCell) {
  Add(Total("7"));
  EXPECT_THAT(Finish(), ElementsAre(Total("7").observation));
  EXPECT_EQ(Counts(), "1 0 0");
}

// Requirement 5.
TEST_F(CellsTest, DetailsOfACellWithATotalAreLeftAside) {
  Add(Detail(kByTransport, "air", "3"));
  Add(Total("7"));
  Add(Detail(kByTransport, "sea", "4"));
  EXPECT_THAT(Finish(), ElementsAre(Total("7").observation));
  EXPECT_EQ(Counts(), "1 0 2");
}

TEST_F(CellsTest, DetailsOfACellWithoutOneAreAddedUp) {
  Add(Detail(kByTransport, "air", "3.001"));
  Add(Detail(kByTransport, "sea", "4"));
  Add(Detail(kByTransport, "rail", "-0.5"));
  const auto observations = Finish();
  ASSERT_EQ(observations.size(), 1u);
  EXPECT_EQ(observations[0].value, Dec("6.501"));
  EXPECT_TRUE(observations[0].flags.Has(Flag::kSummed));
  EXPECT_EQ(observations[0].locator, "line of air and 2 more");
  EXPECT_EQ(Counts(), "0 3 0");
}

TEST_F(CellsTest, OnlyTheCoarsestDetailsAreAddedUp) {
  Add(Detail(kBySecondPartnerAndTransport, "DEU air", "1"));
  Add(Detail(kByTransport, "air", "3"));
  Add(Detail(kBySecondPartnerAndTransport, "USA air", "2"));
  Add(Detail(kByTransport, "sea", "4"));
  const auto observations = Finish();
  ASSERT_EQ(observations.size(), 1u);
  EXPECT_EQ(observations[0].value, Dec("7"));
  EXPECT_EQ(Counts(), "0 2 2");
}

TEST_F(CellsTest, ASingleDetailIsSummedToo) {
  Add(Detail(kByTransport, "air", "3"));
  const auto observations = Finish();
  ASSERT_EQ(observations.size(), 1u);
  EXPECT_TRUE(observations[0].flags.Has(Flag::kSummed));
  EXPECT_EQ(observations[0].locator, "line of air");
}

TEST_F(CellsTest, AnAmountIsKnownOnlyIfItIsOfEveryPart) {
  Row air = Detail(kByTransport, "air", "3");
  air.observation.net_weight_kg = Dec("10");
  air.observation.quantity = Dec("1");
  air.observation.quantity_unit = "8";
  air.observation.valuation = Valuation::kCif;
  Row sea = air;
  sea.detail = "sea";
  Add(air);
  Add(sea);
  auto observations = Finish();
  EXPECT_EQ(observations[0].net_weight_kg, Dec("20"));
  EXPECT_EQ(observations[0].quantity, Dec("2"));
  EXPECT_EQ(observations[0].valuation, Valuation::kCif);

  sea.observation.net_weight_kg.reset();
  sea.observation.quantity_unit = "5";
  sea.observation.valuation = Valuation::kFob;
  Add(air);
  Add(sea);
  observations = Finish();
  EXPECT_EQ(observations[0].net_weight_kg, std::nullopt);
  EXPECT_EQ(observations[0].quantity, std::nullopt) << "pieces and kilograms";
  EXPECT_EQ(observations[0].quantity_unit, "");
  EXPECT_EQ(observations[0].valuation, Valuation::kUnspecified);
}

TEST_F(CellsTest, ARepeatedTotalIsNotedAndAConflictRefused) {
  Add(Total("7"));
  Add(Total("7.0"));
  Row conflict = Total("8");
  conflict.observation.locator = "line 9";
  Add(conflict);
  EXPECT_THAT(Finish(), ElementsAre(Total("7").observation));
  EXPECT_EQ(Counts(), "1 0 1");
  EXPECT_EQ(report_.rejected(), 1);
  EXPECT_EQ(report_.first_rejected()[0].reason, "CELL_CONFLICT");
  EXPECT_EQ(report_.first_rejected()[0].line, 9);
  ASSERT_EQ(report_.anomalies().size(), 1u);
  EXPECT_EQ(report_.anomalies()[0].reason, "DUPLICATE_ROW");
}

TEST_F(CellsTest, ARepeatedDetailIsNotCountedTwice) {
  Add(Detail(kByTransport, "air", "3"));
  Add(Detail(kByTransport, "air", "3"));
  Add(Detail(kByTransport, "sea", "4"));
  Add(Detail(kByTransport, "sea", "5"));
  const auto observations = Finish();
  ASSERT_EQ(observations.size(), 1u);
  EXPECT_EQ(observations[0].value, Dec("7"));
  EXPECT_EQ(Counts(), "0 2 1");
  EXPECT_EQ(report_.rejected(), 1);
}

TEST_F(CellsTest, CellsAreInOrder) {
  Add(Total("2", "2022"));
  Add(Total("1", "2020"));
  Add(Total("3", "2021"));
  EXPECT_THAT(Finish(), ElementsAre(Total("1", "2020").observation, Total("3", "2021").observation,
                                    Total("2", "2022").observation));
}

// Requirement 8: the world is never added to the partners.
TEST_F(CellsTest, TotalsLeaveTheWorldOut) {
  Add(Total("1"));
  Add({MakeObservation("KAZ", "CHN", "M", "2021", "2"), kAllTotals, ""});
  Add({MakeObservation("KAZ", "W00", "M", "2021", "3"), kAllTotals, ""});
  Add({MakeObservation("KAZ", "CHN", "X", "2021", "4"), kAllTotals, ""});
  Row fish = Total("5");
  fish.observation.cell.commodity = "03";
  Add(fish);
  Finish();
  EXPECT_THAT(report_.totals, ElementsAre(Pair("all values", "15"), Pair("M 2021 KAZ", "3"),
                                          Pair("X 2021 KAZ", "4")));
}

TEST_F(CellsTest, AtMostAHundredTotalsAreListed) {
  for (int year = 1800; year < 2000; ++year) Add(Total("1", absl::StrCat(year)));
  Finish();
  EXPECT_EQ(report_.totals.size(), 100u);
  EXPECT_EQ(report_.totals_left_out, 101) << "200 and the sum of all";
  EXPECT_EQ(report_.totals[0].second, "200");
}

TEST_F(CellsTest, OverflowIsAnError) {
  Add(Detail(kByTransport, "air", std::string(38, '9')));
  Add(Detail(kByTransport, "sea", std::string(38, '9')));
  EXPECT_THAT(std::move(cells_).Finish(report_), StatusIs(absl::StatusCode::kOutOfRange));
}

TEST_F(CellsTest, PackedRowsAreRowsLikeOthers) {
  Observation total = Total("7").observation;
  total.cell.commodity = "0101";
  total.locator = "line 3";
  Add(Detail(kByTransport, "air", "3"));
  EXPECT_OK(cells_.Turn(KeyOf(total.cell)));
  EXPECT_OK(cells_.Put(Pack(total, cells_.texts())));
  Add(Detail(kByTransport, "sea", "4"));
  const auto observations = Finish();
  ASSERT_EQ(observations.size(), 2u);
  EXPECT_EQ(observations[0], total);
  EXPECT_EQ(observations[1].value, Dec("7"));
  EXPECT_EQ(Counts(), "1 2 0");
}

TEST(CellsLimitTest, ABlockHasItsLimitHoweverItsRowsCome) {
  for (const size_t max_rows : {size_t{50'000}, size_t{1'000'000}}) {
    Cells cells({.max_rows = max_rows, .folder = ::testing::TempDir()});
    for (int i = 0; i <= 200'000; ++i) {
      Row row = Total("1");
      row.observation.cell.commodity = absl::StrCat("C", 200'000 - i);
      ASSERT_OK(cells.Add(row));
    }
    ImportReport report;
    EXPECT_THAT(std::move(cells).Finish(report),
                StatusIs(absl::StatusCode::kInvalidArgument,
                         HasSubstr("has more than the 200000 rows that a block takes of KAZ")));
  }
}

TEST_F(CellsTest, ABlockOfPackedRowsHasItsLimit) {
  PackedRow row;
  EXPECT_OK(cells_.Turn(KeyOf(Total("1").observation.cell)));
  for (int i = 0; i < 200'000; ++i) ASSERT_OK(cells_.Put(row));
  EXPECT_THAT(cells_.Put(row),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("has more than the 200000 rows that a block takes of KAZ")));
}

// Whatever order the rows come in, the cells are the same and every row is accounted for.
TEST(CellsPropertyTest, OrderOfRowsMeansNothing) {
  std::mt19937 random(5);
  for (int round = 0; round < 100; ++round) {
    std::vector<Row> rows;
    for (int i = 0; i < 20; ++i) {
      const std::string detail = absl::StrCat(i);
      const std::string value = absl::StrCat(random() % 1000, ".", random() % 100);
      switch (random() % 3) {
        case 0:
          rows.push_back(Detail(kByTransport, detail, value));
          break;
        case 1:
          rows.push_back(Detail(kBySecondPartnerAndTransport, detail, value));
          break;
        default:
          if (round % 2 == 0) rows.push_back(Total("5"));
      }
    }
    const auto load = [&](size_t max_rows) {
      Cells cells({.max_rows = max_rows, .folder = ::testing::TempDir()});
      ImportReport report;
      for (const Row& row : rows) EXPECT_OK(cells.Add(row));
      std::vector<Decimal> values;
      for (const Observation& observation : FinishCells(std::move(cells), report)) {
        values.push_back(observation.value);
      }
      EXPECT_EQ(report.kept + report.merged + report.superseded, static_cast<int64_t>(rows.size()));
      return values;
    };
    const std::vector<Decimal> values = load(100);
    EXPECT_EQ(load(1 + random() % 20), values) << "most of it waits in the file";
    std::shuffle(rows.begin(), rows.end(), random);
    EXPECT_EQ(load(100), values);
    EXPECT_EQ(load(1 + random() % 20), values);
  }
}

// What waited in the file is what was added, to the last property.
TEST(CellsPropertyTest, WaitingChangesNothing) {
  std::mt19937 random(11);
  for (int round = 0; round < 50; ++round) {
    std::vector<Row> rows;
    for (int i = 0; i < 60; ++i) {
      Row row = Total(absl::StrCat(random() % 1000), absl::StrCat(2000 + random() % 3));
      row.observation.cell.commodity = absl::StrCat(100 + i);
      row.observation.cell.classification = "H5";
      row.observation.locator = absl::StrCat("line ", i + 2);
      if (random() % 2 == 0) row.observation.net_weight_kg = Dec("1.5");
      rows.push_back(row);
    }
    const auto load = [&](size_t max_rows) {
      Cells cells({.sum_totals = true, .max_rows = max_rows, .folder = ::testing::TempDir()});
      ImportReport report;
      for (const Row& row : rows) EXPECT_OK(cells.Add(row));
      const auto blocks = std::move(cells).Finish(report);
      EXPECT_OK(blocks);
      std::vector<std::string> all;
      EXPECT_OK((*blocks)->ForEach([&](const EncodedBlock& block) {
        all.push_back(absl::StrCat(block.key.period.ToString(), " ", block.rows, " ",
                                   block.total ? block.total->value.ToString() : "", " ",
                                   block.columns, block.locators));
        return absl::OkStatus();
      }));
      return all;
    };
    EXPECT_EQ(load(1 + random() % 59), load(1000));
  }
}

}  // namespace
}  // namespace entente::trade
