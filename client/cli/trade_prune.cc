#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/pruning.h"
#include "client/trade_client.h"
#include "common/status/error.h"

namespace entente::client {

ExitCode RunTradePrune(const GlobalOptions& global, const trade::v1::PruneReleasesRequest& asked) {
  if (global.as_of || global.trade_revision != 0) {
    return Fail(
        Error(absl::StatusCode::kInvalidArgument, "OPTION_INVALID",
              "only the latest state can be pruned; leave --as-of and --trade-revision out, "
              "or say with --keep-as-of what is kept"));
  }
  const auto response =
      TradeClient(global.trade_address).PruneReleases(asked, global.Deadline(kStreamTime));
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson ? RenderJson(*response)
                                              : RenderText(asked, *response, TerminalText()));
}

}  // namespace entente::client
