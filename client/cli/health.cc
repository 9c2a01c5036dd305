#include "client/health.h"

#include <array>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "google/protobuf/struct.pb.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/layout.h"

namespace entente::client {
namespace {

// What both servers serve; the empty name is the server as a whole.
constexpr std::array<absl::string_view, 5> kTrade = {
    "", "entente.trade.v1.StatisticsService", "entente.trade.v1.AnalysisService",
    "entente.trade.v1.ReleaseService", "entente.trade.v1.CommitmentService"};
constexpr std::array<absl::string_view, 4> kAgreements = {
    "", "entente.agreements.v1.AgreementService", "entente.agreements.v1.RelationshipService",
    "entente.agreements.v1.RegistryService"};

struct Health {
  std::string address;
  std::string service;
  bool serving = false;
  std::string problem;  // empty if it serves
};

std::vector<Health> Ask(const std::string& address, absl::Span<const absl::string_view> services,
                        absl::Time deadline) {
  std::vector<Health> all;
  for (const absl::string_view service : services) {
    Health health{
        .address = address, .service = std::string(service), .serving = false, .problem = ""};
    const auto serving = IsServing(address, health.service, deadline);
    health.serving = serving.ok() && *serving;
    if (!serving.ok()) {
      health.problem = std::string(serving.status().message());
    } else if (!*serving) {
      health.problem = "it answers, and says that it does not serve";
    }
    all.push_back(std::move(health));
  }
  return all;
}

std::string ToText(const std::vector<Health>& all, int width) {
  using Align = Table::Align;
  Table table(0, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft});
  for (const Health& health : all) {
    table.Row({health.address, health.service.empty() ? "the server" : health.service,
               health.serving ? "serving" : "NOT SERVING", health.problem});
  }
  return table.ToString(width);
}

// {"services": [{"address", "service", "serving", "problem"}, ...]}.
std::string ToJson(const std::vector<Health>& all) {
  google::protobuf::Struct document;
  auto& services = *(*document.mutable_fields())["services"].mutable_list_value();
  for (const Health& health : all) {
    auto& fields = *services.add_values()->mutable_struct_value()->mutable_fields();
    fields["address"].set_string_value(health.address);
    fields["service"].set_string_value(health.service);
    fields["serving"].set_bool_value(health.serving);
    fields["problem"].set_string_value(health.problem);
  }
  return RenderJson(document);
}

}  // namespace

ExitCode RunHealth(const GlobalOptions& global) {
  const absl::Time deadline = global.Deadline();
  // At the same time, so that a server that hangs takes nothing from the other one's.
  std::vector<Health> all;
  std::thread trade([&] { all = Ask(global.trade_address, kTrade, deadline); });
  const std::vector<Health> other = Ask(global.agreements_address, kAgreements, deadline);
  trade.join();
  all.insert(all.end(), other.begin(), other.end());
  const ExitCode printed =
      Print(global.format == Format::kJson ? ToJson(all) : ToText(all, TerminalText().width));
  if (printed != ExitCode::kOk) return printed;
  for (const Health& health : all) {
    if (!health.serving) return ExitCode::kUnreachable;
  }
  return ExitCode::kOk;
}

}  // namespace entente::client
