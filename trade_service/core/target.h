#ifndef ENTENTE_TRADE_SERVICE_CORE_TARGET_H_
#define ENTENTE_TRADE_SERVICE_CORE_TARGET_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"
#include "trade_service/core/decimal.h"
#include "trade_service/core/volume.h"

namespace entente::trade {

// An amount of money.
struct Amount {
  Decimal value;
  std::string currency;  // ISO 4217

  friend bool operator==(const Amount&, const Amount&) = default;
};

// A volume that governments said they would reach.
struct Target {
  std::string name;  // "pairs/{pair}/targets/{target}"
  Amount amount;
  std::optional<Definition> definition;  // absent: not stated
  PartialDate announced;
  std::string place;
  std::string announced_by;
  std::string side;      // alpha-3; empty: both
  PartialDate deadline;  // absent: none was stated
  std::string text;
  std::string supersedes;  // name of a target
  std::vector<Evidence> evidence;
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Target&, const Target&) = default;
};

// INVALID_ARGUMENT, naming the field, if the target lacks what makes it one: a positive amount in a
// currency, a day of announcement, evidence.
absl::Status CheckTarget(const Target& target);

// How far a target is attained under one definition.
struct Attainment {
  Volume volume;                    // the latest
  double ratio = 0;                 // its total by the target's amount
  bool met = false;                 // the total is at least the amount
  std::optional<Period> first_met;  // by the figures at hand
  std::optional<Period> met_since;  // where the run of met periods up to the latest begins
};

// One attainment per definition among `volumes` (as SortVolumes orders them, of one frequency), in
// their order; volumes in another currency than the target's are left out. A target that states its
// definition is held against that one alone.
std::vector<Attainment> EvaluateTarget(const Target& target, const std::vector<Volume>& volumes);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_TARGET_H_
