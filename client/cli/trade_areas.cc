#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "client/trade_client.h"

namespace entente::client {

ExitCode RunTradeAreas(const GlobalOptions& global, const trade::v1::ListAreasRequest& asked) {
  const absl::Status present = RefusePast(global, "areas are the same whatever is loaded");
  if (!present.ok()) return Fail(present);
  const auto response = TradeClient(global.trade_address).ListAreas(asked, global.Deadline());
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson ? RenderJson(*response)
                                              : RenderText(asked, *response, TerminalText()));
}

}  // namespace entente::client
