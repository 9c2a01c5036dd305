#include "trade_service/core/partners.h"

#include <algorithm>
#include <cstddef>

#include "absl/algorithm/container.h"

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

bool IsInSum(PartnerKind kind, absl::string_view area) {
  return kind != PartnerKind::kSpecialArea || IsPartOfWorld(area);
}

bool HasRank(const RankedPartner& partner) {
  return partner.kind == PartnerKind::kCountry && partner.row->value > Decimal();
}

bool Before(const RankedPartner& a, const RankedPartner& b) {
  const auto order = b.row->value <=> a.row->value;
  return order == 0 ? a.row->area < b.row->area : order < 0;
}

// Gives countries their ranks; `partners` are the first of all, in order.
void Rank(std::vector<RankedPartner>& partners) {
  int ranked = 0;
  const RankedPartner* previous = nullptr;
  for (RankedPartner& partner : partners) {
    if (!HasRank(partner)) continue;
    ++ranked;
    const bool tied = previous != nullptr && previous->row->value == partner.row->value;
    partner.rank = tied ? *previous->rank : ranked;
    previous = &partner;
  }
}

// The rank of a partner among `partners`, which are in any order.
int RankAmong(const std::vector<RankedPartner>& partners, const RankedPartner& partner) {
  return 1 + static_cast<int>(absl::c_count_if(partners, [&](const RankedPartner& other) {
           return HasRank(other) && other.row->value > partner.row->value;
         }));
}

}  // namespace

absl::StatusOr<PartnerRanking> RankPartners(absl::string_view home,
                                            const std::vector<PartnerRow>& rows, int limit,
                                            absl::string_view area) {
  PartnerRanking ranking;
  std::vector<RankedPartner>& partners = ranking.partners;
  partners.reserve(rows.size());
  const PartnerRow* given = nullptr;
  PartnerRow sum{.area = kWorld, .value = {}, .flags = {}, .missing = {}};
  for (const PartnerRow& row : rows) {
    if (row.area == kWorld) {
      given = &row;
      continue;
    }
    const PartnerKind kind = KindOf(row.area, home);
    const RankedPartner& partner =
        partners.emplace_back(RankedPartner{.row = &row, .kind = kind, .rank = {}, .share = {}});
    if (HasRank(partner)) ++ranking.ranked;
    if (IsInSum(kind, row.area)) {
      ASSIGN_OR_RETURN(sum.value, sum.value.Add(row.value));
      sum.flags = Joined(sum.flags, row.flags);
    }
  }
  ranking.world_given = given != nullptr;
  const PartnerRow& world = ranking.world_given ? *given : sum;
  ranking.world = world.value;
  const auto set_share = [&](RankedPartner& partner) {
    if (!ranking.world_given && !IsInSum(partner.kind, partner.row->area)) return;
    partner.share = ShareOf(*partner.row, world);
  };

  const auto asked = absl::c_find_if(
      partners, [&](const RankedPartner& partner) { return partner.row->area == area; });
  if (asked != partners.end()) {
    if (HasRank(*asked)) asked->rank = RankAmong(partners, *asked);
    set_share(*asked);
    ranking.asked = *asked;
  }

  const auto shown = std::min(static_cast<size_t>(limit), partners.size());
  const auto end = partners.begin() + static_cast<std::ptrdiff_t>(shown);
  std::partial_sort(partners.begin(), end, partners.end(), Before);
  partners.erase(end, partners.end());
  Rank(partners);
  absl::c_for_each(partners, set_share);
  return ranking;
}

absl::StatusOr<std::vector<PlaceInPeriod>> RankOverTime(
    absl::string_view home, absl::string_view partner,
    const std::map<Period, std::vector<PartnerRow>>& rows) {
  std::vector<PlaceInPeriod> places;
  for (const auto& [period, of_period] : rows) {
    ASSIGN_OR_RETURN(const PartnerRanking ranking, RankPartners(home, of_period, 0, partner));
    PlaceInPeriod place{.period = period, .rank = {}, .share = {}, .ranked = ranking.ranked};
    if (ranking.asked) {
      place.row = ranking.asked->row;
      place.rank = ranking.asked->rank;
      place.share = ranking.asked->share;
    }
    places.push_back(place);
  }
  return places;
}

}  // namespace entente::trade
