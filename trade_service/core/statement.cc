#include "trade_service/core/statement.h"

#include "common/status/error.h"

namespace entente::trade {

absl::Status CheckStatement(const Statement& statement) {
  switch (statement.kind) {
    case StatementKind::kVolume:
      if (!statement.amount) {
        return InvalidField("AMOUNT_MISSING", "statement.amount",
                            "a statement of a volume says how much");
      }
      break;
    case StatementKind::kTargetReached:
      if (statement.target.empty()) {
        return InvalidField("TARGET_MISSING", "statement.target", "name the target it is about");
      }
      break;
    case StatementKind::kPosition:
      if (statement.text.empty()) {
        return InvalidField("TEXT_MISSING", "statement.text", "say what was said");
      }
      break;
  }
  if (statement.kind != StatementKind::kVolume && statement.amount) {
    return InvalidField("AMOUNT_UNEXPECTED", "statement.amount",
                        "only a statement of a volume has one");
  }
  if (statement.kind != StatementKind::kTargetReached && !statement.target.empty()) {
    return InvalidField("TARGET_UNEXPECTED", "statement.target",
                        "only a statement that a target was reached has one");
  }
  if (statement.said == PartialDate()) {
    return InvalidField("DATE_MISSING", "statement.said",
                        "say when it was said, as precisely as is known");
  }
  if (statement.evidence.empty()) {
    return InvalidField("EVIDENCE_MISSING", "statement.evidence", "name at least one source");
  }
  return absl::OkStatus();
}

}  // namespace entente::trade
