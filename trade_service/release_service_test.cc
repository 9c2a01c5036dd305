// ReleaseService over gRPC: imports, and what becomes of them.

#include <map>
#include <numeric>
#include <thread>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/load/comtrade_area.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/served.h"

namespace entente::trade::release_service_test {
namespace {

using entente::testing::StatusIs;
using testing::CodeAndReason;
using testing::ComtradeText;
using testing::Parse;
using Stub = v1::ReleaseService::Stub;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeObservation;
using ::testing::Not;
using ::testing::UnorderedElementsAre;

constexpr char kFacts[] = R"(
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
}
)";

class ReleaseServiceTest : public testing::ServedTest {
 protected:
  auto GetSource(const std::string& text) {
    return Call(*releases_, &Stub::GetSource, Parse<v1::GetSourceRequest>(text));
  }
  auto ListSources(const std::string& text) {
    return Call(*releases_, &Stub::ListSources, Parse<v1::ListSourcesRequest>(text));
  }
  auto GetRelease(const std::string& text) {
    return Call(*releases_, &Stub::GetRelease, Parse<v1::GetReleaseRequest>(text));
  }
  auto ListReleases(const std::string& text) {
    return Call(*releases_, &Stub::ListReleases, Parse<v1::ListReleasesRequest>(text));
  }
  auto GetSeries(const std::string& text) {
    return Call(*statistics_, &v1::StatisticsService::Stub::GetSeries,
                Parse<v1::GetSeriesRequest>(text));
  }

  // Sends the parts as they are, then ends the sending.
  absl::StatusOr<v1::ImportReleaseResponse> SendParts(
      const std::vector<v1::ImportReleaseRequest>& parts) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::ImportReleaseResponse response;
    const auto writer = releases_->ImportRelease(&context, &response);
    for (const auto& part : parts) {
      if (!writer->Write(part)) break;
    }
    writer->WritesDone();
    const absl::Status status = entente::testing::FromGrpc(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  static v1::ImportReleaseRequest Header(const std::string& header = "file_name: 'x.csv'") {
    return Parse<v1::ImportReleaseRequest>("header { " + header + " }");
  }
  static v1::ImportReleaseRequest Data(const std::string& data) {
    v1::ImportReleaseRequest part;
    part.set_data(data);
    return part;
  }
  static v1::ImportReleaseRequest End(int64_t size) {
    v1::ImportReleaseRequest part;
    part.mutable_end()->set_size_bytes(size);
    return part;
  }

  void ExpectNothingStored() {
    EXPECT_EQ(Head(), 0);
    EXPECT_THAT(*store_->Releases(), IsEmpty());
    EXPECT_THAT(testing::ScanAll(*store_), IsEmpty());
  }

  const std::string file_ = ComtradeText({{}, {{"flowCode", "M"}, {"primaryValue", "7"}}});
};

TEST_P(ReleaseServiceTest, AnImportBecomesARelease) {
  ASSERT_OK_AND_ASSIGN(
      const auto answer,
      Import("file_name: 'kaz.csv' dataset: 'kaz' published { edtf: '2022-05' } retrieved { edtf: "
             "'2022-06-01' } url: 'https://example.org'",
             file_));
  EXPECT_EQ(answer.revision(), 1);
  EXPECT_FALSE(answer.already_loaded());
  EXPECT_EQ(answer.report().read(), 2);
  EXPECT_EQ(answer.report().kept(), 2);
  EXPECT_EQ(answer.report().totals(0).value(), "2964665655.32");
  ASSERT_EQ(answer.releases_size(), 1);
  const v1::Release& release = answer.releases(0);
  EXPECT_THAT(release.name(), ::testing::StartsWith("sources/un-comtrade/releases/kaz-"));
  EXPECT_EQ(release.published().edtf(), "2022-05");
  EXPECT_EQ(release.published().latest().day(), 31);
  EXPECT_EQ(release.file_name(), "kaz.csv");
  EXPECT_EQ(release.sha256().size(), 64u);
  EXPECT_EQ(release.observation_count(), 2);
  EXPECT_EQ(release.principal(), "anonymous");
  EXPECT_EQ(release.revision(), 1);
  EXPECT_EQ(GetRelease("name: '" + release.name() + "'")->release().SerializeAsString(),
            release.SerializeAsString());
  EXPECT_EQ(GetSource("name: 'sources/un-comtrade'")->source().kind(), v1::SOURCE_KIND_COMPILED);
  EXPECT_EQ(testing::ScanAll(*store_).size(), 2u);
}

TEST_P(ReleaseServiceTest, FactsBecomeAllThatTheyAre) {
  ASSERT_OK_AND_ASSIGN(const auto answer, Import("file_name: 'trade.textproto'", kFacts));
  EXPECT_EQ(answer.report().kept(), 3);
  ASSERT_EQ(answer.releases_size(), 1);
  EXPECT_THAT(answer.releases(0).name(), ::testing::StartsWith("sources/kaz-bns/releases/totals-"));
  EXPECT_OK(store_->GetTarget("pairs/KAZ-TUR/targets/10bn", 1));
}

TEST_P(ReleaseServiceTest, TheSameFileAgainChangesNothingAndSaysSo) {
  for (const std::string& content : {file_, std::string(kFacts)}) {
    ASSERT_OK_AND_ASSIGN(const auto first, Import("file_name: 'x'", content));
    ASSERT_OK_AND_ASSIGN(const auto again, Import("file_name: 'x'", content));
    EXPECT_TRUE(again.already_loaded());
    EXPECT_EQ(again.revision(), first.revision());
    EXPECT_EQ(Head(), first.revision());
    ASSERT_EQ(again.releases_size(), 1);
    EXPECT_EQ(again.releases(0).SerializeAsString(), first.releases(0).SerializeAsString());
  }
}

TEST_P(ReleaseServiceTest, ARepeatedRequestGetsTheFirstAnswer) {
  ASSERT_OK_AND_ASSIGN(const auto first, Import("file_name: 'x' request_id: 'r1'", file_));
  ASSERT_OK(Import("file_name: 'y'", kFacts));
  ASSERT_OK_AND_ASSIGN(const auto again, Import("file_name: 'x' request_id: 'r1'", file_));
  EXPECT_TRUE(again.already_loaded());
  EXPECT_EQ(again.revision(), 1);
  EXPECT_EQ(again.releases(0).SerializeAsString(), first.releases(0).SerializeAsString());
  EXPECT_EQ(first.changes(0).added(), 2);
  EXPECT_EQ(again.changes(0).SerializeAsString(), first.changes(0).SerializeAsString());
  EXPECT_EQ(CodeAndReason(Import("file_name: 'x' request_id: 'r1'", kFacts).status()),
            "INVALID_ARGUMENT REQUEST_ID_REUSED");
  EXPECT_EQ(CodeAndReason(Import("file_name: 'z' request_id: 'r1'", file_).status()),
            "INVALID_ARGUMENT REQUEST_ID_REUSED");
  EXPECT_EQ(Head(), 2);
}

TEST_P(ReleaseServiceTest, AnEditedFactsFileAddsWhatIsNew) {
  ASSERT_OK_AND_ASSIGN(const auto first, Import("file_name: 'x'", kFacts));
  ASSERT_OK_AND_ASSIGN(
      const auto edited,
      Import("file_name: 'x'", absl::StrReplaceAll(kFacts, {{"2022-05-10", "2022-05-11"}})));
  EXPECT_FALSE(edited.already_loaded());
  EXPECT_EQ(edited.revision(), 2);
  EXPECT_EQ(edited.releases(0).SerializeAsString(), first.releases(0).SerializeAsString());
  EXPECT_EQ(store_->GetTarget("pairs/KAZ-TUR/targets/10bn", 2)->announced.ToString(), "2022-05-11");
}

TEST_P(ReleaseServiceTest, AFormatsSourceDoesNotReplaceABetterOne) {
  ASSERT_OK(Import("file_name: 'x'",
                   "sources { name: 'sources/un-comtrade' publisher: 'UN' note: 'mine' }"));
  ASSERT_OK(Import("file_name: 'y'", file_));
  EXPECT_EQ(GetSource("name: 'sources/un-comtrade'")->source().note(), "mine");
}

TEST_P(ReleaseServiceTest, ADryRunStoresNothing) {
  ASSERT_OK_AND_ASSIGN(const auto dry, Import("file_name: 'x' dry_run: true", file_));
  EXPECT_EQ(dry.report().kept(), 2);
  EXPECT_EQ(dry.revision(), 0);
  ASSERT_EQ(dry.releases_size(), 1);
  EXPECT_FALSE(dry.already_loaded());
  ExpectNothingStored();
  ASSERT_OK_AND_ASSIGN(const auto real, Import("file_name: 'x'", file_));
  EXPECT_EQ(real.releases(0).name(), dry.releases(0).name());
  EXPECT_EQ(real.report().SerializeAsString(), dry.report().SerializeAsString());
}

TEST_P(ReleaseServiceTest, ADryRunOfWhatIsLoadedSaysSo) {
  const std::string titles =
      "id,text,parent,isLeaf\nTOTAL,Total - All H5 commodities,#,0\n01,01 - Animals; "
      "live,TOTAL,0\n";
  const std::string weights = "H4,H5,weight\n010121,010121,1.0\n";
  for (const std::string& content : {file_, std::string(kFacts), titles, weights}) {
    EXPECT_FALSE(Import("file_name: 'x' dry_run: true", content)->already_loaded());
    ASSERT_OK(Import("file_name: 'x'", content));
    ASSERT_OK_AND_ASSIGN(const auto again, Import("file_name: 'x' dry_run: true", content));
    EXPECT_TRUE(again.already_loaded());
    EXPECT_EQ(again.revision(), Head());
  }
  const std::string edited = absl::StrReplaceAll(kFacts, {{"2022-05-10", "2022-05-11"}});
  EXPECT_FALSE(Import("file_name: 'x' dry_run: true", edited)->already_loaded());
}

TEST_P(ReleaseServiceTest, AnImportTellsWhoseFiguresOfWhenItFound) {
  const std::string content = ComtradeText({{},
                                            {{"period", "2019"}},
                                            {{"reporterCode", "792"}, {"partnerCode", "398"}},
                                            {{"freqCode", "M"}, {"period", "202104"}},
                                            {{"freqCode", "M"}, {"period", "2021"}}});
  for (const char* header : {"file_name: 'x' dry_run: true", "file_name: 'x'"}) {
    ASSERT_OK_AND_ASSIGN(const auto answer, Import(header, content));
    ASSERT_EQ(answer.reporters_size(), 3);
    EXPECT_EQ(answer.reporters(0).ShortDebugString(),
              "reporter: \"KAZ\" frequency: FREQUENCY_ANNUAL first_period: \"2019\" last_period: "
              "\"2021\" periods: 2 observations: 2");
    EXPECT_EQ(answer.reporters(1).ShortDebugString(),
              "reporter: \"KAZ\" frequency: FREQUENCY_MONTHLY first_period: \"2021-04\" "
              "last_period: \"2021-04\" periods: 1 observations: 1");
    EXPECT_EQ(answer.reporters(2).reporter(), "TUR");
    EXPECT_EQ(answer.reporters_left_out(), 0);
    ASSERT_EQ(answer.report().rejections_size(), 1);
    EXPECT_EQ(answer.report().rejections(0).reason(), "PERIOD_INVALID");
    EXPECT_EQ(answer.report().rejections(0).count(), 1);
  }
}

TEST_P(ReleaseServiceTest, AnUploadThatBreaksOffStoresNothing) {
  EXPECT_EQ(CodeAndReason(SendParts({Header(), Data(file_)}).status()),
            "INVALID_ARGUMENT UPLOAD_INCOMPLETE");
  EXPECT_EQ(CodeAndReason(SendParts({Header()}).status()), "INVALID_ARGUMENT UPLOAD_INCOMPLETE");
  const auto size = static_cast<int64_t>(file_.size());
  EXPECT_EQ(CodeAndReason(SendParts({Header(), Data(file_.substr(0, 400)), End(size)}).status()),
            "INVALID_ARGUMENT UPLOAD_INCOMPLETE");
  {
    grpc::ClientContext context;
    v1::ImportReleaseResponse response;
    const auto writer = releases_->ImportRelease(&context, &response);
    writer->Write(Header());
    writer->Write(Data(file_));
    context.TryCancel();
    EXPECT_EQ(writer->Finish().error_code(), grpc::StatusCode::CANCELLED);
  }
  server_->Drain();
  ExpectNothingStored();
}

TEST_P(ReleaseServiceTest, PartsMustComeInOrder) {
  const auto size = static_cast<int64_t>(file_.size());
  for (const auto& parts : std::vector<std::vector<v1::ImportReleaseRequest>>{
           {},
           {Data(file_)},
           {Data(file_), Header(), End(size)},
           {End(0)},
           {Header(), Header()},
           {Header(), Data(file_), End(size), Data("x")},
           {Header(), Data(file_), End(size), End(size)},
           {v1::ImportReleaseRequest()}}) {
    EXPECT_EQ(CodeAndReason(SendParts(parts).status()), "INVALID_ARGUMENT IMPORT_MALFORMED");
  }
  ExpectNothingStored();
}

TEST_P(ReleaseServiceTest, BadHeaders) {
  for (const auto& [header, reason] :
       {std::pair("", "FILE_NAME_INVALID"),
        std::pair("file_name: 'x' dataset: 'a b'", "NAME_INVALID"),
        std::pair("file_name: 'x' published { edtf: 'May' }", "DATE_INVALID"),
        std::pair("file_name: 'x' retrieved { edtf: 'May' }", "DATE_INVALID"),
        std::pair("file_name: 'x' request_id: 'a b'", "REQUEST_ID_INVALID"),
        std::pair("file_name: 'x' format: IMPORT_FORMAT_FACTS dataset: 'd'", "HEADER_INVALID"),
        std::pair("file_name: 'x' format: IMPORT_FORMAT_FACTS published {}", "HEADER_INVALID")}) {
    EXPECT_EQ(CodeAndReason(Import(header, file_).status()),
              absl::StrCat("INVALID_ARGUMENT ", reason))
        << header;
  }
  v1::ImportHeader header;
  header.set_file_name(std::string(256, 'x'));
  EXPECT_EQ(CodeAndReason(Import(header, file_).status()), "INVALID_ARGUMENT FILE_NAME_INVALID");
  header.set_file_name("x");
  header.set_format(static_cast<v1::ImportFormat>(99));
  EXPECT_EQ(CodeAndReason(Import(header, file_).status()), "INVALID_ARGUMENT FORMAT_UNKNOWN");
  ExpectNothingStored();
}

TEST_P(ReleaseServiceTest, FilesThatAreNoData) {
  for (const auto& [content, reason] :
       {std::pair(std::string(), "FILE_EMPTY"), std::pair(std::string("<html>"), "FILE_IS_HTML"),
        std::pair(std::string("Rate limit is exceeded."), "FILE_IS_ERROR"),
        std::pair(ComtradeText({}), "FILE_EMPTY"),
        std::pair(file_.substr(0, file_.size() - 5), "FILE_TRUNCATED"),
        std::pair(absl::StrReplaceAll(file_, {{"primaryValue", "fobvalue"}}), "FORMAT_UNKNOWN"),
        std::pair(absl::StrReplaceAll(file_, {{"freqCode", "x"}}), "FILE_MALFORMED"),
        std::pair(std::string("targets { name: 'x' }"), "NAME_INVALID"),
        std::pair(std::string("targets { nome: 'x' }"), "FILE_MALFORMED")}) {
    const absl::Status status = Import("file_name: 'f.csv'", content).status();
    EXPECT_EQ(CodeAndReason(status), absl::StrCat("INVALID_ARGUMENT ", reason));
    EXPECT_THAT(std::string(status.message()), Not(HasSubstr("f.csv"))) << "the caller knows";
  }
  ExpectNothingStored();
}

TEST_P(ReleaseServiceTest, AReleaseNeedsAKnownSource) {
  const std::string release = std::string(kFacts).substr(std::string(kFacts).find("releases"));
  for (const char* dry_run : {"false", "true"}) {
    const absl::Status status =
        Import(absl::StrCat("file_name: 'x' dry_run: ", dry_run), release).status();
    EXPECT_EQ(CodeAndReason(status), "INVALID_ARGUMENT SOURCE_UNKNOWN");
    EXPECT_EQ(DetailsOf(status).metadata.at("source"), "sources/kaz-bns");
  }
  ExpectNothingStored();
  ASSERT_OK(Import("file_name: 'x'", "sources { name: 'sources/kaz-bns' publisher: 'BNS' }"));
  EXPECT_OK(Import("file_name: 'x'", release)) << "the store has the source";
}

TEST_P(ReleaseServiceTest, AFileThatIsTooLargeIsRefused) {
  EXPECT_EQ(CodeAndReason(Import("file_name: 'x'", std::string(kMaxImportBytes + 1, 'x')).status()),
            "RESOURCE_EXHAUSTED FILE_TOO_LARGE");
  ExpectNothingStored();
}

TEST_P(ReleaseServiceTest, WhoeverImportsTheSameFileAtTheSameTimeSucceeds) {
  constexpr int kThreads = 4;
  std::vector<std::thread> threads;
  std::vector<absl::Status> statuses(kThreads);
  std::vector<int64_t> loaded(kThreads);
  for (int i = 0; i < kThreads; ++i) {
    threads.emplace_back([&, i] {
      const auto answer = Import(Parse<v1::ImportHeader>("file_name: 'x'"), kFacts);
      statuses[i] = answer.status();
      loaded[i] = answer.ok() && !answer->already_loaded();
    });
  }
  for (std::thread& thread : threads) thread.join();
  for (const absl::Status& status : statuses) EXPECT_OK(status);
  EXPECT_GE(std::accumulate(loaded.begin(), loaded.end(), int64_t{0}), 1);
  EXPECT_EQ(store_->Releases()->size(), 1u);
}

TEST_P(ReleaseServiceTest, ReadsAndLists) {
  ASSERT_OK(Import("file_name: 'a.csv' published { edtf: '2022-05' }", file_));
  ASSERT_OK(Import("file_name: 'b.csv'", file_));
  ASSERT_OK(Import("file_name: 'facts'", kFacts));
  EXPECT_EQ(ListSources("")->sources_size(), 2);
  EXPECT_EQ(ListSources("read_at { revision: 1 }")->sources_size(), 1);
  EXPECT_EQ(ListReleases("parent: 'sources/-'")->releases_size(), 3);
  EXPECT_EQ(ListReleases("parent: 'sources/un-comtrade'")->releases_size(), 2);
  EXPECT_EQ(ListReleases("parent: 'sources/-' read_at { as_of { year: 2021 month: 12 day: 31 } }")
                ->releases_size(),
            0);
  EXPECT_EQ(ListReleases("parent: 'sources/-' read_at { as_of { year: 2022 month: 1 day: 1 } }")
                ->releases_size(),
            2)
      << "those without a date count as published when they were recorded";

  std::vector<std::string> names;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, ListReleases("parent: 'sources/-' page_size: 1 "
                                                       "page_token: '" +
                                                       token + "'"));
    EXPECT_EQ(page.revision(), 3);
    names.push_back(page.releases(0).dataset());
    token = page.next_page_token();
    if (Head() == 3) {
      ASSERT_OK(Import("file_name: 'c.csv'", file_));
    }
  } while (!token.empty());
  EXPECT_THAT(names, ElementsAre("totals", "a", "b"));
}

TEST_P(ReleaseServiceTest, AnEmptyListSaysWhy) {
  EXPECT_EQ(ListSources("")->empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  EXPECT_EQ(ListReleases("parent: 'sources/-'")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  ASSERT_OK(Import("file_name: 'a.csv'", file_));
  EXPECT_EQ(ListSources("")->empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(ListReleases("parent: 'sources/-'")->empty_reason(),
            common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(ListReleases("parent: 'sources/-' read_at { as_of { year: 1999 month: 1 day: 1 } }")
                ->empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
}

TEST_P(ReleaseServiceTest, ReadErrors) {
  ASSERT_OK(Import("file_name: 'a.csv'", file_));
  EXPECT_EQ(CodeAndReason(GetSource("name: 'sources/none'").status()), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(GetSource("name: 'none'").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(GetSource("name: 'sources/s' read_at { revision: -1 }").status()),
            "INVALID_ARGUMENT READ_AT_INVALID");
  EXPECT_EQ(CodeAndReason(GetRelease("name: 'sources/s/releases/r'").status()),
            "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(GetRelease("name: 'sources/s'").status()),
            "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(
      CodeAndReason(GetRelease("name: 'sources/s/releases/r' read_at { revision: 9 }").status()),
      "FAILED_PRECONDITION REVISION_NOT_REACHED");
  for (const auto& [conditions, reason] :
       {std::pair("page_size: -1", "INVALID_ARGUMENT PAGE_SIZE_INVALID"),
        std::pair("page_token: 'x'", "INVALID_ARGUMENT PAGE_TOKEN_INVALID"),
        std::pair("read_at { as_of { year: 1 } }", "INVALID_ARGUMENT DAY_INVALID")}) {
    EXPECT_EQ(CodeAndReason(ListSources(conditions).status()), reason);
    EXPECT_EQ(
        CodeAndReason(ListReleases(absl::StrCat("parent: 'sources/-' ", conditions)).status()),
        reason);
  }
  EXPECT_EQ(CodeAndReason(ListReleases("").status()), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(ListReleases("parent: 'sources/none'").status()), "NOT_FOUND NOT_FOUND");
}

TEST_P(ReleaseServiceTest, WatchersSeeImportsAndCheckpoints) {
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader = releases_->WatchChanges(
      &context, Parse<v1::WatchChangesRequest>("checkpoint_interval { seconds: 1 }"));
  v1::WatchChangesResponse event;
  ASSERT_TRUE(reader->Read(&event));
  EXPECT_EQ(event.checkpoint().revision(), 0) << "an idle store says so at once";
  ASSERT_OK(Import("file_name: 'a.csv'", file_));
  std::vector<std::string> seen;
  while (reader->Read(&event) && event.checkpoint().revision() == 0) {
    if (event.has_checkpoint()) continue;
    EXPECT_EQ(event.change().revision(), 1);
    EXPECT_EQ(event.change().principal(), "anonymous");
    EXPECT_EQ(event.change().kind(), common::v1::CHANGE_KIND_CREATED);
    seen.push_back(event.change().resource());
  }
  ASSERT_EQ(seen.size(), 2u);
  EXPECT_THAT(seen[0], ::testing::StartsWith("sources/un-comtrade/releases/a-"));
  EXPECT_EQ(seen[1], "sources/un-comtrade");
  EXPECT_EQ(event.checkpoint().revision(), 1);
  context.TryCancel();
}

TEST_P(ReleaseServiceTest, AWatcherGoesOnWhereItWas) {
  ASSERT_OK(Import("file_name: 'a.csv'", file_));
  ASSERT_OK(Import("file_name: 'b.csv'", file_));
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader =
      releases_->WatchChanges(&context, Parse<v1::WatchChangesRequest>("after_revision: 1"));
  v1::WatchChangesResponse event;
  ASSERT_TRUE(reader->Read(&event));
  EXPECT_EQ(event.change().revision(), 2);
  context.TryCancel();
}

TEST_P(ReleaseServiceTest, WatchChangesErrors) {
  for (const auto& [request, reason] :
       {std::pair("after_revision: -1", "INVALID_ARGUMENT REVISION_INVALID"),
        std::pair("checkpoint_interval {}", "INVALID_ARGUMENT INTERVAL_INVALID"),
        std::pair("checkpoint_interval { seconds: 3601 }", "INVALID_ARGUMENT INTERVAL_INVALID"),
        std::pair("pairs: 'KAZ-TUR'", "INVALID_ARGUMENT NAME_INVALID"),
        std::pair("pairs: 'pairs/TUR-KAZ'", "INVALID_ARGUMENT NAME_INVALID"),
        std::pair("commodities: 'TOTAL'", "INVALID_ARGUMENT PAIRS_MISSING"),
        std::pair("pairs: 'pairs/KAZ-TUR' commodities: '27 10'",
                  "INVALID_ARGUMENT COMMODITY_INVALID"),
        std::pair("pairs: 'pairs/KAZ-TUR' commodities: '*' commodities: ''",
                  "INVALID_ARGUMENT COMMODITY_INVALID"),
        std::pair("after_revision: 1", "OUT_OF_RANGE REVISION_NOT_REACHED")}) {
    grpc::ClientContext context;
    SetDeadline(context);
    const auto reader = releases_->WatchChanges(&context, Parse<v1::WatchChangesRequest>(request));
    v1::WatchChangesResponse event;
    EXPECT_FALSE(reader->Read(&event));
    EXPECT_EQ(CodeAndReason(entente::testing::FromGrpc(reader->Finish())), reason) << request;
  }
}

TEST_P(ReleaseServiceTest, AWatcherIsToldThatTheServerStops) {
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader = releases_->WatchChanges(&context, {});
  v1::WatchChangesResponse event;
  ASSERT_TRUE(reader->Read(&event));
  server_->Drain();
  EXPECT_FALSE(reader->Read(&event));
  EXPECT_THAT(entente::testing::FromGrpc(reader->Finish()),
              StatusIs(absl::StatusCode::kUnavailable));
}

// Two real vintages of one data set, a month apart.
class VintagesTest : public ReleaseServiceTest {
 protected:
  // The value of HS 0302.11 in a month, of any classification; empty if there is none.
  std::string Value(const std::vector<std::string>& cell, const std::string& read_at) {
    const auto answer = GetSeries(absl::StrCat(
        "reporter: '", cell[3], "' partner: '", ComtradeArea(cell[5]).value(), "' flow: '", cell[4],
        "' commodity: '030211' frequency: FREQUENCY_MONTHLY first_period: '", cell[1].substr(0, 4),
        "-", cell[1].substr(4), "' last_period: '", cell[1].substr(0, 4), "-", cell[1].substr(4),
        "' read_at { ", read_at, " }"));
    EXPECT_OK(answer);
    return answer->series().empty() ? "" : answer->series(0).points(0).value();
  }
};

TEST_P(VintagesTest, EachReadsAsOfItsOwnTime) {
  READ_SHARED_FILE_OR_SKIP(a, "trade/vintages/comtrade_030211_vintageA_2024-07.csv");
  READ_SHARED_FILE_OR_SKIP(b, "trade/vintages/comtrade_030211_vintageB_2024-08.csv");
  READ_SHARED_FILE_OR_SKIP(diff, "trade/vintages/expected_diff_A_to_B.csv");
  ASSERT_OK(Import("file_name: 'a.csv' dataset: 'fish' published { edtf: '2024-07' }", a));
  const std::string at_revision_1 =
      GetSeries(
          "reporter: 'IRL' partner: 'EST' commodity: '030211' frequency: FREQUENCY_MONTHLY "
          "read_at { revision: 1 }")
          ->SerializeAsString();
  ASSERT_OK_AND_ASSIGN(
      const auto second,
      Import("file_name: 'b.csv' dataset: 'fish' published { edtf: '2024-08' }", b));
  EXPECT_EQ(second.revision(), 2);
  EXPECT_EQ(GetSeries("reporter: 'IRL' partner: 'EST' commodity: '030211' frequency: "
                      "FREQUENCY_MONTHLY read_at { revision: 1 }")
                ->SerializeAsString(),
            at_revision_1);

  const std::string july = "as_of { year: 2024 month: 7 day: 31 }";
  const std::string august = "as_of { year: 2024 month: 8 day: 31 }";
  EXPECT_EQ(GetSeries("reporter: 'IRL' partner: 'EST' read_at { as_of { year: 2024 month: 7 day: "
                      "30 } }")
                ->empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  std::map<std::string, int> checked;
  int skipped = 0;
  const std::vector<std::string> lines = absl::StrSplit(diff, "\r\n", absl::SkipEmpty());
  for (size_t i = 1; i < lines.size(); ++i) {
    SCOPED_TRACE(lines[i]);
    // change,period,reporterCode,reporterISO,flowCode,partnerCode,cmdCode,primaryValueA,primaryValueB
    const std::vector<std::string> cell = absl::StrSplit(lines[i], ',');
    ASSERT_EQ(cell.size(), 9u);
    if (cell[5] == "0") {
      ++skipped;
      continue;
    }
    EXPECT_EQ(Value(cell, july), cell[7]);
    EXPECT_EQ(Value(cell, "revision: 1"), cell[7]);
    EXPECT_EQ(Value(cell, august), cell[8]);
    EXPECT_EQ(Value(cell, ""), cell[8]);
    ++checked[cell[0]];
  }
  EXPECT_EQ(checked["changed"] + checked["added"] + checked["deleted"] + skipped, 239);
  EXPECT_GT(checked["changed"], 20);
  EXPECT_GT(checked["added"], 100);
  EXPECT_EQ(checked["deleted"], 1);
}

INSTANTIATE_TEST_SUITE_P(Engines, ReleaseServiceTest, testing::EveryEngine(), testing::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, VintagesTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade::release_service_test
