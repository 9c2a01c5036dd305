#include "trade_service/core/cell_diff.h"

#include <algorithm>
#include <map>
#include <memory>
#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::cell_diff_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::SimpleRows;

using Observations = std::vector<Observation>;

// Gives observations one by one.
auto Reader(const Observations& observations) {
  return [&observations, at = std::make_shared<size_t>(0)]() -> absl::StatusOr<const Observation*> {
    return *at == observations.size() ? nullptr : &observations[(*at)++];
  };
}

// "changed KAZ M TUR 0302 2021: 1 -> 2"
std::string Describe(const CellChange& change) {
  static const char* const kKinds[] = {"changed", "added", "deleted"};
  const Cell& cell = (change.after != nullptr ? change.after : change.before)->cell;
  const auto value = [](const Observation* o) { return o == nullptr ? "" : o->value.ToString(); };
  return absl::StrCat(kKinds[static_cast<int>(change.kind)], " ", cell.reporter, " ", cell.flow,
                      " ", cell.partner, " ", cell.commodity, " ", cell.period.ToString(), ": ",
                      value(change.before), " -> ", value(change.after));
}

std::vector<std::string> Diff(const Observations& before, const Observations& after,
                              absl::string_view tolerance = "0") {
  std::vector<std::string> all;
  const auto old_ones = Reader(before);
  const auto new_ones = Reader(after);
  EXPECT_OK(DiffCells(old_ones, new_ones, Dec(tolerance), [&](const CellChange& change) {
    all.push_back(Describe(change));
    return true;
  }));
  return all;
}

TEST(DiffCellsTest, ChangedAddedAndDeleted) {
  const Observations before = {MakeObservation("KAZ", "CHN", "X", "2020", "1"),
                               MakeObservation("KAZ", "TUR", "X", "2020", "2"),
                               MakeObservation("KAZ", "TUR", "X", "2021", "3")};
  const Observations after = {MakeObservation("KAZ", "TUR", "X", "2020", "2.0"),
                              MakeObservation("KAZ", "TUR", "X", "2021", "3.5"),
                              MakeObservation("TUR", "KAZ", "M", "2021", "4")};
  EXPECT_THAT(Diff(before, after), ElementsAre("deleted KAZ X CHN TOTAL 2020: 1 -> ",
                                               "changed KAZ X TUR TOTAL 2021: 3 -> 3.5",
                                               "added TUR M KAZ TOTAL 2021:  -> 4"));
  EXPECT_THAT(Diff(before, before), IsEmpty());
  EXPECT_EQ(Diff(before, {}).size(), 3u);
  EXPECT_EQ(Diff({}, after).size(), 3u);
  EXPECT_THAT(Diff({}, {}), IsEmpty());
}

TEST(DiffCellsTest, AValueAloneMakesAChange) {
  Observation other = MakeObservation("KAZ", "TUR", "X", "2020", "2");
  other.locator = "elsewhere";
  other.flags.Add(Flag::kEstimated);
  other.net_weight_kg = Dec("5");
  EXPECT_THAT(Diff({MakeObservation("KAZ", "TUR", "X", "2020", "2")}, {other}), IsEmpty());
}

TEST(DiffCellsTest, ADifferenceUpToTheToleranceIsNone) {
  const Observations before = {MakeObservation("KAZ", "TUR", "X", "2020", "2")};
  for (const auto& [value, changes] : std::map<std::string, size_t>{
           {"2.005", 0u}, {"1.995", 0u}, {"2.0051", 1u}, {"1.9949", 1u}}) {
    EXPECT_EQ(Diff(before, {MakeObservation("KAZ", "TUR", "X", "2020", value)}, "0.005").size(),
              changes)
        << value;
  }
}

TEST(DiffCellsTest, StopsWhenToldTo) {
  const Observations before = {MakeObservation("KAZ", "CHN", "X", "2020", "1"),
                               MakeObservation("KAZ", "TUR", "X", "2020", "2")};
  const auto old_ones = Reader(before);
  const Observations none;
  const auto nothing = Reader(none);
  int seen = 0;
  EXPECT_OK(DiffCells(old_ones, nothing, Decimal(), [&](const CellChange&) {
    ++seen;
    return false;
  }));
  EXPECT_EQ(seen, 1);
}

TEST(DiffCellsTest, OutOfOrderIsAnError) {
  const Observations good = {MakeObservation("KAZ", "CHN", "X", "2020", "1"),
                             MakeObservation("KAZ", "TUR", "X", "2020", "2")};
  const Observations twice = {good[0], good[0]};
  const Observations backwards = {good[1], good[0]};
  for (const Observations& bad : {twice, backwards}) {
    const auto good_ones = Reader(good);
    const auto bad_ones = Reader(bad);
    EXPECT_THAT(DiffCells(good_ones, bad_ones, Decimal(), [](const CellChange&) { return true; }),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("KAZ X CHN TOTAL 2020")));
  }
}

TEST(DiffCellsTest, AnErrorOfASequenceEndsIt) {
  const Observations none;
  const auto nothing = Reader(none);
  const auto failing = []() -> absl::StatusOr<const Observation*> {
    return absl::DataLossError("checksum");
  };
  EXPECT_THAT(DiffCells(nothing, failing, Decimal(), [](const CellChange&) { return true; }),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(DiffCellsPropertyTest, TheChangesTurnTheOneIntoTheOther) {
  std::mt19937 random(4);
  const auto any = [&] {
    std::map<Cell, Observation> cells;
    for (int i = 0; i < 60; ++i) {
      const Observation observation = MakeObservation(
          random() % 2 ? "KAZ" : "TUR", random() % 2 ? "CHN" : "DEU", random() % 2 ? "X" : "M",
          absl::StrCat(2015 + random() % 8), absl::StrCat(random() % 3));
      cells.emplace(observation.cell, observation);
    }
    return cells;
  };
  const auto listed = [](const std::map<Cell, Observation>& cells) {
    Observations all;
    for (const auto& [cell, observation] : cells) all.push_back(observation);
    return all;
  };
  for (int round = 0; round < 100; ++round) {
    std::map<Cell, Observation> cells = any();
    const Observations before = listed(cells);
    const Observations after = listed(any());
    const auto old_ones = Reader(before);
    const auto new_ones = Reader(after);
    ASSERT_OK(DiffCells(old_ones, new_ones, Decimal(), [&](const CellChange& change) {
      if (change.after == nullptr) {
        cells.erase(change.before->cell);
      } else {
        cells[change.after->cell] = *change.after;
      }
      return true;
    }));
    const Observations turned = listed(cells);
    ASSERT_EQ(turned.size(), after.size());
    for (size_t i = 0; i < after.size(); ++i) EXPECT_EQ(turned[i].value, after[i].value);
  }
}

// UN Comtrade's 202401 as 2024-01.
std::string Month(const std::string& period) {
  return absl::StrCat(period.substr(0, 4), "-", period.substr(4));
}

Observations Vintage(const std::string& content) {
  Observations all;
  for (auto& row : SimpleRows(content)) {
    Observation observation =
        MakeObservation(row["reporterCode"], row["partnerCode"], row["flowCode"],
                        Month(row["period"]), row["primaryValue"]);
    observation.cell.commodity = row["cmdCode"];
    observation.cell.classification = row["classificationCode"];
    all.push_back(std::move(observation));
  }
  std::sort(all.begin(), all.end(),
            [](const Observation& a, const Observation& b) { return a.cell < b.cell; });
  return all;
}

// The same query downloaded twice. The expected list was made with half a cent of tolerance: two
// more values differ by less.
TEST(DiffCellsRealDataTest, TheTwoVintagesDifferAsExpected) {
  READ_SHARED_FILE_OR_SKIP(a, "trade/vintages/comtrade_030211_vintageA_2024-07.csv");
  READ_SHARED_FILE_OR_SKIP(b, "trade/vintages/comtrade_030211_vintageB_2024-08.csv");
  READ_SHARED_FILE_OR_SKIP(expected, "trade/vintages/expected_diff_A_to_B.csv");
  const Observations before = Vintage(a);
  const Observations after = Vintage(b);
  std::set<std::string> listed;
  for (auto& row : SimpleRows(expected)) {
    const auto value = [&](const char* column) {
      return row[column].empty() ? "" : Dec(row[column]).ToString();
    };
    listed.insert(absl::StrCat(row["change"], " ", row["reporterCode"], " ", row["flowCode"], " ",
                               row["partnerCode"], " ", row["cmdCode"], " ", Month(row["period"]),
                               ": ", value("primaryValueA"), " -> ", value("primaryValueB")));
  }
  ASSERT_EQ(listed.size(), 48u + 1u + 190u);
  const std::vector<std::string> changes = Diff(before, after, "0.005");
  EXPECT_EQ(std::set<std::string>(changes.begin(), changes.end()), listed);
  EXPECT_EQ(changes.size(), listed.size());

  std::vector<std::string> smaller;
  for (const std::string& change : Diff(before, after)) {
    if (!listed.contains(change)) smaller.push_back(change);
  }
  EXPECT_THAT(smaller, ElementsAre("changed 208 M 352 030211 2024-02: 701.823 -> 701.827",
                                   "changed 208 X 380 030211 2024-02: 276.125 -> 276.126"));
}

}  // namespace
}  // namespace entente::trade::cell_diff_test
