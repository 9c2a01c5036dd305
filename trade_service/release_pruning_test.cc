// What is pruned, and how reads answer that would need it, over gRPC.

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/served.h"

namespace entente::trade::release_pruning_test {
namespace {

using testing::CodeAndReason;
using testing::ComtradeText;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Parse;

constexpr char kPruned[] = "OUT_OF_RANGE RELEASE_PRUNED";

std::string FileOf(const std::map<std::string, std::string>& values) {
  std::vector<testing::ComtradeRowText> rows;
  for (const auto& [commodity, value] : values) {
    rows.push_back({{"cmdCode", commodity}, {"primaryValue", value}, {"fobvalue", ""}});
  }
  return ComtradeText(rows);
}

class ReleasePruningTest : public testing::ServedTest {
 protected:
  // Three releases of data set "d", revisions 1 to 3; their names.
  std::vector<std::string> LoadThree() {
    return {Load("2024-01", {{"01", "1"}, {"TOTAL", "1"}}),
            Load("2024-02", {{"01", "2"}, {"TOTAL", "2"}}),
            Load("2024-03", {{"01", "2"}, {"02", "1"}, {"TOTAL", "3"}})};
  }

  std::string Load(const std::string& published, const std::map<std::string, std::string>& values) {
    const auto response = Import(
        absl::StrCat("file_name: 'f.csv' dataset: 'd' published { edtf: '", published, "' }"),
        FileOf(values));
    EXPECT_OK(response);
    return response.ok() ? response->releases(0).name() : "";
  }

  absl::StatusOr<v1::PruneReleasesResponse> Prune(const std::string& text) {
    clock_.Advance(absl::Seconds(1));
    return Call(*releases_, &v1::ReleaseService::Stub::PruneReleases,
                Parse<v1::PruneReleasesRequest>("parent: 'sources/un-comtrade' " + text));
  }

  auto Series(const std::string& text) {
    return Call(*statistics_, &v1::StatisticsService::Stub::GetSeries,
                Parse<v1::GetSeriesRequest>("reporter: 'KAZ' partner: 'TUR' " + text));
  }

  auto History(const std::string& text) {
    return Call(*releases_, &v1::ReleaseService::Stub::ListCellHistory,
                Parse<v1::ListCellHistoryRequest>(
                    "reporter: 'KAZ' partner: 'TUR' flow: 'X' period: '2021' " + text));
  }

  // The outcome of a stream.
  template <typename Stream, typename Response>
  absl::Status Drain(Stream& stream, std::vector<Response>& responses) {
    Response response;
    while (stream.Read(&response)) responses.push_back(response);
    return entente::testing::FromGrpc(stream.Finish());
  }

  absl::Status Diff(const std::string& before, const std::string& after) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::DiffReleasesRequest request;
    request.set_before(before);
    request.set_after(after);
    std::vector<v1::DiffReleasesResponse> responses;
    return Drain(*releases_->DiffReleases(&context, request), responses);
  }

  static std::vector<std::string> NamesOf(const v1::PruneReleasesResponse& response) {
    std::vector<std::string> names;
    for (const v1::Release& release : response.releases()) names.push_back(release.name());
    return names;
  }
};

TEST_P(ReleasePruningTest, PrunesAndSaysWhatWent) {
  const auto names = LoadThree();
  ASSERT_OK_AND_ASSIGN(const auto dry, Prune("latest: 1 dry_run: true"));
  EXPECT_EQ(dry.revision(), 3);
  EXPECT_EQ(Head(), 3);
  ASSERT_OK_AND_ASSIGN(const auto done, Prune("latest: 1 reason: 'no room'"));
  EXPECT_EQ(done.revision(), 4);
  EXPECT_EQ(Head(), 4);
  EXPECT_THAT(NamesOf(done), ElementsAre(names[0], names[1]));
  EXPECT_EQ(NamesOf(dry), NamesOf(done));
  for (int i = 0; i < 2; ++i) {
    const v1::Pruning& planned = dry.releases(i).pruned();
    const v1::Pruning& pruned = done.releases(i).pruned();
    EXPECT_EQ(pruned.blocks(), 1);
    EXPECT_GT(pruned.bytes(), 0);
    EXPECT_EQ(planned.blocks(), pruned.blocks());
    EXPECT_EQ(planned.bytes(), pruned.bytes());
    EXPECT_EQ(std::pair(planned.revision(), planned.has_recorded()), std::pair(int64_t{0}, false));
    EXPECT_EQ(std::pair(pruned.revision(), pruned.has_recorded()), std::pair(int64_t{4}, true));
  }
  ASSERT_OK_AND_ASSIGN(const auto history,
                       store_->journal().History("releases", names[0], 1000, 1));
  EXPECT_EQ(history[0].reason, "no room");
}

TEST_P(ReleasePruningTest, APrunedReleaseIsListedAndSaysSo) {
  const auto names = LoadThree();
  ASSERT_OK(Prune("latest: 2"));
  ASSERT_OK_AND_ASSIGN(const auto listed,
                       Call(*releases_, &v1::ReleaseService::Stub::ListReleases,
                            Parse<v1::ListReleasesRequest>("parent: 'sources/un-comtrade'")));
  ASSERT_EQ(listed.releases_size(), 3);
  for (const v1::Release& release : listed.releases()) {
    EXPECT_EQ(release.has_pruned(), release.name() == names[0]);
    EXPECT_LE(release.revision(), 3) << "that it was recorded at";
  }
  ASSERT_OK_AND_ASSIGN(const auto got,
                       Call(*releases_, &v1::ReleaseService::Stub::GetRelease,
                            Parse<v1::GetReleaseRequest>(absl::StrCat("name: '", names[0], "'"))));
  EXPECT_EQ(got.release().pruned().revision(), 4);
}

TEST_P(ReleasePruningTest, ReadsThatNeedNoPrunedReleaseAnswerTheSameBytes) {
  LoadThree();
  const auto read = [&](const std::string& text) {
    const auto series = Series(text);
    EXPECT_OK(series);
    return series.ok() ? series->SerializeAsString() : "";
  };
  const std::string pinned = "read_at { revision: 3 }";
  const std::string of_a_day = "read_at { revision: 3 as_of { year: 2024 month: 3 day: 31 } }";
  const std::string before = read(pinned);
  const std::string before_of_a_day = read(of_a_day);
  ASSERT_OK(Prune("latest: 1"));
  EXPECT_EQ(read(pinned), before);
  EXPECT_EQ(read(of_a_day), before_of_a_day);
}

TEST_P(ReleasePruningTest, ReadsThatNeedAPrunedReleaseAreRefusedThoughTheirAnswerWasKept) {
  const auto names = LoadThree();
  const std::string pinned = "read_at { revision: 1 }";
  const std::string of_a_day = "read_at { as_of { year: 2024 month: 2 day: 29 } }";
  for (const std::string& read : {pinned, of_a_day}) EXPECT_OK(Series(read));
  EXPECT_OK(Diff(names[0], names[2]));
  ASSERT_OK(Prune("as_of { year: 2024 month: 3 day: 31 }"));
  for (const std::string& read : {pinned, of_a_day}) {
    const absl::Status status = Series(read).status();
    EXPECT_EQ(CodeAndReason(status), kPruned);
    EXPECT_EQ(DetailsOf(status).metadata.at("release"), read == pinned ? names[0] : names[1]);
    EXPECT_THAT(std::string(status.message()), HasSubstr("ask for a later revision or day"));
  }
  EXPECT_EQ(CodeAndReason(Diff(names[0], names[2])), kPruned);
  EXPECT_EQ(CodeAndReason(Diff(names[2], names[1])), kPruned);
  EXPECT_OK(Diff(names[2], names[2]));
  grpc::ClientContext context;
  SetDeadline(context);
  std::vector<v1::StreamObservationsResponse> observations;
  EXPECT_EQ(CodeAndReason(Drain(*statistics_->StreamObservations(
                                    &context, Parse<v1::StreamObservationsRequest>(pinned)),
                                observations)),
            kPruned);
  EXPECT_THAT(observations, IsEmpty());
}

TEST_P(ReleasePruningTest, AHistoryIsWithoutWhatPrunedReleasesSaidAndNamesThem) {
  const auto names = LoadThree();
  ASSERT_OK(Prune("latest: 2"));
  ASSERT_OK_AND_ASSIGN(const auto history, History("commodity: '01'"));
  ASSERT_EQ(history.values_size(), 1);
  EXPECT_EQ(history.values(0).value(), "2");
  EXPECT_EQ(history.evidence(static_cast<int>(history.values(0).evidence())).release(), names[1]);
  EXPECT_THAT(history.pruned_releases(), ElementsAre(names[0]));
  EXPECT_EQ(CodeAndReason(History("read_at { revision: 1 }").status()), kPruned)
      << "nothing is left of what was known then";
}

TEST_P(ReleasePruningTest, AWatcherOfAPairIsToldWhatItCannotBeTold) {
  const auto names = LoadThree();
  ASSERT_OK(Prune("latest: 2"));
  {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto reader =
        releases_->WatchChanges(&context, Parse<v1::WatchChangesRequest>("pairs: 'pairs/KAZ-TUR'"));
    std::vector<v1::WatchChangesResponse> events;
    EXPECT_EQ(CodeAndReason(Drain(*reader, events)), kPruned);
    EXPECT_THAT(events, IsEmpty());
  }
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader = releases_->WatchChanges(
      &context, Parse<v1::WatchChangesRequest>("after_revision: 1 pairs: 'pairs/KAZ-TUR'"));
  v1::WatchChangesResponse event;
  for (const std::string& name : {names[1], names[2]}) {
    ASSERT_TRUE(reader->Read(&event));
    EXPECT_EQ(event.change().resource(), name);
    EXPECT_EQ(event.blocks_size(), 1);
  }
  ASSERT_TRUE(reader->Read(&event)) << "the pruning changes nothing that the pair reports";
  EXPECT_EQ(event.checkpoint().revision(), 4);
  context.TryCancel();
}

// What a release changed is known as long as the one before it is kept, or was pruned before.
TEST_P(ReleasePruningTest, AWatcherOfCellsIsToldWhatItCannotBeTold) {
  const auto names = LoadThree();
  ASSERT_OK(Prune("latest: 2"));
  const auto watch = [&](int after) {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto reader = releases_->WatchChanges(
        &context, Parse<v1::WatchChangesRequest>(absl::StrCat(
                      "pairs: 'pairs/KAZ-TUR' commodities: 'TOTAL' after_revision: ", after)));
    std::vector<std::string> seen;
    v1::WatchChangesResponse event;
    while (reader->Read(&event)) {
      if (event.has_checkpoint()) {
        context.TryCancel();
        continue;
      }
      seen.push_back(absl::StrCat(event.cells_size() == 0 ? "" : event.cells(0).before(), "->",
                                  event.cells_size() == 0 ? "" : event.cells(0).after()));
    }
    const absl::Status status = entente::testing::FromGrpc(reader->Finish());
    if (absl::IsOutOfRange(status)) seen.push_back(DetailsOf(status).metadata.at("release"));
    return seen;
  };
  EXPECT_THAT(watch(1), ElementsAre(names[0])) << "before the second release";
  EXPECT_THAT(watch(2), ElementsAre("2->3"));
  ASSERT_OK(Prune("latest: 1"));
  EXPECT_THAT(watch(2), ElementsAre(names[1]));
  EXPECT_THAT(watch(3), IsEmpty());
  // One of an earlier day, recorded later, is pruned before a third is compared with the latest.
  Load("2024-02-15", {{"TOTAL", "9"}});
  ASSERT_OK(Prune("latest: 1"));
  Load("2024-04", {{"TOTAL", "4"}});
  EXPECT_THAT(watch(7), ElementsAre("3->4"));
}

TEST_P(ReleasePruningTest, WatchersOfEverythingSeeAPruning) {
  const auto names = LoadThree();
  ASSERT_OK(Prune("latest: 2"));
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader =
      releases_->WatchChanges(&context, Parse<v1::WatchChangesRequest>("after_revision: 3"));
  v1::WatchChangesResponse event;
  ASSERT_TRUE(reader->Read(&event));
  EXPECT_EQ(event.change().resource(), names[0]);
  EXPECT_EQ(event.change().kind(), common::v1::CHANGE_KIND_UPDATED);
  context.TryCancel();
}

TEST_P(ReleasePruningTest, ARepetitionIsToldWhatTheFirstOneDid) {
  LoadThree();
  ASSERT_OK_AND_ASSIGN(const auto first, Prune("latest: 2 request_id: 'r'"));
  ASSERT_OK_AND_ASSIGN(const auto second, Prune("latest: 1 request_id: 's'"));
  EXPECT_EQ(second.releases_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto again, Prune("latest: 2 request_id: 'r'"));
  EXPECT_EQ(again.SerializeAsString(), first.SerializeAsString());
  EXPECT_EQ(CodeAndReason(Prune("latest: 1 request_id: 'r'").status()),
            "INVALID_ARGUMENT REQUEST_ID_REUSED");
  ASSERT_OK_AND_ASSIGN(const auto nothing, Prune("latest: 1"));
  EXPECT_THAT(nothing.releases(), IsEmpty());
  EXPECT_EQ(nothing.revision(), 5);
  EXPECT_EQ(Head(), 5);
}

TEST_P(ReleasePruningTest, AnImportOfAPrunedReleaseBringsNothingBack) {
  LoadThree();
  ASSERT_OK(Prune("latest: 1"));
  ASSERT_OK_AND_ASSIGN(const auto again,
                       Import("file_name: 'f.csv' dataset: 'd' published { edtf: '2024-01' }",
                              FileOf({{"01", "1"}, {"TOTAL", "1"}})));
  EXPECT_TRUE(again.already_loaded());
  EXPECT_TRUE(again.releases(0).has_pruned());
}

TEST_P(ReleasePruningTest, Errors) {
  LoadThree();
  for (const auto& [request, expected] : std::vector<std::pair<std::string, std::string>>{
           {"", "INVALID_ARGUMENT KEEP_MISSING"},
           {"latest: 0", "INVALID_ARGUMENT KEEP_INVALID"},
           {"latest: -1", "INVALID_ARGUMENT KEEP_INVALID"},
           {"as_of { year: 2024 month: 13 day: 1 }", "INVALID_ARGUMENT DAY_INVALID"},
           {"latest: 1 dataset: 'e'", "NOT_FOUND NOT_FOUND"},
           {"latest: 1 dataset: 'a/b'", "INVALID_ARGUMENT NAME_INVALID"},
           {"latest: 1 request_id: 'a b'", "INVALID_ARGUMENT REQUEST_ID_INVALID"},
       }) {
    EXPECT_EQ(CodeAndReason(Prune(request).status()), expected) << request;
  }
  for (const auto& [parent, expected] : std::vector<std::pair<std::string, std::string>>{
           {"sources/-", "NOT_FOUND NOT_FOUND"},
           {"", "INVALID_ARGUMENT NAME_INVALID"},
           {"sources/none", "NOT_FOUND NOT_FOUND"},
       }) {
    v1::PruneReleasesRequest request;
    request.set_parent(parent);
    request.set_latest(1);
    EXPECT_EQ(
        CodeAndReason(Call(*releases_, &v1::ReleaseService::Stub::PruneReleases, request).status()),
        expected);
  }
  EXPECT_EQ(Head(), 3);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReleasePruningTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade::release_pruning_test
