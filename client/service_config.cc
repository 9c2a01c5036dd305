#include "client/service_config.h"

#include <algorithm>
#include <array>
#include <map>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

namespace entente::client {
namespace {

constexpr absl::string_view kRead =
    R"("timeout":"30s","retryPolicy":{"maxAttempts":4,"initialBackoff":"0.1s","maxBackoff":"1s",)"
    R"("backoffMultiplier":2,"retryableStatusCodes":["UNAVAILABLE"]})";
constexpr absl::string_view kMutation = R"("timeout":"30s")";
constexpr absl::string_view kImport = R"("timeout":"3600s")";

// What the config says of a method; empty for what has no limit.
absl::string_view PolicyOf(absl::string_view method) {
  constexpr std::array<absl::string_view, 4> kReads = {"Get", "List", "Evaluate", "Search"};
  constexpr std::array<absl::string_view, 2> kStreams = {"Stream", "Watch"};
  const auto starts = [&](absl::string_view verb) { return absl::StartsWith(method, verb); };
  if (std::any_of(kReads.begin(), kReads.end(), starts)) return kRead;
  if (std::any_of(kStreams.begin(), kStreams.end(), starts)) return "";
  return starts("Import") ? kImport : kMutation;
}

}  // namespace

std::string ServiceConfig(const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  std::map<absl::string_view, std::vector<std::string>> names;  // by policy
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const std::string& method = service->method(i)->name();
      if (const absl::string_view policy = PolicyOf(method); !policy.empty()) {
        names[policy].push_back(absl::StrCat(R"({"service":")", service->full_name(),
                                             R"(","method":")", method, R"("})"));
      }
    }
  }
  std::vector<std::string> configs;
  for (const auto& [policy, methods] : names) {
    configs.push_back(absl::StrCat(R"({"name":[)", absl::StrJoin(methods, ","), "],", policy, "}"));
  }
  return absl::StrCat(R"({"methodConfig":[)", absl::StrJoin(configs, ","),
                      R"(],"retryThrottling":{"maxTokens":10,"tokenRatio":0.1}})");
}

}  // namespace entente::client
