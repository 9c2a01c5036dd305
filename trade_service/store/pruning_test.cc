// What every engine of Store must do when releases are pruned.

#include "trade_service/store/pruning.h"

#include <algorithm>
#include <atomic>
#include <map>
#include <random>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/testing/matchers.h"
#include "trade_service/store/snapshot.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::BatchOf;
using testing::ByAyse;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::ScanStates;

constexpr int kAll = 1000;

PruneRule Keep(int latest) {
  return {.source = "sources/s", .dataset = "", .latest = latest, .as_of = std::nullopt};
}

// "OUT_OF_RANGE RELEASE_PRUNED sources/s/releases/d-2021".
std::string Refusal(const absl::Status& status) {
  const ErrorDetails details = DetailsOf(status);
  const auto release = details.metadata.find("release");
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ", details.reason, " ",
                      release == details.metadata.end() ? "" : release->second);
}

bool IsRefusal(const absl::Status& status) {
  return absl::StartsWith(Refusal(status), "OUT_OF_RANGE RELEASE_PRUNED sources/s/releases/");
}

class PruningTest : public testing::EveryEngineTest {
 protected:
  using Values = std::map<std::string, std::string>;  // of Kazakhstan's exports, by period

  int64_t Head() const { return store_->journal().Head(); }

  void Import(const std::string& published, std::vector<Observation> observations) {
    clock_.Advance(absl::Seconds(1));
    ASSERT_OK(store_->Import(ByAyse(),
                             BatchOf(MakeRelease("s", "d", published), std::move(observations))));
  }

  void ImportValues(const std::string& published, const Values& values) {
    std::vector<Observation> observations;
    for (const auto& [period, value] : values) {
      observations.push_back(MakeObservation("KAZ", "TUR", "X", period, value));
    }
    Import(published, std::move(observations));
  }

  absl::StatusOr<Commit> Prune(int latest, const std::string& request_id = "") {
    clock_.Advance(absl::Seconds(1));
    return store_->Prune(ByAyse(request_id), Keep(latest));
  }

  // "2020 1; 2021 2 ended", the states of the period and release.
  std::string States() const {
    std::string text;
    for (const BlockState& state : ScanStates(*store_)) {
      absl::StrAppend(&text, text.empty() ? "" : "; ", state.position.key.period.ToString(), " ",
                      state.release, state.rows == 0 ? " ended" : "");
    }
    return text;
  }

  // "1 2 3", the ids of the releases that are pruned.
  std::string Pruned() const {
    std::string text;
    const auto releases = store_->Releases();
    for (const Release& release : *releases) {
      if (release.pruned) absl::StrAppend(&text, text.empty() ? "" : " ", release.id);
    }
    return text;
  }

  // "2019 1; 2020 3": what the store says at a revision and a day.
  absl::StatusOr<std::string> Read(int64_t revision,
                                   std::optional<absl::CivilDay> as_of = std::nullopt) const {
    ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(*store_, revision, as_of));
    std::vector<BlockState> blocks;
    RETURN_IF_ERROR(snapshot.ScanBlocks({}, std::nullopt, [&](const BlockState& block) {
      blocks.push_back(block);
      return true;
    }));
    std::string text;
    for (const BlockState& block : blocks) {
      ASSIGN_OR_RETURN(const std::vector<Observation> rows, snapshot.ReadBlock(block));
      for (const Observation& row : rows) {
        absl::StrAppend(&text, text.empty() ? "" : "; ", row.cell.period.ToString(), " ",
                        row.value.ToString());
      }
    }
    return text;
  }
};

TEST_P(PruningTest, WhatOnlySupersededReleasesSayGoes) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}, {"2021", "9"}});
  ImportValues("2022", {{"2019", "1"}, {"2020", "3"}});
  ImportValues("2023", {{"2019", "1"}, {"2020", "4"}});
  EXPECT_EQ(States(), "2019 1; 2020 1; 2020 2; 2020 3; 2021 1; 2021 2 ended");
  ASSERT_OK(Prune(1));
  EXPECT_EQ(States(), "2019 1; 2020 3; 2021 2 ended");
  EXPECT_EQ(Pruned(), "1 2");
  std::string totals;
  ASSERT_OK(store_->ScanTotals({}, [&](const TotalState& total) {
    absl::StrAppend(&totals, total.position.key.period.ToString(), " ", total.release, "; ");
  }));
  EXPECT_EQ(totals, "2019 1; 2020 3; 2021 2; ");
  EXPECT_THAT(Read(Head()), IsOkAndHolds("2019 1; 2020 4"));
}

TEST_P(PruningTest, EachReleaseSaysWhatWentWithIt) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}, {"2021", "9"}});
  ImportValues("2022", {{"2019", "1"}, {"2020", "3"}});
  ImportValues("2023", {{"2019", "1"}, {"2020", "4"}});
  ASSERT_OK_AND_ASSIGN(const PruningPlan plan, PlanPruning(*store_, Keep(1)));
  EXPECT_EQ(Pruned(), "") << "a plan changes nothing";
  ASSERT_OK_AND_ASSIGN(const Commit commit, Prune(1));
  const auto releases = store_->Releases();
  ASSERT_EQ(plan.releases.size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    const Release& release = (*releases)[i];
    EXPECT_EQ(release.pruned->blocks, i == 0 ? 2 : 1);
    EXPECT_EQ(release.pruned->blocks, plan.releases[i].pruned->blocks);
    EXPECT_GT(release.pruned->bytes, 0);
    EXPECT_EQ(release.pruned->bytes, plan.releases[i].pruned->bytes);
    EXPECT_EQ(release.pruned->revision, commit.revision);
    EXPECT_EQ(release.pruned->recorded, commit.recorded);
  }
}

TEST_P(PruningTest, APrunedReleaseStaysListedAsItWasRecorded) {
  ImportValues("2021", {{"2019", "1"}});
  ImportValues("2022", {{"2019", "2"}});
  const Release before = store_->GetRelease("sources/s/releases/d-2021", 2).value();
  ASSERT_OK(Prune(1));
  EXPECT_THAT(store_->GetRelease(before.name, 2), IsOkAndHolds(before)) << "as it was then";
  ASSERT_OK_AND_ASSIGN(Release after, store_->GetRelease(before.name, 3));
  EXPECT_EQ(after.pruned, store_->Releases()->front().pruned);
  after.pruned.reset();
  EXPECT_EQ(after, before);
  ASSERT_OK_AND_ASSIGN(const auto changes, store_->journal().Changes(2, kAll));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].name, before.name);
  EXPECT_EQ(changes[0].kind, ChangeKind::kUpdated);
  EXPECT_EQ(changes[0].principal, "ayse");
}

TEST_P(PruningTest, ReadsThatNeedAPrunedReleaseAreRefused) {
  ImportValues("2021", {{"2019", "1"}});
  ImportValues("2022", {{"2019", "2"}});
  ImportValues("2023", {{"2019", "3"}});
  ASSERT_OK(Prune(2));
  EXPECT_EQ(Refusal(Read(1).status()), "OUT_OF_RANGE RELEASE_PRUNED sources/s/releases/d-2021");
  EXPECT_THAT(Read(2), IsOkAndHolds("2019 2"));
  EXPECT_THAT(Read(3), IsOkAndHolds("2019 3"));
  EXPECT_THAT(Read(Head(), absl::CivilDay(2021, 12, 31)), StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_THAT(Read(Head(), absl::CivilDay(2022, 12, 31)), IsOkAndHolds("2019 2"));
  EXPECT_THAT(Read(Head(), absl::CivilDay(2020, 12, 31)), IsOkAndHolds("")) << "nothing was known";
  const auto releases = store_->Releases();
  const auto any = [](const BlockState&) { return true; };
  EXPECT_TRUE(IsRefusal(ScanBlocksIn(*store_, (*releases)[0], std::nullopt, any)));
  EXPECT_OK(ScanBlocksIn(*store_, (*releases)[1], std::nullopt, any));
}

TEST_P(PruningTest, WhatNoReleaseOfTheDataSetEverToldIsNotRefused) {
  ImportValues("2021", {{"2019", "1"}});
  ImportValues("2022", {{"2019", "2"}});
  ASSERT_OK(Prune(1));
  ASSERT_OK_AND_ASSIGN(const Snapshot snapshot, Snapshot::Take(*store_, 1, std::nullopt));
  BlockQuery query;
  query.reporter = "DEU";
  EXPECT_OK(snapshot.ReadTotals(query));
  query.reporter = "KAZ";
  EXPECT_TRUE(IsRefusal(snapshot.ReadTotals(query).status()));
  query.flow = "X";
  query.period = testing::Per("2019");
  EXPECT_TRUE(IsRefusal(snapshot.ReadTotals(query).status())) << "with every partner";
}

TEST_P(PruningTest, GoesByPublicationInWhateverOrderReleasesWereRecorded) {
  ImportValues("2023", {{"2019", "1"}});
  ImportValues("2021", {{"2019", "5"}, {"2020", "6"}});
  ImportValues("2022", {{"2019", "5"}, {"2020", "7"}});
  ASSERT_OK(Prune(1));
  EXPECT_EQ(Pruned(), "2 3");
  EXPECT_EQ(States(), "2019 1; 2020 3 ended") << "that there was something of 2020 is known";
  EXPECT_THAT(Read(Head()), IsOkAndHolds("2019 1"));
  EXPECT_TRUE(IsRefusal(Read(Head(), absl::CivilDay(2022, 12, 31)).status()));

  ImportValues("2024", {{"2019", "1"}, {"2020", "8"}});
  EXPECT_EQ(States(), "2019 1; 2020 3 ended; 2020 4");
  EXPECT_EQ(store_->Releases()->back().chain, 1);
  EXPECT_EQ(store_->Releases()->back().changes, (ChangeCounts{0, 1, 0}))
      << "against the last one that is kept";
  EXPECT_THAT(Read(Head()), IsOkAndHolds("2019 1; 2020 8"));
}

TEST_P(PruningTest, PruningAgainChangesNothing) {
  ImportValues("2021", {{"2019", "1"}});
  ImportValues("2022", {{"2019", "2"}});
  ASSERT_OK_AND_ASSIGN(const Commit first, Prune(1, "r"));
  const auto again = Prune(1);
  EXPECT_EQ(DetailsOf(again.status()).reason, "NOTHING_TO_WRITE");
  ImportValues("2023", {{"2019", "3"}});
  ASSERT_OK_AND_ASSIGN(const Commit repeated, Prune(1, "r"));
  EXPECT_TRUE(repeated.repeated);
  EXPECT_EQ(repeated.revision, first.revision);
  EXPECT_EQ(Pruned(), "1");
  ASSERT_OK(Prune(1, "r2"));
  EXPECT_EQ(Pruned(), "1 2");
}

TEST_P(PruningTest, AStateThatWasGivenBeforeIsNotTakenForAnother) {
  ImportValues("2022", {{"2019", "1"}});
  ImportValues("2021", {{"2019", "2"}});  // its block is the last one of the store
  ASSERT_OK_AND_ASSIGN(const Snapshot snapshot,
                       Snapshot::Take(*store_, 2, absl::CivilDay(2021, 12, 31)));
  std::vector<BlockState> blocks;
  ASSERT_OK(snapshot.ScanBlocks({}, std::nullopt, [&](const BlockState& block) {
    blocks.push_back(block);
    return true;
  }));
  ASSERT_EQ(blocks.size(), 1u);
  ASSERT_OK(Prune(1));
  EXPECT_EQ(Refusal(snapshot.ReadBlock(blocks[0]).status()),
            "OUT_OF_RANGE RELEASE_PRUNED sources/s/releases/d-2021");
  ImportValues("2023", {{"2018", "1"}, {"2019", "1"}, {"2020", "1"}});
  EXPECT_TRUE(IsRefusal(snapshot.ReadBlock(blocks[0]).status()));
  const auto any = [](const BlockState&) { return true; };
  EXPECT_TRUE(IsRefusal(snapshot.ScanBlocks({}, std::nullopt, any)));
}

// Everything that can be read at a revision and a day, or that it is refused.
class EveryRead {
 public:
  EveryRead(const Store& store, int64_t revision, std::optional<absl::CivilDay> as_of)
      : snapshot_(Snapshot::Take(store, revision, as_of).value()) {
    AddBlocks();
    for (const char* partner : {"", "CHN", "TUR", "DEU"}) {
      for (const char* period : {"", "2019", "2020"}) {
        BlockQuery query;
        query.reporter = "KAZ";
        query.partner = partner;
        query.flow = "X";
        if (*period != '\0') query.period = testing::Per(period);
        AddTotals(query);
        AddReason(query);
      }
    }
  }

  const std::vector<std::string>& answers() const { return answers_; }

 private:
  void Add(const absl::Status& status, std::string answer) {
    EXPECT_TRUE(status.ok() || IsRefusal(status)) << status;
    answers_.push_back(status.ok() ? std::move(answer) : "refused");
  }

  void AddBlocks() {
    std::string text;
    std::vector<BlockState> blocks;
    absl::Status status = snapshot_.ScanBlocks({}, std::nullopt, [&](const BlockState& block) {
      blocks.push_back(block);
      return true;
    });
    for (const BlockState& block : blocks) {
      const auto rows = snapshot_.ReadBlock(block);
      status.Update(rows.status());
      if (!rows.ok()) continue;
      for (const Observation& row : *rows) AddRow(row, block.release, text);
    }
    Add(status, text);
  }

  void AddTotals(const BlockQuery& query) {
    const auto totals = snapshot_.ReadTotals(query);
    std::vector<std::string> lines;
    for (const auto& total : totals.ok() ? *totals : std::vector<StoredObservation>()) {
      AddRow(total.observation, total.release, lines.emplace_back());
    }
    std::sort(lines.begin(), lines.end());
    Add(totals.status(), absl::StrJoin(lines, ""));
  }

  void AddReason(const BlockQuery& query) {
    const auto reason = snapshot_.WhyEmpty(query, false);
    Add(reason.status(), absl::StrCat(reason.ok() ? static_cast<int>(*reason) : 0));
  }

  static void AddRow(const Observation& row, int64_t release, std::string& text) {
    absl::StrAppend(&text, row.cell.partner, " ", row.cell.commodity, " ",
                    row.cell.period.ToString(), " ", row.value.ToString(), " ", row.locator, " ",
                    release, "\n");
  }

  const Snapshot snapshot_;
  std::vector<std::string> answers_;
};

// Releases in any order of publication, pruned now and then: whatever was read once is read again
// or refused, and the latest state is never refused.
TEST_P(PruningTest, NothingIsToldOtherwiseThanBefore) {
  std::mt19937 random(11);
  const auto one_of = [&](int chances) {
    return random() % static_cast<unsigned int>(chances) == 0;
  };
  using Point = std::pair<int64_t, std::optional<absl::CivilDay>>;
  std::map<Point, std::vector<std::string>> known;
  size_t refused = 0;
  size_t read = 0;
  for (int round = 0; round < 40; ++round) {
    if (round % 8 == 7) {
      const auto pruned = Prune(1 + round % 3);
      ASSERT_TRUE(pruned.ok() || DetailsOf(pruned.status()).reason == "NOTHING_TO_WRITE");
    } else {
      std::vector<Observation> observations;
      for (const char* partner : {"CHN", "TUR"}) {
        for (const char* period : {"2019", "2020"}) {
          if (one_of(3)) continue;
          Observation row =
              MakeObservation("KAZ", partner, "X", period, absl::StrCat(random() % 3));
          if (one_of(3)) row.cell.commodity = "01";  // a block without total
          observations.push_back(std::move(row));
        }
      }
      Import(absl::StrCat(2000 + random() % 20, "-0", 1 + random() % 9, "-1", round % 10),
             std::move(observations));
    }
    for (int64_t revision = 1; revision <= Head(); ++revision) {
      for (const auto& as_of : {std::optional<absl::CivilDay>(),
                                {absl::CivilDay(1999, 1, 1)},
                                {absl::CivilDay(2008, 1, 1)},
                                {absl::CivilDay(2014, 6, 1)}}) {
        const std::vector<std::string> answers = EveryRead(*store_, revision, as_of).answers();
        const auto [first, is_new] = known.emplace(Point(revision, as_of), answers);
        for (size_t i = 0; i < answers.size(); ++i) {
          if (answers[i] == "refused") {
            ASSERT_TRUE(as_of || revision < Head()) << "the latest state is there";
            ++refused;
          } else {
            ASSERT_EQ(answers[i], first->second[i]) << revision << ", " << i;
            ++read;
          }
        }
        first->second = answers;
      }
    }
  }
  EXPECT_GT(refused, 1000u);
  EXPECT_GT(read, 1000u);
  for (const char* period : {"2019", "2020"}) {
    BlockQuery query;
    query.reporter = "KAZ";
    query.flow = "X";
    query.period = testing::Per(period);
    testing::ExpectPartnerTotalsAgree(*store_, query);
  }
}

// Whoever reads while others are pruned reads one release whole, or is refused.
TEST_P(PruningTest, NobodyReadsHalfARelease) {
  constexpr int kBlocks = 20;
  std::atomic<bool> done = false;
  std::atomic<int> whole = 0;
  const auto read = [&] {
    while (!done) {
      const int64_t head = Head();
      if (head == 0) continue;
      const auto text = Read(head);
      ASSERT_TRUE(text.ok() || IsRefusal(text.status())) << text.status();
      if (!text.ok()) continue;
      // All blocks of a release have its number as their value.
      const std::string value = text->substr(text->rfind(' '));
      std::string expected;
      for (int block = 0; block < kBlocks; ++block) {
        absl::StrAppend(&expected, expected.empty() ? "" : "; ", 1990 + block, value);
      }
      ASSERT_EQ(*text, expected);
      ++whole;
    }
  };
  std::thread readers[] = {std::thread(read), std::thread(read)};
  for (int release = 0; release < 40; ++release) {
    Values values;
    for (int block = 0; block < kBlocks; ++block) {
      values[absl::StrCat(1990 + block)] = absl::StrCat(release);
    }
    ImportValues(absl::StrCat(2000 + release), values);
    if (release == 0) continue;
    EXPECT_OK(Prune(1));
  }
  while (whole == 0) std::this_thread::yield();
  done = true;
  for (std::thread& reader : readers) reader.join();
}

INSTANTIATE_TEST_SUITE_P(Engines, PruningTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
