#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "client/trade_client.h"

namespace entente::client {

ExitCode RunTradeSeries(const GlobalOptions& global, const trade::v1::GetSeriesRequest& asked) {
  const auto reporter = ParseCountryArgument(asked.reporter());
  if (!reporter.ok()) return Fail(reporter.status());
  const auto partner = ParsePartnerArgument(asked.partner());
  if (!partner.ok()) return Fail(partner.status());

  trade::v1::GetSeriesRequest request = asked;
  request.set_reporter(reporter->alpha3());
  request.set_partner(partner->alpha3());
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);
  const auto response = TradeClient(global.trade_address).GetSeries(request, global.Deadline());
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(*response)
                   : RenderText(*response, *reporter, *partner, global.as_of, TerminalText()));
}

}  // namespace entente::client
