#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/observations.h"
#include "client/render/sdmx_csv.h"
#include "client/render/words.h"
#include "client/trade_client.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

std::string HeaderOf(Format format) {
  if (format == Format::kText) return ObservationsCsvHeader();
  return format == Format::kSdmxCsv ? SdmxCsvHeader() : "";
}

absl::Status WriteBatch(Format format, const trade::v1::StreamObservationsResponse& batch) {
  if (format == Format::kProtobuf) return Write(ObservationsProtobuf(batch));
  for (const trade::v1::ObservationBlock& block : batch.blocks()) {
    ASSIGN_OR_RETURN(const std::vector<ObservationRow> rows, RowsOf(block));
    RETURN_IF_ERROR(Write(format == Format::kJson      ? ObservationsJson(block, rows)
                          : format == Format::kSdmxCsv ? SdmxCsv(block, rows)
                                                       : ObservationsCsv(block, rows)));
  }
  return absl::OkStatus();
}

}  // namespace

ExitCode RunTradeObservations(const GlobalOptions& global,
                              const trade::v1::StreamObservationsRequest& asked) {
  trade::v1::StreamObservationsRequest request = asked;
  const absl::Status resolved =
      ResolveCountries({request.mutable_reporter(), request.mutable_partner()});
  if (!resolved.ok()) return Fail(resolved);
  *request.mutable_read_at() = ReadAt(global.as_of, global.trade_revision);

  bool begun = false;
  const auto take = [&](const trade::v1::StreamObservationsResponse& batch) {
    if (!begun) RETURN_IF_ERROR(Write(HeaderOf(global.format)));
    begun = true;
    if (batch.empty_reason() != common::v1::EMPTY_REASON_UNSPECIFIED) {
      fputs(absl::StrCat("entente: no observation: ",
                         WhyNoFigure(batch.empty_reason(), "the reporter"), "\n")
                .c_str(),
            stderr);
    }
    return WriteBatch(global.format, batch);
  };
  const absl::Status done = TradeClient(global.trade_address)
                                .StreamObservations(request, take, global.Deadline(kStreamTime));
  return done.ok() ? ExitCode::kOk : Fail(done);
}

}  // namespace entente::client
