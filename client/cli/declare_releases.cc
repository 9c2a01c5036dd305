#include <map>
#include <string>

#include "client/cli/commands.h"
#include "client/cli/declare.h"
#include "common/api/convert.h"
#include "common/time/day.h"

namespace entente::client {
namespace {

void DeclareAvailability(CLI::App& trade, Command& command) {
  CLI::App& availability = AddCommand(trade, "availability", "What is loaded, from when to when",
                                      "  entente trade availability\n"
                                      "  entente trade availability --reporter KZ --partner TR\n");
  auto& asked = Given(availability, command, RunTradeAvailability);
  AddCountryOption(availability, "--reporter", "Only what this country reports",
                   *asked.mutable_reporter());
  AddCountryOption(availability, "--partner", "Only trade with this partner",
                   *asked.mutable_partner());
  AddSource(availability, "Only this source, e.g. sources/kaz-bns", *asked.mutable_source());
}

void DeclareAreas(CLI::App& trade, Command& command) {
  CLI::App& areas =
      AddCommand(trade, "areas", "Countries, former countries, groups and their codes",
                 "  entente trade areas\n"
                 "  entente trade areas --kind former\n"
                 "  entente trade areas --lang kk\n");
  auto& asked = Given(areas, command, RunTradeAreas);
  const std::map<std::string, int> kinds = {{"country", trade::v1::AREA_KIND_COUNTRY},
                                            {"former", trade::v1::AREA_KIND_FORMER},
                                            {"group", trade::v1::AREA_KIND_GROUP},
                                            {"special", trade::v1::AREA_KIND_SPECIAL}};
  areas
      .add_option_function<int>(
          "--kind", [&asked](int kind) { asked.set_kind(static_cast<trade::v1::AreaKind>(kind)); },
          "Only areas of this kind")
      ->transform(CLI::CheckedTransformer(kinds))
      ->option_text("country|former|group|special");
  areas
      .add_option("--lang", *asked.mutable_language_code(),
                  "Language of the names, e.g. tr; what has no name in it keeps its English one")
      ->option_text("TAG");
}

void DeclareReleaseList(CLI::App& trade, Command& command) {
  CLI::App& releases = AddCommand(trade, "releases", "What the sources published when",
                                  "  entente trade releases\n"
                                  "  entente trade releases --source sources/un-comtrade\n");
  auto& asked = Given(releases, command, RunTradeReleases);
  asked.set_parent("sources/-");
  AddSource(releases, "Only this source, e.g. sources/kaz-bns", *asked.mutable_parent());
}

void DeclareHistory(CLI::App& trade, Command& command) {
  CLI::App& history =
      AddCommand(trade, "history", "Every value that one figure has had, release by release",
                 "  entente trade history KZ TR --flow X --period 2021\n"
                 "  entente trade history TR World --flow M --period 2021-04 --commodity 27\n");
  auto& asked = Given(history, command, RunTradeHistory);
  AddReporterAndPartner(history, *asked.mutable_reporter(), *asked.mutable_partner());
  AddFlow(history, "X exports, M imports, ...", *asked.mutable_flow()).required();
  AddPeriod(history, "--period", "e.g. 2021, 2021-Q1, 2021-04", *asked.mutable_period()).required();
  AddCommodity(history, "Code of the classification; TOTAL", *asked.mutable_commodity());
  AddSource(history, "Only this source, e.g. sources/kaz-bns", *asked.mutable_source());
}

void DeclareDiff(CLI::App& trade, Command& command) {
  CLI::App& diff =
      AddCommand(trade, "diff", "What differs between two releases, cell by cell",
                 "  entente trade diff sources/un-comtrade/releases/kaz-2021-0a1b2c3d4e5f "
                 "sources/un-comtrade/releases/kaz-2021-5f4e3d2c1b0a\n"
                 "  entente trade releases    # names them\n");
  auto& asked = Given(diff, command, RunTradeDiff);
  diff.add_option("OLD", *asked.mutable_before(), "Name of the earlier release")
      ->required()
      ->option_text(" ");
  diff.add_option("NEW", *asked.mutable_after(), "Name of the later one, in the same currency")
      ->required()
      ->option_text(" ");
  diff.add_option_function<std::string>(
          "--tolerance", [&asked](const std::string& amount) { asked.set_tolerance(amount); },
          "Values that differ by no more are the same; 0.005")
      ->type_name("AMOUNT");
}

void DeclarePrune(CLI::App& trade, Command& command) {
  CLI::App& prune =
      AddCommand(trade, "prune", "Delete what superseded releases alone hold, to make room",
                 "  entente trade prune sources/un-comtrade --keep 2 --dry-run    # what would go\n"
                 "  entente trade prune sources/un-comtrade --keep 2\n"
                 "  entente trade prune sources/un-comtrade --dataset kaz-2021 "
                 "--keep-as-of 2024-01-01\n");
  auto& asked = Given(prune, command, RunTradePrune);
  prune.add_option("SOURCE", *asked.mutable_parent(), "The source, e.g. sources/un-comtrade")
      ->required()
      ->option_text(" ");
  prune.add_option("--dataset", *asked.mutable_dataset(), "Only this data set of it; every one")
      ->type_name("TEXT");
  CLI::Option_group& keep = *prune.add_option_group("What is kept");
  keep.require_option(1);
  keep.add_option_function<int32_t>(
          "--keep", [&asked](int32_t latest) { asked.set_latest(latest); },
          "Of each data set the releases published last, this many")
      ->check(CLI::PositiveNumber)
      ->option_text("NUMBER");
  keep.add_option_function<std::string>(
          "--keep-as-of",
          [&asked](const std::string& text) {
            *asked.mutable_as_of() = ToProto(ToDay("--keep-as-of", text));
          },
          "The one that counts at the end of this day, and those published later")
      ->type_name("DAY");
  prune.add_flag_callback(
      "--dry-run", [&asked] { asked.set_dry_run(true); }, "Say what would go, and change nothing");
  prune.add_option("--request-id", *asked.mutable_request_id(), "Makes a repetition safe")
      ->type_name("TEXT");
  prune.add_option("--reason", *asked.mutable_reason(), "Why, for the record")->type_name("TEXT");
}

void DeclareObservations(CLI::App& trade, Command& command) {
  CLI::App& observations = AddCommand(
      trade, "observations", "Every value that is loaded, as CSV, JSON, SDMX-CSV or protobuf",
      "  entente trade observations --reporter KZ --partner TR --format csv > kaz-tur.csv\n"
      "  entente trade observations --filter 'KAZ TUR period >= 2020'\n"
      "  entente trade observations --format json --filter \\\n"
      "      'commodity = 27* AND level = 6 AND (value >= 1e6 OR flags:estimated)'\n"
      "  entente trade observations --source sources/kaz-bns --format sdmx-csv > bns.csv\n"
      "\n"
      "Fields of a filter: reporter, partner, flow, period, frequency, source, release,\n"
      "currency, classification, commodity, level, value, net_weight_kg, valuation,\n"
      "flags. A country alone is the reporter or the partner. AND, OR (which binds\n"
      "tighter), NOT and parentheses combine; client/README.md tells more.\n");
  auto& asked = Given(observations, command, RunTradeObservations);
  observations
      .add_option("--format", command.global.format,
                  "text or csv (which also says what cannot be imported again), json, sdmx-csv or "
                  "protobuf; text")
      ->transform(
          CLI::CheckedTransformer(std::map<std::string, Format>{{"text", Format::kText},
                                                                {"csv", Format::kCsv},
                                                                {"json", Format::kJson},
                                                                {"sdmx-csv", Format::kSdmxCsv},
                                                                {"protobuf", Format::kProtobuf}}))
      ->option_text("FORMAT");
  AddCountryOption(observations, "--reporter", "Only what this country reports",
                   *asked.mutable_reporter());
  AddCountryOption(observations, "--partner", "Only trade with this partner",
                   *asked.mutable_partner());
  AddFlow(observations, "Only this flow: X exports, M imports, ...", *asked.mutable_flow());
  AddCommodity(observations, "Only this code, or TOTAL", *asked.mutable_commodity());
  AddFrequency(observations, "annual, quarterly or monthly; every one", [&asked](int frequency) {
    asked.set_frequency(static_cast<trade::v1::Frequency>(frequency));
  });
  AddSource(observations, "Only this source, e.g. sources/kaz-bns", *asked.mutable_source());
  observations
      .add_option("--filter", *asked.mutable_filter(), "Only what this holds of; see below")
      ->type_name("FILTER");
}

}  // namespace

void DeclareReleases(CLI::App& trade, Command& command) {
  DeclareAreas(trade, command);
  DeclareAvailability(trade, command);
  DeclareReleaseList(trade, command);
  DeclareDiff(trade, command);
  DeclareHistory(trade, command);
  DeclarePrune(trade, command);
  DeclareObservations(trade, command);
}

}  // namespace entente::client
