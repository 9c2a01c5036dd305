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

// One message of all parts.
absl::Status WriteJson(const TradeClient& client, const DiffReleasesRequest& request,
                       absl::Time deadline) {
  DiffReleasesResponse all;
  const auto take = [&](const DiffReleasesResponse& part) {
    all.MergeFrom(part);
    return absl::OkStatus();
  };
  RETURN_IF_ERROR(client.DiffReleases(request, take, deadline));
  all.clear_resume_token();
  return Write(RenderJson(all));
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
  const TradeClient client(global.trade_address);
  const absl::Time deadline = global.Deadline(kStreamTime);
  const absl::Status done = global.format == Format::kJson ? WriteJson(client, asked, deadline)
                                                           : WriteText(client, asked, deadline);
  return done.ok() ? ExitCode::kOk : Fail(done);
}

}  // namespace entente::client
