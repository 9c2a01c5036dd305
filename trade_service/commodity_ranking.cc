#include "trade_service/commodity_ranking.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/analysis_convert.h"
#include "trade_service/analysis_request.h"
#include "trade_service/convert.h"
#include "trade_service/core/commodity_growth.h"
#include "trade_service/core/trade_indices.h"
#include "trade_service/core/unit_value.h"
#include "trade_service/request.h"
#include "trade_service/store/commodities.h"
#include "trade_service/titles.h"

namespace entente::trade {
namespace {

constexpr int kMaxCommodities = 10'000;

struct Question {
  BlockQuery query;  // the period, if one is asked for
  int level = 2;
  int limit = 0;
  std::optional<Period> against;
  Basis asked;

  Frequency frequency() const {
    return query.period ? query.period->frequency() : *query.frequency;
  }
};

absl::StatusOr<Question> Check(const v1::RankCommoditiesRequest& request) {
  Question question;
  BlockQuery& query = question.query;
  ASSIGN_OR_RETURN(query.reporter, CheckReporter(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(query.partner, CheckArea(request.partner(), "partner"));
  ASSIGN_OR_RETURN(query.flow, CheckFlow(request.flow(), kExports));
  ASSIGN_OR_RETURN(query.period, CheckPeriod(request.period(), "period"));
  if (!query.period) query.frequency = Frequency::kAnnual;
  if (request.level() != 0) question.level = request.level();
  if (question.level != 2 && question.level != 4 && question.level != 6) {
    return InvalidField("LEVEL_INVALID", "level", "send 2, 4 or 6");
  }
  ASSIGN_OR_RETURN(question.limit, CheckLimit(request.limit(), kMaxCommodities));
  ASSIGN_OR_RETURN(question.against,
                   CheckPeriod(request.against_period(), question.frequency(), "against_period"));
  ASSIGN_OR_RETURN(question.asked, CheckBasis(request.source(), request.classification()));
  return question;
}

// What the answer is about, and its commodities.
struct Ranked {
  CommodityQuery query;
  Commodities commodities;

  const CommodityTable& table() const { return commodities.table; }
  // Asks for what can be compared with it.
  CommodityQuery Alike() const {
    CommodityQuery alike = query;
    alike.asked = commodities.basis;
    return alike;
  }
};

// The period that is asked for, or the latest year that has commodities. `missing`: as in
// ReadCommodities.
absl::StatusOr<std::optional<Ranked>> Read(const Snapshot& snapshot, const Question& question,
                                           std::vector<Period>& missing) {
  const BlockQuery& query = question.query;
  CommodityQuery wanted{.key = {query.reporter, query.partner, query.flow, {}},
                        .parts = {},
                        .level = question.level,
                        .asked = question.asked};
  ASSIGN_OR_RETURN(const std::vector<Period> periods, PeriodsFrom(snapshot, query));
  for (const Period& period : periods) {
    wanted.key.period = period;
    ASSIGN_OR_RETURN(std::optional<Commodities> commodities,
                     ReadCommodities(snapshot, wanted, &missing));
    if (commodities) return std::optional<Ranked>({wanted, *std::move(commodities)});
  }
  return std::optional<Ranked>();
}

absl::StatusOr<EmptyReason> WhyEmpty(const Snapshot& snapshot, const Question& question) {
  bool left_out = false;
  if (question.asked != Basis()) {
    Question any = question;
    any.asked = {};
    std::vector<Period> missing;
    ASSIGN_OR_RETURN(const std::optional<Ranked> other, Read(snapshot, any, missing));
    left_out = other.has_value();
  }
  return snapshot.WhyEmpty(question.query, left_out);
}

// Indices by code.
using ByCode = absl::flat_hash_map<absl::string_view, double>;

ByCode IndexOf(const std::vector<ProductIndex>& indices) {
  ByCode by_code;
  for (const ProductIndex& index : indices) by_code.emplace(index.code, index.value);
  return by_code;
}

// The commodities of the answer, by code.
using Answers = absl::flat_hash_map<std::string, v1::RankedCommodity*>;

void SetBefore(const Commodity& before, EvidenceTable& evidence, v1::RankedCommodity& answer) {
  answer.set_value_before(before.value.ToString());
  std::set<uint32_t> indices;
  for (const CommodityRow* row : before.made_of) indices.insert(evidence.IndexOf(row->release));
  for (const uint32_t index : indices) answer.add_evidence_before(index);
}

absl::Status AddGrowth(const CommodityTable& before, const CommodityTable& now, Answers& answers,
                       EvidenceTable& evidence, v1::RankCommoditiesResponse& response) {
  ASSIGN_OR_RETURN(const CommodityGrowth growth, GrowthByCommodity(before, now));
  if (growth.percent) response.set_growth(*growth.percent / 100);
  for (const Contribution& part : growth.contributions) {
    const auto answer = answers.find(part.code);
    if (answer == answers.end()) continue;
    if (part.before != nullptr) SetBefore(*part.before, evidence, *answer->second);
    if (part.points) answer->second->set_growth_points(*part.points);
  }
  ASSIGN_OR_RETURN(const ProductTurnover turnover, TurnoverOfProducts(before, now));
  for (const Commodity* one : turnover.appeared) response.add_appeared(std::string(one->code));
  for (const Commodity* one : turnover.disappeared) {
    response.add_disappeared(std::string(one->code));
  }
  return absl::OkStatus();
}

// Adds to a list of indices in the evidence the releases of a table.
void AddEvidence(const CommodityTable& table, EvidenceTable& evidence,
                 google::protobuf::RepeatedField<uint32_t>* indices) {
  for (const int64_t release : ReleasesOf(table)) {
    const uint32_t index = evidence.IndexOf(release);
    if (std::find(indices->begin(), indices->end(), index) == indices->end()) indices->Add(index);
  }
}

absl::Status AddIntraIndustry(const CommodityTable& one_way, const CommodityTable& other_way,
                              Answers& answers, EvidenceTable& evidence,
                              v1::RankCommoditiesResponse& response) {
  ASSIGN_OR_RETURN(const IntraIndustryTrade trade, GrubelLloyd(one_way, other_way));
  if (trade.aggregate) response.set_intra_industry(*trade.aggregate);
  for (const auto& [code, index] : IndexOf(trade.products)) {
    const auto answer = answers.find(code);
    if (answer != answers.end()) answer->second->set_intra_industry(index);
  }
  AddEvidence(one_way, evidence, response.mutable_intra_industry_evidence());
  AddEvidence(other_way, evidence, response.mutable_intra_industry_evidence());
  return absl::OkStatus();
}

absl::Status AddAdvantage(const Snapshot& snapshot, const Ranked& ranked, Answers& answers,
                          EvidenceTable& evidence, v1::RankCommoditiesResponse& response) {
  CommodityQuery query = ranked.Alike();
  query.key.reporter = query.key.partner = kWorld;
  ASSIGN_OR_RETURN(const auto world, ReadCommodities(snapshot, query));
  if (!world) {
    response.set_world_absence(WhyNoWorld(snapshot, ranked.commodities.basis.source));
    return absl::OkStatus();
  }
  query.key.reporter = ranked.query.key.reporter;
  ASSIGN_OR_RETURN(const auto own, ReadCommodities(snapshot, query));
  if (!own) return absl::OkStatus();
  ASSIGN_OR_RETURN(const std::vector<ProductIndex> advantages,
                   RevealedComparativeAdvantage(own->table, world->table));
  for (const ProductIndex& index : advantages) {
    const auto answer = answers.find(index.code);
    if (answer != answers.end()) answer->second->set_comparative_advantage(index.value);
  }
  AddEvidence(own->table, evidence, response.mutable_comparative_advantage_evidence());
  AddEvidence(world->table, evidence, response.mutable_comparative_advantage_evidence());
  return absl::OkStatus();
}

// What needs more blocks than the one that is ranked.
absl::Status AddComparisons(const Snapshot& snapshot, const Ranked& ranked,
                            const Question& question, EvidenceTable& evidence,
                            v1::RankCommoditiesResponse& response) {
  Answers answers;
  for (v1::RankedCommodity& answer : *response.mutable_commodities()) {
    answers.emplace(answer.commodity(), &answer);
  }
  CommodityQuery query = ranked.Alike();
  if (question.against) {
    query.key.period = *question.against;
    ASSIGN_OR_RETURN(const auto before, ReadCommodities(snapshot, query));
    if (before) {
      RETURN_IF_ERROR(AddGrowth(before->table, ranked.table(), answers, evidence, response));
    }
    query.key.period = ranked.query.key.period;
  }
  const std::string& flow = ranked.query.key.flow;
  if (flow != kExports && flow != kImports) return absl::OkStatus();
  query.key.flow = std::string(flow == kExports ? kImports : kExports);
  ASSIGN_OR_RETURN(const auto other_way, ReadCommodities(snapshot, query));
  if (other_way) {
    RETURN_IF_ERROR(
        AddIntraIndustry(ranked.table(), other_way->table, answers, evidence, response));
  }
  if (flow != kExports) return absl::OkStatus();
  return AddAdvantage(snapshot, ranked, answers, evidence, response);
}

absl::Status SetRanking(const Ranked& ranked, int limit, EvidenceTable& evidence,
                        v1::RankCommoditiesResponse& response) {
  const CommodityTable& table = ranked.table();
  ASSIGN_OR_RETURN(const TopCommodities top, Top(static_cast<size_t>(limit), table));
  for (const RankedCommodity& one : top.top) {
    v1::RankedCommodity& added = *response.add_commodities();
    added = ToProto(one, evidence);
    ASSIGN_OR_RETURN(const UnitValue unit_value, UnitValueOf(*one.commodity));
    if (unit_value.per_kg) added.set_value_per_kg(*unit_value.per_kg);
  }
  response.set_commodity_count(static_cast<int32_t>(table.products.size()));
  response.set_period(ranked.query.key.period.ToString());
  response.set_source(ranked.commodities.basis.source);
  response.set_currency(table.currency);
  response.set_classification(table.classification);
  response.set_total(table.total.value.ToString());
  SetFlags(table.total.flags, response.mutable_total_flags());
  response.set_not_specified(table.not_specified.ToString());
  if (const auto concentration = Herfindahl(table)) response.set_concentration(concentration->hhi);
  for (const std::string& other : ranked.commodities.other_classifications) {
    response.add_other_classifications(other);
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::RankCommoditiesResponse> RankCommodities(
    const Store& store, const rpc::Context& context, const v1::RankCommoditiesRequest& request) {
  ASSIGN_OR_RETURN(const Question question, Check(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of,
                                                           [&] { return context.Late(); }));
  std::vector<Period> missing;
  ASSIGN_OR_RETURN(const std::optional<Ranked> ranked, Read(snapshot, question, missing));

  v1::RankCommoditiesResponse response;
  if (ranked) {
    EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
    RETURN_IF_ERROR(SetRanking(*ranked, question.limit, evidence, response));
    RETURN_IF_ERROR(AddComparisons(snapshot, *ranked, question, evidence, response));
    const Titles titles(store, read.revision);
    for (v1::RankedCommodity& one : *response.mutable_commodities()) {
      ASSIGN_OR_RETURN(*one.mutable_title(), titles.Of(response.classification(), one.commodity()));
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

}  // namespace entente::trade
