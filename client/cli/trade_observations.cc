#include <cstdio>
#include <vector>

#include "absl/strings/str_cat.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/observations.h"
#include "client/render/words.h"
#include "client/trade_client.h"
#include "common/status/status_macros.h"

namespace entente::client {

ExitCode RunTradeObservations(const GlobalOptions& global,
                              const trade::v1::StreamObservationsRequest& asked) {
  trade::v1::StreamObservationsRequest request = asked;
  const absl::Status resolved =
      ResolveCountries({request.mutable_reporter(), request.mutable_partner()});
  if (!resolved.ok()) return Fail(resolved);
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);

  const bool json = global.format == Format::kJson;
  bool begun = json;  // JSON has no header
  const auto take = [&](const trade::v1::StreamObservationsResponse& part) {
    if (!begun) RETURN_IF_ERROR(Write(ObservationsCsvHeader()));
    begun = true;
    if (part.empty_reason() != common::v1::EMPTY_REASON_UNSPECIFIED) {
      fputs(absl::StrCat(
                "entente: no observation: ", WhyNoFigure(part.empty_reason(), "the reporter"), "\n")
                .c_str(),
            stderr);
    }
    for (const trade::v1::ObservationBlock& block : part.blocks()) {
      ASSIGN_OR_RETURN(const std::vector<ObservationRow> rows, RowsOf(block));
      RETURN_IF_ERROR(Write(json ? ObservationsJson(block, rows) : ObservationsCsv(block, rows)));
    }
    return absl::OkStatus();
  };
  const absl::Status done = TradeClient(global.trade_address)
                                .StreamObservations(request, take, global.Deadline(kStreamTime));
  return done.ok() ? ExitCode::kOk : Fail(done);
}

}  // namespace entente::client
