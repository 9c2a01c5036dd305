#ifndef ENTENTE_CLIENT_TRADE_CLIENT_H_
#define ENTENTE_CLIENT_TRADE_CLIENT_H_

#include <istream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "client/progress.h"
#include "client/taker.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// The trade service. Requests and answers are the contract's; errors carry the server's details
// (DetailsOf). UNAVAILABLE: it cannot be reached; DEADLINE_EXCEEDED: no answer by `deadline`.
// Reads are tried again while the server is unavailable. Thread-safe.
class TradeClient {
 public:
  // `address`: "host:port". Connects with the first call.
  explicit TradeClient(const std::string& address);
  ~TradeClient();

  absl::StatusOr<trade::v1::GetPairSummaryResponse> GetPairSummary(
      const trade::v1::GetPairSummaryRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::GetSeriesResponse> GetSeries(const trade::v1::GetSeriesRequest& request,
                                                         absl::Time deadline) const;

  // All pages, at the revision of the first.
  absl::StatusOr<trade::v1::ListTargetsResponse> ListTargets(
      const trade::v1::ListTargetsRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::EvaluateTargetResponse> EvaluateTarget(
      const trade::v1::EvaluateTargetRequest& request, absl::Time deadline) const;

  // All pages, at the revision of the first.
  absl::StatusOr<trade::v1::ListStatementsResponse> ListStatements(
      const trade::v1::ListStatementsRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::GetAvailabilityResponse> GetAvailability(
      const trade::v1::GetAvailabilityRequest& request, absl::Time deadline) const;

  // All pages.
  absl::StatusOr<trade::v1::ListAreasResponse> ListAreas(const trade::v1::ListAreasRequest& request,
                                                         absl::Time deadline) const;

  absl::StatusOr<trade::v1::GetTrendResponse> GetTrend(const trade::v1::GetTrendRequest& request,
                                                       absl::Time deadline) const;

  absl::StatusOr<trade::v1::RankCommoditiesResponse> RankCommodities(
      const trade::v1::RankCommoditiesRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::RankPartnersResponse> RankPartners(
      const trade::v1::RankPartnersRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::RankSuppliersResponse> RankSuppliers(
      const trade::v1::RankSuppliersRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::CompareMirrorResponse> CompareMirror(
      const trade::v1::CompareMirrorRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::ListDefinitionsResponse> ListDefinitions(
      const trade::v1::ListDefinitionsRequest& request, absl::Time deadline) const;

  // All pages, at the revision of the first.
  absl::StatusOr<trade::v1::ListSourcesResponse> ListSources(
      const trade::v1::ListSourcesRequest& request, absl::Time deadline) const;

  // All pages, at the revision of the first.
  absl::StatusOr<trade::v1::ListReleasesResponse> ListReleases(
      const trade::v1::ListReleasesRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::ListCellHistoryResponse> ListCellHistory(
      const trade::v1::ListCellHistoryRequest& request, absl::Time deadline) const;

  absl::StatusOr<trade::v1::PruneReleasesResponse> PruneReleases(
      const trade::v1::PruneReleasesRequest& request, absl::Time deadline) const;

  absl::Status StreamObservations(const trade::v1::StreamObservationsRequest& request,
                                  const Taker<trade::v1::StreamObservationsResponse>& take,
                                  absl::Time deadline) const;

  absl::Status DiffReleases(const trade::v1::DiffReleasesRequest& request,
                            const Taker<trade::v1::DiffReleasesResponse>& take,
                            absl::Time deadline) const;

  // Loads `file` to its end. DATA_LOSS if it cannot be read; nothing is stored then.
  absl::StatusOr<trade::v1::ImportReleaseResponse> Import(const trade::v1::ImportHeader& header,
                                                          std::istream& file,
                                                          const Progress& progress,
                                                          absl::Time deadline) const;

 private:
  struct Stubs;
  const std::unique_ptr<Stubs> stubs_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_TRADE_CLIENT_H_
