#include "client/brief.h"

#include <stdio.h>

#include "absl/strings/str_cat.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/text.h"

namespace entente::client {
namespace {

constexpr int kSections = 2;

absl::StatusCode CodeNamed(absl::string_view name) {
  for (int code = 0; code <= static_cast<int>(absl::StatusCode::kUnauthenticated); ++code) {
    if (absl::StatusCodeToString(static_cast<absl::StatusCode>(code)) == name) {
      return static_cast<absl::StatusCode>(code);
    }
  }
  return absl::StatusCode::kUnknown;
}

// Says which sections are missing. A brief without any section is a failure for the first's reason.
ExitCode ReportMissing(const brief::v1::Brief& brief) {
  for (const auto& missing : brief.missing()) {
    fputs(ErrorText(absl::StrCat("no ", missing.section(), ": ", missing.message()),
                    missing.reason(), missing.code())
              .c_str(),
          stderr);
  }
  if (brief.missing().empty()) return ExitCode::kOk;
  if (brief.missing_size() < kSections) return ExitCode::kSectionMissing;
  return ExitCodeOf(absl::Status(CodeNamed(brief.missing(0).code()), ""));
}

}  // namespace

ExitCode RunBrief(const GlobalOptions& global, const PairArguments& arguments) {
  const auto pair = ParsePairArguments(arguments);
  if (!pair.ok()) return Fail(pair.status());
  const TradeClient trade(global.trade_address);
  const AgreementsClient agreements(global.agreements_address);
  const brief::v1::Brief brief = BuildBrief(trade, agreements, *pair,
                                            {.day = global.day,
                                             .as_of = global.as_of,
                                             .trade_revision = global.trade_revision,
                                             .agreements_revision = global.agreements_revision,
                                             .deadline = global.Deadline()});
  const ExitCode printed =
      Print(global.format == Format::kJson ? RenderJson(brief) : RenderText(brief, TerminalText()));
  const ExitCode missing = ReportMissing(brief);
  return printed == ExitCode::kOk ? missing : printed;
}

}  // namespace entente::client
