#include "trade_service/core/target.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "common/status/error.h"

namespace entente::trade {

absl::Status CheckTarget(const Target& target) {
  if (target.amount.value <= Decimal()) {
    return InvalidField("AMOUNT_INVALID", "target.amount.decimal",
                        "a target is an amount above zero");
  }
  if (target.announced == PartialDate()) {
    return InvalidField("DATE_MISSING", "target.announced",
                        "say when it was announced, as precisely as is known");
  }
  if (target.evidence.empty()) {
    return InvalidField("EVIDENCE_MISSING", "target.evidence", "name at least one source");
  }
  return absl::OkStatus();
}

std::vector<Attainment> EvaluateTarget(const Target& target, const std::vector<Volume>& volumes) {
  const auto counts = [&](const Volume& volume) {
    return volume.currency() == target.amount.currency &&
           (!target.definition || *target.definition == volume.definition);
  };
  const auto key = [](const Definition& d) {
    return std::tie(d.source, d.perspective, d.reporter);
  };
  std::set<std::tuple<std::string, Perspective, std::string>> seen;
  std::vector<Attainment> attainments;
  for (const Volume& volume : volumes) {
    if (!counts(volume) || !seen.insert(key(volume.definition)).second) continue;
    Attainment attainment{.volume = volume,
                          .ratio = volume.total.ToDouble() / target.amount.value.ToDouble(),
                          .met = volume.total >= target.amount.value,
                          .first_met = std::nullopt};
    for (const Volume& other : volumes) {
      if (!counts(other) || other.definition != volume.definition) continue;
      if (other.total < target.amount.value) continue;
      if (!attainment.first_met || other.period < *attainment.first_met) {
        attainment.first_met = other.period;
      }
    }
    attainments.push_back(std::move(attainment));
  }
  return attainments;
}

}  // namespace entente::trade
