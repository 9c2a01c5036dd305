#include "trade_service/core/converted_point.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/core/coarsest.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

// Adds a part of a row's value to `sum`. All of it stays as it is.
absl::Status AddPart(const Point& row, const Decimal& share, std::optional<Point>& sum) {
  Point part = row;
  part.fob_value.reset();
  part.net_weight_kg.reset();
  if (share != Decimal::FromScaled(1, 0)) {
    ASSIGN_OR_RETURN(part.value, row.value.TimesShare(share, kConvertedDecimals));
  }
  if (!sum) {
    sum = std::move(part);
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Join(part, false, *sum));
  sum->locator.clear();
  JoinRelease(row.release, sum->release, sum->further_releases);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<ConvertedPeriod> ConvertPeriod(const std::vector<const Series*>& rows,
                                              absl::string_view commodity,
                                              const ConversionPath& path,
                                              const ListsAll& lists_all) {
  const bool own = path.conversions.empty();
  ConvertedPeriod period;
  Decimal unconverted;
  Decimal chapter;     // by its coarsest rows
  Decimal in_chapter;  // of codes of six digits
  Coarsest coarsest;
  for (const Series* row : rows) {
    const Point& point = row->points.front();
    const absl::string_view code = row->commodity;
    if (own && code == commodity) return ConvertedPeriod{.able = true, .point = point};
    if (own && code.size() == commodity.size()) period.able = true;
    if (path.shares.InChapter(code) && coarsest.Take(code)) {
      ASSIGN_OR_RETURN(chapter, chapter.Add(point.value));
    }
    if (code.size() != kSubheadingDigits) continue;
    period.able = true;
    if (path.shares.InChapter(code)) {
      ASSIGN_OR_RETURN(in_chapter, in_chapter.Add(point.value));
    }
    const CommodityShares::Part part = path.shares.Of(code);
    if (part.share != Decimal()) RETURN_IF_ERROR(AddPart(point, part.share, period.point));
    ASSIGN_OR_RETURN(const Decimal unknown,
                     point.value.TimesShare(part.unknown, kConvertedDecimals));
    ASSIGN_OR_RETURN(unconverted, unconverted.Add(unknown));
  }
  if (period.able) {
    ASSIGN_OR_RETURN(const Decimal rest, chapter.Subtract(in_chapter));
    if (rest > Decimal()) {
      ASSIGN_OR_RETURN(unconverted, unconverted.Add(rest));
    }
  }
  if (!period.point) {
    // Whether what could not be converted is the commodity's nobody knows.
    if (!own && unconverted != Decimal()) period.able = false;
    return period;
  }
  Point& value = *period.point;
  value.flags.Add(own ? Flag::kSummed : Flag::kConverted);
  const absl::string_view revision = rows.front()->classification;
  RETURN_IF_ERROR(FlagUnlessAll(value.release, revision, lists_all, value.flags));
  for (const int64_t release : value.further_releases) {
    RETURN_IF_ERROR(FlagUnlessAll(release, revision, lists_all, value.flags));
  }
  if (unconverted != Decimal()) {
    value.flags.Add(Flag::kIncomplete);
    value.unconverted = unconverted;
  }
  value.conversions = path.conversions;
  return period;
}

}  // namespace entente::trade
