#ifndef ENTENTE_TRADE_SERVICE_ANALYSIS_CONVERT_H_
#define ENTENTE_TRADE_SERVICE_ANALYSIS_CONVERT_H_

#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/core/derived.h"
#include "trade_service/core/gap_steps.h"
#include "trade_service/core/mirror.h"
#include "trade_service/core/partners.h"
#include "trade_service/core/top_commodities.h"
#include "trade_service/figure_convert.h"

// What AnalysisService computes to entente.trade.v1. Figures refer to `evidence`.
namespace entente::trade {

v1::DerivedPoint ToProto(const DerivedPoint& point, EvidenceTable& evidence);
v1::DerivedRatio ToProto(const DerivedRatio& ratio, EvidenceTable& evidence);

// Rank, value, share and where it comes from; the rest is left to be filled in.
v1::RankedCommodity ToProto(const RankedCommodity& ranked, EvidenceTable& evidence);

v1::RankedArea ToProto(const RankedPartner& ranked, EvidenceTable& evidence);
v1::AreaRanking ToProto(const PartnerRanking& ranking, EvidenceTable& evidence);
v1::PlaceInPeriod ToProto(const PlaceInPeriod& place, EvidenceTable& evidence);

// `exports` and `imports`: the series that were compared.
v1::MirrorPeriod ToProto(const MirrorPeriod& mirror, const Series& exports, const Series& imports,
                         EvidenceTable& evidence);
v1::MirrorChapter ToProto(const MirrorProduct& mirror, EvidenceTable& evidence);
v1::GapStep ToProto(const GapStep& step, EvidenceTable& evidence);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_ANALYSIS_CONVERT_H_
