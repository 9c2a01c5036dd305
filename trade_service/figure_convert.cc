#include "trade_service/figure_convert.h"

#include <string>
#include <utility>

#include "common/api/convert.h"
#include "trade_service/convert.h"

namespace entente::trade {

uint32_t EvidenceTable::IndexOf(int64_t id) {
  const auto [index, added] = index_.try_emplace(id, static_cast<uint32_t>(entries_.size()));
  if (added) {
    const Release& release = *vintage_.Cited(id);
    common::v1::Evidence evidence;
    evidence.set_source(std::string(SourceOf(release)));
    evidence.set_release(release.name);
    if (const auto source = sources_.find(SourceOf(release)); source != sources_.end()) {
      evidence.set_publisher(source->second.publisher);
    }
    evidence.set_url(release.url);
    if (release.published != PartialDate()) {
      *evidence.mutable_published() = entente::ToProto(release.published);
    }
    if (release.retrieved != PartialDate()) {
      *evidence.mutable_retrieved() = entente::ToProto(release.retrieved);
    }
    *evidence.mutable_recorded() = entente::ToProto(release.recorded);
    evidence.set_note(release.note);
    entries_.push_back(std::move(evidence));
  }
  return index->second;
}

uint32_t EvidenceTable::IndexOf(const Conversion& conversion) {
  const auto [index, added] =
      conversion_index_.try_emplace(conversion.name, static_cast<uint32_t>(entries_.size()));
  if (added) entries_.push_back(entente::ToProto(conversion.evidence));
  return index->second;
}

void EvidenceTable::MoveTo(google::protobuf::RepeatedPtrField<common::v1::Evidence>* evidence) {
  for (common::v1::Evidence& entry : entries_) *evidence->Add() = std::move(entry);
}

v1::Series ToProto(const Series& series, EvidenceTable& evidence) {
  v1::Series proto;
  proto.set_reporter(series.reporter);
  proto.set_partner(series.partner);
  proto.set_flow(series.flow);
  proto.set_commodity(series.commodity);
  proto.set_classification(series.classification);
  proto.set_frequency(static_cast<v1::Frequency>(series.frequency));
  proto.set_source(series.source);
  proto.set_currency(series.currency);
  for (const Point& point : series.points) {
    v1::Point& added = *proto.add_points();
    added.set_period(point.period.ToString());
    added.set_value(point.value.ToString());
    added.set_valuation(static_cast<v1::Valuation>(point.valuation));
    SetFlags(point.flags, added.mutable_flags());
    added.set_evidence(evidence.IndexOf(point.release));
    added.set_cell(point.locator);
    if (point.net_weight_kg) added.set_net_weight_kg(point.net_weight_kg->ToString());
    for (const int64_t release : point.further_releases) {
      added.add_further_evidence(evidence.IndexOf(release));
    }
    for (const auto& conversion : point.conversions) {
      added.add_further_evidence(evidence.IndexOf(*conversion));
    }
    if (point.unconverted) added.set_unconverted_value(point.unconverted->ToString());
  }
  AddPeriods(series.unconverted_periods, proto.mutable_unconverted_periods());
  return proto;
}

v1::Figure ToProto(const Figure& figure, EvidenceTable& evidence) {
  v1::Figure proto;
  proto.set_period(figure.period.ToString());
  *proto.mutable_amount() = ToProto(Amount{figure.value, figure.currency});
  proto.set_valuation(static_cast<v1::Valuation>(figure.valuation));
  SetFlags(figure.flags, proto.mutable_flags());
  proto.set_evidence(evidence.IndexOf(figure.release));
  proto.set_cell(figure.locator);
  return proto;
}

v1::Volume ToProto(const Volume& volume, EvidenceTable& evidence) {
  v1::Volume proto;
  *proto.mutable_definition() = ToProto(volume.definition);
  proto.set_period(volume.period.ToString());
  *proto.mutable_exports() = ToProto(volume.exports, evidence);
  *proto.mutable_imports() = ToProto(volume.imports, evidence);
  *proto.mutable_total() = ToProto(Amount{volume.total, volume.currency()});
  *proto.mutable_balance() = ToProto(Amount{volume.balance, volume.currency()});
  return proto;
}

v1::Side ToProto(const Side& side, EvidenceTable& evidence) {
  v1::Side proto;
  *proto.mutable_reporter() = CountryProto(side.reporter);
  *proto.mutable_partner() = CountryProto(side.partner);
  if (side.exports) *proto.mutable_exports() = ToProto(*side.exports, evidence);
  if (side.imports) *proto.mutable_imports() = ToProto(*side.imports, evidence);
  if (side.latest) *proto.mutable_latest() = ToProto(*side.latest, evidence);
  return proto;
}

v1::Attainment ToProto(const Attainment& attainment, EvidenceTable& evidence) {
  v1::Attainment proto;
  *proto.mutable_volume() = ToProto(attainment.volume, evidence);
  proto.set_attained_ratio(attainment.ratio);
  proto.set_met(attainment.met);
  if (attainment.first_met) proto.set_first_met(attainment.first_met->ToString());
  if (attainment.met_since) proto.set_met_since(attainment.met_since->ToString());
  return proto;
}

}  // namespace entente::trade
