#ifndef ENTENTE_TRADE_SERVICE_CORE_CONVERTED_POINT_H_
#define ENTENTE_TRADE_SERVICE_CORE_CONVERTED_POINT_H_

#include <memory>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/conversion.h"
#include "trade_service/core/lists_all.h"
#include "trade_service/core/series.h"

namespace entente::trade {

// To how many decimals a part of a value is rounded.
inline constexpr int kConvertedDecimals = 6;

// How codes of one revision become a commodity of another: the shares, and the weights that they
// are from; none for the commodity's own revision.
struct ConversionPath {
  CommodityShares shares;
  std::vector<std::shared_ptr<const Conversion>> conversions;
};

// What one period's rows of one revision tell of a commodity.
struct ConvertedPeriod {
  bool able = false;           // whether they tell anything of it
  std::optional<Point> point;  // its value; none where they tell that it was not traded
};

// Adds up the rows of one period and revision to a value of `commodity`. `rows`: series of one
// point each, of any codes of two to six digits, in order of code. A row of the commodity in its
// own revision is its value; else every code of six digits counts by its share, and what no such
// code of the chapter explains, or has no weights, is told as unconverted. A value of several
// codes, or of another revision's, is kIncomplete where something is unconverted, and unless
// `lists_all` says yes to every release that has a part in it. OUT_OF_RANGE if a value overflows;
// the errors of `lists_all`.
absl::StatusOr<ConvertedPeriod> ConvertPeriod(const std::vector<const Series*>& rows,
                                              absl::string_view commodity,
                                              const ConversionPath& path,
                                              const ListsAll& lists_all);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_CONVERTED_POINT_H_
