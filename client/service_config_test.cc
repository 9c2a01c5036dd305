#include "client/service_config.h"

#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/support/validate_service_config.h"
#include "gtest/gtest.h"

#include "entente/agreements/v1/agreement_service.pb.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/agreements/v1/relationship_service.pb.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

const google::protobuf::ServiceDescriptor* Service(const google::protobuf::FileDescriptor* file) {
  return file->service(0);
}

// What the config says of `method`: from its name to the next list of names. Empty if it is not in.
std::string PolicyOf(const std::string& config, const std::string& method) {
  const auto at = config.find("\"" + method + "\"");
  if (at == std::string::npos) return "";
  return config.substr(at, config.find("\"name\"", at) - at);
}

TEST(ServiceConfig, IsValidForEveryServiceOfTheContract) {
  const std::string config =
      ServiceConfig({Service(agreements::v1::GetStatusRequest::descriptor()->file()),
                     Service(agreements::v1::ListOccasionsRequest::descriptor()->file()),
                     Service(agreements::v1::ImportDatasetRequest::descriptor()->file()),
                     Service(trade::v1::GetTrendRequest::descriptor()->file()),
                     Service(trade::v1::GetPairSummaryRequest::descriptor()->file()),
                     Service(trade::v1::ImportReleaseRequest::descriptor()->file()),
                     Service(trade::v1::EvaluateTargetRequest::descriptor()->file())});
  EXPECT_EQ(grpc::experimental::ValidateServiceConfigJSON(config), "") << config;
}

TEST(ServiceConfig, RetriesReadsAndNothingElse) {
  const std::string config =
      ServiceConfig({Service(agreements::v1::ImportDatasetRequest::descriptor()->file()),
                     Service(trade::v1::EvaluateTargetRequest::descriptor()->file())});
  EXPECT_THAT(PolicyOf(config, "EvaluateTarget"), HasSubstr("retryPolicy"));
  EXPECT_THAT(PolicyOf(config, "ListDatasets"), HasSubstr("retryPolicy"));
  EXPECT_THAT(ServiceConfig({Service(grpc::health::v1::HealthCheckRequest::descriptor()->file())}),
              HasSubstr("retryPolicy"));
  EXPECT_THAT(PolicyOf(config, "CreateTarget"), HasSubstr("30s"));
  EXPECT_THAT(PolicyOf(config, "CreateTarget"), Not(HasSubstr("retryPolicy")));
  EXPECT_THAT(PolicyOf(config, "ImportDataset"), HasSubstr("3600s"));
  EXPECT_THAT(PolicyOf(config, "ImportDataset"), Not(HasSubstr("retryPolicy")));
}

TEST(ServiceConfig, LimitsNoStreamOfTheServer) {
  const std::string config =
      ServiceConfig({Service(trade::v1::ImportReleaseRequest::descriptor()->file()),
                     Service(agreements::v1::ImportDatasetRequest::descriptor()->file())});
  EXPECT_THAT(config, Not(HasSubstr("WatchChanges")));
  EXPECT_THAT(PolicyOf(config, "ListReleases"), HasSubstr("30s"));
  EXPECT_THAT(PolicyOf(config, "PruneReleases"), HasSubstr("3600s"));
  for (const char* stream : {"WatchChanges", "DiffReleases"}) {
    EXPECT_EQ(PolicyOf(config, stream), "") << stream;
  }
}

}  // namespace
}  // namespace entente::client
