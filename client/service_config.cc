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

// What is tried again.
constexpr absl::string_view kRetry =
    R"(,"retryPolicy":{"maxAttempts":4,"initialBackoff":"0.1s","maxBackoff":"1s",)"
    R"("backoffMultiplier":2,"retryableStatusCodes":["UNAVAILABLE"]})";
constexpr absl::string_view kUnaryTime = R"("timeout":"30s")";
constexpr absl::string_view kLongTime = R"("timeout":"3600s")";

// What the config says of a method; empty for what has no limit.
std::string PolicyOf(const google::protobuf::MethodDescriptor& method) {
  if (method.server_streaming()) return "";
  // What takes as long as it is large.
  if (method.client_streaming() || absl::StartsWith(method.name(), "Prune")) {
    return std::string(kLongTime);
  }
  constexpr std::array<absl::string_view, 7> kReads = {"Get",     "List", "Search", "Evaluate",
                                                       "Compare", "Rank", "Check"};
  const bool reads = std::any_of(kReads.begin(), kReads.end(), [&](absl::string_view verb) {
    return absl::StartsWith(method.name(), verb);
  });
  return absl::StrCat(kUnaryTime, reads ? kRetry : "");
}

}  // namespace

std::string ServiceConfig(const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  std::map<std::string, std::vector<std::string>> names;  // by policy
  for (const auto* service : services) {
    for (int i = 0; i < service->method_count(); ++i) {
      const google::protobuf::MethodDescriptor& method = *service->method(i);
      if (const std::string policy = PolicyOf(method); !policy.empty()) {
        names[policy].push_back(absl::StrCat(R"({"service":")", service->full_name(),
                                             R"(","method":")", method.name(), R"("})"));
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
