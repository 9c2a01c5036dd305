#include "trade_service/partner_ranking.h"

#include <iterator>
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
#include "trade_service/core/area_figures.h"
#include "trade_service/core/partner_rows.h"
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
  PartnerRows partners;
  std::vector<std::string> other_classifications;
  std::vector<AreaFigures> figures;  // that the rows were made of
};

// The figures of a period or, if there is none, of every period, of the frequency `parts`.
absl::StatusOr<std::vector<AreaFigures>> ReadParts(const Snapshot& snapshot,
                                                   const Question& question,
                                                   const std::optional<Period>& period,
                                                   Frequency parts) {
  BlockQuery query = question.query;
  query.period.reset();
  query.frequency = parts;
  if (!period) return snapshot.ReadAreas(query, question.commodity);
  std::vector<AreaFigures> all;
  for (const Period& part : period->Parts(parts)) {
    query.period = part;
    ASSIGN_OR_RETURN(std::vector<AreaFigures> figures,
                     snapshot.ReadAreas(query, question.commodity));
    std::move(figures.begin(), figures.end(), std::back_inserter(all));
  }
  return all;
}

// Reads the areas of one period out of those of `parts` and, with `every_period`, of all others of
// its length, of the weightiest source that has every part. `missing`: as in Read.
absl::StatusOr<std::optional<Areas>> ReadPeriod(const Snapshot& snapshot, const Question& question,
                                                const Period& period, Frequency parts,
                                                bool every_period, std::vector<Period>& missing) {
  ASSIGN_OR_RETURN(std::vector<AreaFigures> figures, ReadParts(snapshot, question, period, parts));
  for (const Basis& basis :
       RankBases(figures, question.commodity, snapshot.kinds(), question.asked)) {
    const auto rows_of = [&](const std::vector<AreaFigures>& all) {
      return RowsOf(period.frequency(), OnBasis(basis, all), snapshot.vintage());
    };
    ASSIGN_OR_RETURN(PartnerRows rows, rows_of(figures));
    if (!rows.missing.empty()) {
      if (missing.empty()) missing = std::move(rows.missing.begin()->second);
      continue;
    }
    if (every_period) {
      ASSIGN_OR_RETURN(figures, ReadParts(snapshot, question, std::nullopt, parts));
      ASSIGN_OR_RETURN(rows, rows_of(figures));
    }
    return std::optional<Areas>({.basis = basis,
                                 .period = period,
                                 .partners = std::move(rows),
                                 .other_classifications = OtherClassifications(basis, figures),
                                 .figures = std::move(figures)});
  }
  return std::optional<Areas>();
}

// Reads the areas of the period and, with `every_period`, of all others of its length. `missing`,
// if it is empty, takes the parts for want of which a period of a source is left out.
absl::StatusOr<std::optional<Areas>> Read(const Snapshot& snapshot, const Question& question,
                                          bool every_period, std::vector<Period>& missing) {
  ASSIGN_OR_RETURN(const std::vector<Period> periods, PeriodsFrom(snapshot, question.query));
  for (const Period& period : periods) {
    for (const Frequency parts : FrequenciesFrom(period.frequency())) {
      ASSIGN_OR_RETURN(std::optional<Areas> areas,
                       ReadPeriod(snapshot, question, period, parts, every_period, missing));
      if (areas) return areas;
    }
  }
  return std::optional<Areas>();
}

absl::StatusOr<EmptyReason> WhyEmpty(const Snapshot& snapshot, const Question& question) {
  bool left_out = false;
  if (question.asked != Basis()) {
    Question any = question;
    any.asked = {};
    std::vector<Period> missing;
    ASSIGN_OR_RETURN(const std::optional<Areas> other, Read(snapshot, any, false, missing));
    left_out = other.has_value();
  }
  return snapshot.WhyEmpty(question.query, left_out);
}

// Sets what both answers have under the same names.
template <typename Response>
void SetShared(const Areas& areas, const PartnerRanking& ranking, EvidenceTable& evidence,
               Response& response) {
  *response.mutable_ranking() = ToProto(ranking, evidence);
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
  std::vector<Period> missing;
  ASSIGN_OR_RETURN(const std::optional<Areas> areas,
                   Read(snapshot, question, !question.area.empty(), missing));

  v1::RankPartnersResponse response;
  if (areas) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking,
                     RankPartners(question.home(), areas->partners.rows.at(areas->period),
                                  question.limit, question.area));
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    SetShared(*areas, ranking, evidence, response);
    if (!question.area.empty()) {
      ASSIGN_OR_RETURN(const std::vector<PlaceInPeriod> places,
                       RankOverTime(question.home(), question.area, areas->partners.rows));
      for (const PlaceInPeriod& place : places) *response.add_places() = ToProto(place, evidence);
    }
    evidence.MoveTo(response.mutable_evidence());
  } else {
    ASSIGN_OR_RETURN(const EmptyReason reason, WhyEmpty(snapshot, question));
    response.set_empty_reason(ToProto(reason));
    AddPeriods(missing, response.mutable_missing_periods());
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
  std::vector<Period> missing;
  ASSIGN_OR_RETURN(const std::optional<Areas> areas, Read(snapshot, question, false, missing));

  v1::RankSuppliersResponse response;
  if (areas) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking,
                     RankPartners(question.home(), areas->partners.rows.at(areas->period),
                                  question.limit, question.area));
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    SetShared(*areas, ranking, evidence, response);
    if (ranking.asked) *response.mutable_exporter() = ToProto(*ranking.asked, evidence);
    evidence.MoveTo(response.mutable_evidence());
  } else {
    ASSIGN_OR_RETURN(const EmptyReason reason, WhyEmpty(snapshot, question));
    response.set_empty_reason(ToProto(reason));
    AddPeriods(missing, response.mutable_missing_periods());
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
