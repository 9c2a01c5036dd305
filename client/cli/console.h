#ifndef ENTENTE_CLIENT_CLI_CONSOLE_H_
#define ENTENTE_CLIENT_CLI_CONSOLE_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "client/cli/exit_code.h"
#include "client/cli/options.h"
#include "client/render/page.h"
#include "common/geo/pair.h"

// What the commands share: the terminal, errors, countries.
namespace entente::client {

// How long to wait by default for what takes as long as it is large: imports,
// streams and pruning.
inline constexpr absl::Duration kStreamTime = absl::Hours(1);

// True if standard error is a terminal.
bool ErrorsAreSeen();

// The terminal's width, at most 120 and at least 60 columns, and colour unless NO_COLOR is set; 100
// columns without colour where standard output is no terminal.
TextOptions TerminalText();

// To standard output. DATA_LOSS if not all of it gets there.
absl::Status Write(absl::string_view text);

// The same, with an error on standard error.
ExitCode Print(absl::string_view text);

// An error in two lines: its sentence, then its reason and the name of its status code.
std::string ErrorText(absl::string_view sentence, absl::string_view reason, absl::string_view code);

// OPTION_INVALID if a past state is asked for, of a command that has none: `why` says so.
absl::Status RefusePast(const GlobalOptions& global, absl::string_view why);

// Says what went wrong, its reason and what to do next; the exit code.
ExitCode Fail(const absl::Status& status);

// Puts alpha-3 codes in the place of countries in any form. "World" is W00; nothing stays nothing,
// and what may be a source's own code of an area stays as it is.
absl::Status ResolveCountries(const std::vector<std::string*>& texts);

// Two different countries, in any form.
absl::StatusOr<Pair> ParsePairArguments(const PairArguments& arguments);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_CONSOLE_H_
