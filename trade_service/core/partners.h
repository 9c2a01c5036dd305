#ifndef ENTENTE_TRADE_SERVICE_CORE_PARTNERS_H_
#define ENTENTE_TRADE_SERVICE_CORE_PARTNERS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/locator.h"
#include "trade_service/core/observation.h"

namespace entente::trade {

// What a source says of one area. Flow, period, commodity and currency, and the country on the
// other side, are those of the rows that it is among. Its texts are those of the figures that it
// was made of.
struct PartnerRow {
  absl::string_view area;  // alpha-3, kWorld, or the source's own code of no country ("899")
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  const Locator* locator = nullptr;  // null: nobody knows
  int64_t release = 0;               // id
  // Of a value that was added up, shorter periods in which the area has none: no trade.
  std::vector<Period> missing;
};

enum class PartnerKind {
  kCountry,
  // A code that is no country of ISO 3166-1: 'areas not specified', bunkers, free zones, groups and
  // countries that are no more. Its parts differ by reporter, flow, year and commodity (ITC Trade
  // Map, glossary, 'Areas NES'), so that it has no place among countries.
  kSpecialArea,
  // The country itself: its own goods come back, or trade with its free zones (IMTS 2010, paragraph
  // 6.29). Real, but no partner.
  kSelf,
};

struct RankedPartner {
  const PartnerRow* row = nullptr;  // in the rows, which must outlive this
  PartnerKind kind = PartnerKind::kCountry;
  std::optional<int> rank;  // of countries with a value above zero; equal ones share it: 1, 2, 2, 4
  std::optional<double> share;  // of the world (ShareOf); absent where that does not include it
};

struct PartnerRanking {
  std::vector<RankedPartner>
      partners;                        // the first ones, of every kind: largest first, then by area
  std::optional<RankedPartner> asked;  // the area that is asked for, be it among `partners` or not
  int ranked = 0;                      // how many have a rank
  Decimal world;                       // what shares are of
  // The source's own row; else the sum of all rows but those of groups, whose members are among
  // them, and of special areas that KnownAreas has not, which may be groups.
  bool world_given = false;
};

// The ranking of the areas that `rows` name, one row each: the partners of `home` in one flow and
// period, in all commodities or one; the first `limit` of them, and where `area` is. As much the
// suppliers of a product to a market: then `home` is the market, and each row is an exporter, by
// its own report or by the market's. OUT_OF_RANGE if the sum overflows.
absl::StatusOr<PartnerRanking> RankPartners(absl::string_view home,
                                            const std::vector<PartnerRow>& rows, int limit,
                                            absl::string_view area);

// The place of an area in one period.
struct PlaceInPeriod {
  Period period;
  const PartnerRow* row = nullptr;  // null: not among the rows of the period
  std::optional<int> rank;
  std::optional<double> share;
  int ranked = 0;
};

// The place of `partner` among the partners of `home` in each period, in order of period.
// `rows` must outlive the result. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<std::vector<PlaceInPeriod>> RankOverTime(
    absl::string_view home, absl::string_view partner,
    const std::map<Period, std::vector<PartnerRow>>& rows);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_PARTNERS_H_
