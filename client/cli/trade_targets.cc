#include "client/brief.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "common/api/convert.h"

namespace entente::client {

ExitCode RunTradeTargets(const GlobalOptions& global, const PairArguments& arguments) {
  const auto pair = ParsePairArguments(arguments);
  if (!pair.ok()) return Fail(pair.status());
  const auto section =
      GatherTargets(TradeClient(global.trade_address), *pair,
                    ReadAt(global.as_of, global.trade_revision), global.Deadline());
  if (!section.ok()) return Fail(section.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(*section)
                   : RenderText(*section, entente::ToProto(*pair), global.as_of, TerminalText()));
}

}  // namespace entente::client
