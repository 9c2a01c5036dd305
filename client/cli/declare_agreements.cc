#include "client/cli/commands.h"
#include "client/cli/declare.h"

namespace entente::client {

void DeclareAgreements(CLI::App& app, Command& command) {
  CLI::App& agreements = AddCommand(app, "agreements", "Agreements between governments",
                                    "  entente agreements list KZ TR\n"
                                    "  entente agreements show kaz-tur-1992-investment\n");
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
}

}  // namespace entente::client
