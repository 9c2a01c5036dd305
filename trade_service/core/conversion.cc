#include "trade_service/core/conversion.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

constexpr size_t kChapterDigits = 2;

Decimal Whole() { return Decimal::FromScaled(1, 0); }

}  // namespace

std::string ConversionName(absl::string_view from, absl::string_view to) {
  return absl::StrCat("classifications/", from, "/conversions/", to);
}

absl::StatusOr<CommodityShares> CommodityShares::Before(const Conversion& conversion) const {
  CommodityShares before(commodity_);
  before.converted_ = true;
  for (const ConversionWeight& one : conversion.weights) {
    const Part of_target = Of(one.to);
    Part& part = before.parts_[one.from];
    for (const auto member : {&Part::share, &Part::unknown}) {
      ASSIGN_OR_RETURN(const Decimal product,
                       (of_target.*member).TimesShare(one.weight, Decimal::kMaxScale));
      ASSIGN_OR_RETURN(part.*member, (part.*member).Add(product));
    }
  }
  return before;
}

CommodityShares::Part CommodityShares::Of(absl::string_view code) const {
  if (!converted_)
    return {.share = absl::StartsWith(code, commodity_) ? Whole() : Decimal(), .unknown = {}};
  const auto found = parts_.find(code);
  if (found != parts_.end()) return found->second;
  return {.share = {}, .unknown = InChapter(code) ? Whole() : Decimal()};
}

bool CommodityShares::InChapter(absl::string_view code) const {
  return absl::StartsWith(code, absl::string_view(commodity_).substr(0, kChapterDigits));
}

}  // namespace entente::trade
