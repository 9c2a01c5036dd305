#include "common/rpc/request_log.h"

#include <string>

namespace entente::rpc {
namespace {

bool IsServersOwn(absl::StatusCode code) {
  return code == absl::StatusCode::kUnknown || code == absl::StatusCode::kInternal ||
         code == absl::StatusCode::kDataLoss || code == absl::StatusCode::kUnavailable ||
         code == absl::StatusCode::kUnimplemented;
}

}  // namespace

Observer RequestLog(obs::Log& log) {
  return [&log](const CallRecord& call) {
    const std::string code = absl::StatusCodeToString(call.status.code());
    const obs::Log::Field fields[] = {{"method", call.context.method},
                                      {"code", code},
                                      {"duration_us", absl::ToInt64Microseconds(call.duration)},
                                      {"messages_in", call.messages_in},
                                      {"messages_out", call.messages_out},
                                      {"bytes_in", call.bytes_in},
                                      {"bytes_out", call.bytes_out},
                                      {"kept_answer", call.kept_answer},
                                      {"principal", call.context.principal},
                                      {"peer", call.peer},
                                      {"detail", call.status.message()}};
    absl::Span<const obs::Log::Field> shown(fields);
    if (call.status.ok()) shown.remove_suffix(1);  // no detail
    log.Write(call.started,
              IsServersOwn(call.status.code()) ? obs::Severity::kWarning : obs::Severity::kInfo,
              "call", shown);
  };
}

}  // namespace entente::rpc
