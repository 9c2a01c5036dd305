#include "client/trade_client.h"

#include "client/connection.h"
#include "entente/trade/v1/commitment_service.grpc.pb.h"
#include "entente/trade/v1/release_service.grpc.pb.h"
#include "entente/trade/v1/statistics_service.grpc.pb.h"

namespace entente::client {

using trade::v1::CommitmentService;
using trade::v1::ReleaseService;
using trade::v1::StatisticsService;

struct TradeClient::Stubs {
  explicit Stubs(const std::string& address)
      : connection("the trade service", address,
                   {trade::v1::GetPairSummaryRequest::descriptor()->file()->service(0),
                    trade::v1::ImportReleaseRequest::descriptor()->file()->service(0),
                    trade::v1::EvaluateTargetRequest::descriptor()->file()->service(0)}),
        statistics(connection.channel()),
        releases(connection.channel()),
        commitments(connection.channel()) {}

  const Connection connection;
  StatisticsService::Stub statistics;
  ReleaseService::Stub releases;
  CommitmentService::Stub commitments;
};

TradeClient::TradeClient(const std::string& address) : stubs_(std::make_unique<Stubs>(address)) {}

TradeClient::~TradeClient() = default;

absl::StatusOr<trade::v1::GetPairSummaryResponse> TradeClient::GetPairSummary(
    const trade::v1::GetPairSummaryRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->statistics, &StatisticsService::Stub::GetPairSummary,
                                 request, deadline);
}

absl::StatusOr<trade::v1::GetSeriesResponse> TradeClient::GetSeries(
    const trade::v1::GetSeriesRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->statistics, &StatisticsService::Stub::GetSeries, request,
                                 deadline);
}

absl::StatusOr<trade::v1::ListTargetsResponse> TradeClient::ListTargets(
    const trade::v1::ListTargetsRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(stubs_->commitments, &CommitmentService::Stub::ListTargets,
                                         request, deadline);
}

absl::StatusOr<trade::v1::EvaluateTargetResponse> TradeClient::EvaluateTarget(
    const trade::v1::EvaluateTargetRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->commitments, &CommitmentService::Stub::EvaluateTarget,
                                 request, deadline);
}

absl::StatusOr<trade::v1::ListStatementsResponse> TradeClient::ListStatements(
    const trade::v1::ListStatementsRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(
      stubs_->commitments, &CommitmentService::Stub::ListStatements, request, deadline);
}

absl::StatusOr<trade::v1::ImportReleaseResponse> TradeClient::Import(
    const trade::v1::ImportHeader& header, std::istream& file, const Progress& progress,
    absl::Time deadline) const {
  return stubs_->connection.Upload(stubs_->releases, &ReleaseService::Stub::ImportRelease, header,
                                   file, progress, deadline);
}

}  // namespace entente::client
