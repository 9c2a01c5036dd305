#include "trade_service/core/vintage.h"

#include <map>
#include <random>
#include <set>

#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::MakeRelease;
using testing::StartOfTime;

constexpr int64_t kLatest = 1000;

// The ids, among 1..20, of the releases that count.
std::set<int64_t> Counting(const std::vector<Release>& releases, int64_t revision = kLatest,
                           std::optional<absl::CivilDay> as_of = std::nullopt) {
  const Vintage vintage(testing::Chained(releases), revision, as_of);
  std::set<int64_t> ids;
  for (int64_t chain = 0; chain <= 20; ++chain) {
    const Release* found = vintage.Counting(chain);
    if (found == nullptr) continue;
    EXPECT_EQ(found->chain, chain);
    EXPECT_EQ(vintage.Find(found->id), found);
    ids.insert(found->id);
  }
  EXPECT_EQ(vintage.empty(), ids.empty());
  return ids;
}

using Ids = std::set<int64_t>;

TEST(PublishedDayTest, IsTheLastDayThatTheDateCanMean) {
  EXPECT_EQ(PublishedDay(MakeRelease("s", "d", "2024-07-15")), absl::CivilDay(2024, 7, 15));
  EXPECT_EQ(PublishedDay(MakeRelease("s", "d", "2024-07")), absl::CivilDay(2024, 7, 31));
  EXPECT_EQ(PublishedDay(MakeRelease("s", "d", "2024?")), absl::CivilDay(2024, 12, 31));
}

TEST(PublishedDayTest, IsTheDayOfRecordingWhereNoDateIsKnown) {
  for (const char* date : {"", "XXXX", "never", ".."}) {
    Release release = MakeRelease("s", "d", date);
    release.recorded = StartOfTime() - absl::Seconds(1);
    EXPECT_EQ(PublishedDay(release), absl::CivilDay(2021, 12, 31)) << date;
    release.recorded = StartOfTime();
    EXPECT_EQ(PublishedDay(release), absl::CivilDay(2022, 1, 1)) << date;
  }
}

TEST(VintageTest, NothingCountsInAnEmptyStore) { EXPECT_EQ(Counting({}), Ids{}); }

TEST(VintageTest, LastPublishedOfADatasetTakesThePlaceOfTheOthers) {
  const std::vector<Release> releases = {
      MakeRelease("s", "d", "2024-08", 1, 1),
      MakeRelease("s", "d", "2024-07", 2, 2),  // an old state that was loaded later
      MakeRelease("s", "other", "2020", 3, 3),
      MakeRelease("t", "d", "2021", 4, 4),
  };
  EXPECT_EQ(Counting(releases), (Ids{1, 3, 4}));
}

TEST(VintageTest, OfOneDayTheLastRecordedCounts) {
  const std::vector<Release> releases = {MakeRelease("s", "d", "2024-07-31", 1, 1),
                                         MakeRelease("s", "d", "2024-07", 2, 1)};
  EXPECT_EQ(Counting(releases), Ids{2});
}

TEST(VintageTest, AsOfIsInclusive) {
  const std::vector<Release> releases = {MakeRelease("s", "d", "2024-07-15", 1, 1),
                                         MakeRelease("s", "d", "2024-08-15", 2, 2)};
  EXPECT_EQ(Counting(releases, kLatest, absl::CivilDay(2024, 7, 14)), Ids{});
  EXPECT_EQ(Counting(releases, kLatest, absl::CivilDay(2024, 7, 15)), Ids{1});
  EXPECT_EQ(Counting(releases, kLatest, absl::CivilDay(2024, 8, 14)), Ids{1});
  EXPECT_EQ(Counting(releases, kLatest, absl::CivilDay(2024, 8, 15)), Ids{2});
}

TEST(VintageTest, FindsWhatWasRecordedWhetherItCountsOrNot) {
  const Vintage vintage(testing::Chained({MakeRelease("s", "d", "2024-07", 1, 1),
                                          MakeRelease("s", "d", "2024-08", 2, 2),
                                          MakeRelease("s", "d", "2024-09", 3, 3)}),
                        2, std::nullopt);
  EXPECT_EQ(vintage.Find(1)->id, 1);
  EXPECT_EQ(vintage.Find(2)->id, 2);
  EXPECT_EQ(vintage.Find(3), nullptr) << "recorded later";
  EXPECT_EQ(vintage.Find(0), nullptr);
  EXPECT_EQ(vintage.Find(4), nullptr);
}

TEST(VintageTest, LaterRevisionsDoNotCount) {
  const std::vector<Release> releases = {MakeRelease("s", "d", "2024-07", 1, 3),
                                         MakeRelease("s", "d", "2024-08", 2, 5)};
  EXPECT_EQ(Counting(releases, 0), Ids{});
  EXPECT_EQ(Counting(releases, 2), Ids{});
  EXPECT_EQ(Counting(releases, 3), Ids{1});
  EXPECT_EQ(Counting(releases, 4), Ids{1});
  EXPECT_EQ(Counting(releases, 5), Ids{2});
}

// A source's name may begin with another's.
TEST(VintageTest, SourcesAreKeptApartByTheirWholeName) {
  EXPECT_EQ(Counting({MakeRelease("un", "d", "2024", 1), MakeRelease("un-x", "d", "2023", 2)}),
            (Ids{1, 2}));
}

// The definition, read aloud: a release counts if it qualifies, and no other of its data set that
// qualifies was published later, or on the same day and recorded later.
Ids Reference(const std::vector<Release>& releases, int64_t revision,
              const std::optional<absl::CivilDay>& as_of) {
  const auto qualifies = [&](const Release& r) {
    return r.revision <= revision && (!as_of || PublishedDay(r) <= *as_of);
  };
  Ids ids;
  for (const Release& release : releases) {
    bool beaten = !qualifies(release);
    for (const Release& other : releases) {
      if (!qualifies(other) || SourceOf(other) != SourceOf(release)) continue;
      if (other.dataset != release.dataset) continue;
      beaten |= PublishedDay(other) > PublishedDay(release) ||
                (PublishedDay(other) == PublishedDay(release) && other.id > release.id);
    }
    if (!beaten) ids.insert(release.id);
  }
  return ids;
}

TEST(VintagePropertyTest, AgreesWithItsDefinition) {
  std::mt19937 random(20220511);
  const auto any = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  const char* dates[] = {"2021",    "2021-12", "2021-12-31", "2022-01-01",
                         "2022-01", "XXXX",    "",           "2022-01-02~"};
  for (int round = 0; round < 300; ++round) {
    std::vector<Release> releases;
    const int count = any(12);
    int64_t revision = 1;
    for (int id = 1; id <= count; ++id) {
      releases.push_back(
          MakeRelease(any(2) ? "s" : "t", any(2) ? "d" : "e", dates[any(8)], id, revision));
      releases.back().recorded = StartOfTime() + absl::Hours(8 * id);
      revision += any(2);
    }
    for (int64_t at = 0; at <= revision; ++at) {
      EXPECT_EQ(Counting(releases, at), Reference(releases, at, std::nullopt));
      const absl::CivilDay day = absl::CivilDay(2021, 12, 29) + any(40);
      EXPECT_EQ(Counting(releases, at, day), Reference(releases, at, day)) << day;
    }
  }
}

}  // namespace
}  // namespace entente::trade
