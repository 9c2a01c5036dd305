#include <utility>

#include "common/api/convert.h"
#include "common/api/handlers.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/areas.h"
#include "trade_service/availability.h"
#include "trade_service/conversion_weights.h"
#include "trade_service/convert.h"
#include "trade_service/converted_series.h"
#include "trade_service/figure_convert.h"
#include "trade_service/observation_stream.h"
#include "trade_service/request.h"
#include "trade_service/services.h"
#include "trade_service/store/snapshot.h"
#include "trade_service/titles.h"

namespace entente::trade {
namespace {

absl::StatusOr<v1::GetPairSummaryResponse> GetPairSummary(
    const Store& store, const v1::GetPairSummaryRequest& request) {
  PairQuery query;
  ASSIGN_OR_RETURN(query.pair, CheckCountries(request.countries(), "countries"));
  ASSIGN_OR_RETURN(const std::optional<Frequency> frequency,
                   FromProto(request.frequency(), "frequency"));
  query.frequency = frequency.value_or(Frequency::kAnnual);
  query.source = request.source();
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, query.source, read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  ASSIGN_OR_RETURN(const PairTrade trade, snapshot.ReadPair(query));
  const Pair& pair = query.pair;

  v1::GetPairSummaryResponse response;
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  *response.mutable_pair() = entente::ToProto(pair);
  for (const auto& [reporter, partner] :
       {std::pair(pair.first, pair.second), std::pair(pair.second, pair.first)}) {
    v1::Side& side = *response.add_sides();
    side =
        ToProto(SideOf(reporter, partner, trade.series, trade.volumes, snapshot.kinds()), evidence);
    if (side.has_latest()) continue;
    side.set_empty_reason(trade.series.empty() ? ToProto(trade.empty_reason)
                                               : common::v1::EMPTY_REASON_NOT_REPORTED);
  }
  for (const Volume& volume : trade.volumes) *response.add_volumes() = ToProto(volume, evidence);
  for (const Series& series : trade.series) *response.add_series() = ToProto(series, evidence);
  AddPeriods(trade.incomplete, response.mutable_incomplete_periods());
  evidence.MoveTo(response.mutable_evidence());
  response.set_empty_reason(ToProto(trade.empty_reason));
  response.set_revision(read.revision);
  return response;
}

// Keeps what is from `first` to `last` alone, and the series that have any of it. Whether there was
// anything to keep or leave.
bool CutPeriods(const std::optional<Period>& first, const std::optional<Period>& last,
                std::vector<Series>& series) {
  const bool any = !series.empty();
  const auto outside = [&](const Period& period) {
    return (first && period < *first) || (last && *last < period);
  };
  for (Series& one : series) {
    std::erase_if(one.points, [&](const Point& point) { return outside(point.period); });
    std::erase_if(one.unconverted_periods, outside);
  }
  std::erase_if(series, [](const Series& one) {
    return one.points.empty() && one.unconverted_periods.empty();
  });
  return any;
}

absl::StatusOr<v1::GetSeriesResponse> GetSeries(const Store& store,
                                                const v1::GetSeriesRequest& request) {
  BlockQuery query;
  ASSIGN_OR_RETURN(query.reporter, CheckReporter(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(query.partner, CheckArea(request.partner(), "partner"));
  ASSIGN_OR_RETURN(query.flow, CheckFlow(request.flow(), ""));
  ASSIGN_OR_RETURN(const std::string commodity, CheckCommodity(request.commodity(), kTotal));
  ASSIGN_OR_RETURN(const std::string classification, CheckClassification(request.classification()));
  if (request.convert()) RETURN_IF_ERROR(CheckConversion(classification, commodity));
  ASSIGN_OR_RETURN(query.frequency, FromProto(request.frequency(), "frequency"));
  if (!query.frequency) query.frequency = Frequency::kAnnual;
  ASSIGN_OR_RETURN(const std::optional<Period> first,
                   CheckPeriod(request.first_period(), *query.frequency, "first_period"));
  ASSIGN_OR_RETURN(const std::optional<Period> last,
                   CheckPeriod(request.last_period(), *query.frequency, "last_period"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));

  ASSIGN_OR_RETURN(
      std::vector<Series> series,
      request.convert()
          ? ConvertedSeries(store, read.revision, snapshot, classification, commodity).Read(query)
          : snapshot.ReadSeries(query, commodity));
  const bool any = CutPeriods(first, last, series);
  std::erase_if(series, [&](const Series& one) {
    return (!request.source().empty() && one.source != request.source()) ||
           (!classification.empty() && one.classification != classification);
  });
  v1::GetSeriesResponse response;
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  for (const Series& one : series) *response.add_series() = ToProto(one, evidence);
  evidence.MoveTo(response.mutable_evidence());
  if (series.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(query, any));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace

std::unique_ptr<rpc::Service> NewStatisticsService(const Store& store) {
  auto service = std::make_unique<rpc::Service>(
      *v1::GetPairSummaryRequest::descriptor()->file()->FindServiceByName("StatisticsService"));
  Handlers handlers(*service, store);
  handlers.Read("GetPairSummary", GetPairSummary);
  handlers.Read("GetSeries", GetSeries);
  handlers.Read("GetAvailability", GetAvailability);
  handlers.Read("ListCommodityTitles", ListCommodityTitles);
  handlers.Read("ListConversionWeights", ListConversionWeights);
  handlers.Read("ListAreas", ListAreas);
  service->ServerStream<v1::StreamObservationsRequest, v1::StreamObservationsResponse>(
      "StreamObservations",
      [&store](const rpc::Context&, const v1::StreamObservationsRequest& request) {
        return StreamObservations(store, request);
      });
  return service;
}

}  // namespace entente::trade
