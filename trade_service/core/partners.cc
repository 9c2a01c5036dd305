#include "trade_service/core/partners.h"

#include <algorithm>

#include "common/geo/country.h"
#include "common/status/status_macros.h"
#include "trade_service/core/area.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

PartnerKind KindOf(absl::string_view area, absl::string_view home) {
  if (area == home) return PartnerKind::kSelf;
  return FindByAlpha3(area) == nullptr ? PartnerKind::kSpecialArea : PartnerKind::kCountry;
}

// Whether the trade with an area is a part of the trade with the world. What a special area stands
// for is nobody else's trade, but a group's is its members' too, and of one that is not known
// nobody can tell.
bool IsPartOfWorld(PartnerKind kind, absl::string_view area) {
  if (kind != PartnerKind::kSpecialArea) return true;
  const Area* const known = FindArea(area);
  return known != nullptr && known->kind != AreaKind::kGroup;
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
  const PartnerRow* given = nullptr;
  PartnerRow sum{.area = kWorld, .value = {}, .flags = {}, .missing = {}};
  for (const PartnerRow& row : rows) {
    if (row.area == kWorld) {
      given = &row;
      continue;
    }
    const PartnerKind kind = KindOf(row.area, home);
    ranking.partners.push_back({.row = &row, .kind = kind, .rank = {}, .share = {}});
    if (IsPartOfWorld(kind, row.area)) {
      ASSIGN_OR_RETURN(sum.value, sum.value.Add(row.value));
      sum.flags = Joined(sum.flags, row.flags);
    }
  }
  ranking.world_given = given != nullptr;
  const PartnerRow& world = ranking.world_given ? *given : sum;
  ranking.world = world.value;

  std::sort(ranking.partners.begin(), ranking.partners.end(),
            [](const RankedPartner& a, const RankedPartner& b) {
              const auto order = b.row->value <=> a.row->value;
              return order == 0 ? a.row->area < b.row->area : order < 0;
            });
  ranking.ranked = Rank(ranking.partners);
  for (RankedPartner& partner : ranking.partners) {
    if (!ranking.world_given && !IsPartOfWorld(partner.kind, partner.row->area)) continue;
    partner.share = ShareOf(*partner.row, world);
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
