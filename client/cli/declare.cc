#include "client/cli/declare.h"

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/time/day.h"

namespace entente::client {
namespace {

constexpr char kCountry[] = "ISO code, M49 number, or name in any language";

}  // namespace

CLI::App& AddCommand(CLI::App& parent, const std::string& name, const std::string& description,
                     const std::string& examples) {
  CLI::App& command = *parent.add_subcommand(name, description);
  command.fallthrough();
  command.footer(
      absl::StrCat("Examples:\n", examples, "\nOptions of every command: entente --help\n"));
  return command;
}

absl::CivilDay ToDay(const std::string& option, const std::string& text) {
  const auto day = ParseDay(text);
  if (!day.ok()) throw CLI::ValidationError(option, std::string(day.status().message()));
  return *day;
}

void AddCountry(CLI::App& command, const std::string& place, const std::string& description,
                std::string& text) {
  command.add_option(place, text, description)->required()->option_text(" ");
}

void AddCountryOption(CLI::App& command, const std::string& option, const std::string& description,
                      std::string& text) {
  command.add_option(option, text, description)->type_name("COUNTRY");
}

void AddPair(CLI::App& command, std::string& first, std::string& second) {
  AddCountry(command, "A", absl::StrCat("One country: ", kCountry), first);
  AddCountry(command, "B", "The other country", second);
}

void AddReporter(CLI::App& command, std::string& reporter) {
  AddCountry(command, "A", absl::StrCat("The country that reports: ", kCountry), reporter);
}

void AddReporterAndPartner(CLI::App& command, std::string& reporter, std::string& partner) {
  AddReporter(command, reporter);
  AddCountry(command, "B", "Its partner; \"World\" for all", partner);
}

CLI::Option& AddFlow(CLI::App& command, const std::string& description, std::string& text) {
  const auto set = [&text](const std::string& given) { text = absl::AsciiStrToUpper(given); };
  return *command.add_option_function<std::string>("--flow", set, description)->type_name("CODE");
}

void AddCommodity(CLI::App& command, const std::string& description, std::string& text) {
  command.add_option("--commodity", text, description)->type_name("CODE");
}

void AddClassification(CLI::App& command, const std::string& description, std::string& text) {
  command.add_option("--classification", text, description)->type_name("CODE");
}

void AddSource(CLI::App& command, const std::string& description, std::string& text) {
  command.add_option("--source", text, description)->type_name("NAME");
}

CLI::Option& AddPeriod(CLI::App& command, const std::string& option, const std::string& description,
                       std::string& text) {
  return *command.add_option(option, text, description)->type_name("PERIOD");
}

void AddFrequency(CLI::App& command, const std::string& description,
                  const std::function<void(int)>& set) {
  command.add_option_function<int>("--frequency", set, description)
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, int>{{"annual", 1}, {"quarterly", 2}, {"monthly", 3}}))
      ->option_text("FREQUENCY");
}

void AddTop(CLI::App& command, const std::function<void(int32_t)>& set) {
  command.add_option_function<int32_t>("--top", set, "How many; 10")
      ->check(CLI::PositiveNumber)
      ->option_text("NUMBER");
}

}  // namespace entente::client
