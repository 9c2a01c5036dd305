#include "client/service_config.h"

#include "gmock/gmock.h"
#include "grpcpp/support/validate_service_config.h"
#include "gtest/gtest.h"

#include "entente/agreements/v1/agreement_service.pb.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"

namespace entente::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const google::protobuf::ServiceDescriptor* Service(const google::protobuf::FileDescriptor* file) {
  return file->service(0);
}

// The part of the config that begins with the reads' or the mutations' names: up to its end.
std::string ConfigWith(const std::string& config, const std::string& method) {
  const auto at = config.find("\"" + method + "\"");
  if (at == std::string::npos) return "";
  return config.substr(at, config.find("]", at) == std::string::npos
                               ? std::string::npos
                               : config.find('}', config.find("],", at)) - at);
}

TEST(ServiceConfig, IsValidForEveryServiceOfTheContract) {
  const std::string config =
      ServiceConfig({Service(agreements::v1::GetStatusRequest::descriptor()->file()),
                     Service(agreements::v1::ImportDatasetRequest::descriptor()->file()),
                     Service(trade::v1::EvaluateTargetRequest::descriptor()->file())});
  EXPECT_EQ(grpc::experimental::ValidateServiceConfigJSON(config), "") << config;
}

TEST(ServiceConfig, RetriesReadsAndNothingElse) {
  const std::string config =
      ServiceConfig({Service(agreements::v1::ImportDatasetRequest::descriptor()->file()),
                     Service(trade::v1::EvaluateTargetRequest::descriptor()->file())});
  EXPECT_THAT(ConfigWith(config, "EvaluateTarget"), HasSubstr("retryPolicy"));
  EXPECT_THAT(ConfigWith(config, "ListDatasets"), HasSubstr("retryPolicy"));
  EXPECT_THAT(ConfigWith(config, "CreateTarget"), HasSubstr("30s"));
  EXPECT_THAT(ConfigWith(config, "CreateTarget"), Not(HasSubstr("retryPolicy")));
  EXPECT_THAT(ConfigWith(config, "ImportDataset"), HasSubstr("3600s"));
  EXPECT_THAT(ConfigWith(config, "ImportDataset"), Not(HasSubstr("retryPolicy")));
  EXPECT_THAT(config, Not(HasSubstr("WatchChanges")));
}

}  // namespace
}  // namespace entente::client
