#include "trade_service/trend.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "trade_service/analysis_convert.h"
#include "trade_service/analysis_request.h"
#include "trade_service/convert.h"
#include "trade_service/converted_series.h"
#include "trade_service/core/growth.h"
#include "trade_service/core/period_sums.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"
#include "trade_service/store/world_series.h"

namespace entente::trade {
namespace {

constexpr std::array<int, 3> kGrowthYears = {3, 5, 10};

struct Question {
  BlockQuery query;  // of any flow
  std::string commodity;
  Basis asked;
  std::optional<Period> first;
  std::optional<Period> last;

  Frequency frequency() const { return *query.frequency; }
  // Of any frequency.
  bool Covers(const Period& period) const {
    return !(first && period.First() < first->First()) && !(last && last->Last() < period.Last());
  }
};

absl::StatusOr<Question> Check(const v1::GetTrendRequest& request) {
  Question question;
  BlockQuery& query = question.query;
  ASSIGN_OR_RETURN(query.reporter, CheckReporter(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(query.partner, CheckArea(request.partner(), "partner"));
  ASSIGN_OR_RETURN(query.frequency, FromProto(request.frequency(), "frequency"));
  if (!query.frequency) query.frequency = Frequency::kAnnual;
  ASSIGN_OR_RETURN(question.commodity, CheckCommodity(request.commodity(), kTotal));
  ASSIGN_OR_RETURN(question.asked, CheckBasis(request.source(), request.classification()));
  ASSIGN_OR_RETURN(question.first,
                   CheckPeriod(request.first_period(), *query.frequency, "first_period"));
  ASSIGN_OR_RETURN(question.last,
                   CheckPeriod(request.last_period(), *query.frequency, "last_period"));
  if (request.convert()) {
    RETURN_IF_ERROR(CheckConversion(question.asked.classification, question.commodity));
  }
  return question;
}

// Exports and imports, of the frequency that is asked for and of shorter periods.
absl::StatusOr<std::vector<Series>> ReadAll(const Snapshot& snapshot, BlockQuery query,
                                            const Snapshot::ReadBlocks& read) {
  std::vector<Series> all;
  for (const Frequency frequency : FrequenciesFrom(*query.frequency)) {
    query.frequency = frequency;
    for (const absl::string_view flow : {kExports, kImports}) {
      query.flow = std::string(flow);
      ASSIGN_OR_RETURN(std::vector<Series> series, snapshot.ReadTrade(query, read));
      std::move(series.begin(), series.end(), std::back_inserter(all));
    }
  }
  return all;
}

// The exports and imports of the query's reporter with the world: those of every source, and those
// that sources within `asked` list.
absl::StatusOr<std::vector<Series>> ReadWithWorld(const Snapshot& snapshot,
                                                  const Question& question, const Basis& asked,
                                                  const Snapshot::ReadBlocks& read) {
  BlockQuery query = question.query;
  query.partner = std::string(kWorld);
  ASSIGN_OR_RETURN(std::vector<Series> all, ReadAll(snapshot, query, read));
  for (const Frequency frequency : FrequenciesFrom(question.frequency())) {
    query.frequency = frequency;
    for (const absl::string_view flow : {kExports, kImports}) {
      query.flow = std::string(flow);
      ASSIGN_OR_RETURN(std::vector<Series> series,
                       ReadWorldSeries(snapshot, query, question.commodity, asked, read));
      std::move(series.begin(), series.end(), std::back_inserter(all));
    }
  }
  return all;
}

// The basis that has the say among those with the longest periods that there is a value of.
std::optional<Basis> ChooseLongest(const std::vector<Series>& given, const SourceKinds& kinds,
                                   const Question& question) {
  for (const Frequency frequency : FrequenciesFrom(question.frequency())) {
    std::vector<Series> series;
    std::copy_if(given.begin(), given.end(), std::back_inserter(series), [&](const Series& one) {
      return one.frequency == frequency && !one.points.empty();
    });
    if (auto basis = ChooseBasis(series, kinds, question.asked)) return basis;
  }
  return ChooseBasis(given, kinds, question.asked);
}

// The series of a flow, at the frequency or added up to it; empty if there is none. `series` are on
// one basis.
absl::StatusOr<PeriodSums> AtFrequency(Frequency frequency, const std::vector<Series>& series,
                                       absl::string_view flow) {
  std::vector<DerivedSeries> of_flow;
  for (const Series& one : series) {
    if (one.flow == flow) of_flow.push_back(PointsOf(one));
  }
  return FillUp(frequency, of_flow);
}

// Adds those of `points` that are asked for to a field of an answer.
template <typename T, typename Field>
void Add(const std::vector<T>& points, const Question& question, EvidenceTable& evidence,
         Field* field) {
  for (const T& point : points) {
    if (question.Covers(point.period)) *field->Add() = ToProto(point, evidence);
  }
}

void AddGrowth(const DerivedSeries& series, const Question& question, v1::DirectionTrend& proto) {
  const auto last =
      std::find_if(series.points.rbegin(), series.points.rend(),
                   [&](const DerivedPoint& point) { return question.Covers(point.period); });
  if (last == series.points.rend()) return;
  for (const int years : kGrowthYears) {
    const auto growth = CompoundGrowth(series, last->period, years);
    if (!growth) continue;
    v1::CompoundGrowth& added = *proto.add_growth();
    added.set_years(years);
    added.set_last_period(growth->period.ToString());
    added.set_rate(growth->value);
  }
}

// Whether all that a share is made of is of one data set.
bool IsOfOneDataSet(const DerivedRatio& share, const Vintage& vintage) {
  std::set<int64_t> chains;
  for (const Point* point : share.made_of) {
    chains.insert(vintage.Find(point->release)->chain);
    for (const int64_t further : point->further_releases) {
      chains.insert(vintage.Find(further)->chain);
    }
  }
  return chains.size() == 1;
}

// The shares of a flow in that with the world, of `source`, or why there is nothing to have one in.
absl::Status SetWorldShare(const Snapshot& snapshot, absl::string_view source,
                           const DerivedSeries& series, const DerivedSeries& world,
                           const Question& question, EvidenceTable& evidence,
                           v1::DirectionTrend& proto) {
  std::set<Period> told;
  for (const DerivedPoint& point : world.points) told.insert(point.period);
  std::vector<Period> shown;
  for (const DerivedPoint& point : series.points) {
    if (question.Covers(point.period)) shown.push_back(point.period);
  }
  if (shown.empty()) return absl::OkStatus();
  if (std::none_of(shown.begin(), shown.end(),
                   [&](const Period& period) { return told.contains(period); })) {
    proto.set_world_absence(WhyNoWorld(snapshot, source));
    return absl::OkStatus();
  }
  ASSIGN_OR_RETURN(std::vector<DerivedRatio> shares, Shares(series, world));
  // A reconciled source lists the world, so that data sets differ in it.
  if (snapshot.IsReconciled(source)) {
    shares.erase(std::remove_if(shares.begin(), shares.end(),
                                [&](const DerivedRatio& share) {
                                  return !IsOfOneDataSet(share, snapshot.vintage());
                                }),
                 shares.end());
  }
  Add(shares, question, evidence, proto.mutable_world_share());
  return absl::OkStatus();
}

absl::Status SetDirection(const PeriodSums& sums, const Question& question, EvidenceTable& evidence,
                          v1::DirectionTrend& proto) {
  const DerivedSeries& series = sums.series;
  Add(series.points, question, evidence, proto.mutable_points());
  Add(YearOnYear(series), question, evidence, proto.mutable_year_on_year());
  if (question.frequency() != Frequency::kAnnual) {
    ASSIGN_OR_RETURN(const PeriodSums trailing, TrailingYear(series));
    Add(trailing.series.points, question, evidence, proto.mutable_trailing_year());
  }
  AddGrowth(series, question, proto);
  for (const IncompletePeriod& incomplete : sums.incomplete) {
    if (!question.Covers(incomplete.period)) continue;
    proto.add_incomplete_periods(incomplete.period.ToString());
  }
  return absl::OkStatus();
}

// Tells what could not be converted of a flow, but for parts of a period that has a value or is
// told itself.
void AddUnconverted(const std::vector<Series>& series, absl::string_view flow,
                    const PeriodSums& sums, const Question& question, v1::DirectionTrend& proto) {
  std::set<Period> done;
  for (const DerivedPoint& point : sums.series.points) done.insert(point.period);
  for (const Series& one : series) {
    if (one.flow != flow) continue;
    for (const Period& period : one.unconverted_periods) {
      if (!question.Covers(period)) continue;
      if (done.contains(period.Enclosing(question.frequency()))) continue;
      proto.add_unconverted_periods(period.ToString());
      done.insert(period);
    }
  }
}

// Fills the answer in from the series of the pair and of the reporter with the world, of `source`.
absl::Status SetTrend(const Snapshot& snapshot, absl::string_view source,
                      const std::vector<Series>& pair, const std::vector<Series>& world,
                      const Question& question, EvidenceTable& evidence,
                      v1::GetTrendResponse& response) {
  const Frequency frequency = question.frequency();
  ASSIGN_OR_RETURN(const PeriodSums exports, AtFrequency(frequency, pair, kExports));
  ASSIGN_OR_RETURN(const PeriodSums imports, AtFrequency(frequency, pair, kImports));
  ASSIGN_OR_RETURN(const PeriodSums world_exports, AtFrequency(frequency, world, kExports));
  ASSIGN_OR_RETURN(const PeriodSums world_imports, AtFrequency(frequency, world, kImports));
  RETURN_IF_ERROR(SetDirection(exports, question, evidence, *response.mutable_exports()));
  RETURN_IF_ERROR(SetWorldShare(snapshot, source, exports.series, world_exports.series, question,
                                evidence, *response.mutable_exports()));
  RETURN_IF_ERROR(SetDirection(imports, question, evidence, *response.mutable_imports()));
  RETURN_IF_ERROR(SetWorldShare(snapshot, source, imports.series, world_imports.series, question,
                                evidence, *response.mutable_imports()));
  AddUnconverted(pair, kExports, exports, question, *response.mutable_exports());
  AddUnconverted(pair, kImports, imports, question, *response.mutable_imports());
  if (exports.series.points.empty() || imports.series.points.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(const DerivedSeries balance, Balance(exports.series, imports.series));
  Add(balance.points, question, evidence, response.mutable_balance());
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetTrendResponse> GetTrend(const Store& store, const rpc::Context& context,
                                              const v1::GetTrendRequest& request) {
  ASSIGN_OR_RETURN(const Question question, Check(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of,
                                                           [&] { return context.Late(); }));

  ConvertedSeries converted(store, read.revision, snapshot, question.asked.classification,
                            question.commodity);
  const Snapshot::ReadBlocks read_blocks =
      [&](const BlockQuery& blocks) -> absl::StatusOr<std::vector<Series>> {
    if (request.convert()) return converted.Read(blocks);
    return snapshot.ReadSeries(blocks, question.commodity);
  };
  const BlockQuery& query = question.query;
  ASSIGN_OR_RETURN(const std::vector<Series> series,
                   query.partner == kWorld
                       ? ReadWithWorld(snapshot, question, question.asked, read_blocks)
                       : ReadAll(snapshot, query, read_blocks));
  const std::optional<Basis> basis = ChooseLongest(series, snapshot.kinds(), question);

  v1::GetTrendResponse response;
  *response.mutable_reporter() = CountryProto(query.reporter);
  *response.mutable_partner() = CountryProto(query.partner);
  if (basis) {
    ASSIGN_OR_RETURN(const std::vector<Series> with_world,
                     ReadWithWorld(snapshot, question, *basis, read_blocks));
    const std::vector<Series> pair = OnBasis(*basis, series);
    const std::vector<Series> world = OnBasis(*basis, with_world);
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    RETURN_IF_ERROR(SetTrend(snapshot, basis->source, pair, world, question, evidence, response));
    evidence.MoveTo(response.mutable_evidence());
    response.set_source(basis->source);
    response.set_currency(basis->currency);
    response.set_classification(basis->classification);
    for (std::string& other : OtherClassifications(*basis, series)) {
      response.add_other_classifications(std::move(other));
    }
  }
  if (response.exports().points().empty() && response.imports().points().empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(question.query, !series.empty()));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
