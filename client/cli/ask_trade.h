#ifndef ENTENTE_CLIENT_CLI_ASK_TRADE_H_
#define ENTENTE_CLIENT_CLI_ASK_TRADE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "client/trade_client.h"

namespace entente::client {

// Sends `request` to the trade service and prints the answer. `countries`: those of its fields that
// hold a country, or nothing, as it was typed.
template <typename Request, typename Response>
ExitCode AskTrade(const GlobalOptions& global, Request& request,
                  const std::vector<std::string*>& countries,
                  absl::StatusOr<Response> (TradeClient::*method)(const Request&, absl::Time)
                      const) {
  if (const absl::Status status = ResolveCountries(countries); !status.ok()) return Fail(status);
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);
  const auto response = (TradeClient(global.trade_address).*method)(request, global.Deadline());
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(*response)
                   : RenderText(request, *response, global.as_of, TerminalText()));
}

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_ASK_TRADE_H_
