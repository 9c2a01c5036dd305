#include "client/trade_client.h"

#include "client/connection.h"
#include "entente/trade/v1/analysis_service.grpc.pb.h"
#include "entente/trade/v1/commitment_service.grpc.pb.h"
#include "entente/trade/v1/release_service.grpc.pb.h"
#include "entente/trade/v1/statistics_service.grpc.pb.h"

namespace entente::client {

using trade::v1::AnalysisService;
using trade::v1::CommitmentService;
using trade::v1::ReleaseService;
using trade::v1::StatisticsService;

struct TradeClient::Stubs {
  explicit Stubs(const std::string& address)
      : connection("the trade service", address,
                   {trade::v1::GetTrendRequest::descriptor()->file()->service(0),
                    trade::v1::GetPairSummaryRequest::descriptor()->file()->service(0),
                    trade::v1::ImportReleaseRequest::descriptor()->file()->service(0),
                    trade::v1::EvaluateTargetRequest::descriptor()->file()->service(0)}),
        analysis(connection.channel()),
        statistics(connection.channel()),
        releases(connection.channel()),
        commitments(connection.channel()) {}

  const Connection connection;
  AnalysisService::Stub analysis;
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

absl::StatusOr<trade::v1::GetAvailabilityResponse> TradeClient::GetAvailability(
    const trade::v1::GetAvailabilityRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->statistics, &StatisticsService::Stub::GetAvailability,
                                 request, deadline);
}

absl::StatusOr<trade::v1::GetTrendResponse> TradeClient::GetTrend(
    const trade::v1::GetTrendRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::GetTrend, request,
                                 deadline);
}

absl::StatusOr<trade::v1::RankCommoditiesResponse> TradeClient::RankCommodities(
    const trade::v1::RankCommoditiesRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::RankCommodities, request,
                                 deadline);
}

absl::StatusOr<trade::v1::RankPartnersResponse> TradeClient::RankPartners(
    const trade::v1::RankPartnersRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::RankPartners, request,
                                 deadline);
}

absl::StatusOr<trade::v1::RankSuppliersResponse> TradeClient::RankSuppliers(
    const trade::v1::RankSuppliersRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::RankSuppliers, request,
                                 deadline);
}

absl::StatusOr<trade::v1::CompareMirrorResponse> TradeClient::CompareMirror(
    const trade::v1::CompareMirrorRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::CompareMirror, request,
                                 deadline);
}

absl::StatusOr<trade::v1::ListDefinitionsResponse> TradeClient::ListDefinitions(
    const trade::v1::ListDefinitionsRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->analysis, &AnalysisService::Stub::ListDefinitions, request,
                                 deadline);
}

absl::StatusOr<trade::v1::ListAreasResponse> TradeClient::ListAreas(
    const trade::v1::ListAreasRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(stubs_->statistics, &StatisticsService::Stub::ListAreas,
                                         request, deadline);
}

absl::StatusOr<trade::v1::ListSourcesResponse> TradeClient::ListSources(
    const trade::v1::ListSourcesRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(stubs_->releases, &ReleaseService::Stub::ListSources,
                                         request, deadline);
}

absl::StatusOr<trade::v1::ListReleasesResponse> TradeClient::ListReleases(
    const trade::v1::ListReleasesRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(stubs_->releases, &ReleaseService::Stub::ListReleases,
                                         request, deadline);
}

absl::StatusOr<trade::v1::ListCellHistoryResponse> TradeClient::ListCellHistory(
    const trade::v1::ListCellHistoryRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->releases, &ReleaseService::Stub::ListCellHistory, request,
                                 deadline);
}

absl::StatusOr<trade::v1::PruneReleasesResponse> TradeClient::PruneReleases(
    const trade::v1::PruneReleasesRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->releases, &ReleaseService::Stub::PruneReleases, request,
                                 deadline);
}

absl::Status TradeClient::StreamObservations(
    const trade::v1::StreamObservationsRequest& request,
    const Taker<trade::v1::StreamObservationsResponse>& take, absl::Time deadline) const {
  return stubs_->connection.Stream(stubs_->statistics, &StatisticsService::Stub::StreamObservations,
                                   request, take, deadline);
}

absl::Status TradeClient::DiffReleases(const trade::v1::DiffReleasesRequest& request,
                                       const Taker<trade::v1::DiffReleasesResponse>& take,
                                       absl::Time deadline) const {
  return stubs_->connection.Stream(stubs_->releases, &ReleaseService::Stub::DiffReleases, request,
                                   take, deadline);
}

absl::StatusOr<trade::v1::ImportReleaseResponse> TradeClient::Import(
    const trade::v1::ImportHeader& header, std::istream& file, const Progress& progress,
    absl::Time deadline) const {
  return stubs_->connection.Upload(stubs_->releases, &ReleaseService::Stub::ImportRelease, header,
                                   file, progress, deadline);
}

}  // namespace entente::client
