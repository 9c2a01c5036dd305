// What differs between releases, over gRPC: made files, and two real downloads of one query.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/file/csv.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/core/decimal.h"
#include "trade_service/load/comtrade_area.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/served.h"

namespace entente::trade {
namespace {

using testing::CodeAndReason;
using testing::ComtradeText;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::Parse;

class ReleaseDiffTest : public testing::ServedTest {
 protected:
  struct Differences {
    std::vector<v1::DiffReleasesResponse> batches;
    absl::Status status;

    // "M 2021 0302 1->2", one a change.
    std::vector<std::string> Lines() const {
      std::vector<std::string> lines;
      for (const auto& batch : batches) {
        for (const v1::CellChange& c : batch.changes()) {
          lines.push_back(absl::StrCat(
              c.reporter(), " ", c.partner(), " ", c.flow(), " ", c.period(), " ", c.commodity(),
              " ", c.has_before() ? c.before() : "-", "->", c.has_after() ? c.after() : "-"));
        }
      }
      return lines;
    }

    // "changed added deleted".
    std::string Counts() const {
      const auto& last = batches.back();
      return absl::StrCat(last.changed(), " ", last.added(), " ", last.deleted());
    }
  };

  Differences Diff(const v1::DiffReleasesRequest& request, size_t most = 1000) {
    grpc::ClientContext context;
    SetDeadline(context);
    Differences differences;
    const auto reader = releases_->DiffReleases(&context, request);
    v1::DiffReleasesResponse response;
    while (differences.batches.size() < most && reader->Read(&response)) {
      differences.batches.push_back(response);
    }
    if (differences.batches.size() == most) context.TryCancel();
    differences.status = entente::testing::FromGrpc(reader->Finish());
    return differences;
  }

  Differences Diff(const std::string& before, const std::string& after,
                   const std::optional<std::string>& tolerance = std::nullopt) {
    v1::DiffReleasesRequest request;
    request.set_before(before);
    request.set_after(after);
    if (tolerance) request.set_tolerance(*tolerance);
    return Diff(request);
  }

  // Loads a file as a release of data set "d"; its answer.
  v1::ImportReleaseResponse Load(const std::string& published, const std::string& content,
                                 bool dry_run = false) {
    const auto response = Import(absl::StrCat("file_name: 'f.csv' dataset: 'd' published { edtf: '",
                                              published, "' }", dry_run ? " dry_run: true" : ""),
                                 content);
    EXPECT_OK(response);
    return response.ok() ? *response : v1::ImportReleaseResponse();
  }

  auto History(const std::string& text) {
    return Call(*releases_, &v1::ReleaseService::Stub::ListCellHistory,
                Parse<v1::ListCellHistoryRequest>(text));
  }

  // "2963.5 2024-01..2024-02", a value with the releases that have it, one a line.
  static std::vector<std::string> Lines(const v1::ListCellHistoryResponse& history) {
    std::vector<std::string> lines;
    for (const v1::CellValue& value : history.values()) {
      lines.push_back(absl::StrCat(value.has_value() ? value.value() : "withdrawn", " ",
                                   history.evidence(value.evidence()).published().edtf(), "..",
                                   history.evidence(value.last_evidence()).published().edtf()));
    }
    return lines;
  }
};

std::string FileOf(const std::map<std::string, std::string>& values) {
  std::vector<testing::ComtradeRowText> rows;
  for (const auto& [commodity, value] : values) {
    rows.push_back({{"cmdCode", commodity}, {"primaryValue", value}, {"fobvalue", ""}});
  }
  return ComtradeText(rows);
}

TEST_P(ReleaseDiffTest, TellsWhatAReleaseChanges) {
  const auto a = Load("2024-01", FileOf({{"01", "1"}, {"02", "2"}, {"TOTAL", "3"}}));
  const auto b = Load("2024-02", FileOf({{"01", "1"}, {"03", "5.5"}, {"TOTAL", "6.5"}}));
  const std::string before = a.releases(0).name();
  const std::string after = b.releases(0).name();
  const Differences differences = Diff(before, after);
  EXPECT_OK(differences.status);
  EXPECT_THAT(differences.Lines(), ElementsAre("KAZ TUR X 2021 02 2->-", "KAZ TUR X 2021 03 -->5.5",
                                               "KAZ TUR X 2021 TOTAL 3->6.5"));
  EXPECT_EQ(differences.Counts(), "1 1 1");
  EXPECT_EQ(differences.batches[0].changes(2).cell_before(), "line 4");
  EXPECT_EQ(differences.batches[0].changes(2).kind(), v1::CELL_CHANGE_KIND_CHANGED);
  const Differences back = Diff(after, before);
  EXPECT_EQ(back.Counts(), "1 1 1");
  EXPECT_EQ(Diff(before, before).Counts(), "0 0 0");
  EXPECT_THAT(Diff(before, after, "3.5").Lines(),
              ElementsAre("KAZ TUR X 2021 02 2->-", "KAZ TUR X 2021 03 -->5.5"));
}

TEST_P(ReleaseDiffTest, AnImportSaysWhatItChangesAndADryRunWhatItWould) {
  const std::string first = FileOf({{"01", "1"}, {"02", "2"}});
  const std::string second = FileOf({{"01", "1"}, {"02", "2.5"}, {"03", "3"}});
  const auto counts = [](const v1::ImportReleaseResponse& response) {
    EXPECT_EQ(response.changes_size(), 1);
    const v1::ReleaseChanges& changes = response.changes(0);
    return absl::StrCat(changes.changed(), " ", changes.added(), " ", changes.deleted());
  };
  EXPECT_EQ(counts(Load("2024-01", first, true)), "0 2 0");
  EXPECT_EQ(Head(), 0);
  EXPECT_EQ(counts(Load("2024-01", first)), "0 2 0");
  EXPECT_EQ(counts(Load("2024-01", first)), "0 0 0") << "the store has it";
  EXPECT_EQ(counts(Load("2024-02", second, true)), "1 1 0");
  EXPECT_EQ(counts(Load("2024-02", second)), "1 1 0");
  EXPECT_EQ(counts(Load("2024-03", FileOf({{"03", "3"}}))), "0 0 2");
}

TEST_P(ReleaseDiffTest, ReleasesOfOneFileAreCountedOneAfterTheOther) {
  const auto release = [](const std::string& published, const std::string& figures) {
    return absl::StrCat("releases { source: 'sources/s' dataset: 'd' currency: 'USD' published { ",
                        "edtf: '", published, "' } ", figures, " }\n");
  };
  const auto figure = [](const std::string& partner, const std::string& value) {
    return absl::StrCat("figures { reporter: 'KAZ' partner: '", partner,
                        "' flow: 'X' period: '2021' value: '", value, "' } ");
  };
  const std::string facts =
      absl::StrCat("sources { name: 'sources/s' publisher: 'S' kind: SOURCE_KIND_NATIONAL }\n",
                   release("2022", figure("TUR", "1") + figure("CHN", "2")),
                   release("2023", figure("TUR", "3") + figure("CHN", "2") + figure("DEU", "4")),
                   release("2024", figure("DEU", "4")));
  for (const char* dry_run : {"dry_run: true", ""}) {
    ASSERT_OK_AND_ASSIGN(const auto response,
                         Import(absl::StrCat("file_name: 'f.textproto' ", dry_run), facts));
    std::vector<std::string> counts;
    for (const v1::ReleaseChanges& changes : response.changes()) {
      counts.push_back(
          absl::StrCat(changes.changed(), " ", changes.added(), " ", changes.deleted()));
    }
    EXPECT_THAT(counts, ElementsAre("0 2 0", "1 1 0", "0 0 2")) << dry_run;
  }
}

// Every batch of a comparison, and that each one's token gives just the batches behind it.
TEST_P(ReleaseDiffTest, ALargeComparisonComesInBatchesThatCanBeResumed) {
  constexpr int kBlocks = 2500;
  constexpr int kCommodities = 2500;
  // Blocks of one value, alike but for the last one, and one block of many, all of them different.
  const auto release = [&](const std::string& dataset, const std::string& value) {
    std::vector<Observation> observations;
    for (int i = 0; i < kBlocks; ++i) {
      const std::string period = absl::StrCat(1000 + i);
      observations.push_back(
          MakeObservation("KAZ", "TUR", "X", period, i + 1 < kBlocks ? "1" : value));
    }
    for (int i = 0; i < kCommodities; ++i) {
      observations.push_back(MakeObservation("TUR", "KAZ", "X", "2021", value));
      observations.back().cell.commodity = absl::StrCat(100000 + i);
    }
    return testing::NewReleaseOf(testing::MakeRelease("s", dataset, "2024"), observations);
  };
  Batch batch;
  batch.releases = {release("a", "2"), release("b", "3")};
  ASSERT_OK(store_->Import(testing::ByAyse(), batch));
  v1::DiffReleasesRequest request;
  request.set_before(batch.releases[0].release.name);
  request.set_after(batch.releases[1].release.name);
  const Differences all = Diff(request);
  ASSERT_OK(all.status);
  EXPECT_EQ(all.Counts(), "2501 0 0");
  EXPECT_EQ(all.Lines().size(), 2501u);
  EXPECT_GE(all.batches.size(), 5u) << "2,501 blocks and 2,501 changes, by the thousand";
  size_t given = 0;
  for (const auto& each : all.batches) {
    EXPECT_LE(each.changes_size(), 1000);
    given += static_cast<size_t>(each.changes_size());
    request.set_resume_token(each.resume_token());
    const Differences rest = Diff(request);
    ASSERT_OK(rest.status);
    const std::vector<std::string> lines = all.Lines();
    EXPECT_EQ(rest.Lines(), std::vector<std::string>(
                                lines.begin() + static_cast<std::ptrdiff_t>(given), lines.end()));
  }
}

TEST_P(ReleaseDiffTest, DiffErrors) {
  const std::string name = Load("2024-01", FileOf({{"01", "1"}})).releases(0).name();
  EXPECT_EQ(CodeAndReason(Diff(name, "sources/x/releases/y").status), "NOT_FOUND NOT_FOUND");
  EXPECT_EQ(CodeAndReason(Diff("", name).status), "INVALID_ARGUMENT NAME_INVALID");
  EXPECT_EQ(CodeAndReason(Diff(name, name, "-1").status), "INVALID_ARGUMENT TOLERANCE_INVALID");
  v1::DiffReleasesRequest request;
  request.set_before(name);
  request.set_after(name);
  request.mutable_read_at()->set_revision(9);
  EXPECT_EQ(CodeAndReason(Diff(request).status), "FAILED_PRECONDITION REVISION_NOT_REACHED");
  request.clear_read_at();
  request.set_resume_token("x");
  EXPECT_EQ(CodeAndReason(Diff(request).status), "INVALID_ARGUMENT PAGE_TOKEN_INVALID");
}

TEST_P(ReleaseDiffTest, ACellsHistoryIsInOrderOfPublication) {
  Load("2024-02", FileOf({{"01", "2"}, {"02", "9"}}));
  Load("2024-03", FileOf({{"01", "2"}}));
  Load("2024-01", FileOf({{"01", "1"}, {"02", "9"}}));  // an older state, loaded later
  Load("2024-04", FileOf({{"02", "9"}}));
  const std::string cell = "reporter: 'KAZ' partner: 'TUR' flow: 'X' period: '2021' ";
  ASSERT_OK_AND_ASSIGN(const auto of_01, History(cell + "commodity: '01'"));
  EXPECT_THAT(Lines(of_01), ElementsAre("1 2024-01..2024-01", "2 2024-02..2024-03",
                                        "withdrawn 2024-04..2024-04"));
  ASSERT_OK_AND_ASSIGN(const auto of_02, History(cell + "commodity: '02'"));
  EXPECT_THAT(Lines(of_02), ElementsAre("9 2024-01..2024-02", "withdrawn 2024-03..2024-03",
                                        "9 2024-04..2024-04"));
  EXPECT_EQ(of_02.values(0).source(), "sources/un-comtrade");
  EXPECT_EQ(of_02.values(0).dataset(), "d");
  EXPECT_EQ(of_02.values(0).classification(), "H5");
  ASSERT_OK_AND_ASSIGN(const auto then,
                       History(cell + "commodity: '01' read_at { as_of { year: 2024 month: 2 "
                                      "day: 29 } }"));
  EXPECT_THAT(Lines(then), ElementsAre("1 2024-01..2024-01", "2 2024-02..2024-02"));
  ASSERT_OK_AND_ASSIGN(const auto none, History(cell + "commodity: '77'"));
  EXPECT_THAT(Lines(none), IsEmpty());
  EXPECT_NE(none.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
}

TEST_P(ReleaseDiffTest, ATotalThatIsSummedHasAHistoryFromEitherEnd) {
  const auto import = [&](const std::string& version, const std::string& values) {
    ASSERT_OK(Import(absl::StrCat("file_name: 'BACI_HS92_Y2021_V", version, ".csv'"),
                     absl::StrCat("t,i,j,k,v,q\n2021,710,156,010121,", values, ",NA\n",
                                  "2021,710,156,020110,2,NA\n")));
  };
  import("202301", "1.5");
  import("202401", "3.25");
  for (const char* cell : {"reporter: 'ZAF' partner: 'CHN' flow: 'X' period: '2021'",
                           "reporter: 'CHN' partner: 'ZAF' flow: 'M' period: '2021'"}) {
    ASSERT_OK_AND_ASSIGN(const auto history, History(cell));
    EXPECT_THAT(Lines(history), ElementsAre("3500 2023-01..2023-01", "5250 2024-01..2024-01"))
        << cell;
    EXPECT_THAT(history.values(0).flags(), ::testing::Contains(v1::FLAG_SUMMED));
    EXPECT_EQ(history.values(0).cell(), "line 2 and 1 more");
  }
  ASSERT_OK_AND_ASSIGN(const auto product,
                       History("reporter: 'CHN' partner: 'ZAF' flow: 'M' period: '2021' "
                               "commodity: '010121'"));
  EXPECT_THAT(Lines(product), ElementsAre("1500 2023-01..2023-01", "3250 2024-01..2024-01"));
}

TEST_P(ReleaseDiffTest, HistoryErrors) {
  for (const auto& [request, reason] :
       {std::pair("partner: 'TUR' flow: 'X' period: '2021'", "INVALID_ARGUMENT COUNTRY_MISSING"),
        std::pair("reporter: 'KAZ' partner: 'TUR' period: '2021'", "INVALID_ARGUMENT FLOW_MISSING"),
        std::pair("reporter: 'KAZ' partner: 'TUR' flow: 'X M' period: '2021'",
                  "INVALID_ARGUMENT FLOW_INVALID"),
        std::pair("reporter: 'KAZ' partner: 'TUR' flow: 'X'", "INVALID_ARGUMENT PERIOD_MISSING"),
        std::pair("reporter: 'KAZ' partner: 'TUR' flow: 'X' period: 'May'",
                  "INVALID_ARGUMENT PERIOD_INVALID")}) {
    EXPECT_EQ(CodeAndReason(History(request).status()), reason) << request;
  }
}

// The exact difference of two real downloads, which was derived from the two files by other means:
// 48 cells changed, 1 was deleted, 190 were added.
TEST_P(ReleaseDiffTest, TwoDownloadsOfOneQueryDifferAsTheirFilesDo) {
  READ_SHARED_FILE_OR_SKIP(a, "trade/vintages/comtrade_030211_vintageA_2024-07.csv");
  READ_SHARED_FILE_OR_SKIP(b, "trade/vintages/comtrade_030211_vintageB_2024-08.csv");
  READ_SHARED_FILE_OR_SKIP(expected, "trade/vintages/expected_diff_A_to_B.csv");
  const auto release_a = Load("2024-07", a);
  const auto release_b = Load("2024-08", b);
  EXPECT_EQ(release_b.changes(0).changed(), 48);
  EXPECT_EQ(release_b.changes(0).added(), 190);
  EXPECT_EQ(release_b.changes(0).deleted(), 1);

  std::multiset<std::string> wanted;
  CsvReader reader(TextSource(expected));
  ASSERT_OK(reader.Next());
  while (*reader.Next()) {
    // change,period,reporterCode,reporterISO,flowCode,partnerCode,cmdCode,primaryValueA,...B
    const auto& f = reader.fields();
    const std::string period = absl::StrCat(f[1].substr(0, 4), "-", f[1].substr(4));
    const auto value = [](absl::string_view text) {
      return text.empty() ? std::string("-") : Dec(text).ToString();
    };
    wanted.insert(absl::StrCat(*ComtradeArea(f[2]), " ", *ComtradeArea(f[5]), " ", f[4], " ",
                               period, " ", f[6], " ", value(f[7]), "->", value(f[8])));
  }
  ASSERT_EQ(wanted.size(), 239u);
  const Differences differences = Diff(release_a.releases(0).name(), release_b.releases(0).name());
  ASSERT_OK(differences.status);
  const std::vector<std::string> lines = differences.Lines();
  EXPECT_EQ(std::multiset<std::string>(lines.begin(), lines.end()), wanted);
  EXPECT_EQ(differences.Counts(), "48 190 1");
  EXPECT_EQ(Diff(release_a.releases(0).name(), release_b.releases(0).name(), "0").Counts(),
            "50 190 1")
      << "two more differ by less than half a cent";
}

INSTANTIATE_TEST_SUITE_P(Engines, ReleaseDiffTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
