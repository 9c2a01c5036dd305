#ifndef ENTENTE_TRADE_SERVICE_CORE_CONVERSION_H_
#define ENTENTE_TRADE_SERVICE_CORE_CONVERSION_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/provenance/evidence.h"
#include "trade_service/core/decimal.h"

// Values of one revision of the Harmonized System, converted to another by weights. The method and
// the weights are Harvard's Growth Lab's: Bustos et al., 'Tackling Discrepancies in Trade Data',
// after Lukaszuk and Torun, 'Harmonizing the Harmonized System' (2022).
namespace entente::trade {

// How long the codes are that weights are of.
inline constexpr size_t kSubheadingDigits = 6;

// How much of the value of one code is counted as another.
struct ConversionWeight {
  std::string from;
  std::string to;
  Decimal weight;  // above 0; those of one `from` add up to about 1

  friend bool operator==(const ConversionWeight&, const ConversionWeight&) = default;
};

// The weights from one revision to another.
struct Conversion {
  std::string name;                       // "classifications/H4/conversions/H5"
  std::vector<ConversionWeight> weights;  // in order of from, then to
  Evidence evidence;

  friend bool operator==(const Conversion&, const Conversion&) = default;
};

// The name of a conversion.
std::string ConversionName(absl::string_view from, absl::string_view to);

// How much of each code of one revision is one commodity of another.
class CommodityShares {
 public:
  struct Part {
    Decimal share;    // of the code's value that is the commodity's
    Decimal unknown;  // of the code's value that may be, because weights are missing
  };

  // Of the codes of the commodity's own revision. `commodity`: 2 to 6 digits.
  explicit CommodityShares(absl::string_view commodity) : commodity_(commodity) {}

  // Of the codes of the revision that `conversion` converts to the one that these are of.
  // OUT_OF_RANGE if the weights are none.
  absl::StatusOr<CommodityShares> Before(const Conversion& conversion) const;

  // Of a code of six digits. Revisions keep the chapters, so that of a code without weights all may
  // be the commodity's if it is of the same chapter, and else nothing.
  Part Of(absl::string_view code) const;

  // Whether two digits at the beginning of `code` are those of the commodity.
  bool InChapter(absl::string_view code) const;

 private:
  std::string commodity_;
  bool converted_ = false;
  absl::flat_hash_map<std::string, Part> parts_;  // of every code with weights, where converted
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_CONVERSION_H_
