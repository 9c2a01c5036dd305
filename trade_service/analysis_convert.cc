#include "trade_service/analysis_convert.h"

#include <algorithm>
#include <cstdint>
#include <string>

#include "common/geo/country.h"
#include "trade_service/convert.h"

namespace entente::trade {
namespace {

// The enums of core/ are numbered as in the contract.
static_assert(static_cast<int>(GapCause::kFreight) == v1::GAP_CAUSE_FREIGHT);
static_assert(static_cast<int>(GapCause::kResidual) == v1::GAP_CAUSE_RESIDUAL);

// Adds an index to `evidence` of any message that has it, once.
template <typename Proto>
void AddEvidence(uint32_t index, Proto& proto) {
  const auto& known = proto.evidence();
  if (std::find(known.begin(), known.end(), index) == known.end()) proto.add_evidence(index);
}

// The same of a point: all that it is made of.
template <typename Proto>
void AddEvidence(const Point& point, EvidenceTable& evidence, Proto& proto) {
  AddEvidence(evidence.IndexOf(point.release), proto);
  for (const int64_t release : point.further_releases) {
    AddEvidence(evidence.IndexOf(release), proto);
  }
  for (const auto& conversion : point.conversions) {
    AddEvidence(evidence.IndexOf(*conversion), proto);
  }
}

v1::AreaKind ToProto(PartnerKind kind) {
  switch (kind) {
    case PartnerKind::kCountry:
      return v1::AREA_KIND_COUNTRY;
    case PartnerKind::kSpecialArea:
      return v1::AREA_KIND_SPECIAL;
    case PartnerKind::kSelf:
      return v1::AREA_KIND_SELF;
  }
  return v1::AREA_KIND_UNSPECIFIED;
}

}  // namespace

v1::DerivedPoint ToProto(const DerivedPoint& point, EvidenceTable& evidence) {
  v1::DerivedPoint proto;
  proto.set_period(point.period.ToString());
  proto.set_value(point.value.ToString());
  proto.set_valuation(static_cast<v1::Valuation>(point.valuation));
  SetFlags(point.flags, proto.mutable_flags());
  for (const Point* part : point.made_of) AddEvidence(*part, evidence, proto);
  if (point.made_of.size() == 1) proto.set_cell(point.made_of[0]->locator);
  return proto;
}

v1::DerivedRatio ToProto(const DerivedRatio& ratio, EvidenceTable& evidence) {
  v1::DerivedRatio proto;
  proto.set_period(ratio.period.ToString());
  proto.set_ratio(ratio.value);
  for (const Point* part : ratio.made_of) AddEvidence(*part, evidence, proto);
  return proto;
}

v1::RankedCommodity ToProto(const RankedCommodity& ranked, EvidenceTable& evidence) {
  const Commodity& commodity = *ranked.commodity;
  v1::RankedCommodity proto;
  proto.set_commodity(std::string(commodity.code));
  proto.set_rank(ranked.rank);
  proto.set_value(commodity.value.ToString());
  if (ranked.share) proto.set_share(*ranked.share);
  proto.set_valuation(static_cast<v1::Valuation>(commodity.valuation));
  SetFlags(commodity.flags, proto.mutable_flags());
  for (const CommodityRow* row : commodity.made_of)
    AddEvidence(evidence.IndexOf(row->release), proto);
  if (commodity.made_of.size() == 1) proto.set_cell(commodity.made_of[0]->locator);
  return proto;
}

v1::RankedArea ToProto(const RankedPartner& ranked, EvidenceTable& evidence) {
  const PartnerRow& row = *ranked.row;
  v1::RankedArea proto;
  proto.set_area(std::string(row.area));
  if (const Country* country = FindByAlpha3(row.area)) proto.set_name(country->name);
  proto.set_kind(ToProto(ranked.kind));
  proto.set_value(row.value.ToString());
  proto.set_rank(ranked.rank.value_or(0));
  if (ranked.share) proto.set_share(*ranked.share);
  proto.set_valuation(static_cast<v1::Valuation>(row.valuation));
  SetFlags(row.flags, proto.mutable_flags());
  proto.set_evidence(evidence.IndexOf(row.release));
  if (row.locator != nullptr) proto.set_cell(row.locator->ToString());
  AddPeriods(row.missing, proto.mutable_missing_periods());
  return proto;
}

v1::AreaRanking ToProto(const PartnerRanking& ranking, EvidenceTable& evidence) {
  v1::AreaRanking proto;
  for (const RankedPartner& partner : ranking.partners) {
    *proto.add_areas() = ToProto(partner, evidence);
  }
  proto.set_ranked(ranking.ranked);
  proto.set_world(ranking.world.ToString());
  proto.set_world_given(ranking.world_given);
  return proto;
}

v1::PlaceInPeriod ToProto(const PlaceInPeriod& place, EvidenceTable& evidence) {
  v1::PlaceInPeriod proto;
  proto.set_period(place.period.ToString());
  proto.set_rank(place.rank.value_or(0));
  proto.set_ranked(place.ranked);
  if (place.share) proto.set_share(*place.share);
  if (place.row != nullptr) {
    proto.set_value(place.row->value.ToString());
    proto.set_evidence(evidence.IndexOf(place.row->release));
    SetFlags(place.row->flags, proto.mutable_flags());
    AddPeriods(place.row->missing, proto.mutable_missing_periods());
  }
  return proto;
}

v1::MirrorPeriod ToProto(const MirrorPeriod& mirror, const Series& exports, const Series& imports,
                         EvidenceTable& evidence) {
  v1::MirrorPeriod proto;
  proto.set_period(mirror.period.ToString());
  if (mirror.exports != nullptr) {
    *proto.mutable_exports() = ToProto(FigureOf(exports, *mirror.exports), evidence);
  }
  if (mirror.imports != nullptr) {
    *proto.mutable_imports() = ToProto(FigureOf(imports, *mirror.imports), evidence);
  }
  if (mirror.gap.gap) proto.set_gap(mirror.gap.gap->ToString());
  if (mirror.gap.ratio) proto.set_ratio(*mirror.gap.ratio);
  return proto;
}

v1::MirrorChapter ToProto(const MirrorProduct& mirror, EvidenceTable& evidence) {
  v1::MirrorChapter proto;
  proto.set_chapter(std::string(mirror.code));
  if (mirror.exports != nullptr) proto.set_exports(mirror.exports->value.ToString());
  if (mirror.imports != nullptr) proto.set_imports(mirror.imports->value.ToString());
  if (mirror.gap.gap) proto.set_gap(mirror.gap.gap->ToString());
  if (mirror.gap.ratio) proto.set_ratio(*mirror.gap.ratio);
  for (const Commodity* end : {mirror.exports, mirror.imports}) {
    if (end == nullptr) continue;
    for (const CommodityRow* row : end->made_of) AddEvidence(evidence.IndexOf(row->release), proto);
  }
  return proto;
}

v1::GapStep ToProto(const GapStep& step, EvidenceTable& evidence) {
  v1::GapStep proto;
  proto.set_cause(static_cast<v1::GapCause>(step.cause));
  proto.set_amount(step.amount.ToString());
  proto.set_method(std::string(MethodOf(step.cause)));
  proto.set_assumption(step.assumption);
  for (const int64_t release : step.releases) proto.add_evidence(evidence.IndexOf(release));
  return proto;
}

}  // namespace entente::trade
