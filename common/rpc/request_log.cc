#include "common/rpc/request_log.h"

#include <string>

#include "common/rpc/public_error.h"

namespace entente::rpc {
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
                                      {"detail", call.cause.message()}};
    absl::Span<const obs::Log::Field> shown(fields);
    if (call.status.ok()) shown.remove_suffix(1);  // no detail
    log.Write(call.started,
              IsServersOwn(call.cause) ? obs::Severity::kWarning : obs::Severity::kInfo, "call",
              shown);
  };
}

}  // namespace entente::rpc
