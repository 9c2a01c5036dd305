#include "gmock/gmock.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"
#include "google/protobuf/util/delimited_message_util.h"
#include "gtest/gtest.h"

#include "client/render/import_report.h"
#include "client/render/observations.h"
#include "client/render/pruning.h"
#include "client/render/release_diff.h"
#include "client/render/sdmx_csv.h"
#include "client/render/text.h"
#include "client/testing/golden.h"

namespace entente::client {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using trade::v1::CompareMirrorRequest;
using trade::v1::CompareMirrorResponse;
using trade::v1::DiffReleasesRequest;
using trade::v1::DiffReleasesResponse;
using trade::v1::GetAvailabilityRequest;
using trade::v1::GetAvailabilityResponse;
using trade::v1::GetTrendRequest;
using trade::v1::GetTrendResponse;
using trade::v1::ListCellHistoryRequest;
using trade::v1::ListCellHistoryResponse;
using trade::v1::ListDefinitionsRequest;
using trade::v1::ListDefinitionsResponse;
using trade::v1::ListReleasesRequest;
using trade::v1::ListReleasesResponse;
using trade::v1::PruneReleasesRequest;
using trade::v1::PruneReleasesResponse;
using trade::v1::RankCommoditiesRequest;
using trade::v1::RankCommoditiesResponse;
using trade::v1::RankPartnersRequest;
using trade::v1::RankPartnersResponse;
using trade::v1::RankSuppliersRequest;
using trade::v1::RankSuppliersResponse;

// A request by its text form.
template <typename Request>
Request Asked(const std::string& text) {
  Request request;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &request)) << text;
  return request;
}

// Holds the page of `name`.textproto, as the answer to a request, against `name`.txt.
template <typename Request, typename Response>
void ExpectPage(const std::string& name, const std::string& request) {
  ExpectGolden(name + ".txt",
               RenderText(Asked<Request>(request), ReadMessage<Response>(name + ".textproto"),
                          std::nullopt, {.width = 100}));
}

TEST(TradeText, PagesAreTheGoldenOnes) {
  ExpectPage<GetTrendRequest, GetTrendResponse>(
      "trend", R"(reporter: "KAZ" partner: "TUR" commodity: "27")");
  ExpectPage<trade::v1::GetSeriesRequest, trade::v1::GetSeriesResponse>(
      "series", R"(reporter: "KAZ" partner: "TUR" commodity: "870380")");
  ExpectPage<RankCommoditiesRequest, RankCommoditiesResponse>(
      "commodities", R"(reporter: "KAZ" partner: "TUR" flow: "X" level: 2 against_period: "2020")");
  ExpectPage<RankPartnersRequest, RankPartnersResponse>(
      "partners", R"(reporter: "KAZ" partner: "TUR" flow: "X")");
  ExpectPage<RankSuppliersRequest, RankSuppliersResponse>(
      "suppliers", R"(importer: "TUR" exporter: "KAZ" commodity: "27")");
  ExpectPage<CompareMirrorRequest, CompareMirrorResponse>("mirror",
                                                          R"(exporter: "KAZ" importer: "TUR")");
  ExpectPage<ListDefinitionsRequest, ListDefinitionsResponse>("definitions", "");
  ExpectPage<GetAvailabilityRequest, GetAvailabilityResponse>("availability",
                                                              R"(reporter: "KAZ" partner: "TUR")");
  ExpectPage<ListReleasesRequest, ListReleasesResponse>("releases", R"(parent: "sources/-")");
  ExpectPage<ListCellHistoryRequest, ListCellHistoryResponse>(
      "history", R"(reporter: "KAZ" partner: "TUR" flow: "X" period: "2021")");
}

TEST(TradeText, AreasAreATable) {
  ExpectGolden("areas.txt", RenderText(trade::v1::ListAreasRequest(),
                                       ReadMessage<trade::v1::ListAreasResponse>("areas.textproto"),
                                       {.width = 100}));
}

TEST(TradeText, AnAreaWithoutANameInTheLanguageSaysInWhichItIs) {
  const auto response = Asked<trade::v1::ListAreasResponse>(
      R"(areas { code: "KAZ" name: "Kazakistan" }
         areas { code: "W00" name: "World" language_code: "en" })");
  const std::string text = RenderText(trade::v1::ListAreasRequest(), response, {});
  EXPECT_THAT(text, HasSubstr("Kazakistan\n"));
  EXPECT_THAT(text, HasSubstr("World (en)\n"));
}

TEST(TradeText, ADiffIsToldInParts) {
  const auto part = ReadMessage<DiffReleasesResponse>("diff.textproto");
  const auto request = Asked<DiffReleasesRequest>(R"(before: "sources/a/releases/one"
                                                     after: "sources/a/releases/two")");
  ExpectGolden("diff.txt", DiffHead(request, {}) + DiffPart(part, {}) + DiffCounts(part));
  EXPECT_EQ(DiffPart(DiffReleasesResponse(), {}), "");
  EXPECT_EQ(DiffCounts(DiffReleasesResponse()), "0 changed, 0 added, 0 deleted.\n");
}

TEST(TradeText, AnImportIsToldWithItsReasonsAndWhatIsLeftOut) {
  auto response = ReadMessage<trade::v1::ImportReleaseResponse>("import_report.textproto");
  ExpectGolden("import_report.txt", RenderText(response, "kaz.csv", /*dry_run=*/false));
  response.set_already_loaded(true);
  EXPECT_THAT(RenderText(response, "kaz.csv", /*dry_run=*/true),
              HasSubstr("kaz.csv: already loaded, nothing changed; revision 8\n"));
}

TEST(TradeText, APruningSaysWhatGoes) {
  const auto response = ReadMessage<PruneReleasesResponse>("pruning.textproto");
  const auto text = [&](const std::string& request) {
    return RenderText(Asked<PruneReleasesRequest>(request), response, {});
  };
  ExpectGolden("pruning.txt", text(R"(parent: "sources/un-comtrade" latest: 1)"));
  EXPECT_THAT(text(R"(parent: "sources/un-comtrade" latest: 1 dry_run: true)"),
              HasSubstr("2 releases, 191 blocks, 51,314 bytes would go: dry run, nothing changed; "
                        "revision 7."));
  EXPECT_THAT(RenderText(Asked<PruneReleasesRequest>(R"(parent: "sources/s" dataset: "d")"),
                         PruneReleasesResponse(), {}),
              AllOf(HasSubstr("of sources/s, data set d\n"),
                    HasSubstr("Nothing is to be pruned; revision 0.")));
}

TEST(TradeText, ObservationsAreLines) {
  const auto block = ReadMessage<trade::v1::ObservationBlock>("observations.textproto");
  const auto rows = RowsOf(block);
  ASSERT_TRUE(rows.ok()) << rows.status();
  const AreaNumbers numbers =
      NumbersOf(ReadMessage<trade::v1::ListAreasResponse>("areas.textproto"));
  const Origin origin = {
      ReadMessage<trade::v1::ListReleasesResponse>("releases.textproto").releases(1),
      ReadMessage<trade::v1::ListSourcesResponse>("sources.textproto").sources(0)};
  ExpectGolden("observations.csv",
               ObservationsCsvHeader() + ObservationsCsv(block, *rows, numbers));
  ExpectGolden("observations.jsonl", ObservationsJson(block, *rows, numbers));
  ExpectGolden("observations.sdmx.csv", SdmxCsvHeader() + SdmxCsv(block, *rows, origin));
}

TEST(TradeText, ABlockSaysWhyItDoesNotFitInComtradesFormat) {
  const AreaNumbers numbers = {{"KAZ", "398"}, {"USA", "842"}, {"W00", "0"}};
  const auto why = [&](const std::string& changed) {
    auto block = Asked<trade::v1::ObservationBlock>(
        R"(reporter: "KAZ" partner: "W00" period: "2021-04" currency: "USD"
           release: "sources/un-comtrade/releases/a")");
    block.MergeFrom(Asked<trade::v1::ObservationBlock>(changed));
    return WhyNotComtrade(block, numbers);
  };
  EXPECT_EQ(why(""), "");
  EXPECT_EQ(why(R"(partner: "899")"), "") << "a number already";
  EXPECT_EQ(why(R"(partner: "BNS_CIS")"), "of the area BNS_CIS");
  EXPECT_EQ(why(R"(currency: "EUR")"), "in EUR");
  EXPECT_EQ(why(R"(period: "2021-Q2")"), "of the quarter 2021-Q2");
  EXPECT_EQ(why(R"(release: "sources/kaz-bns/releases/a")"), "of sources/kaz-bns");
}

TEST(TradeText, ABatchOfObservationsIsReadBackByProtobuf) {
  trade::v1::StreamObservationsResponse batch;
  *batch.add_blocks() = ReadMessage<trade::v1::ObservationBlock>("observations.textproto");
  batch.set_resume_token("token");
  const trade::v1::StreamObservationsResponse empty;
  const std::string bytes =
      ObservationsProtobuf(batch) + ObservationsProtobuf(empty) + ObservationsProtobuf(batch);
  google::protobuf::io::ArrayInputStream in(bytes.data(), static_cast<int>(bytes.size()));
  for (const auto& written : {batch, empty, batch}) {
    trade::v1::StreamObservationsResponse read;
    ASSERT_TRUE(google::protobuf::util::ParseDelimitedFromZeroCopyStream(&read, &in, nullptr));
    EXPECT_EQ(read.SerializeAsString(), written.SerializeAsString());
  }
  EXPECT_EQ(in.ByteCount(), static_cast<int64_t>(bytes.size()));
}

TEST(TradeText, SaysWhyAnAnswerIsEmpty) {
  const auto text = [](const auto& request, auto response) {
    response.set_empty_reason(common::v1::EMPTY_REASON_NOT_REPORTED);
    return RenderText(request, response, std::nullopt, {});
  };
  GetTrendResponse trend;
  trend.mutable_reporter()->set_name("Kazakhstan");
  EXPECT_THAT(text(Asked<GetTrendRequest>(R"(reporter: "KAZ" partner: "W00")"), trend),
              HasSubstr("No trend: Kazakhstan has not reported it."));
  EXPECT_THAT(text(Asked<RankCommoditiesRequest>(R"(reporter: "KAZ" flow: "M")"),
                   RankCommoditiesResponse()),
              HasSubstr("No commodity: Kazakhstan has not reported it."));
  EXPECT_THAT(
      text(Asked<RankPartnersRequest>(R"(reporter: "KAZ" flow: "M")"), RankPartnersResponse()),
      HasSubstr("No partner: Kazakhstan has not reported it."));
  EXPECT_THAT(text(Asked<RankSuppliersRequest>(R"(importer: "KAZ")"), RankSuppliersResponse()),
              HasSubstr("No supplier: Kazakhstan has not reported it."));
  EXPECT_THAT(text(Asked<CompareMirrorRequest>(R"(exporter: "KAZ" importer: "TUR")"),
                   CompareMirrorResponse()),
              HasSubstr("No figures: neither Kazakhstan nor Türkiye has reported it."));
}

TEST(TradeText, ASupplierOfNothingIsNamed) {
  auto response = ReadMessage<RankSuppliersResponse>("suppliers.textproto");
  response.clear_exporter();
  EXPECT_THAT(
      RenderText(
          Asked<RankSuppliersRequest>(R"(importer: "TUR" exporter: "FJI" by_exporters: true)"),
          response, std::nullopt, {}),
      AllOf(HasSubstr("as each exporter reports"), HasSubstr("Fiji supplies nothing of it.")));
}

}  // namespace
}  // namespace entente::client
