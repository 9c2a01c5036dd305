#include "client/cli/ask_trade.h"
#include "client/cli/commands.h"

namespace entente::client {

ExitCode RunTradeTrend(const GlobalOptions& global, const trade::v1::GetTrendRequest& asked) {
  trade::v1::GetTrendRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::GetTrend);
}

ExitCode RunTradeCommodities(const GlobalOptions& global,
                             const trade::v1::RankCommoditiesRequest& asked) {
  trade::v1::RankCommoditiesRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::RankCommodities);
}

ExitCode RunTradePartners(const GlobalOptions& global,
                          const trade::v1::RankPartnersRequest& asked) {
  trade::v1::RankPartnersRequest request = asked;
  return AskTrade(global, request, {request.mutable_reporter(), request.mutable_partner()},
                  &TradeClient::RankPartners);
}

ExitCode RunTradeSuppliers(const GlobalOptions& global,
                           const trade::v1::RankSuppliersRequest& asked) {
  trade::v1::RankSuppliersRequest request = asked;
  return AskTrade(global, request, {request.mutable_importer(), request.mutable_exporter()},
                  &TradeClient::RankSuppliers);
}

ExitCode RunTradeMirror(const GlobalOptions& global, const trade::v1::CompareMirrorRequest& asked) {
  trade::v1::CompareMirrorRequest request = asked;
  return AskTrade(global, request, {request.mutable_exporter(), request.mutable_importer()},
                  &TradeClient::CompareMirror);
}

ExitCode RunTradeDefinitions(const GlobalOptions& global,
                             const trade::v1::ListDefinitionsRequest& asked) {
  trade::v1::ListDefinitionsRequest request = asked;
  return AskTrade(global, request, {request.mutable_countries(0), request.mutable_countries(1)},
                  &TradeClient::ListDefinitions);
}

}  // namespace entente::client
