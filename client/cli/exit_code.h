#ifndef ENTENTE_CLIENT_CLI_EXIT_CODE_H_
#define ENTENTE_CLIENT_CLI_EXIT_CODE_H_

#include <string>

#include "absl/status/status.h"

namespace entente::client {

// How the program ends. Scripts rely on the numbers: they never change.
enum class ExitCode {
  kOk = 0,
  kFailed = 1,
  kUsage = 2,
  kSectionMissing = 3,
  kNotFound = 4,
  kRefused = 5,
  kUnreachable = 6,
};

// The code for an error of a service.
ExitCode ExitCodeOf(const absl::Status& status);

// All codes and what they mean, a line each, for the help.
std::string ExitCodeHelp();

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_EXIT_CODE_H_
