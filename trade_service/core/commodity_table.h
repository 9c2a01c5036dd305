#ifndef ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TABLE_H_
#define ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TABLE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/lists_all.h"
#include "trade_service/core/observation.h"

// Trade by commodity of the Harmonized System, whose codes nest: chapter 03, heading 0302,
// subheading 030211.
namespace entente::trade {

// What a source says of one commodity. Reporter, partner, flow, period, classification and currency
// are those of the rows that it is among.
struct CommodityRow {
  std::string code;  // "TOTAL", "03", "0302", "030211", "9999AA"
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  std::optional<Decimal> net_weight_kg;
  std::optional<Decimal> quantity;
  std::string quantity_unit;
  std::string locator;
  int64_t release = 0;  // id
};

// A commodity at the level of its table.
struct Commodity {
  absl::string_view code;  // in one of the rows
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;                                          // and kSummed where added up here
  absl::InlinedVector<const CommodityRow*, 1> made_of;  // one row, or those added up
};

// Rows brought to one level, each value in it once: rows of different levels tell the same trade
// and are never added to each other.
struct CommodityTable {
  std::string classification;  // "H6"
  std::string currency;
  int level = 2;                       // digits: 2, 4 or 6
  std::vector<Commodity> products;     // by code
  std::vector<Commodity> unspecified;  // by code: rows that stand for no product of this level
  Commodity total;                     // code TOTAL
  // Total less products: the unspecified ones, what is given for coarser codes alone, and where the
  // detail does not add up to the total, the difference. Exact; negative if the detail is more.
  Decimal not_specified;
};

// Whether a code stands for no product whatever the level: those of chapter 99, 'commodities not
// specified according to kind' in UN Comtrade's lists ("99", "9999", "999999", "9999AA"), and those
// that do not begin with a digit ("_X").
bool IsNotSpecified(absl::string_view code);

// The table of `rows`, which must outlive it: those of one reporter, partner, flow and period, one
// per code, of any levels, fastest in order of code. A product without a row of its own is added up
// from the coarsest rows below it (BACI has 6 digits only), the total from the coarsest rows of
// all. A code with letters behind its chapter ("03XXXX", confidential) is a product of the levels
// that its digits reach. INVALID_ARGUMENT if `level` is not 2, 4 or 6; OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<CommodityTable> CommoditiesAt(int level, const std::vector<CommodityRow>& rows,
                                             std::string classification, std::string currency);

// Flags what CommoditiesAt added up kIncomplete unless `lists_all` says yes, of the classification
// of the rows, to every release that has a part in it; it is asked of sums alone. Its errors.
absl::Status FlagSums(absl::string_view classification, const ListsAll& lists_all,
                      CommodityTable& table);

// Adds a commodity, or what is below it, to a sum of such; a sum of none yet has its code alone.
// OUT_OF_RANGE if it overflows.
absl::Status AddTo(Commodity& sum, const Commodity& part);

// The ids of the releases that the rows of a table are from, each once, in order.
std::vector<int64_t> ReleasesOf(const CommodityTable& table);

// INVALID_ARGUMENT, saying what differs, unless two tables have the same level, currency and
// revision of the classification: codes of different revisions mean different goods.
absl::Status CheckComparable(const CommodityTable& a, const CommodityTable& b);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TABLE_H_
