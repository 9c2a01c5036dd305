#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/rpc/fingerprint.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/convert.h"
#include "trade_service/services.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// A partner: a country in any form, the world, or the number of an area that is no country.
absl::StatusOr<std::string> CheckPartner(absl::string_view text, absl::string_view field) {
  if (text == kWorld || absl::EqualsIgnoreCase(text, "world")) return std::string(kWorld);
  absl::StatusOr<std::string> country = CheckCountry(text, field);
  int number = 0;
  if (!country.ok() && absl::SimpleAtoi(text, &number) && number > 0) {
    return absl::StrCat(number);
  }
  return country;
}

absl::StatusOr<std::optional<Period>> CheckPeriod(const std::string& text, Frequency frequency,
                                                  absl::string_view field) {
  if (text.empty()) return std::optional<Period>();
  const absl::StatusOr<Period> period = Period::Parse(text);
  if (!period.ok()) return InvalidField("PERIOD_INVALID", field, period.status().message());
  if (period->frequency() != frequency) {
    return InvalidField("PERIOD_INVALID", field,
                        absl::StrCat("'", text, "' is of another frequency than is asked for"));
  }
  return std::optional<Period>(*period);
}

absl::StatusOr<v1::GetPairSummaryResponse> GetPairSummary(
    const Store& store, const v1::GetPairSummaryRequest& request) {
  ASSIGN_OR_RETURN(const Pair pair, CheckCountries(request.countries(), "countries"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  ASSIGN_OR_RETURN(const PairTrade trade, snapshot.ReadPair(pair));

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
  evidence.MoveTo(response.mutable_evidence());
  response.set_empty_reason(ToProto(trade.empty_reason));
  response.set_revision(read.revision);
  return response;
}

// Keeps the points from `first` to `last` alone, and the series that have any. Whether there was
// anything to keep or leave.
bool CutPeriods(const std::optional<Period>& first, const std::optional<Period>& last,
                std::vector<Series>& series) {
  const bool any = !series.empty();
  for (Series& one : series) {
    std::erase_if(one.points, [&](const Point& point) {
      return (first && point.period < *first) || (last && *last < point.period);
    });
  }
  std::erase_if(series, [](const Series& one) { return one.points.empty(); });
  return any;
}

absl::StatusOr<v1::GetSeriesResponse> GetSeries(const Store& store,
                                                const v1::GetSeriesRequest& request) {
  ObservationQuery query;
  ASSIGN_OR_RETURN(query.reporter, CheckCountry(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(query.partner, CheckPartner(request.partner(), "partner"));
  query.flow = request.flow();
  query.commodity = request.commodity().empty() ? kTotal : request.commodity();
  ASSIGN_OR_RETURN(query.frequency, FromProto(request.frequency(), "frequency"));
  if (!query.frequency) query.frequency = Frequency::kAnnual;
  ASSIGN_OR_RETURN(const std::optional<Period> first,
                   CheckPeriod(request.first_period(), *query.frequency, "first_period"));
  ASSIGN_OR_RETURN(const std::optional<Period> last,
                   CheckPeriod(request.last_period(), *query.frequency, "last_period"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  if (!request.source().empty()) {
    RETURN_IF_ERROR(store.GetSource(request.source(), read.revision).status());
  }

  ASSIGN_OR_RETURN(std::vector<Series> series, snapshot.ReadSeries(query));
  const bool any = CutPeriods(first, last, series);
  if (!request.source().empty()) {
    std::erase_if(series, [&](const Series& one) { return one.source != request.source(); });
  }
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

// Observations in batches. It keeps no cursor open: every batch goes on behind the last one, so
// that a slow reader holds nothing.
class ObservationStream final : public rpc::Stream<v1::StreamObservationsResponse> {
 public:
  static absl::StatusOr<std::unique_ptr<rpc::Stream<v1::StreamObservationsResponse>>> Open(
      const Store& store, const v1::StreamObservationsRequest& request) {
    ObservationQuery query;
    if (!request.reporter().empty()) {
      ASSIGN_OR_RETURN(query.reporter, CheckPartner(request.reporter(), "reporter"));
    }
    if (!request.partner().empty()) {
      ASSIGN_OR_RETURN(query.partner, CheckPartner(request.partner(), "partner"));
    }
    query.flow = request.flow();
    query.commodity = request.commodity();
    ASSIGN_OR_RETURN(query.frequency, FromProto(request.frequency(), "frequency"));
    const std::string fingerprint = rpc::Fingerprint(request, {"resume_token"});
    ASSIGN_OR_RETURN(const rpc::PageToken token,
                     rpc::DecodePageToken(request.resume_token(), fingerprint, "resume_token"));
    common::v1::ReadAt read_at = request.read_at();
    std::optional<ScanPosition> after;
    if (token.revision != 0) {
      read_at.clear_as_recorded();
      read_at.set_revision(token.revision);
      ASSIGN_OR_RETURN(after, ParsePosition(token.after));
    }
    ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(read_at, store.journal()));
    Vintage vintage(store.Releases(), read.revision, read.as_of);
    return std::unique_ptr<rpc::Stream<v1::StreamObservationsResponse>>(
        new ObservationStream(store, std::move(query), std::move(vintage), read.revision,
                              std::move(after), fingerprint, request.source()));
  }

  absl::StatusOr<rpc::Next> Pull(v1::StreamObservationsResponse& response) override {
    if (done_) return rpc::Next::End();
    ScanPosition last;
    RETURN_IF_ERROR(store_.Scan(query_, after_, [&](const StoredObservation& stored) {
      const Release* release = vintage_.Find(stored.release);
      if (release == nullptr || (!source_.empty() && SourceOf(*release) != source_)) return true;
      *response.add_observations() = ToProto(stored, *release);
      last = {stored.observation.cell, stored.release};
      return response.observations_size() < kBatch;
    }));
    done_ = response.observations_size() < kBatch;
    if (response.observations().empty()) return rpc::Next::End();
    after_ = std::move(last);
    response.set_resume_token(rpc::EncodePageToken(
        {.revision = revision_, .after = FormatPosition(*after_)}, fingerprint_));
    response.set_revision(revision_);
    return rpc::Next::Message();
  }

 private:
  static constexpr int kBatch = 1000;

  ObservationStream(const Store& store, ObservationQuery query, Vintage vintage, int64_t revision,
                    std::optional<ScanPosition> after, std::string fingerprint, std::string source)
      : store_(store),
        query_(std::move(query)),
        vintage_(std::move(vintage)),
        revision_(revision),
        fingerprint_(std::move(fingerprint)),
        source_(std::move(source)),
        after_(std::move(after)) {}

  static std::string FormatPosition(const ScanPosition& position) {
    const Cell& cell = position.cell;
    return absl::StrJoin(
        std::vector<std::string>{cell.reporter, cell.partner, cell.commodity, cell.classification,
                                 cell.flow, absl::StrCat(cell.period.code()),
                                 absl::StrCat(position.release)},
        "\t");
  }

  static absl::StatusOr<ScanPosition> ParsePosition(absl::string_view text) {
    const std::vector<std::string> parts = absl::StrSplit(text, '\t');
    ScanPosition position;
    int32_t period = 0;
    if (parts.size() == 7 && absl::SimpleAtoi(parts[5], &period) &&
        absl::SimpleAtoi(parts[6], &position.release)) {
      Cell& cell = position.cell;
      ASSIGN_OR_RETURN(cell.period, Period::FromCode(period));
      cell.frequency = cell.period.frequency();
      cell.reporter = parts[0];
      cell.partner = parts[1];
      cell.commodity = parts[2];
      cell.classification = parts[3];
      cell.flow = parts[4];
      return position;
    }
    return InvalidField("PAGE_TOKEN_INVALID", "resume_token", "not a token of this stream");
  }

  const Store& store_;
  const ObservationQuery query_;
  const Vintage vintage_;
  const int64_t revision_;
  const std::string fingerprint_;
  const std::string source_;
  std::optional<ScanPosition> after_;
  bool done_ = false;
};

}  // namespace

std::unique_ptr<rpc::Service> NewStatisticsService(const Store& store) {
  auto service = std::make_unique<rpc::Service>(
      *v1::GetPairSummaryRequest::descriptor()->file()->FindServiceByName("StatisticsService"));
  service->Read<v1::GetPairSummaryRequest, v1::GetPairSummaryResponse>(
      "GetPairSummary", [&store](const rpc::Context&, const v1::GetPairSummaryRequest& request) {
        return GetPairSummary(store, request);
      });
  service->Read<v1::GetSeriesRequest, v1::GetSeriesResponse>(
      "GetSeries", [&store](const rpc::Context&, const v1::GetSeriesRequest& request) {
        return GetSeries(store, request);
      });
  service->ServerStream<v1::StreamObservationsRequest, v1::StreamObservationsResponse>(
      "StreamObservations",
      [&store](const rpc::Context&, const v1::StreamObservationsRequest& request) {
        return ObservationStream::Open(store, request);
      });
  return service;
}

}  // namespace entente::trade
