#include "agreements_service/core/replacement.h"

#include "absl/strings/str_cat.h"

#include "agreements_service/core/timeline.h"

namespace entente::agreements {

std::vector<Replacement> ReplacementsOf(const Agreement& agreement,
                                        const std::vector<Agreement>& successors,
                                        absl::CivilDay day) {
  std::vector<Replacement> replacements;
  for (const Agreement& successor : successors) {
    Replacement replacement;
    replacement.agreement = successor.name;
    replacement.replaced = agreement.name;
    replacement.certain = false;
    for (const Ending& ending : TimelineOf(agreement, {successor}).endings) {
      // By a relation alone can it be superseded.
      if (ending.kind != EndingKind::kSuperseded) continue;
      const Truth by_day = ending.fact.span.By(day);
      if (by_day == Truth::kNo) continue;
      replacement.certain = replacement.certain || by_day == Truth::kYes;
      for (const std::string& sentence : ending.fact.sentences) {
        replacement.reasons.push_back(absl::StrCat(sentence, "."));
      }
    }
    if (!replacement.reasons.empty()) replacements.push_back(std::move(replacement));
  }
  return replacements;
}

}  // namespace entente::agreements
