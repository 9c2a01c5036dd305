#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/render/json.h"
#include "client/render/release_diff.h"
#include "client/trade_client.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

using trade::v1::DiffReleasesRequest;
using trade::v1::DiffReleasesResponse;

// Each part as it comes, a line of JSON each.
absl::Status WriteJson(const TradeClient& client, const DiffReleasesRequest& request,
                       absl::Time deadline) {
  const auto take = [](const DiffReleasesResponse& part) { return Write(RenderJsonLine(part)); };
  return client.DiffReleases(request, take, deadline);
}

// Each part as it comes.
absl::Status WriteText(const TradeClient& client, const DiffReleasesRequest& request,
                       absl::Time deadline) {
  const TextOptions options = TerminalText();
  bool begun = false;
  DiffReleasesResponse last;
  const auto take = [&](const DiffReleasesResponse& part) {
    if (!begun) RETURN_IF_ERROR(Write(DiffHead(request, options)));
    begun = true;
    last = part;
    return Write(DiffPart(part, options));
  };
  RETURN_IF_ERROR(client.DiffReleases(request, take, deadline));
  return Write(DiffCounts(last));
}

}  // namespace

ExitCode RunTradeDiff(const GlobalOptions& global, const DiffReleasesRequest& asked) {
  const absl::Status present =
      RefusePast(global, "two releases differ in one way, whenever it is asked");
  if (!present.ok()) return Fail(present);
  const TradeClient client(global.trade_address);
  const absl::Time deadline = global.Deadline(kStreamTime);
  const absl::Status done = global.format == Format::kJson ? WriteJson(client, asked, deadline)
                                                           : WriteText(client, asked, deadline);
  return done.ok() ? ExitCode::kOk : Fail(done);
}

}  // namespace entente::client
