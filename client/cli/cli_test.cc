#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "client/cli/exit_code.h"
#include "client/render/observations.h"
#include "client/testing/fake_services.h"
#include "client/testing/golden.h"
#include "client/testing/run_program.h"
#include "common/status/error.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::Each;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kNobody[] = "127.0.0.1:1";  // no server listens there

MATCHER_P(EndsWithCode, code, "") {
  *result_listener << "standard error: " << arg.err;
  return arg.code == static_cast<int>(code);
}

class CliTest : public ::testing::Test {
 protected:
  CliTest()
      : folder_(std::filesystem::temp_directory_path() / absl::StrCat("entente-cli-", getpid())) {
    std::filesystem::create_directories(folder_);
  }
  ~CliTest() override { std::filesystem::remove_all(folder_); }

  // The program with both fakes' addresses in its environment.
  Ended Run(const std::vector<std::string>& arguments) const {
    return RunEntente(arguments,
                      {absl::StrCat("HOME=", folder_.string()),
                       absl::StrCat("ENTENTE_TRADE_ADDRESS=", trade_server_.address()),
                       absl::StrCat("ENTENTE_AGREEMENTS_ADDRESS=", agreements_server_.address())});
  }

  std::string Write(const std::string& name, const std::string& text) const {
    const std::filesystem::path path = folder_ / name;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    return path.string();
  }

  const std::filesystem::path folder_;
  FakeTradeServer trade_server_{GoldenBrief().trade()};
  FakeAgreementsServer agreements_server_{GoldenBrief().agreements()};
};

TEST_F(CliTest, BriefPrintsTheGoldenPage) {
  const Ended ended = Run({"brief", "Türkiye", "kz", "--day", "2022-05-11"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_EQ(ended.out, ReadTestdata("brief.txt"));
  EXPECT_THAT(ended.err, IsEmpty());
}

TEST_F(CliTest, BriefPrintsTheGoldenJson) {
  const Ended ended = Run({"--format", "json", "--day", "2022-05-11", "brief", "KAZ", "TUR"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_EQ(ended.out, ReadTestdata("brief.json"));
}

TEST_F(CliTest, TheDayIsThatOfTheKnowledgeUnlessItIsGiven) {
  EXPECT_THAT(Run({"brief", "KZ", "TR", "--as-of", "2022-06-01"}).out,
              AllOf(HasSubstr("2022-06-01\n"), HasSubstr("Only what was known by 2022-06-01.")));
  EXPECT_THAT(Run({"brief", "KZ", "TR", "--as-of", "2022-06-01", "--day", "2023-01-01"}).out,
              HasSubstr("2023-01-01\n"));
}

TEST_F(CliTest, BriefWithoutOneSectionIsPrintedAndSaysSo) {
  const Ended ended = Run({"brief", "KZ", "TR", "--trade-address", kNobody});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kSectionMissing));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("TRADE: MISSING"), HasSubstr("Kazakhstan - Turkey BIT")));
  EXPECT_THAT(ended.err, HasSubstr("no trade: the trade service at 127.0.0.1:1 cannot be reached"));
}

TEST_F(CliTest, BriefWithoutAnySectionFailsForItsReason) {
  EXPECT_THAT(
      Run({"brief", "KZ", "TR", "--trade-address", kNobody, "--agreements-address", kNobody}),
      EndsWithCode(ExitCode::kUnreachable));
  trade_server_.FailWith(absl::InvalidArgumentError("no"));
  agreements_server_.FailWith(absl::InvalidArgumentError("no"));
  EXPECT_THAT(Run({"brief", "KZ", "TR"}), EndsWithCode(ExitCode::kRefused));
}

TEST_F(CliTest, AMisspeltCountryIsRefusedWithSuggestions) {
  const Ended ended = Run({"brief", "KZ", "Turky"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kRefused));
  EXPECT_THAT(ended.err, AllOf(HasSubstr("'Turky'"), HasSubstr("Türkiye (TUR)"),
                               HasSubstr("reason: COUNTRY_UNKNOWN (INVALID_ARGUMENT)")));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST_F(CliTest, TwiceTheSameCountryIsNoPair) {
  const Ended ended = Run({"trade", "targets", "KZ", "Қазақстан"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kRefused));
  EXPECT_THAT(ended.err, HasSubstr("PAIR_INVALID"));
}

TEST_F(CliTest, WrongUsageSaysWhereHelpIs) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {},
           {"brief", "KZ"},
           {"nonsense"},
           {"brief", "KZ", "TR", "--day", "2022-02-30"},
           {"brief", "KZ", "TR", "--timeout", "0"},
           {"brief", "KZ", "TR", "--format", "xml"},
           {"brief", "KZ", "TR", "--trade-revision", "-1"},
           {"trade", "trend", "KZ"},
           {"trade", "trend", "KZ", "TR", "--frequency", "weekly"},
           {"trade", "series", "KZ", "TR", "--convert"},
           {"trade", "areas", "--kind", "self"},
           {"trade", "commodities", "KZ", "TR", "--digits", "3"},
           {"trade", "commodities", "KZ", "TR", "--top", "0"},
           {"trade", "history", "KZ", "TR", "--flow", "X"},
           {"trade", "diff", "sources/a/releases/one"},
           {"trade", "prune", "sources/a"},
           {"trade", "prune", "--keep", "1"},
           {"trade", "prune", "sources/a", "--keep", "0"},
           {"trade", "prune", "sources/a", "--keep", "1", "--keep-as-of", "2022-05-11"},
           {"trade", "prune", "sources/a", "--keep-as-of", "2022-05-32"},
           {"import", "trade", "a", "b", "--request-id", "one"},
           {"import", "trade", "a", "b", "--dataset", "one"},
           {"import", "agreements", "a", "b", "--url", "https://x.org"},
           {"import", "trade", "2021/kaz.csv", "2022/kaz.csv"},
           {"import", "trade", "kaz.csv", "Kaz.csv.gz"},
           {"import", "trade", "kaz.csv", "kaz (1).csv"},
       }) {
    const Ended ended = Run(arguments);
    EXPECT_THAT(ended, EndsWithCode(ExitCode::kUsage));
    EXPECT_THAT(ended.err, HasSubstr("--help"));
  }
}

TEST_F(CliTest, HelpHasExamplesAtEveryLevel) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"--help"},
           {"brief", "--help"},
           {"trade", "--help"},
           {"trade", "series", "--help"},
           {"trade", "targets", "--help"},
           {"trade", "trend", "--help"},
           {"trade", "commodities", "--help"},
           {"trade", "partners", "--help"},
           {"trade", "suppliers", "--help"},
           {"trade", "mirror", "--help"},
           {"trade", "definitions", "--help"},
           {"trade", "areas", "--help"},
           {"trade", "availability", "--help"},
           {"trade", "releases", "--help"},
           {"trade", "diff", "--help"},
           {"trade", "history", "--help"},
           {"trade", "prune", "--help"},
           {"trade", "observations", "--help"},
           {"agreements", "--help"},
           {"agreements", "list", "--help"},
           {"agreements", "show", "--help"},
           {"agreements", "due", "--help"},
           {"import", "--help"},
           {"import", "trade", "--help"},
           {"import", "agreements", "--help"},
           {"health", "--help"},
       }) {
    const Ended ended = Run(arguments);
    EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
    EXPECT_THAT(ended.out, HasSubstr("Examples:\n  entente "));
  }
  EXPECT_THAT(Run({"--help"}).out, HasSubstr(ExitCodeHelp()));
}

TEST_F(CliTest, VersionIsPrinted) {
  const Ended ended = Run({"--version"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, StartsWith("entente "));
}

TEST_F(CliTest, SeriesAreTabled) {
  const Ended ended = Run({"trade", "series", "KZ", "TR"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("exports, TOTAL, annual, USD, sources/kaz-bns"),
                               HasSubstr("2021  2,964,665,648.32")));
}

TEST_F(CliTest, OptionsBecomeTheRequest) {
  const auto asked = [&](std::vector<std::string> arguments) {
    arguments.insert(arguments.begin(), "trade");
    EXPECT_THAT(Run(arguments), EndsWithCode(ExitCode::kOk)) << arguments[1];
    return trade_server_.asked();
  };
  EXPECT_EQ(asked({"trend", "Казахстан", "world", "--commodity", "27", "--frequency", "monthly",
                   "--from", "2020-01", "--to", "2021-12", "--source", "sources/un-comtrade",
                   "--classification", "H5", "--trade-revision", "3", "--as-of", "2022-05-11"}),
            R"(reporter: "KAZ" partner: "W00" commodity: "27" frequency: FREQUENCY_MONTHLY )"
            R"(source: "sources/un-comtrade" first_period: "2020-01" last_period: "2021-12" )"
            R"(read_at { as_of { year: 2022 month: 5 day: 11 } revision: 3 } )"
            R"(classification: "H5")");
  EXPECT_EQ(
      asked({"trend", "KZ", "TR", "--commodity", "870380", "--classification", "H5", "--convert"}),
      R"(reporter: "KAZ" partner: "TUR" commodity: "870380" read_at { } )"
      R"(classification: "H5" convert: true)");
  EXPECT_EQ(asked({"commodities", "kz", "tr"}),
            R"(reporter: "KAZ" partner: "TUR" flow: "X" level: 2 read_at { })");
  EXPECT_EQ(asked({"commodities", "kz", "tr", "--flow", "M", "--digits", "4", "--top", "20",
                   "--period", "2021", "--against", "2020"}),
            R"(reporter: "KAZ" partner: "TUR" flow: "M" period: "2021" level: 4 limit: 20 )"
            R"(against_period: "2020" read_at { })");
  EXPECT_EQ(asked({"partners", "398", "--flow", "M", "--place-of", "TR", "--top", "5"}),
            R"(reporter: "KAZ" flow: "M" limit: 5 partner: "TUR" read_at { })");
  EXPECT_EQ(asked({"suppliers", "TR", "--by-exporters", "--commodity", "27", "--place-of", "KZ"}),
            R"(importer: "TUR" commodity: "27" by_exporters: true exporter: "KAZ" read_at { })");
  EXPECT_EQ(asked({"mirror", "CN", "US", "--period", "2022", "--assume-freight"}),
            R"(exporter: "CHN" importer: "USA" period: "2022" assume_freight: true read_at { })");
  EXPECT_EQ(asked({"definitions", "TR", "KZ", "--period", "2021"}),
            R"(countries: "TUR" countries: "KAZ" period: "2021" read_at { })");
  EXPECT_EQ(asked({"availability", "--reporter", "KZ", "--partner", "World"}),
            R"(reporter: "KAZ" partner: "W00" read_at { })");
  for (const std::string world : {"WLD", "wld", "w00"}) {
    EXPECT_EQ(asked({"availability", "--partner", world}), R"(partner: "W00" read_at { })");
  }
  EXPECT_EQ(asked({"areas"}), "page_size: 1000");
  EXPECT_EQ(asked({"areas", "--kind", "former"}), "kind: AREA_KIND_FORMER page_size: 1000");
  EXPECT_EQ(asked({"areas", "--lang", "kk"}), R"(page_size: 1000 language_code: "kk")");
  for (const std::string area : {"BLX", "BNS_CIS", "899", "EU27_2020"}) {
    EXPECT_EQ(asked({"availability", "--partner", area}),
              absl::StrCat("partner: \"", area, "\" read_at { }"))
        << "the service knows it";
  }
  EXPECT_EQ(asked({"releases"}), R"(parent: "sources/-" page_size: 1000 read_at { })");
  EXPECT_EQ(asked({"releases", "--source", "sources/kaz-bns"}),
            R"(parent: "sources/kaz-bns" page_size: 1000 read_at { })");
  EXPECT_EQ(asked({"history", "KZ", "TR", "--flow", "X", "--period", "2021"}),
            R"(reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" read_at { })");
  EXPECT_EQ(asked({"diff", "sources/a/releases/one", "sources/a/releases/two", "--tolerance", "0"}),
            R"(before: "sources/a/releases/one" after: "sources/a/releases/two" tolerance: "0")");
  EXPECT_EQ(asked({"prune", "sources/a", "--keep", "2", "--dry-run"}),
            R"(parent: "sources/a" latest: 2 dry_run: true)");
  EXPECT_EQ(asked({"prune", "sources/a", "--dataset", "d", "--keep-as-of", "2022-05-11",
                   "--request-id", "r", "--reason", "no room"}),
            R"(parent: "sources/a" dataset: "d" as_of { year: 2022 month: 5 day: 11 } )"
            R"(request_id: "r" reason: "no room")");
  EXPECT_EQ(asked({"observations", "--reporter", "KZ", "--frequency", "annual"}),
            R"(reporter: "KAZ" frequency: FREQUENCY_ANNUAL read_at { })");
  EXPECT_EQ(asked({"observations", "--filter", "KAZ TUR period >= 2020"}),
            R"(read_at { } filter: "KAZ TUR period >= 2020")");
}

TEST_F(CliTest, ADiffIsPrintedAsItComes) {
  trade_server_.AnswerWith(ReadMessage<trade::v1::DiffReleasesResponse>("diff.textproto"));
  const std::vector<std::string> diff = {"trade", "diff", "sources/a/releases/one",
                                         "sources/a/releases/two"};
  EXPECT_EQ(Run(diff).out, ReadTestdata("diff.txt"));
  std::vector<std::string> json = diff;
  json.insert(json.end(), {"--format", "json"});
  EXPECT_THAT(Run(json).out, AllOf(StartsWith("{"), HasSubstr("CELL_CHANGE_KIND_DELETED"),
                                   EndsWith("}\n"), Not(HasSubstr("\n{"))));
  trade_server_.FailWith(Error(absl::StatusCode::kNotFound, "RELEASE_NOT_FOUND", "no release"));
  const Ended ended = Run(diff);
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kNotFound));
  EXPECT_THAT(ended.out, IsEmpty());
}

TEST_F(CliTest, APruningSaysWhatGoes) {
  trade_server_.AnswerWith(ReadMessage<trade::v1::PruneReleasesResponse>("pruning.textproto"));
  const std::vector<std::string> prune = {"trade", "prune", "sources/un-comtrade", "--keep", "1"};
  EXPECT_EQ(Run(prune).out, ReadTestdata("pruning.txt"));
  std::vector<std::string> json = prune;
  json.insert(json.end(), {"--format", "json"});
  EXPECT_THAT(Run(json).out, HasSubstr(R"("blocks": "190")"));
}

TEST_F(CliTest, WhatHasNoPastRefusesIt) {
  for (const std::vector<std::string>& command : std::vector<std::vector<std::string>>{
           {"trade", "areas"},
           {"trade", "diff", "sources/a/releases/one", "sources/a/releases/two"},
           {"trade", "prune", "sources/un-comtrade", "--keep", "1"}}) {
    for (const std::vector<std::string>& option :
         {std::vector<std::string>{"--as-of", "2022-05-11"}, {"--trade-revision", "3"}}) {
      std::vector<std::string> past = command;
      past.insert(past.end(), option.begin(), option.end());
      const Ended ended = Run(past);
      EXPECT_THAT(ended, EndsWithCode(ExitCode::kRefused));
      EXPECT_THAT(ended.err, HasSubstr("leave --as-of and --trade-revision out")) << command[1];
    }
  }
}

TEST_F(CliTest, ObservationsHaveFormatsOfTheirOwn) {
  const std::vector<std::string> observations = {"trade", "observations"};
  EXPECT_THAT(Run(observations).out, AllOf(StartsWith("typeCode,freqCode,"), EndsWith("cell\n")));
  trade::v1::StreamObservationsResponse response;
  *response.add_blocks() = ReadMessage<trade::v1::ObservationBlock>("observations.textproto");
  trade_server_.AnswerWith(response);
  trade_server_.AnswerWith(ReadMessage<trade::v1::ListAreasResponse>("areas.textproto"));
  trade_server_.AnswerWith(ReadMessage<trade::v1::ListReleasesResponse>("releases.textproto"));
  trade_server_.AnswerWith(ReadMessage<trade::v1::ListSourcesResponse>("sources.textproto"));
  EXPECT_EQ(Run(observations).out, ReadTestdata("observations.csv"));
  const auto formatted = [&](const std::string& format) {
    return Run({"trade", "observations", "--format", format}).out;
  };
  EXPECT_EQ(formatted("text"), ReadTestdata("observations.csv"));
  EXPECT_EQ(formatted("csv"), ReadTestdata("observations.csv"));
  EXPECT_EQ(formatted("json"), ReadTestdata("observations.jsonl"));
  EXPECT_EQ(formatted("sdmx-csv"), ReadTestdata("observations.sdmx.csv"));
  EXPECT_EQ(formatted("protobuf"), ObservationsProtobuf(response));
  EXPECT_EQ(Run({"--format", "json", "trade", "observations"}).out,
            ReadTestdata("observations.jsonl"));
  EXPECT_THAT(Run({"trade", "observations", "--format", "xml"}), EndsWithCode(ExitCode::kUsage));
  EXPECT_THAT(Run({"trade", "availability", "--format", "protobuf"}),
              EndsWithCode(ExitCode::kUsage));
  trade::v1::StreamObservationsResponse foreign = response;
  foreign.mutable_blocks(0)->set_currency("EUR");
  trade_server_.AnswerWith(foreign);
  EXPECT_THAT(Run(observations).err, IsEmpty());
  EXPECT_THAT(Run({"trade", "observations", "--format", "csv"}).err,
              HasSubstr("2 rows do not fit in UN Comtrade's format and cannot be imported again "
                        "from this file (the first is in EUR); --format sdmx-csv keeps them whole, "
                        "one --source at a time\n"));
  trade::v1::StreamObservationsResponse two = response;  // data sets of one cell, another value
  *two.add_blocks() = response.blocks(0);
  two.mutable_blocks(1)->set_release("sources/un-comtrade/releases/other");
  two.mutable_blocks(1)->mutable_columns()->mutable_values()->set_mantissas(1, 1);
  trade_server_.AnswerWith(two);
  EXPECT_THAT(Run({"trade", "observations", "--format", "csv"}).err,
              HasSubstr("1 row does not fit in UN Comtrade's format and cannot be imported again "
                        "from this file (the first is of a cell that another release before it has "
                        "with another value)"));
  trade::v1::StreamObservationsResponse none;
  none.set_empty_reason(common::v1::EMPTY_REASON_FILTERED_OUT);
  trade_server_.AnswerWith(none);
  const Ended empty = Run(observations);
  EXPECT_THAT(empty, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(empty.out, EndsWith("cell\n"));
  EXPECT_THAT(empty.err, HasSubstr("no observation: the request's own conditions leave it out"));
  response.mutable_blocks(0)->mutable_columns()->set_rows(3);
  trade_server_.AnswerWith(response);
  const Ended ended = Run(observations);
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kFailed));
  EXPECT_THAT(ended.err, HasSubstr("BLOCK_UNREADABLE"));
}

TEST_F(CliTest, AnAnalysisIsPrintedAsTextOrJson) {
  trade_server_.AnswerWith(ReadMessage<trade::v1::RankPartnersResponse>("partners.textproto"));
  const Ended ended = Run({"trade", "partners", "KZ", "--place-of", "TR"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_EQ(ended.out, ReadTestdata("partners.txt"));
  EXPECT_THAT(Run({"trade", "partners", "KZ", "--format", "json"}).out,
              AllOf(StartsWith("{"), HasSubstr("\"value\": \"2964665648.32\"")));
}

TEST_F(CliTest, TargetsAreListed) {
  EXPECT_THAT(Run({"trade", "targets", "KZ", "TR"}).out,
              AllOf(HasSubstr("10,000,000,000 USD (10 bn)"), HasSubstr("no deadline")));
  EXPECT_THAT(Run({"trade", "targets", "KZ", "TR", "--format", "json"}).out,
              AllOf(HasSubstr("\"revision\": \"7\""), HasSubstr("\"attainedRatio\": 0.41")));
}

TEST_F(CliTest, AgreementsAreListedAndShown) {
  EXPECT_THAT(Run({"agreements", "list", "KZ", "TR", "--day", "2022-05-11"}).out,
              HasSubstr("3 registered"));
  for (const char* name : {"kaz-tur-1992-investment", "agreements/kaz-tur-1992-investment"}) {
    const Ended ended = Run({"agreements", "show", name});
    EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
    EXPECT_THAT(ended.out, AllOf(HasSubstr("unctad-iia 2215"),
                                 HasSubstr("Entered into force on 1995-08-10.")));
  }
}

TEST_F(CliTest, WhatIsDueIsListed) {
  const Ended ended = Run({"agreements", "due", "KZ", "Türkiye", "--day", "2022-05-11"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("What is due for Kazakhstan and Türkiye"),
                               HasSubstr("2022-05-11 to 2023-05-11"),
                               HasSubstr("2022-05-11  An anniversary. pairs/KAZ-TUR/milestones/")));
  EXPECT_EQ(agreements_server_.days().back(), "2023-05-11");
  EXPECT_THAT(Run({"agreements", "due", "--day", "2022-05-11", "--until", "2022-06-01", "--round"}),
              EndsWithCode(ExitCode::kOk));
  EXPECT_EQ(agreements_server_.days().back(), "2022-06-01");
  EXPECT_THAT(Run({"agreements", "due", "KZ", "--format", "json"}).out,
              HasSubstr("\"kind\": \"DUE_KIND_MILESTONE_ANNIVERSARY\""));
  EXPECT_THAT(Run({"agreements", "due", "--until", "soon"}), EndsWithCode(ExitCode::kUsage));
  EXPECT_THAT(Run({"agreements", "due", "KZ", "TR", "UZ"}), EndsWithCode(ExitCode::kUsage));
  EXPECT_THAT(Run({"agreements", "due", "Atlantis"}), EndsWithCode(ExitCode::kRefused));
}

TEST_F(CliTest, AnUnknownAgreementIsNotFound) {
  EXPECT_THAT(Run({"agreements", "show", "none"}), EndsWithCode(ExitCode::kNotFound));
}

TEST_F(CliTest, ImportPrintsTheReportAndNoProgressInAPipe) {
  const Ended ended = Run({"import", "trade", Write("facts.textproto", "some bytes")});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("facts.textproto: imported; revision 8"),
                               HasSubstr("rows: 3 read, 2 kept, 1 rejected"),
                               HasSubstr("line 2, column 4  PERIOD_INVALID  '20x1' is no period")));
  EXPECT_THAT(ended.err, IsEmpty());
  EXPECT_EQ(trade_server_.imported(), "some bytes");
}

TEST_F(CliTest, FactsMayBeCalledAsADataSetIs) {
  EXPECT_THAT(Run({"import", "trade", Write("trade.textproto", "x"), Write("trade.csv", "x"),
                   Write("titles/Trade.TEXTPROTO.gz", "x")}),
              EndsWithCode(ExitCode::kOk));
}

TEST_F(CliTest, ImportOfAFileThatIsNotThereIsNotFound) {
  const Ended ended = Run({"import", "agreements", "/no/such/file"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kNotFound));
  EXPECT_THAT(ended.err, AllOf(HasSubstr("/no/such/file"), HasSubstr("whether the file is there")));
}

TEST_F(CliTest, ImportThatIsRefusedNamesTheFile) {
  trade_server_.FailWith(
      Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN", "the format is not known"));
  const Ended ended = Run({"import", "trade", Write("a.csv", "x")});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kRefused));
  EXPECT_THAT(ended.err,
              AllOf(HasSubstr("a.csv: the format is not known"), HasSubstr("FORMAT_UNKNOWN")));
}

TEST_F(CliTest, AFileThatIsTooLargeIsRefusedWithAdviceThatHelps) {
  trade_server_.FailWith(
      Error(absl::StatusCode::kResourceExhausted, "FILE_TOO_LARGE", "the file is too large"));
  const Ended ended = Run({"import", "trade", Write("a.csv", "x")});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kRefused));
  EXPECT_THAT(ended.err, HasSubstr("Split a file of facts."));
}

TEST_F(CliTest, AnErrorThatNoOtherCodeNamesIsAFailure) {
  trade_server_.FailWith(Error(absl::StatusCode::kDataLoss, "DOCUMENT_DAMAGED", "damaged"));
  EXPECT_THAT(Run({"trade", "targets", "KZ", "TR"}), EndsWithCode(ExitCode::kFailed));
}

TEST_F(CliTest, AnAnswerThatCannotBeWrittenIsAFailure) {
  for (const std::vector<std::string>& arguments :
       std::vector<std::vector<std::string>>{{"brief", "KZ", "TR"}, {"health"}, {"--help"}}) {
    const Ended ended =
        RunEntente(arguments,
                   {absl::StrCat("HOME=", folder_.string()),
                    absl::StrCat("ENTENTE_TRADE_ADDRESS=", trade_server_.address()),
                    absl::StrCat("ENTENTE_AGREEMENTS_ADDRESS=", agreements_server_.address())},
                   "/dev/full");
    EXPECT_THAT(ended, EndsWithCode(ExitCode::kFailed)) << arguments[0];
  }
}

TEST_F(CliTest, WhatAServiceSaysCannotCommandTheTerminal) {
  trade_server_.FailWith(Error(absl::StatusCode::kDataLoss, "DAMAGED", "\x1b[2J all gone"));
  EXPECT_THAT(Run({"trade", "targets", "KZ", "TR"}).err, Not(HasSubstr("\x1b")));
}

TEST_F(CliTest, EveryReadOfADayAsksForIt) {
  Run({"brief", "KZ", "TR", "--day", "2022-05-11"});
  Run({"agreements", "show", "kaz-tur-1992-investment", "--as-of", "2001-02-03"});
  std::vector<std::string> days = agreements_server_.days();
  ASSERT_THAT(days, Not(IsEmpty()));
  EXPECT_EQ(days.back(), "2001-02-03") << "the day is that of --as-of where none is given";
  days.pop_back();
  EXPECT_THAT(days, Each("2022-05-11"));
}

TEST_F(CliTest, EveryPageSaysAtWhatStateItWasRead) {
  for (const std::vector<std::string>& arguments : std::vector<std::vector<std::string>>{
           {"brief", "KZ", "TR"},
           {"trade", "series", "KZ", "TR"},
           {"trade", "targets", "KZ", "TR"},
           {"agreements", "list", "KZ", "TR"},
           {"agreements", "show", "kaz-tur-1992-investment"},
           {"agreements", "due", "KZ", "TR"},
       }) {
    std::vector<std::string> then = arguments;
    then.insert(then.end(), {"--as-of", "2022-05-11"});
    EXPECT_THAT(Run(then).out,
                AllOf(HasSubstr("Only what was known by 2022-05-11. "), HasSubstr(" revision ")));
    EXPECT_THAT(Run(arguments).out, Not(HasSubstr("Only what was known")));
  }
}

// A port on which somebody listens and never answers.
class Mute {
 public:
  Mute() : socket_(socket(AF_INET, SOCK_STREAM, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 8), 0);
    EXPECT_EQ(getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size), 0);
    address_ = absl::StrCat("127.0.0.1:", ntohs(address.sin_port));
  }
  ~Mute() { close(socket_); }

  const std::string& address() const { return address_; }

 private:
  const int socket_;
  std::string address_;
};

TEST_F(CliTest, AServerThatHangsTakesNothingFromTheOther) {
  const Mute mute;
  const Ended ended = Run({"health", "--trade-address", mute.address(), "--timeout", "5"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kUnreachable));
  EXPECT_THAT(ended.out, AllOf(ContainsRegex("StatisticsService +NOT SERVING"),
                               ContainsRegex("AgreementService +serving"),
                               ContainsRegex("RegistryService +serving")));
  const Ended brief =
      Run({"brief", "KZ", "TR", "--trade-address", mute.address(), "--timeout", "5"});
  EXPECT_THAT(brief, EndsWithCode(ExitCode::kSectionMissing));
  EXPECT_THAT(brief.out, AllOf(HasSubstr("TRADE: MISSING"), HasSubstr("Kazakhstan - Turkey BIT")));
}

TEST(ExitCodeOfTest, EveryCodeHasItsErrors) {
  EXPECT_EQ(ExitCodeOf(absl::OkStatus()), ExitCode::kOk);
  EXPECT_EQ(ExitCodeOf(absl::NotFoundError("")), ExitCode::kNotFound);
  EXPECT_EQ(ExitCodeOf(absl::InvalidArgumentError("")), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(absl::FailedPreconditionError("")), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(absl::OutOfRangeError("")), ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(Error(absl::StatusCode::kResourceExhausted, "FILE_TOO_LARGE", "")),
            ExitCode::kRefused);
  EXPECT_EQ(ExitCodeOf(absl::UnavailableError("")), ExitCode::kUnreachable);
  EXPECT_EQ(ExitCodeOf(absl::DeadlineExceededError("")), ExitCode::kUnreachable);
  EXPECT_EQ(ExitCodeOf(absl::ResourceExhaustedError("")), ExitCode::kFailed);
  EXPECT_EQ(ExitCodeOf(absl::DataLossError("")), ExitCode::kFailed);
  EXPECT_EQ(ExitCodeOf(absl::InternalError("")), ExitCode::kFailed);
}

TEST_F(CliTest, HealthAsksForEveryService) {
  const Ended ended = Run({"health"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, AllOf(HasSubstr("entente.trade.v1.CommitmentService"),
                               HasSubstr("entente.agreements.v1.RegistryService"),
                               Not(HasSubstr("NOT SERVING"))));
  EXPECT_THAT(Run({"health", "--trade-address", kNobody}), EndsWithCode(ExitCode::kUnreachable));
}

TEST_F(CliTest, TheConfigurationFileIsReadAndTheEnvironmentWins) {
  Write(".config/entente/config.toml", absl::StrCat("trade-address = \"", kNobody,
                                                    "\"\n"
                                                    "format = \"json\"\n"));
  // The environment names a server that answers.
  const Ended ended = Run({"trade", "series", "KZ", "TR"});
  EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk));
  EXPECT_THAT(ended.out, StartsWith("{"));
  // The command line wins over both.
  EXPECT_THAT(Run({"trade", "series", "KZ", "TR", "--format", "text"}).out, Not(StartsWith("{")));
}

TEST_F(CliTest, AddressesComeFromTheConfigurationFile) {
  const std::string addresses =
      absl::StrCat("trade-address = \"", trade_server_.address(), "\"\nagreements-address = \"",
                   agreements_server_.address(), "\"\n");
  Write(".config/entente/config.toml", addresses);
  Write("xdg/entente/config.toml", addresses);
  for (const std::string& environment :
       {absl::StrCat("HOME=", folder_.string()),
        absl::StrCat("XDG_CONFIG_HOME=", folder_.string(), "/xdg")}) {
    const Ended ended = RunEntente({"brief", "KZ", "TR", "--day", "2022-05-11"}, {environment});
    EXPECT_THAT(ended, EndsWithCode(ExitCode::kOk)) << environment;
    EXPECT_EQ(ended.out, ReadTestdata("brief.txt")) << environment;
  }
}

TEST_F(CliTest, AMistakeInTheConfigurationFileIsWrongUsage) {
  const std::string file = Write("config.toml", "tarde-address = \"127.0.0.1:1\"\n");
  EXPECT_THAT(Run({"--config", file, "brief", "KZ", "TR"}), EndsWithCode(ExitCode::kUsage));
}

}  // namespace
}  // namespace entente::client
