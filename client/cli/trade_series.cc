#include "absl/strings/match.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "client/trade_client.h"
#include "common/api/convert.h"
#include "common/geo/country.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

absl::StatusOr<common::v1::Country> ToCountry(const std::string& text) {
  ASSIGN_OR_RETURN(const Country parsed, ParseCountry(text));
  return CountryProto(parsed.alpha3);
}

// A partner can also be the world.
absl::StatusOr<common::v1::Country> ToPartner(const std::string& text) {
  if (!absl::EqualsIgnoreCase(text, "W00") && !absl::EqualsIgnoreCase(text, "world")) {
    return ToCountry(text);
  }
  common::v1::Country world;
  world.set_alpha3("W00");
  world.set_name("the world");
  return world;
}

}  // namespace

ExitCode RunTradeSeries(const GlobalOptions& global, const SeriesArguments& arguments) {
  const auto reporter = ToCountry(arguments.reporter);
  if (!reporter.ok()) return Fail(reporter.status());
  const auto partner = ToPartner(arguments.partner);
  if (!partner.ok()) return Fail(partner.status());

  trade::v1::GetSeriesRequest request;
  request.set_reporter(reporter->alpha3());
  request.set_partner(partner->alpha3());
  request.set_flow(arguments.flow);
  request.set_commodity(arguments.commodity);
  request.set_frequency(static_cast<trade::v1::Frequency>(arguments.frequency));
  request.set_source(arguments.source);
  request.set_first_period(arguments.first_period);
  request.set_last_period(arguments.last_period);
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);
  const auto response = TradeClient(global.trade_address).GetSeries(request, global.Deadline());
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(*response)
                   : RenderText(*response, *reporter, *partner, global.as_of, TerminalText()));
}

}  // namespace entente::client
