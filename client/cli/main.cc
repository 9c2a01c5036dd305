#include <string>
#include <variant>
#include <vector>

#include "absl/time/time.h"

#include "client/cli/command_line.h"
#include "common/time/clock.h"

int main(int argc, char** argv) {
  using entente::client::Command;
  using entente::client::ExitCode;
  const auto today = absl::ToCivilDay(entente::SystemClock().Now(), absl::UTCTimeZone());
  const auto parsed =
      entente::client::ParseCommandLine(std::vector<std::string>(argv + 1, argv + argc), today);
  if (const auto* code = std::get_if<ExitCode>(&parsed)) return static_cast<int>(*code);
  const auto& command = std::get<Command>(parsed);
  return static_cast<int>(command.run(command.global));
}
