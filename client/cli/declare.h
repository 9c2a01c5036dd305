#ifndef ENTENTE_CLIENT_CLI_DECLARE_H_
#define ENTENTE_CLIENT_CLI_DECLARE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/time/civil_time.h"

#include "client/cli/command_line.h"
#include "entente/trade/v1/resources.pb.h"

// Internal to the command line: how commands and their options are declared to the parser.
namespace entente::client {

// One function and one file a family of commands. Each declares them below its parent; the command
// that is parsed becomes `command`.
void DeclareTrade(CLI::App& app, Command& command);
void DeclareAnalysis(CLI::App& trade, Command& command);
void DeclareReleases(CLI::App& trade, Command& command);
void DeclareAgreements(CLI::App& app, Command& command);
void DeclareImport(CLI::App& app, Command& command);

// A command with its help. `examples`: lines, each indented and ended.
CLI::App& AddCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples);

// What `parsed` is given, to be filled by its options. When it is parsed, `check` may throw
// CLI::ValidationError, and what it was given goes to `run`.
template <typename Arguments>
Arguments& Given(CLI::App& parsed, Command& command,
                 ExitCode (*run)(const GlobalOptions&, const Arguments&),
                 std::function<void(const Arguments&)> check = nullptr) {
  const auto given = std::make_shared<Arguments>();
  parsed.callback([&command, run, check, given] {
    if (check) check(*given);
    command.run = [run, given](const GlobalOptions& global) { return run(global, *given); };
  });
  return *given;
}

// A day as an option takes it, "2022-05-10". CLI::ValidationError, naming the option, for any other
// text.
absl::CivilDay ToDay(const std::string& option, const std::string& text);

// Options that several commands have, each with one name and one meaning. `text`: what it sets.

void AddCountry(CLI::App& command, const std::string& place, const std::string& description,
                std::string& text);
// A country by option, "--partner".
void AddCountryOption(CLI::App& command, const std::string& option, const std::string& description,
                      std::string& text);
// A and B, without direction.
void AddPair(CLI::App& command, std::string& first, std::string& second);
// A, which reports.
void AddReporter(CLI::App& command, std::string& reporter);
// A and B, its partner.
void AddReporterAndPartner(CLI::App& command, std::string& reporter, std::string& partner);
// X or another; `description` says what it does and which it is by default.
CLI::Option& AddFlow(CLI::App& command, const std::string& description, std::string& text);
void AddCommodity(CLI::App& command, const std::string& description, std::string& text);
// `description` says what it does and which it is by default.
void AddClassification(CLI::App& command, const std::string& description, std::string& text);
// Values of other revisions of the Harmonized System are converted to that of --classification.
template <typename Request>
void AddConvert(CLI::App& command, Request& asked) {
  command
      .add_flag_callback(
          "--convert", [&asked] { asked.set_convert(true); },
          "Also values of other revisions of the Harmonized System, converted by weights")
      ->needs("--classification");
}
void AddSource(CLI::App& command, const std::string& description, std::string& text);
CLI::Option& AddPeriod(CLI::App& command, const std::string& option, const std::string& description,
                       std::string& text);
// A number of trade.v1.Frequency. `description` says which it is by default.
void AddFrequency(CLI::App& command, const std::string& description,
                  const std::function<void(int)>& set);
// Annual by default.
template <typename Request>
void AddFrequency(CLI::App& command, Request& asked) {
  AddFrequency(command, "annual, quarterly or monthly; annual", [&asked](int frequency) {
    asked.set_frequency(static_cast<trade::v1::Frequency>(frequency));
  });
}
// How many rows.
void AddTop(CLI::App& command, const std::function<void(int32_t)>& set);
template <typename Request>
void AddTop(CLI::App& command, Request& asked) {
  AddTop(command, [&asked](int32_t limit) { asked.set_limit(limit); });
}

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_DECLARE_H_
