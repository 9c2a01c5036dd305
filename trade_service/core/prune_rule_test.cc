#include "trade_service/core/prune_rule.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Chained;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeRelease;

PruneRule Latest(int latest, const std::string& dataset = "") {
  return {.source = "sources/s", .dataset = dataset, .latest = latest, .as_of = std::nullopt};
}

PruneRule AsOf(absl::CivilDay day) {
  return {.source = "sources/s", .dataset = "", .latest = 1, .as_of = day};
}

// Two data sets of a source, and another source.
std::vector<Release> Releases() {
  return *Chained({MakeRelease("s", "d", "2020-06", 1), MakeRelease("s", "e", "2020-07", 2),
                   MakeRelease("s", "d", "2021-06", 3), MakeRelease("t", "d", "2021-07", 4),
                   MakeRelease("t", "d", "2022-07", 5), MakeRelease("s", "d", "2022-06", 6)});
}

TEST(ReleasesToPruneTest, KeepsThoseOfEachDataSetThatWerePublishedLast) {
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(1)), ElementsAre(1, 3));
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(2)), ElementsAre(1));
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(3)), IsEmpty());
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(100)), IsEmpty());
}

TEST(ReleasesToPruneTest, GoesByPublicationNotByTheOrderOfRecording) {
  const auto releases = Chained({MakeRelease("s", "d", "2022", 1), MakeRelease("s", "d", "2020", 2),
                                 MakeRelease("s", "d", "2021", 3)});
  EXPECT_THAT(ReleasesToPrune(*releases, Latest(1)), ElementsAre(2, 3));
  EXPECT_THAT(ReleasesToPrune(*releases, Latest(2)), ElementsAre(2));
}

TEST(ReleasesToPruneTest, OfOneDayTheOneRecordedLaterIsTheLatest) {
  const auto releases =
      Chained({MakeRelease("s", "d", "2022", 1), MakeRelease("s", "d", "2022", 2)});
  EXPECT_THAT(ReleasesToPrune(*releases, Latest(1)), ElementsAre(1));
}

TEST(ReleasesToPruneTest, KeepsWhatCountsOnADayAndLater) {
  EXPECT_THAT(ReleasesToPrune(Releases(), AsOf(absl::CivilDay(2021, 6, 29))), IsEmpty());
  EXPECT_THAT(ReleasesToPrune(Releases(), AsOf(absl::CivilDay(2021, 6, 30))), ElementsAre(1));
  EXPECT_THAT(ReleasesToPrune(Releases(), AsOf(absl::CivilDay(2030, 1, 1))), ElementsAre(1, 3));
  EXPECT_THAT(ReleasesToPrune(Releases(), AsOf(absl::CivilDay(2019, 1, 1))), IsEmpty());
}

TEST(ReleasesToPruneTest, OneDataSetAlone) {
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(1, "d")), ElementsAre(1, 3));
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(1, "e")), IsEmpty());
  EXPECT_THAT(ReleasesToPrune(Releases(), Latest(1, "f")), IsEmpty());
}

TEST(ReleasesToPruneTest, WhatWasPrunedCountsNoMore) {
  std::vector<Release> releases = Releases();
  releases[0].pruned.emplace();
  EXPECT_THAT(ReleasesToPrune(releases, Latest(1)), ElementsAre(3));
  EXPECT_THAT(ReleasesToPrune(releases, Latest(2)), IsEmpty());
}

}  // namespace
}  // namespace entente::trade
