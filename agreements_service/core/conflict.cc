#include "agreements_service/core/conflict.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/timeline.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

using Statuses = std::vector<Status>;

bool Has(const Statuses& statuses, Status status) {
  return std::find(statuses.begin(), statuses.end(), status) != statuses.end();
}

// How far an agreement has come: of two, the greater comes later in its life.
int Stage(Status status) {
  switch (status) {
    case Status::kNegotiated:
    case Status::kIndeterminate:
      return 0;
    case Status::kSigned:
      return 1;
    case Status::kNeverInForce:
      return 2;
    case Status::kProvisionallyApplied:
      return 3;
    case Status::kInForce:
      return 4;
    case Status::kSuspended:
      return 5;
    case Status::kTerminated:
    case Status::kSuperseded:
    case Status::kExpired:
      return 6;
  }
  return 0;
}

// Whether its parties apply it, if with a break.
bool IsApplied(Status status) {
  return status == Status::kProvisionallyApplied || status == Status::kInForce ||
         status == Status::kSuspended;
}

// What has to happen for an agreement to come to a status.
struct Step {
  absl::string_view name;  // as reasons have it
  absl::string_view noun;
  std::vector<Fact> facts;  // that say when it happened, or will
};

void AddFact(const std::optional<Fact>& fact, Step& step) {
  if (fact.has_value()) step.facts.push_back(*fact);
}

Step StepTo(Status status, const Timeline& timeline) {
  Step step;
  switch (status) {
    case Status::kNegotiated:
    case Status::kIndeterminate:
      break;
    case Status::kSigned:
      step = {"SIGNATURE", "signature", {}};
      AddFact(timeline.signature, step);
      break;
    case Status::kNeverInForce:
      step = {"NEVER_IN_FORCE", "decision that it never enters into force", {}};
      break;
    case Status::kProvisionallyApplied:
      step = {"PROVISIONAL_APPLICATION", "provisional application", {}};
      AddFact(timeline.provisional_application, step);
      break;
    case Status::kInForce:
      step = {"ENTRY", "entry into force", {}};
      AddFact(timeline.entry_into_force, step);
      break;
    case Status::kSuspended:
      step = {"SUSPENSION", "suspension", {}};
      for (const Suspension& one : timeline.suspensions) {
        if (one.begins) step.facts.push_back(one.fact);
      }
      break;
    case Status::kTerminated:
    case Status::kSuperseded:
    case Status::kExpired:
      step = {"END", "end", {}};
      for (const Ending& one : timeline.endings) step.facts.push_back(one.fact);
      break;
  }
  return step;
}

// The sentences of facts that had happened by `day`, or may have; or that had not.
std::string Tell(const std::vector<Fact>& facts, bool happened, absl::CivilDay day) {
  std::vector<std::string> sentences;
  for (const Fact& fact : facts) {
    if ((fact.span.By(day) != Truth::kNo) != happened) continue;
    for (const std::string& sentence : fact.sentences) {
      sentences.push_back(happened
                              ? absl::StrCat(sentence, ".")
                              : absl::StrCat(sentence, "; that is after ", FormatDay(day), "."));
    }
  }
  return absl::StrJoin(sentences, " ");
}

// The day of which a source speaks: when it was asked, or else when it said so.
std::optional<absl::CivilDay> DayOf(const Evidence& evidence) {
  for (const PartialDate* const date : {&evidence.retrieved, &evidence.published}) {
    if (date->kind() == PartialDate::Kind::kDate) return date->Latest();
  }
  return std::nullopt;
}

struct Why {
  std::string reason;
  std::string detail;
};

// Why it has not come as far as `claimed`.
Why WhyNotYet(Status claimed, const Timeline& timeline, absl::CivilDay day) {
  const Step step = StepTo(claimed, timeline);
  std::string later = Tell(step.facts, /*happened=*/false, day);
  if (!later.empty()) return {absl::StrCat(step.name, "_AFTER_DAY"), std::move(later)};
  return {absl::StrCat(step.name, "_NOT_RECORDED"),
          absl::StrCat("No ", step.noun, step.facts.empty() ? "" : " that lasts", " is recorded.")};
}

// Why it has come as far as `computed`, which is further.
Why WhyAlready(Status computed, const Timeline& timeline, absl::CivilDay day) {
  const Step step = StepTo(computed, timeline);
  return {computed == Status::kSuperseded ? "SUPERSEDED" : absl::StrCat(step.name, "_RECORDED"),
          Tell(step.facts, /*happened=*/true, day)};
}

Why WhyOther(const Claim& claim, const Statuses& claimed, const Agreement& agreement,
             const std::vector<Agreement>& successors, const StatusOnDay& status) {
  if (claimed.empty()) return {"WORDS_UNKNOWN", "What these words mean is in no table."};
  const std::optional<absl::CivilDay> said = DayOf(claim.evidence);
  if (said.has_value() && *said != status.day &&
      Has(claimed, StatusOn(agreement, successors, *said).status)) {
    return {"OTHER_DAY", absl::StrCat("It is said of ", FormatDay(*said),
                                      ", and of that day the same is computed.")};
  }
  if (std::any_of(status.possible.begin(), status.possible.end(),
                  [&](Status possible) { return Has(claimed, possible); })) {
    return {"DATES_IMPRECISE",
            absl::StrCat("The dates that are known allow it, and other answers: ",
                         absl::StrJoin(status.reasons, " "))};
  }
  const Status best = claimed.front();
  // Of several answers that are not what is said, the last one stands for all.
  const Status computed = status.possible.empty() ? status.status : status.possible.back();
  if (!Binds(agreement) && IsApplied(best) && Stage(computed) < Stage(best)) {
    return {"NOT_BINDING", "It does not bind its parties, so it is never in force."};
  }
  const Timeline timeline = TimelineOf(agreement, successors);
  if (computed == Status::kNeverInForce) {
    return {"NEVER_IN_FORCE", absl::StrCat(absl::StrJoin(timeline.not_yet, ". "), ".")};
  }
  return Stage(best) > Stage(computed) ? WhyNotYet(best, timeline, status.day)
                                       : WhyAlready(computed, timeline, status.day);
}

}  // namespace

std::optional<Conflict> ConflictOf(const Claim& claim, std::vector<Status> claimed,
                                   const Agreement& agreement,
                                   const std::vector<Agreement>& successors,
                                   const StatusOnDay& status) {
  if (Has(claimed, status.status)) return std::nullopt;
  Why why = WhyOther(claim, claimed, agreement, successors, status);
  return Conflict{.claim = claim,
                  .claimed = std::move(claimed),
                  .reason = std::move(why.reason),
                  .detail = std::move(why.detail)};
}

}  // namespace entente::agreements
