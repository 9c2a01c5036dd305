#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/pruning.h"
#include "client/trade_client.h"

namespace entente::client {

ExitCode RunTradePrune(const GlobalOptions& global, const trade::v1::PruneReleasesRequest& asked) {
  const absl::Status present = RefusePast(
      global, "only the latest state can be pruned, of which --keep-as-of says what is kept");
  if (!present.ok()) return Fail(present);
  const auto response =
      TradeClient(global.trade_address).PruneReleases(asked, global.Deadline(kStreamTime));
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson ? RenderJson(*response)
                                              : RenderText(asked, *response, TerminalText()));
}

}  // namespace entente::client
