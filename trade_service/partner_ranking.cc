#include "trade_service/partner_ranking.h"

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "trade_service/analysis_convert.h"
#include "trade_service/analysis_request.h"
#include "trade_service/core/basis.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

constexpr int kMaxAreas = 1000;

// Which areas are ranked: the partners of the query's reporter or, if it names none, those that
// report about its partner.
struct Question {
  BlockQuery query;  // the period, if one is asked for
  std::string commodity;
  Basis asked;
  int limit = 0;
  std::string area;  // whose place is asked for, if any

  const std::string& home() const {
    return query.reporter.empty() ? query.partner : query.reporter;
  }
};

// Checks what both requests have under the same names.
template <typename Request>
absl::Status CheckShared(const Request& request, Question& question) {
  BlockQuery& query = question.query;
  ASSIGN_OR_RETURN(query.period, CheckPeriod(request.period(), "period"));
  if (!query.period) query.frequency = Frequency::kAnnual;
  ASSIGN_OR_RETURN(question.commodity, CheckCommodity(request.commodity(), kTotal));
  ASSIGN_OR_RETURN(question.asked, CheckBasis(request.source(), request.classification()));
  ASSIGN_OR_RETURN(question.limit, CheckLimit(request.limit(), kMaxAreas));
  return absl::OkStatus();
}

absl::StatusOr<Question> Check(const v1::RankPartnersRequest& request) {
  Question question;
  ASSIGN_OR_RETURN(question.query.reporter, CheckReporter(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(question.query.flow, CheckFlow(request.flow(), kExports));
  if (!request.partner().empty()) {
    ASSIGN_OR_RETURN(question.area, CheckReporter(request.partner(), "partner"));
  }
  RETURN_IF_ERROR(CheckShared(request, question));
  return question;
}

absl::StatusOr<Question> Check(const v1::RankSuppliersRequest& request) {
  Question question;
  ASSIGN_OR_RETURN(const std::string importer, CheckReporter(request.importer(), "importer"));
  (request.by_exporters() ? question.query.partner : question.query.reporter) = importer;
  question.query.flow = std::string(request.by_exporters() ? kExports : kImports);
  if (!request.exporter().empty()) {
    ASSIGN_OR_RETURN(question.area, CheckReporter(request.exporter(), "exporter"));
  }
  RETURN_IF_ERROR(CheckShared(request, question));
  return question;
}

// What one source says of the areas.
struct Areas {
  Basis basis;
  Period period;  // that is asked for, or the latest year that there is
  std::map<Period, std::vector<PartnerRow>> rows;
  std::vector<std::string> other_classifications;
};

std::map<Period, std::vector<PartnerRow>> RowsOf(const std::vector<Series>& series,
                                                 const Question& question) {
  std::map<Period, std::vector<PartnerRow>> rows;
  for (const Series& one : series) {
    for (const Point& point : one.points) {
      rows[point.period].push_back(
          {.area = question.query.reporter.empty() ? one.reporter : one.partner,
           .value = point.value,
           .valuation = point.valuation,
           .flags = point.flags,
           .locator = point.locator,
           .release = point.release});
    }
  }
  return rows;
}

// Reads the areas of the period and, with `every_period`, of all others of its length.
absl::StatusOr<std::optional<Areas>> Read(const Snapshot& snapshot, const Question& question,
                                          bool every_period) {
  BlockQuery query = question.query;
  std::vector<Period> periods;
  if (query.period) {
    periods.push_back(*query.period);
  } else {
    ASSIGN_OR_RETURN(periods, snapshot.PeriodsOf(query));
  }
  for (const Period& period : periods) {
    query.period = period;
    ASSIGN_OR_RETURN(std::vector<Series> series, snapshot.ReadTrade(query, question.commodity));
    std::optional<Basis> basis = ChooseBasis(series, snapshot.kinds(), question.asked);
    if (!basis) continue;
    if (every_period) {
      query.period.reset();
      query.frequency = period.frequency();
      ASSIGN_OR_RETURN(series, snapshot.ReadTrade(query, question.commodity));
    }
    return std::optional<Areas>({.basis = *basis,
                                 .period = period,
                                 .rows = RowsOf(OnBasis(*basis, series), question),
                                 .other_classifications = OtherClassifications(*basis, series)});
  }
  return std::optional<Areas>();
}

absl::StatusOr<EmptyReason> WhyEmpty(const Snapshot& snapshot, const Question& question) {
  bool left_out = false;
  if (question.asked != Basis()) {
    Question any = question;
    any.asked = {};
    ASSIGN_OR_RETURN(const std::optional<Areas> other, Read(snapshot, any, false));
    left_out = other.has_value();
  }
  return snapshot.WhyEmpty(question.query, left_out);
}

// Sets what both answers have under the same names.
template <typename Response>
void SetShared(const Areas& areas, const PartnerRanking& ranking, int limit,
               EvidenceTable& evidence, Response& response) {
  *response.mutable_ranking() = ToProto(ranking, limit, evidence);
  response.set_period(areas.period.ToString());
  response.set_source(areas.basis.source);
  response.set_currency(areas.basis.currency);
  response.set_classification(areas.basis.classification);
  for (const std::string& other : areas.other_classifications) {
    response.add_other_classifications(other);
  }
}

}  // namespace

absl::StatusOr<v1::RankPartnersResponse> RankPartners(const Store& store,
                                                      const rpc::Context& context,
                                                      const v1::RankPartnersRequest& request) {
  ASSIGN_OR_RETURN(const Question question, Check(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of,
                                                           [&] { return context.Late(); }));
  ASSIGN_OR_RETURN(const std::optional<Areas> areas,
                   Read(snapshot, question, !question.area.empty()));

  v1::RankPartnersResponse response;
  if (areas) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking,
                     RankPartners(question.home(), areas->rows.at(areas->period)));
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    SetShared(*areas, ranking, question.limit, evidence, response);
    if (!question.area.empty()) {
      ASSIGN_OR_RETURN(const std::vector<PlaceInPeriod> places,
                       RankOverTime(question.home(), question.area, areas->rows));
      for (const PlaceInPeriod& place : places) *response.add_places() = ToProto(place, evidence);
    }
    evidence.MoveTo(response.mutable_evidence());
  } else {
    ASSIGN_OR_RETURN(const EmptyReason reason, WhyEmpty(snapshot, question));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

absl::StatusOr<v1::RankSuppliersResponse> RankSuppliers(const Store& store,
                                                        const rpc::Context& context,
                                                        const v1::RankSuppliersRequest& request) {
  ASSIGN_OR_RETURN(const Question question, Check(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of,
                                                           [&] { return context.Late(); }));
  ASSIGN_OR_RETURN(const std::optional<Areas> areas, Read(snapshot, question, false));

  v1::RankSuppliersResponse response;
  if (areas) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking,
                     RankPartners(question.home(), areas->rows.at(areas->period)));
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    SetShared(*areas, ranking, question.limit, evidence, response);
    const RankedPartner* const exporter = FindPartner(ranking, question.area);
    if (exporter != nullptr) *response.mutable_exporter() = ToProto(*exporter, evidence);
    evidence.MoveTo(response.mutable_evidence());
  } else {
    ASSIGN_OR_RETURN(const EmptyReason reason, WhyEmpty(snapshot, question));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
