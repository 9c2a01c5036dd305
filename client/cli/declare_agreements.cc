#include <string>
#include <vector>

#include "client/cli/commands.h"
#include "client/cli/declare.h"
#include "common/api/convert.h"

namespace entente::client {

void DeclareAgreements(CLI::App& app, Command& command) {
  CLI::App& agreements = AddCommand(app, "agreements", "Agreements between governments",
                                    "  entente agreements list KZ TR\n"
                                    "  entente agreements show kaz-tur-1992-investment\n"
                                    "  entente agreements due KZ TR\n");
  agreements.require_subcommand(1);

  CLI::App& list = AddCommand(agreements, "list", "Agreements of a pair with their status",
                              "  entente agreements list KZ TR\n"
                              "  entente agreements list KZ TR --day 1996-01-01\n");
  PairArguments& pair = Given(list, command, RunAgreementsList);
  AddPair(list, pair.first, pair.second);

  CLI::App& show = AddCommand(agreements, "show", "All that is known of one agreement",
                              "  entente agreements show kaz-tur-1992-investment\n"
                              "  entente agreements show agreements/helsinki-final-act\n");
  show.add_option("NAME", Given(show, command, RunAgreementsShow).name,
                  "Its name, with or without \"agreements/\"")
      ->required()
      ->option_text(" ");

  CLI::App& due = AddCommand(agreements, "due",
                             "Renewals, last days for notice, ends and anniversaries to come",
                             "  entente agreements due KZ TR\n"
                             "  entente agreements due KZ --day 2026-01-01 --until 2027-12-31\n"
                             "  entente agreements due --round\n");
  auto& asked = Given(due, command, RunAgreementsDue);
  due.add_option_function<std::vector<std::string>>(
         "COUNTRY",
         [&asked](const std::vector<std::string>& countries) {
           for (const std::string& country : countries) asked.add_countries(country);
         },
         "One country, or two for what is between them; every one")
      ->expected(1, 2)
      ->option_text(" ");
  due.add_option_function<std::string>(
         "--until",
         [&asked](const std::string& text) {
           *asked.mutable_last_day() = ToProto(ToDay("--until", text));
         },
         "The last day; a year after the first, which is --day")
      ->type_name("DAY");
  due.add_flag_callback(
      "--round", [&asked] { asked.set_round_only(true); },
      "Of anniversaries only the 5th and every 10th and 25th");
}

}  // namespace entente::client
