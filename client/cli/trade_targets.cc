#include "client/brief.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"

namespace entente::client {

ExitCode RunTradeTargets(const GlobalOptions& global, const PairArguments& arguments) {
  const auto pair = ParsePairArguments(arguments);
  if (!pair.ok()) return Fail(pair.status());
  const TradeClient client(global.trade_address);
  const auto targets = EvaluateTargets(client, *pair, ReadAt(global.as_of, global.trade_revision),
                                       global.Deadline());
  if (!targets.ok()) return Fail(targets.status());
  if (global.format == Format::kText) {
    Print(RenderText(*targets, Named(*pair), TerminalText()));
    return ExitCode::kOk;
  }
  brief::v1::TradeSection section;
  section.mutable_targets()->Assign(targets->begin(), targets->end());
  if (!targets->empty()) section.set_revision(targets->front().revision());
  Print(RenderJson(section));
  return ExitCode::kOk;
}

}  // namespace entente::client
