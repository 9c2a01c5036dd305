#include "client/cli/ask_trade.h"
#include "client/cli/commands.h"

namespace entente::client {

ExitCode RunTradeSeries(const GlobalOptions& global, const trade::v1::GetSeriesRequest& asked) {
  trade::v1::GetSeriesRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::GetSeries);
}

}  // namespace entente::client
