#ifndef ENTENTE_TRADE_SERVICE_CORE_OBSERVATION_H_
#define ENTENTE_TRADE_SERVICE_CORE_OBSERVATION_H_

#include <algorithm>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

#include "common/time/period.h"
#include "trade_service/core/decimal.h"

namespace entente::trade {

// "TOTAL", the commodity that stands for all of them under every classification.
inline constexpr char kTotal[] = "TOTAL";
// The partner that stands for the world. Never one of the partners that are added up.
inline constexpr char kWorld[] = "W00";
// Flows X and M, the totals of their directions.
inline constexpr char kExports[] = "X";
inline constexpr char kImports[] = "M";

// Whether a text can be the code of a flow, commodity, classification or unit: at most 20 printable
// ASCII characters without blanks.
inline bool IsCode(absl::string_view text) {
  return text.size() <= 20 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isgraph(static_cast<unsigned char>(c));
         });
}

// What a value of goods includes. Numbered as in the contract.
enum class Valuation { kUnspecified = 0, kCif = 1, kFob = 2 };

// What to know about a value: a set of these. Numbered as in the contract, so that flag n is bit n.
enum class Flag {
  kEstimated = 1,
  kProvisional = 2,
  kAggregated = 3,
  kSummed = 4,
  kReporterInferred = 5,
  kConverted = 6,
  kIncomplete = 7
};

class Flags {
 public:
  Flags() = default;
  static Flags FromBits(uint32_t bits) { return Flags(bits); }
  void Add(Flag flag) { bits_ |= Bit(flag); }
  bool Has(Flag flag) const { return (bits_ & Bit(flag)) != 0; }
  uint32_t bits() const { return bits_; }

  friend bool operator==(const Flags&, const Flags&) = default;

 private:
  explicit Flags(uint32_t bits) : bits_(bits) {}
  static uint32_t Bit(Flag flag) { return uint32_t{1} << static_cast<int>(flag); }

  uint32_t bits_ = 0;
};

// Which value it is, within a release: the cell.
struct Cell {
  std::string reporter;  // alpha-3, or the source's own code of an area that is no country
  std::string partner;
  Frequency frequency = Frequency::kAnnual;
  std::string commodity;
  std::string classification;  // "H6"; empty for TOTAL
  std::string flow;
  Period period;

  // The order in which stores keep and give observations.
  friend auto operator<=>(const Cell&, const Cell&) = default;
};

// One value as a source has it.
struct Observation {
  Cell cell;
  Decimal value;  // in the release's currency
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  std::optional<Decimal>
      fob_value;  // the FOB value of the same goods, where `value` is the CIF one
  std::optional<Decimal> net_weight_kg;
  std::optional<Decimal> quantity;
  std::string quantity_unit;
  std::string locator;  // where in the release: "line 17", a table, a page

  friend bool operator==(const Observation&, const Observation&) = default;
};

// An observation and the id of the release that has it.
struct StoredObservation {
  Observation observation;
  int64_t release = 0;
  // Of a value that was made of several rows: ids of their other releases.
  std::vector<int64_t> further_releases = {};

  friend bool operator==(const StoredObservation&, const StoredObservation&) = default;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_OBSERVATION_H_
