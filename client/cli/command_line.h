#ifndef ENTENTE_CLIENT_CLI_COMMAND_LINE_H_
#define ENTENTE_CLIENT_CLI_COMMAND_LINE_H_

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "absl/time/civil_time.h"

#include "client/cli/exit_code.h"
#include "client/cli/options.h"

namespace entente::client {

// What is to be done.
struct Command {
  GlobalOptions global;
  std::function<ExitCode(const GlobalOptions&)> run;
};

// Reads the arguments after the program's name. An option is taken from the command line; else from
// the environment; else from the configuration file; else it has its default, which for --day
// is that of --as-of, else `today`. Help, version and errors are printed, and their exit code comes
// back instead.
std::variant<Command, ExitCode> ParseCommandLine(const std::vector<std::string>& arguments,
                                                 absl::CivilDay today);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_COMMAND_LINE_H_
