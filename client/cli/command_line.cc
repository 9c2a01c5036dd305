#include "client/cli/command_line.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"

#include "client/cli/commands.h"
#include "client/cli/declare.h"
#include "client/version.h"
#include "common/time/day.h"

namespace entente::client {
namespace {

constexpr char kTradeVariable[] = "ENTENTE_TRADE_ADDRESS";
constexpr char kAgreementsVariable[] = "ENTENTE_AGREEMENTS_ADDRESS";
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
         "How long to wait; 10 s, imports, streams and pruning 1 h")
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

void DeclareBrief(CLI::App& app, Command& command) {
  CLI::App& brief = AddCommand(app, "brief", "Where two countries stand, on one page",
                               "  entente brief KZ TR\n"
                               "  entente brief Kazakhstan Türkiye --day 2022-05-11\n"
                               "  entente brief KAZ TUR --format json > brief.json\n");
  PairArguments& pair = Given(brief, command, RunBrief);
  AddPair(brief, pair.first, pair.second);
}

void DeclareHealth(CLI::App& app, Command& command) {
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
  DeclareBrief(app, command);
  DeclareTrade(app, command);
  DeclareAgreements(app, command);
  DeclareImport(app, command);
  DeclareHealth(app, command);

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
