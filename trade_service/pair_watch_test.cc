// What a watcher of pairs is told, over gRPC.

#include <map>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/served.h"

namespace entente::trade {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::Parse;
using ::testing::UnorderedElementsAre;

constexpr char kPair[] = "pairs: 'pairs/KAZ-TUR' ";

// What Kazakhstan exports to Turkey in 2021.
Observation Exports(const std::string& commodity, const std::string& value) {
  Observation observation = MakeObservation("KAZ", "TUR", "X", "2021", value);
  observation.cell.commodity = commodity;
  return observation;
}

std::vector<Observation> ManyExports(int commodities, const std::string& value) {
  std::vector<Observation> observations(static_cast<size_t>(commodities), Exports("", value));
  for (int i = 0; i < commodities; ++i) {
    observations[static_cast<size_t>(i)].cell.commodity = absl::StrCat(100000 + i);
  }
  return observations;
}

class PairWatchTest : public testing::ServedTest {
 protected:
  // Records a release of data set "d".
  void Publish(const std::string& vintage, std::vector<Observation> observations,
               const std::string& currency = "USD") {
    Release release = MakeRelease("s", "d", vintage);
    release.currency = currency;
    ASSERT_OK(store_->Import(testing::ByAyse(),
                             testing::BatchOf(std::move(release), std::move(observations))));
  }

  // The changes that a watcher is sent before the first checkpoint, which must be of the head.
  std::vector<v1::WatchChangesResponse> Watch(const std::string& request) {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto reader = releases_->WatchChanges(&context, Parse<v1::WatchChangesRequest>(request));
    std::vector<v1::WatchChangesResponse> events;
    v1::WatchChangesResponse event;
    while (reader->Read(&event) && !event.has_checkpoint()) events.push_back(event);
    EXPECT_EQ(event.checkpoint().revision(), Head());
    context.TryCancel();
    return events;
  }

  // "KAZ TUR X 2021 01 1->2", one a cell.
  static std::vector<std::string> Cells(const v1::WatchChangesResponse& event) {
    std::vector<std::string> cells;
    for (const v1::CellChange& c : event.cells()) {
      cells.push_back(absl::StrCat(c.reporter(), " ", c.partner(), " ", c.flow(), " ", c.period(),
                                   " ", c.commodity(), " ", c.has_before() ? c.before() : "-", "->",
                                   c.has_after() ? c.after() : "-"));
    }
    return cells;
  }
};

TEST_P(PairWatchTest, AWatcherOfAPairSeesWhatConcernsIt) {
  ASSERT_OK(Import("file_name: 'facts.textproto'", R"(
    sources { name: "sources/kaz-bns" publisher: "BNS" kind: SOURCE_KIND_NATIONAL }
    releases {
      source: "sources/kaz-bns"
      dataset: "totals"
      currency: "USD"
      figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" value: "2964665648.32" }
    }
    targets {
      name: "pairs/KAZ-TUR/targets/10bn"
      amount { decimal: "10000000000" currency: "USD" }
      announced { edtf: "2022-05-10" }
      evidence { publisher: "Xinhua" }
    })"));
  const Observation others = MakeObservation("CHN", "DEU", "X", "2021", "1");
  Publish("2021", {others, MakeObservation("KAZ", "CHN", "X", "2021", "1")});
  const Observation exports = MakeObservation("TUR", "KAZ", "X", "2021", "2");
  Publish("2022", {others, exports, MakeObservation("KAZ", "TUR", "M", "2020", "3")});
  Publish("2023", {exports, MakeObservation("KAZ", "TUR", "M", "2020", "3")});
  Publish("2024", {exports});
  std::vector<std::string> seen;
  for (const auto& event : Watch("pairs: 'pairs/KAZ-TUR' pairs: 'pairs/FRA-ITA'")) {
    std::string line = absl::StrCat(
        event.change().revision(), " ",
        absl::StrContains(event.change().resource(), "/releases/") ? "release" : "target");
    for (const v1::ChangedBlock& block : event.blocks()) {
      absl::StrAppend(&line, ", ", block.reporter(), " ", block.partner(), " ", block.flow(), " ",
                      block.period(), " ", block.rows());
    }
    seen.push_back(line);
    EXPECT_THAT(event.cells(), IsEmpty()) << "nobody asked for them";
    EXPECT_EQ(event.previous_release(), "");
  }
  EXPECT_THAT(seen, UnorderedElementsAre("1 release, KAZ TUR X 2021 1", "1 target",
                                         "3 release, KAZ TUR M 2020 1, TUR KAZ X 2021 1",
                                         "5 release, KAZ TUR M 2020 0"));
}

TEST_P(PairWatchTest, TellsTheCellsOfTheCommoditiesThatAreAskedFor) {
  const Observation back = MakeObservation("TUR", "KAZ", "M", "2020", "7");
  Publish("2022", {Exports("01", "1"), Exports("02", "2"), Exports(kTotal, "3"),
                   MakeObservation("KAZ", "CHN", "X", "2021", "9")});
  Publish("2023", {Exports("01", "1.004"), Exports("03", "5"), Exports(kTotal, "6.5"), back});
  Publish("2024", {back});
  const auto of = [&](const std::string& commodities) {
    std::vector<std::vector<std::string>> cells;
    for (const auto& event : Watch(kPair + commodities)) {
      cells.push_back(Cells(event));
      EXPECT_FALSE(event.cells_incomplete());
    }
    return cells;
  };
  EXPECT_THAT(of("commodities: 'TOTAL'"),
              ElementsAre(ElementsAre("KAZ TUR X 2021 TOTAL -->3"),
                          ElementsAre("KAZ TUR X 2021 TOTAL 3->6.5", "TUR KAZ M 2020 TOTAL -->7"),
                          ElementsAre("KAZ TUR X 2021 TOTAL 6.5->-")));
  EXPECT_THAT(of("commodities: '03' commodities: '02' commodities: '03' commodities: '77'"),
              ElementsAre(ElementsAre("KAZ TUR X 2021 02 -->2"),
                          ElementsAre("KAZ TUR X 2021 02 2->-", "KAZ TUR X 2021 03 -->5"),
                          ElementsAre("KAZ TUR X 2021 03 5->-")));
  EXPECT_THAT(of("commodities: '*'"),
              ElementsAre(ElementsAre("KAZ TUR X 2021 01 -->1", "KAZ TUR X 2021 02 -->2",
                                      "KAZ TUR X 2021 TOTAL -->3"),
                          ElementsAre("KAZ TUR X 2021 02 2->-", "KAZ TUR X 2021 03 -->5",
                                      "KAZ TUR X 2021 TOTAL 3->6.5", "TUR KAZ M 2020 TOTAL -->7"),
                          ElementsAre("KAZ TUR X 2021 01 1.004->-", "KAZ TUR X 2021 03 5->-",
                                      "KAZ TUR X 2021 TOTAL 6.5->-")))
      << "less than half a cent is no change";
  const auto events = Watch(absl::StrCat(kPair, "commodities: '*' after_revision: 1"));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].previous_release(), "sources/s/releases/d-2022");
  EXPECT_EQ(events[1].previous_release(), "sources/s/releases/d-2023");
  EXPECT_EQ(events[0].cells(0).kind(), v1::CELL_CHANGE_KIND_DELETED);
  EXPECT_EQ(events[0].cells(0).cell_before(), "KAZ X 2021");
}

TEST_P(PairWatchTest, CellsAreOfWhatWasRecordedBeforeNotOfWhatWasPublishedBefore) {
  Publish("2023", {Exports(kTotal, "3")});
  Publish("2022", {Exports(kTotal, "2")});
  const auto events = Watch(absl::StrCat(kPair, "commodities: 'TOTAL' after_revision: 1"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_THAT(Cells(events[0]), ElementsAre("KAZ TUR X 2021 TOTAL 3->2"));
  EXPECT_EQ(events[0].previous_release(), "sources/s/releases/d-2023");
}

TEST_P(PairWatchTest, InAnotherCurrencyEveryCellIsAnother) {
  Publish("2022", {Exports(kTotal, "3")});
  Publish("2023", {Exports(kTotal, "3")}, "EUR");
  const auto events = Watch(absl::StrCat(kPair, "commodities: 'TOTAL' after_revision: 1"));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_THAT(Cells(events[0]),
              ElementsAre("KAZ TUR X 2021 TOTAL 3->-", "KAZ TUR X 2021 TOTAL -->3"));
}

TEST_P(PairWatchTest, ManyCellsAreCutAndTheChangeSaysSo) {
  Publish("2021", ManyExports(1000, "1"));
  Publish("2022", ManyExports(1001, "2"));
  const auto events = Watch(absl::StrCat(kPair, "commodities: '*'"));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(std::pair(events[0].cells_size(), events[0].cells_incomplete()),
            std::pair(1000, false));
  EXPECT_EQ(std::pair(events[1].cells_size(), events[1].cells_incomplete()), std::pair(1000, true));
  EXPECT_EQ(Cells(events[1]).front(), "KAZ TUR X 2021 100000 1->2");
  EXPECT_EQ(Cells(events[1]).back(), "KAZ TUR X 2021 100999 1->2");
}

TEST_P(PairWatchTest, CellsOfMoreBlocksThanAreToldAreIncomplete) {
  std::vector<Observation> observations;
  for (int i = 0; i < 1001; ++i) {
    observations.push_back(MakeObservation("KAZ", "TUR", "X", absl::StrCat(1000 + i), "1"));
  }
  Publish("2021", observations);
  for (const auto& [commodities, cells] :
       {std::pair("", 0), std::pair("commodities: '77'", 0), std::pair("commodities: '*'", 1000)}) {
    const auto events = Watch(absl::StrCat(kPair, commodities));
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].blocks_size(), 1000);
    EXPECT_EQ(events[0].cells_size(), cells);
    EXPECT_EQ(events[0].cells_incomplete(), *commodities != '\0');
  }
}

TEST_P(PairWatchTest, OfEveryCommodityAHundredThousandRowsAreCompared) {
  std::vector<Observation> observations = ManyExports(100'000, "1");
  observations.push_back(MakeObservation("KAZ", "TUR", "X", "2020", "2"));
  Publish("2022", std::move(observations));
  const auto every = Watch(absl::StrCat(kPair, "commodities: '*'"));
  ASSERT_EQ(every.size(), 1u);
  EXPECT_THAT(Cells(every[0]), ElementsAre("KAZ TUR X 2020 TOTAL -->2"));
  EXPECT_TRUE(every[0].cells_incomplete());
  const auto one = Watch(absl::StrCat(kPair, "commodities: '100007'"));
  ASSERT_EQ(one.size(), 1u);
  EXPECT_THAT(Cells(one[0]), ElementsAre("KAZ TUR X 2021 100007 -->1"));
  EXPECT_FALSE(one[0].cells_incomplete());
}

// Whoever applies the cells of every change to what was there has what every release says.
TEST_P(PairWatchTest, TheCellsOfEveryChangeMakeUpEveryRelease) {
  std::mt19937 random(20220511);
  const auto below = [&](int end) {
    return std::uniform_int_distribution<int>(0, end - 1)(random);
  };
  const std::vector<std::pair<std::string, std::string>> directions = {{"KAZ", "TUR"},
                                                                       {"TUR", "KAZ"}};
  using State = std::set<std::string>;  // "KAZ TUR X 2021 01 5"
  std::map<int64_t, State> published;   // by revision
  for (int vintage = 2000; vintage < 2030; ++vintage) {
    std::vector<Observation> observations;
    State& state = published[Head() + 1];
    for (const auto& [reporter, partner] : directions) {
      for (const char* period : {"2020", "2021-03", "2021-Q1"}) {
        if (below(4) == 0) continue;  // no such block
        for (const char* commodity : {"01", "0102", kTotal}) {
          if (below(3) == 0) continue;
          const std::string value = absl::StrCat(1 + below(3));
          observations.push_back(MakeObservation(reporter, partner, "X", period, value));
          observations.back().cell.commodity = commodity;
          state.insert(
              absl::StrCat(reporter, " ", partner, " ", period, " ", commodity, " ", value));
        }
      }
    }
    Publish(absl::StrCat(vintage), std::move(observations));
  }
  State state;
  int64_t last = 0;
  for (const auto& event : Watch(absl::StrCat(kPair, "commodities: '*'"))) {
    // Revisions that change nothing of the pair are not told.
    for (int64_t same = last + 1; same < event.change().revision(); ++same) {
      EXPECT_EQ(published[same], state) << same;
    }
    last = event.change().revision();
    for (const v1::CellChange& c : event.cells()) {
      const std::string cell =
          absl::StrCat(c.reporter(), " ", c.partner(), " ", c.period(), " ", c.commodity(), " ");
      if (c.has_before()) {
        EXPECT_EQ(state.erase(cell + c.before()), 1u) << cell;
      }
      if (c.has_after()) {
        EXPECT_TRUE(state.insert(cell + c.after()).second) << cell;
      }
    }
    EXPECT_EQ(state, published[last]) << last;
  }
  EXPECT_EQ(state, published[Head()]);
}

INSTANTIATE_TEST_SUITE_P(Engines, PairWatchTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
