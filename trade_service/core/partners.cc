#include "trade_service/core/partners.h"

#include <algorithm>

#include "common/geo/country.h"
#include "common/status/status_macros.h"
#include "trade_service/core/area.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

PartnerKind KindOf(absl::string_view area, absl::string_view home) {
  if (area == home) return PartnerKind::kSelf;
  return FindByAlpha3(area) == nullptr ? PartnerKind::kSpecialArea : PartnerKind::kCountry;
}

bool IsInSum(PartnerKind kind, absl::string_view area) {
  return kind != PartnerKind::kSpecialArea || IsPartOfWorld(area);
}

// Gives countries their ranks; `partners` are in order of value.
int Rank(std::vector<RankedPartner>& partners) {
  int ranked = 0;
  const RankedPartner* previous = nullptr;
  for (RankedPartner& partner : partners) {
    if (partner.kind != PartnerKind::kCountry || partner.row->value <= Decimal()) continue;
    ++ranked;
    const bool tied = previous != nullptr && previous->row->value == partner.row->value;
    partner.rank = tied ? *previous->rank : ranked;
    previous = &partner;
  }
  return ranked;
}

}  // namespace

absl::StatusOr<PartnerRanking> RankPartners(absl::string_view home,
                                            const std::vector<PartnerRow>& rows) {
  PartnerRanking ranking;
  ranking.partners.reserve(rows.size());
  Decimal sum;
  for (const PartnerRow& row : rows) {
    if (row.area == kWorld) {
      ranking.world = row.value;
      ranking.world_given = true;
      continue;
    }
    const PartnerKind kind = KindOf(row.area, home);
    ranking.partners.push_back({.row = &row, .kind = kind, .rank = {}, .share = {}});
    if (IsInSum(kind, row.area)) {
      ASSIGN_OR_RETURN(sum, sum.Add(row.value));
    }
  }
  if (!ranking.world_given) ranking.world = sum;

  std::sort(ranking.partners.begin(), ranking.partners.end(),
            [](const RankedPartner& a, const RankedPartner& b) {
              const auto order = b.row->value <=> a.row->value;
              return order == 0 ? a.row->area < b.row->area : order < 0;
            });
  ranking.ranked = Rank(ranking.partners);
  for (RankedPartner& partner : ranking.partners) {
    if (!ranking.world_given && !IsInSum(partner.kind, partner.row->area)) continue;
    partner.share = Ratio(partner.row->value, ranking.world);
  }
  return ranking;
}

const RankedPartner* FindPartner(const PartnerRanking& ranking, absl::string_view area) {
  const auto found =
      std::find_if(ranking.partners.begin(), ranking.partners.end(),
                   [&](const RankedPartner& partner) { return partner.row->area == area; });
  return found == ranking.partners.end() ? nullptr : &*found;
}

absl::StatusOr<std::vector<PlaceInPeriod>> RankOverTime(
    absl::string_view home, absl::string_view partner,
    const std::map<Period, std::vector<PartnerRow>>& rows) {
  std::vector<PlaceInPeriod> places;
  for (const auto& [period, of_period] : rows) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking, RankPartners(home, of_period));
    PlaceInPeriod place{.period = period, .rank = {}, .share = {}, .ranked = ranking.ranked};
    if (const RankedPartner* found = FindPartner(ranking, partner)) {
      place.row = found->row;
      place.rank = found->rank;
      place.share = found->share;
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace entente::trade
