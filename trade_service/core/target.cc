#include "trade_service/core/target.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "common/status/error.h"

namespace entente::trade {
namespace {

// The volumes that the target is held against, in their order; first those of the definition that
// is met first.
std::vector<std::vector<const Volume*>> ByDefinition(const Target& target,
                                                     const std::vector<Volume>& volumes) {
  const auto key = [](const Definition& d) {
    return std::tie(d.source, d.perspective, d.reporter, d.re_exports);
  };
  std::vector<std::vector<const Volume*>> found;
  for (const Volume& volume : volumes) {
    if (volume.currency() != target.amount.currency) continue;
    if (target.definition && *target.definition != volume.definition) continue;
    const auto same = std::find_if(found.begin(), found.end(), [&](const auto& known) {
      return key(known.front()->definition) == key(volume.definition);
    });
    if (same == found.end()) {
      found.push_back({&volume});
    } else if (same->front()->definition == volume.definition) {
      same->push_back(&volume);
    }
  }
  return found;
}

// `volumes`: of one definition, the latest first.
Attainment AttainmentOf(const Amount& amount, const std::vector<const Volume*>& volumes) {
  const auto met = [&](const Volume* volume) { return volume->total >= amount.value; };
  const Volume& latest = *volumes.front();
  Attainment attainment;
  attainment.volume = latest;
  attainment.ratio = latest.total.ToDouble() / amount.value.ToDouble();
  attainment.met = met(&latest);
  const auto first = std::find_if(volumes.rbegin(), volumes.rend(), met);
  if (first != volumes.rend()) attainment.first_met = (*first)->period;
  if (attainment.met) {
    const auto unmet = std::find_if_not(volumes.begin(), volumes.end(), met);
    attainment.met_since = (*std::prev(unmet))->period;
  }
  return attainment;
}

}  // namespace

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
  std::vector<Attainment> attainments;
  for (const std::vector<const Volume*>& of_one : ByDefinition(target, volumes)) {
    attainments.push_back(AttainmentOf(target.amount, of_one));
  }
  return attainments;
}

}  // namespace entente::trade
