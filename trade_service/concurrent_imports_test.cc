// What readers, watchers and others who import see of an import while it runs, over gRPC.

#include <atomic>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/served.h"

namespace entente::trade {
namespace {

using testing::ComtradeText;
using testing::Parse;

constexpr int kImporters = 3;
constexpr int kVintages = 5;                                  // of each
constexpr size_t kReleaseCount = 1 + kImporters * kVintages;  // with one that was there before

// What Kazakhstan exports to Turkey and China in some commodities, each of one value.
std::string FileOfValue(const std::string& value) {
  std::vector<testing::ComtradeRowText> rows;
  for (const char* partner : {"792", "156"}) {
    for (const char* commodity : {"01", "02", "03", "TOTAL"}) {
      rows.push_back({{"partnerCode", partner},
                      {"cmdCode", commodity},
                      {"primaryValue", value},
                      {"fobvalue", ""}});
    }
  }
  return ComtradeText(rows);
}

class ConcurrentImportsTest : public testing::ServedTest {
 protected:
  // Keeps no answers, so that what is read twice is made twice.
  ConcurrentImportsTest() : ServedTest({.kept_answer_bytes = 0}) { Load(0, 0); }

  // Every vintage of every importer has a value and a day of its own.
  static std::string ValueOf(int importer, int vintage) {
    return absl::StrCat(1000 * (importer + 1) + vintage);
  }

  void Load(int importer, int vintage) {
    v1::ImportHeader header;
    header.set_file_name("f.csv");
    header.set_dataset("d");
    header.mutable_published()->set_edtf(absl::StrCat("20", 10 + importer, "-01-", 10 + vintage));
    const std::string value = ValueOf(importer, vintage);
    const auto response = ServedTest::Import(header, FileOfValue(value));
    ASSERT_OK(response);
    EXPECT_FALSE(response->already_loaded());
    const std::lock_guard lock(mutex_);
    EXPECT_TRUE(values_.emplace(response->revision(), value).second) << "two of one revision";
    names_[response->revision()] = response->releases(0).name();
  }

  // Runs all importers at the same time, and each of `others` over and over as long as they do and
  // once more.
  void ImportAll(const std::vector<std::function<void()>>& others = {}) {
    std::atomic<int> importing = kImporters;
    std::vector<std::thread> threads;
    for (const auto& other : others) {
      threads.emplace_back([&importing, &other] {
        while (importing > 0) other();
        other();
      });
    }
    for (int importer = 0; importer < kImporters; ++importer) {
      threads.emplace_back([this, &importing, importer] {
        for (int vintage = 1; vintage <= kVintages; ++vintage) Load(importer, vintage);
        --importing;
      });
    }
    for (std::thread& thread : threads) thread.join();
  }

  // Every block that a stream gives at a revision, as bytes.
  std::string StreamAt(int64_t revision) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::StreamObservationsRequest request;
    request.mutable_read_at()->set_revision(revision);
    const auto reader = statistics_->StreamObservations(&context, request);
    std::string bytes;
    v1::StreamObservationsResponse response;
    while (reader->Read(&response)) bytes += response.SerializeAsString();
    EXPECT_OK(entente::testing::FromGrpc(reader->Finish()));
    return bytes;
  }

  // The answer of a read at a revision, as bytes.
  std::string SeriesAt(int64_t revision) {
    const auto response =
        Call(*statistics_, &v1::StatisticsService::Stub::GetSeries,
             Parse<v1::GetSeriesRequest>(absl::StrCat(
                 "reporter: 'KAZ' partner: 'TUR' read_at { revision: ", revision, " }")));
    EXPECT_OK(response);
    return response.ok() ? response->SerializeAsString() : "";
  }

  std::string PartnersAt(int64_t revision) {
    const auto response =
        Call(*analysis_, &v1::AnalysisService::Stub::RankPartners,
             Parse<v1::RankPartnersRequest>(absl::StrCat(
                 "reporter: 'KAZ' flow: 'X' period: '2021' read_at { revision: ", revision, " }")));
    EXPECT_OK(response);
    return response.ok() ? response->SerializeAsString() : "";
  }

  // Follows the changes from revision 0 on until every release was seen: their revisions with the
  // number of cells that were told, as they come. `most`: how many are taken before it reconnects.
  std::vector<std::pair<int64_t, int>> Follow(const std::string& request, int most) {
    std::vector<std::pair<int64_t, int>> seen;
    int64_t after = 0;
    while (seen.size() < kReleaseCount) {
      grpc::ClientContext context;
      SetDeadline(context);
      const auto reader = releases_->WatchChanges(
          &context,
          Parse<v1::WatchChangesRequest>(absl::StrCat(request, " after_revision: ", after)));
      for (int taken = 0; taken < most && seen.size() < kReleaseCount;) {
        v1::WatchChangesResponse event;
        if (!reader->Read(&event)) {
          ADD_FAILURE() << entente::testing::FromGrpc(reader->Finish());
          return seen;
        }
        if (!absl::StrContains(event.change().resource(), "/releases/")) continue;
        after = event.change().revision();
        seen.emplace_back(after, event.cells_size());
        ++taken;
      }
      context.TryCancel();
    }
    return seen;
  }

  // What Follow must see.
  static std::vector<std::pair<int64_t, int>> Everything(int cells) {
    std::vector<std::pair<int64_t, int>> seen;
    for (int64_t i = 1; i <= static_cast<int64_t>(kReleaseCount); ++i) seen.emplace_back(i, cells);
    return seen;
  }

  std::mutex mutex_;
  std::map<int64_t, std::string> values_;  // that are imported, by revision
  std::map<int64_t, std::string> names_;   // of the releases
};

TEST_P(ConcurrentImportsTest, FilesOfOneDataSetAtTheSameTimeBecomeReleasesOneAfterTheOther) {
  ImportAll();
  ASSERT_EQ(values_.size(), kReleaseCount);
  EXPECT_EQ(Head(), static_cast<int64_t>(values_.size())) << "each is one revision";
  const auto releases = store_->Releases();
  ASSERT_EQ(releases->size(), values_.size());
  for (const Release& release : *releases) {
    EXPECT_EQ(release.name, names_[release.revision]);
    EXPECT_EQ(release.chain, 1);
    EXPECT_EQ(release.changes, release.id == 1 ? (ChangeCounts{0, 8, 0}) : (ChangeCounts{8, 0, 0}));
    // All of it is what its own file says.
    std::set<std::string> values;
    for (const StoredObservation& stored : testing::ScanAll(*store_)) {
      if (stored.release == release.id) values.insert(stored.observation.value.ToString());
    }
    EXPECT_EQ(values, std::set<std::string>{values_[release.revision]});
  }
}

TEST_P(ConcurrentImportsTest, AReadAtARevisionGivesTheSameBytesBeforeDuringAndAfter) {
  const std::string stream = StreamAt(1);
  const std::string series = SeriesAt(1);
  const std::string partners = PartnersAt(1);
  std::atomic<int> reads = 0;
  ImportAll({[&] {
               EXPECT_EQ(StreamAt(1), stream);
               ++reads;
             },
             [&] { EXPECT_EQ(SeriesAt(1), series); }, [&] { EXPECT_EQ(PartnersAt(1), partners); },
             // Of the revision that is the latest just now, too.
             [&] {
               const int64_t head = Head();
               EXPECT_EQ(SeriesAt(head), SeriesAt(head));
               EXPECT_EQ(StreamAt(head), StreamAt(head));
             }});
  EXPECT_EQ(StreamAt(1), stream);
  EXPECT_EQ(SeriesAt(1), series);
  EXPECT_EQ(PartnersAt(1), partners);
  EXPECT_GT(reads, 1);
}

TEST_P(ConcurrentImportsTest, AWatcherSeesEachReleaseOnceAndInOrder) {
  std::vector<std::pair<int64_t, int>> all;
  std::vector<std::pair<int64_t, int>> of_the_pair;
  std::thread watcher([&] { all = Follow("", 4); });
  std::thread watcher_of_cells(
      [&] { of_the_pair = Follow("pairs: 'pairs/KAZ-TUR' commodities: '*'", 3); });
  ImportAll();
  watcher.join();
  watcher_of_cells.join();
  EXPECT_EQ(all, Everything(0));
  EXPECT_EQ(of_the_pair, Everything(4));
}

INSTANTIATE_TEST_SUITE_P(Engines, ConcurrentImportsTest, testing::EveryEngine(),
                         testing::EngineName);

}  // namespace
}  // namespace entente::trade
