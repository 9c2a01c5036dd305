#ifndef ENTENTE_TRADE_SERVICE_CORE_STATEMENT_H_
#define ENTENTE_TRADE_SERVICE_CORE_STATEMENT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"

#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"
#include "common/time/period.h"
#include "trade_service/core/target.h"

namespace entente::trade {

// All three are numbered as in the contract.
enum class StatementKind { kVolume = 1, kTargetReached = 2, kPosition = 3 };
enum class Qualifier { kNone = 0, kExceeded = 1, kAlmost = 2, kAbout = 3 };
enum class Direction { kBoth = 0, kExports = 1, kImports = 2 };

// What somebody said in public about a pair.
struct Statement {
  std::string name;  // "pairs/{pair}/statements/{statement}"
  StatementKind kind = StatementKind::kPosition;
  std::optional<Amount> amount;  // of kVolume alone
  Qualifier qualifier = Qualifier::kNone;
  Direction direction = Direction::kBoth;
  std::optional<Period> period;  // absent: not stated
  std::string target;            // of kTargetReached: name of the target
  PartialDate said;
  std::string place;
  std::string speaker;
  std::string side;  // alpha-3; empty: both, or not known
  std::string text;
  std::vector<Evidence> evidence;
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Statement&, const Statement&) = default;
};

// INVALID_ARGUMENT, naming the field, if the statement lacks what its kind needs: a volume an
// amount, a reached target the target's name, a position a text; all of them a day and evidence.
absl::Status CheckStatement(const Statement& statement);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_STATEMENT_H_
