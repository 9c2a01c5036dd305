#include "client/cli/command_line.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

#include "client/cli/commands.h"
#include "client/version.h"
#include "common/time/day.h"
#include "entente/trade/v1/release_service.pb.h"

namespace entente::client {
namespace {

constexpr char kTradeVariable[] = "ENTENTE_TRADE_ADDRESS";
constexpr char kAgreementsVariable[] = "ENTENTE_AGREEMENTS_ADDRESS";
constexpr char kCountry[] = "ISO code, M49 number, or name in any language";
constexpr int kOptionColumn = 34;

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::string DefaultConfigFile() {
  if (const std::string config = Variable("XDG_CONFIG_HOME"); !config.empty()) {
    return absl::StrCat(config, "/entente/config.toml");
  }
  return absl::StrCat(Variable("HOME"), "/.config/entente/config.toml");
}

// "2022-05-10".
absl::CivilDay ToDay(const std::string& option, const std::string& text) {
  const auto day = ParseDay(text);
  if (!day.ok()) throw CLI::ValidationError(option, std::string(day.status().message()));
  return *day;
}

// "10", "2.5s", "500ms", "3m".
absl::Duration ToDuration(const std::string& option, const std::string& text) {
  absl::Duration duration;
  if ((!absl::ParseDuration(text, &duration) &&
       !absl::ParseDuration(absl::StrCat(text, "s"), &duration)) ||
      duration <= absl::ZeroDuration() || duration == absl::InfiniteDuration()) {
    throw CLI::ValidationError(option, absl::StrCat("'", text,
                                                    "' is no time above zero; give seconds, or a "
                                                    "number with its unit: 500ms, 3m"));
  }
  return duration;
}

void AddGlobalOptions(CLI::App& app, GlobalOptions& global, std::optional<absl::CivilDay>& day) {
  const auto last = CLI::MultiOptionPolicy::TakeLast;
  app.add_option("--trade-address", global.trade_address, "Where the trade service runs")
      ->capture_default_str()
      ->type_name("HOST:PORT")
      ->envname(kTradeVariable)
      ->multi_option_policy(last);
  app.add_option("--agreements-address", global.agreements_address,
                 "Where the agreements service runs")
      ->capture_default_str()
      ->type_name("HOST:PORT")
      ->envname(kAgreementsVariable)
      ->multi_option_policy(last);
  app.add_option_function<std::string>(
         "--timeout",
         [&global](const std::string& text) { global.timeout = ToDuration("--timeout", text); },
         "How long to wait; 10 s, imports 1 h")
      ->type_name("SECONDS");
  app.add_option("--format", global.format, "text or json; text")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, Format>{{"text", Format::kText}, {"json", Format::kJson}}))
      ->option_text("text|json");
  app.add_option_function<std::string>(
         "--day", [&day](const std::string& text) { day = ToDay("--day", text); },
         "Day of statuses and anniversaries; --as-of or today in UTC")
      ->type_name("YYYY-MM-DD");
  app.add_option_function<std::string>(
         "--as-of", [&global](const std::string& text) { global.as_of = ToDay("--as-of", text); },
         "Only what had been published by then")
      ->type_name("YYYY-MM-DD");
  app.add_option("--trade-revision", global.trade_revision,
                 "Read the trade store as it was; 0 is the latest")
      ->check(CLI::NonNegativeNumber)
      ->option_text("NUMBER");
  app.add_option("--agreements-revision", global.agreements_revision,
                 "Read the agreements store as it was; 0 is the latest")
      ->check(CLI::NonNegativeNumber)
      ->option_text("NUMBER");
  app.set_config("--config", DefaultConfigFile(),
                 "TOML file with any of these options, e.g. timeout = 30")
      ->type_name("FILE");
  app.allow_config_extras(CLI::config_extras_mode::error);
  app.set_version_flag("--version", absl::StrCat("entente ", std::string(Version())),
                       "Print the version and exit");
}

// The commands and what they were given.
struct Arguments {
  PairArguments pair;
  SeriesArguments series;
  ShowArguments show;
  ImportArguments import;
};

CLI::App& AddCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App& command = *parent.add_subcommand(name, description);
  command.fallthrough();
  command.footer(
      absl::StrCat("Examples:\n", examples, "\nOptions of every command: entente --help\n"));
  return command;
}

void AddPair(CLI::App& command, PairArguments& pair) {
  command.add_option("A", pair.first, absl::StrCat("One country: ", kCountry))
      ->required()
      ->option_text(" ");
  command.add_option("B", pair.second, "The other country")->required()->option_text(" ");
}

void AddBrief(CLI::App& app, Arguments& arguments, Command& command) {
  CLI::App& brief = AddCommand(app, "brief", "Where two countries stand, on one page",
                               "  entente brief KZ TR\n"
                               "  entente brief Kazakhstan Türkiye --day 2022-05-11\n"
                               "  entente brief KAZ TUR --format json > brief.json\n");
  AddPair(brief, arguments.pair);
  brief.callback([&] {
    command.run = [pair = arguments.pair](const GlobalOptions& global) {
      return RunBrief(global, pair);
    };
  });
}

void AddTrade(CLI::App& app, Arguments& arguments, Command& command) {
  CLI::App& trade = AddCommand(app, "trade", "Trade statistics and targets",
                               "  entente trade series KZ TR\n"
                               "  entente trade targets KZ TR\n");
  trade.require_subcommand(1);

  CLI::App& series =
      AddCommand(trade, "series", "What A reports of its trade with B",
                 "  entente trade series KZ TR\n"
                 "  entente trade series TR KZ --flow X --from 2015 --to 2020\n"
                 "  entente trade series KZ World --commodity 27 --frequency monthly\n");
  SeriesArguments& asked = arguments.series;
  series.add_option("A", asked.reporter, absl::StrCat("The country that reports: ", kCountry))
      ->required()
      ->option_text(" ");
  series.add_option("B", asked.partner, "Its partner; \"World\" for all")
      ->required()
      ->option_text(" ");
  series.add_option("--flow", asked.flow, "Only this flow: X exports, M imports, ...")
      ->type_name("CODE");
  series.add_option("--commodity", asked.commodity, "Code of the classification; TOTAL")
      ->type_name("CODE");
  series.add_option("--frequency", asked.frequency, "annual, quarterly or monthly; annual")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, int>{{"annual", 1}, {"quarterly", 2}, {"monthly", 3}}))
      ->option_text("FREQUENCY");
  series.add_option("--source", asked.source, "Only this source, e.g. sources/kaz-bns")
      ->type_name("NAME");
  series.add_option("--from", asked.first_period, "First period, e.g. 2015")->type_name("PERIOD");
  series.add_option("--to", asked.last_period, "Last period")->type_name("PERIOD");
  series.callback([&] {
    command.run = [series = arguments.series](const GlobalOptions& global) {
      return RunTradeSeries(global, series);
    };
  });

  CLI::App& targets =
      AddCommand(trade, "targets", "Targets of a pair and how far they are attained",
                 "  entente trade targets KZ TR\n"
                 "  entente trade targets KZ TR --as-of 2022-05-11\n");
  AddPair(targets, arguments.pair);
  targets.callback([&] {
    command.run = [pair = arguments.pair](const GlobalOptions& global) {
      return RunTradeTargets(global, pair);
    };
  });
}

void AddAgreements(CLI::App& app, Arguments& arguments, Command& command) {
  CLI::App& agreements = AddCommand(app, "agreements", "Agreements between governments",
                                    "  entente agreements list KZ TR\n"
                                    "  entente agreements show kaz-tur-1992-investment\n");
  agreements.require_subcommand(1);

  CLI::App& list = AddCommand(agreements, "list", "Agreements of a pair with their status",
                              "  entente agreements list KZ TR\n"
                              "  entente agreements list KZ TR --day 1996-01-01\n");
  AddPair(list, arguments.pair);
  list.callback([&] {
    command.run = [pair = arguments.pair](const GlobalOptions& global) {
      return RunAgreementsList(global, pair);
    };
  });

  CLI::App& show = AddCommand(agreements, "show", "All that is known of one agreement",
                              "  entente agreements show kaz-tur-1992-investment\n"
                              "  entente agreements show agreements/helsinki-final-act\n");
  show.add_option("NAME", arguments.show.name, "Its name, with or without \"agreements/\"")
      ->required()
      ->option_text(" ");
  show.callback([&] {
    command.run = [show = arguments.show](const GlobalOptions& global) {
      return RunAgreementsShow(global, show);
    };
  });
}

void AddImportOptions(CLI::App& command, ImportArguments& import) {
  command.add_option("FILE", import.files, "Files to load, one after the other")
      ->required()
      ->option_text("...");
  command.add_option("--url", import.url, "Where the file was retrieved from; one file only")
      ->type_name("ADDRESS");
  command.add_option("--request-id", import.request_id, "Makes a repetition safe; one file only")
      ->type_name("TEXT");
  command.add_flag("--dry-run", import.dry_run, "Say what would happen, and change nothing");
}

// The formats of trade's files by their names on the command line: "comtrade-csv".
std::map<std::string, int> TradeFormats() {
  std::map<std::string, int> formats;
  const auto& values = *trade::v1::ImportFormat_descriptor();
  for (int i = 0; i < values.value_count(); ++i) {
    if (values.value(i)->number() == 0) continue;
    absl::string_view name = values.value(i)->name();
    absl::ConsumePrefix(&name, "IMPORT_FORMAT_");
    formats.emplace(absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"_", "-"}})),
                    values.value(i)->number());
  }
  return formats;
}

void CheckImport(const ImportArguments& import) {
  if (import.files.size() == 1) return;
  for (const auto& [option, value] :
       {std::pair("--request-id", import.request_id), std::pair("--dataset", import.dataset),
        std::pair("--url", import.url)}) {
    if (!value.empty()) throw CLI::ValidationError(option, "is of one file; give one file");
  }
}

// A data set is called by its file's name where no other one is given, so that a second file of the
// name would take the first one's place.
void CheckDatasets(const ImportArguments& import) {
  std::set<std::string> names;
  for (const std::string& path : import.files) {
    const std::string name = std::filesystem::path(path).filename();
    if (!names.insert(name).second) {
      throw CLI::ValidationError(
          "FILE", absl::StrCat("two files are called '", name,
                               "', which would be one data set; import them one by one, each with "
                               "its own --dataset"));
    }
  }
}

void AddImport(CLI::App& app, Arguments& arguments, Command& command) {
  CLI::App& import = AddCommand(app, "import", "Load files into a service",
                                "  entente import trade data/trade.textproto\n"
                                "  entente import agreements data/agreements.textproto\n");
  import.require_subcommand(1);

  CLI::App& trade =
      AddCommand(import, "trade", "Load trade statistics, targets and statements",
                 "  entente import trade data/trade.textproto\n"
                 "  entente import trade comtrade-kaz-2021.csv --dataset comtrade-kaz-2021 "
                 "--published 2022-06\n"
                 "  entente import trade comtrade-kaz-2021.csv --dry-run\n"
                 "  entente import trade matrix-2015.csv --source sources/unctad-matrix --unit "
                 "thousands --period 2015\n");
  AddImportOptions(trade, arguments.import);
  trade
      .add_option("--dataset", arguments.import.dataset,
                  "What the file is a release of; the file's name. One file only")
      ->type_name("TEXT");
  trade
      .add_option("--published", arguments.import.published,
                  "When it was published: a day, month or year")
      ->type_name("DATE");
  const std::map<std::string, int> formats = TradeFormats();
  std::vector<std::string> names;
  for (const auto& [name, number] : formats) names.push_back(name);
  trade
      .add_option("--file-format", arguments.import.file_format,
                  absl::StrCat(absl::StrJoin(names, ", "), "; recognised"))
      ->transform(CLI::CheckedTransformer(formats))
      ->option_text("FORMAT");
  trade
      .add_option("--source", arguments.import.source,
                  "Who publishes it, where the format does not tell: sources/NAME")
      ->type_name("TEXT");
  trade
      .add_option("--currency", arguments.import.currency,
                  "ISO 4217 code of the values, where the format does not tell; USD")
      ->type_name("TEXT");
  trade
      .add_option("--unit", arguments.import.exponent,
                  "What a value of 1 stands for, where the format does not tell: ones, thousands "
                  "or millions; ones")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, int>{{"ones", 0}, {"thousands", 3}, {"millions", 6}}))
      ->option_text("UNIT");
  trade
      .add_option("--period", arguments.import.period,
                  "Period of all values, where the file does not tell, e.g. 2015")
      ->type_name("TEXT");
  trade.callback([&] {
    CheckImport(arguments.import);
    CheckDatasets(arguments.import);
    command.run = [import = arguments.import](const GlobalOptions& global) {
      return RunImportTrade(global, import);
    };
  });

  CLI::App& agreements =
      AddCommand(import, "agreements", "Load agreements, occasions and milestones",
                 "  entente import agreements data/agreements.textproto\n"
                 "  entente import agreements data/agreements.textproto --dry-run\n");
  AddImportOptions(agreements, arguments.import);
  agreements.callback([&] {
    CheckImport(arguments.import);
    command.run = [import = arguments.import](const GlobalOptions& global) {
      return RunImportAgreements(global, import);
    };
  });
}

void AddHealth(CLI::App& app, Command& command) {
  CLI::App& health = AddCommand(app, "health", "Whether both servers serve",
                                "  entente health\n"
                                "  entente health --trade-address trade.example:50051\n");
  health.callback([&] { command.run = RunHealth; });
}

// What the parser is given: the environment's options come first, so that those of the command
// line win; CLI11 would let the configuration file win over the environment.
std::vector<std::string> WithEnvironment(const std::vector<std::string>& arguments) {
  std::vector<std::string> all;
  for (const auto& [option, variable] : {std::pair("--trade-address=", kTradeVariable),
                                         std::pair("--agreements-address=", kAgreementsVariable)}) {
    if (const std::string value = Variable(variable); !value.empty()) {
      all.push_back(absl::StrCat(option, value));
    }
  }
  all.insert(all.end(), arguments.begin(), arguments.end());
  return all;
}

}  // namespace

std::variant<Command, ExitCode> ParseCommandLine(const std::vector<std::string>& arguments,
                                                 absl::CivilDay today) {
  Command command;
  Arguments given;
  std::optional<absl::CivilDay> day;
  CLI::App app("Where two countries stand: bilateral trade and agreements, with evidence.",
               "entente");
  app.get_formatter()->column_width(kOptionColumn);
  app.require_subcommand(1);
  app.footer(
      absl::StrCat("Examples:\n"
                   "  entente brief KZ TR\n"
                   "  entente trade series KZ TR --format json\n"
                   "  entente import trade data/trade.textproto\n"
                   "\n",
                   ExitCodeHelp()));
  AddGlobalOptions(app, command.global, day);
  AddBrief(app, given, command);
  AddTrade(app, given, command);
  AddAgreements(app, given, command);
  AddImport(app, given, command);
  AddHealth(app, command);

  std::vector<std::string> reversed = WithEnvironment(arguments);
  std::reverse(reversed.begin(), reversed.end());  // as CLI11 wants them
  try {
    app.parse(std::move(reversed));
  } catch (const CLI::Success& asked) {  // help or version
    app.exit(asked);
    return std::cout.flush() ? ExitCode::kOk : ExitCode::kFailed;
  } catch (const CLI::ParseError& error) {
    // CLI11 would only say that a command is required.
    const std::vector<std::string> unknown = app.remaining(true);
    std::cerr << "entente: "
              << (unknown.empty() ? error.what()
                                  : absl::StrCat("'", unknown[0], "' is not known here"))
              << "\n  next:   see 'entente --help' or 'entente "
              << "COMMAND --help'\n";
    return ExitCode::kUsage;
  }
  command.global.day = day.value_or(command.global.as_of.value_or(today));
  return command;
}

}  // namespace entente::client
