#ifndef ENTENTE_TRADE_SERVICE_CORE_TRADE_INDICES_H_
#define ENTENTE_TRADE_SERVICE_CORE_TRADE_INDICES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/commodity_table.h"

// Indices of the trade literature. They depend on the level: name it with the figure.
namespace entente::trade {

// An index of one product.
struct ProductIndex {
  absl::string_view code;  // in one of the rows
  double value = 0;
};

// How much a trade hangs on few products.
struct Concentration {
  double hhi = 0;  // from 1/products to 1
  // (hhi - 1/n) / (1 - 1/n), from 0 (all products alike) to 1; absent for a single product.
  std::optional<double> normalized;
  int64_t products = 0;  // n: those with a value above zero
};

// The Herfindahl-Hirschman index: the sum of the squared shares of the products in their sum; what
// is not specified is no product and does not count. Nothing if no product has a value above zero,
// or if one or the total may be too small (kIncomplete). A. O. Hirschman, 'The Paternity of an
// Index', American Economic Review 54(5), 1964, 761-762; the normalized form is the product
// concentration index of the UNCTAD Handbook of Statistics (hbs.unctad.org/calculation-methods),
// and World Bank WITS reads 'close to 1' as concentrated.
std::optional<Concentration> Herfindahl(const CommodityTable& table);

// Balassa's revealed comparative advantage, by code: the share of each product in a country's
// exports to the world by its share in the world's exports. Above 1: the country exports more of it
// than the world does. For the products of the country's table that the world exports at all and
// that have both shares (ShareOf). INVALID_ARGUMENT if the tables are not comparable.
// B. Balassa, 'Trade Liberalisation and "Revealed" Comparative Advantage', The Manchester School
// 33(2), 1965, 99-123.
absl::StatusOr<std::vector<ProductIndex>> RevealedComparativeAdvantage(
    const CommodityTable& exports_to_world, const CommodityTable& exports_of_world);

// Trade in both directions within the same products.
struct IntraIndustryTrade {
  std::vector<ProductIndex> products;  // by code: 1 - |X - M| / (X + M), from 0 (one way) to 1
  // 1 - sum of |X - M| by sum of (X + M): the products' mean weighted by their trade.
  std::optional<double> aggregate;
};

// The Grubel-Lloyd index of a pair's exports X and imports M. Products with a negative value, with
// none above zero, or with one that may be too small (kIncomplete), do not count. Imports that are
// valued CIF lower it a little. Nothing in `aggregate` if no product counts, or if one may be too
// small. INVALID_ARGUMENT if the tables are not comparable; OUT_OF_RANGE if a sum overflows.
// H. G. Grubel and P. J. Lloyd, 'The Empirical Measurement of Intra-Industry Trade', Economic
// Record 47(4), 1971, 494-517.
absl::StatusOr<IntraIndustryTrade> GrubelLloyd(const CommodityTable& exports,
                                               const CommodityTable& imports);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_TRADE_INDICES_H_
