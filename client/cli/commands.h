#ifndef ENTENTE_CLIENT_CLI_COMMANDS_H_
#define ENTENTE_CLIENT_CLI_COMMANDS_H_

#include "client/cli/exit_code.h"
#include "client/cli/options.h"

// One function and one file a command. Each prints its answer, or says on standard error what went
// wrong, and returns how the program ends.
namespace entente::client {

ExitCode RunBrief(const GlobalOptions& global, const PairArguments& pair);
ExitCode RunTradeSeries(const GlobalOptions& global, const SeriesArguments& arguments);
ExitCode RunTradeTargets(const GlobalOptions& global, const PairArguments& pair);
ExitCode RunAgreementsList(const GlobalOptions& global, const PairArguments& pair);
ExitCode RunAgreementsShow(const GlobalOptions& global, const ShowArguments& arguments);
ExitCode RunImportTrade(const GlobalOptions& global, const ImportArguments& arguments);
ExitCode RunImportAgreements(const GlobalOptions& global, const ImportArguments& arguments);
ExitCode RunHealth(const GlobalOptions& global);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_COMMANDS_H_
