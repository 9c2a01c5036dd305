#include "client/cli/ask_trade.h"
#include "client/cli/commands.h"

namespace entente::client {

ExitCode RunTradeAvailability(const GlobalOptions& global,
                              const trade::v1::GetAvailabilityRequest& asked) {
  trade::v1::GetAvailabilityRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::GetAvailability);
}

ExitCode RunTradeReleases(const GlobalOptions& global,
                          const trade::v1::ListReleasesRequest& asked) {
  trade::v1::ListReleasesRequest request = asked;
  return AskTrade(global, request, {}, &TradeClient::ListReleases);
}

ExitCode RunTradeHistory(const GlobalOptions& global,
                         const trade::v1::ListCellHistoryRequest& asked) {
  trade::v1::ListCellHistoryRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::ListCellHistory);
}

}  // namespace entente::client
