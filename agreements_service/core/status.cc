#include "agreements_service/core/status.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/first_endings.h"
#include "agreements_service/core/periods.h"
#include "agreements_service/core/sentence.h"
#include "agreements_service/core/timeline.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

Truth By(const std::optional<Fact>& fact, absl::CivilDay day) {
  return fact.has_value() ? fact->span.By(day) : Truth::kNo;
}

bool CanBe(Truth truth) { return truth != Truth::kNo; }
bool CanFail(Truth truth) { return truth != Truth::kYes; }

Status StatusAfter(EndingKind kind) {
  switch (kind) {
    case EndingKind::kSuperseded:
      return Status::kSuperseded;
    case EndingKind::kTerminated:
      return Status::kTerminated;
    case EndingKind::kExpired:
      return Status::kExpired;
  }
  return Status::kTerminated;
}

// What can have ended it by `day`, as the first thing that did.
std::set<Status> PossibleEndings(const std::vector<Ending>& endings, absl::CivilDay day) {
  std::set<Status> possible;
  for (const Ending& ending : FirstEndings(endings)) {
    if (ending.fact.span.earliest <= day) possible.insert(StatusAfter(ending.kind));
  }
  return possible;
}

bool EndedForCertain(const std::vector<Ending>& endings, absl::CivilDay day) {
  return std::any_of(endings.begin(), endings.end(), [day](const Ending& ending) {
    return ending.fact.span.By(day) == Truth::kYes;
  });
}

// Whether a suspension (`begins`), or its end or none at all, can be the last one by `day`. Of one
// day the end comes last.
bool CanBeLast(const std::vector<Suspension>& suspensions, bool begins, absl::CivilDay day) {
  // The last one at the earliest of those that had come by `day` for certain.
  std::optional<std::tuple<absl::CivilDay, bool>> last_at_the_earliest;
  for (const Suspension& one : suspensions) {
    if (one.fact.span.By(day) != Truth::kYes) continue;
    last_at_the_earliest = std::max(last_at_the_earliest,
                                    std::optional(std::tuple(one.fact.span.earliest, !one.begins)));
  }
  if (!last_at_the_earliest.has_value() && !begins) return true;
  return std::any_of(suspensions.begin(), suspensions.end(), [&](const Suspension& one) {
    return one.begins == begins && one.fact.span.earliest <= day &&
           std::optional(std::tuple(std::min(one.fact.span.latest, day), !begins)) >=
               last_at_the_earliest;
  });
}

// Every status that the dates allow.
std::set<Status> Possible(const Timeline& timeline, absl::CivilDay day) {
  std::set<Status> possible = PossibleEndings(timeline.endings, day);
  if (EndedForCertain(timeline.endings, day)) return possible;

  const auto add_applied = [&](Status applied) {
    if (CanBeLast(timeline.suspensions, true, day)) possible.insert(Status::kSuspended);
    if (CanBeLast(timeline.suspensions, false, day)) possible.insert(applied);
  };
  const Truth in_force = By(timeline.entry_into_force, day);
  if (CanBe(in_force)) add_applied(Status::kInForce);
  if (!CanFail(in_force)) return possible;
  const Truth provisional = By(timeline.provisional_application, day);
  if (CanBe(provisional)) add_applied(Status::kProvisionallyApplied);
  if (!CanFail(provisional)) return possible;
  const Truth is_signed = By(timeline.signature, day);
  if (CanBe(is_signed)) {
    possible.insert(timeline.never_in_force ? Status::kNeverInForce : Status::kSigned);
  }
  if (CanFail(is_signed)) possible.insert(Status::kNegotiated);
  return possible;
}

// The reasons of a status, in order of weight.
class Reasons {
 public:
  explicit Reasons(absl::CivilDay day) : day_(day) {}

  void Add(const Fact& fact) {
    const Truth truth = fact.span.By(day_);
    for (const std::string& sentence : fact.sentences) {
      reasons_.push_back(absl::StrCat(sentence, Limit(truth)));
    }
    for (const std::string& ground : fact.grounds) AddSentence(ground);
  }

  void AddSentence(absl::string_view sentence) { reasons_.push_back(absl::StrCat(sentence, ".")); }

  std::vector<std::string> Take() { return std::move(reasons_); }

 private:
  std::string Limit(Truth truth) const {
    switch (truth) {
      case Truth::kYes:
        return ".";
      case Truth::kNo:
        return absl::StrCat("; that is after ", FormatDay(day_), ".");
      case Truth::kIndeterminate:
        return absl::StrCat("; whether that was by ", FormatDay(day_), " is not known.");
    }
    return ".";
  }

  const absl::CivilDay day_;
  std::vector<std::string> reasons_;
};

// "until 2005-08-10", or until a day that is partly known.
std::string Until(const Span& end) {
  if (end.earliest == end.latest) return absl::StrCat("until ", FormatDay(end.earliest));
  return absl::StrCat("until a day", When(end));
}

// Which of its periods an agreement is in on `day`, if its terms and dates tell that.
std::optional<std::string> PresentPeriod(const Terms& terms, const Span& entry,
                                         absl::CivilDay day) {
  if (!terms.duration.has_value()) return std::nullopt;
  const std::string article(Cited(terms.duration->article));
  if (!terms.duration->length.has_value()) {
    return absl::StrCat("By ", article, " it remains in force without limit of time");
  }
  if (entry.earliest.year() < kMinYear || entry.latest.year() > kMaxYear) return std::nullopt;
  const Periods first(entry.earliest, terms);
  const Periods last(entry.latest, terms);
  const int64_t number = first.FirstEndingFrom(day + 1);
  if (number != last.FirstEndingFrom(day + 1)) return std::nullopt;
  if (const std::optional<absl::CivilDay> end = first.End(number)) {
    if (last.End(number)->year() > kMaxYear) return std::nullopt;
    const std::string until = Until({*end, *last.End(number)});
    return number == 0 ? absl::StrCat("By ", article, " it was made for ",
                                      ToText(*terms.duration->length), ", ", until)
                       : absl::StrCat("By ", Cited(terms.renewal->article), " it was renewed for ",
                                      ToText(*terms.renewal->length), ", ", until);
  }
  if (!terms.renewal.has_value()) return std::nullopt;
  return absl::StrCat("By ", Cited(terms.renewal->article), " it goes on after its first ",
                      ToText(*terms.duration->length), " without limit of time");
}

std::vector<std::string> ReasonsOf(const Agreement& agreement, const Timeline& timeline,
                                   absl::CivilDay day) {
  Reasons reasons(day);
  bool can_have_ended = false;
  for (const Ending& ending : timeline.endings) {
    if (!CanBe(ending.fact.span.By(day))) continue;
    can_have_ended = true;
    reasons.Add(ending.fact);
  }
  if (can_have_ended && timeline.sunset_end.has_value()) reasons.Add(*timeline.sunset_end);
  if (EndedForCertain(timeline.endings, day)) return reasons.Take();

  const bool can_apply =
      CanBe(By(timeline.entry_into_force, day)) || CanBe(By(timeline.provisional_application, day));
  if (can_apply) {
    for (const Suspension& suspension : timeline.suspensions) {
      if (CanBe(suspension.fact.span.By(day))) reasons.Add(suspension.fact);
    }
  }
  if (timeline.entry_into_force.has_value()) {
    reasons.Add(*timeline.entry_into_force);
    if (!CanFail(By(timeline.entry_into_force, day))) {
      const auto period = PresentPeriod(agreement.terms, timeline.entry_into_force->span, day);
      if (period.has_value() && !can_have_ended) reasons.AddSentence(*period);
      return reasons.Take();
    }
  }
  if (timeline.provisional_application.has_value()) {
    reasons.Add(*timeline.provisional_application);
    if (!CanFail(By(timeline.provisional_application, day))) return reasons.Take();
  }
  if (timeline.signature.has_value()) {
    reasons.Add(*timeline.signature);
  } else {
    reasons.AddSentence("No signature is recorded");
  }
  if (!Binds(agreement)) {
    reasons.AddSentence("It does not bind its parties, so it is never in force");
  } else if (!timeline.not_yet.empty()) {
    for (const std::string& sentence : timeline.not_yet) reasons.AddSentence(sentence);
  } else if (!timeline.entry_into_force.has_value()) {
    reasons.AddSentence("No entry into force is recorded");
  }
  return reasons.Take();
}

}  // namespace

StatusOnDay StatusOn(const Agreement& agreement, const std::vector<Agreement>& successors,
                     absl::CivilDay day) {
  Timeline timeline = TimelineOf(agreement, successors);
  // A text that does not bind stays signed, whatever is said of its entry into force.
  timeline.never_in_force = timeline.never_in_force && Binds(agreement);
  const std::set<Status> possible = Possible(timeline, day);
  StatusOnDay on_day;
  on_day.day = day;
  on_day.reasons = ReasonsOf(agreement, timeline, day);
  if (possible.size() == 1) {
    on_day.status = *possible.begin();
  } else {
    on_day.status = Status::kIndeterminate;
    on_day.possible.assign(possible.begin(), possible.end());
  }
  Truth in_force = Truth::kNo;
  if (possible.count(Status::kInForce) > 0) {
    in_force = possible.size() == 1 ? Truth::kYes : Truth::kIndeterminate;
  }
  on_day.standings = StandingsOf(agreement, in_force, day);
  return on_day;
}

bool EntersBeforeSignature(const Agreement& agreement) {
  const Timeline timeline = TimelineOf(agreement, {});
  return timeline.signature.has_value() && timeline.entry_into_force.has_value() &&
         timeline.entry_into_force->span.latest < timeline.signature->span.earliest;
}

std::optional<Anomaly> EntryNotByTerms(const Agreement& agreement) {
  const FactReader reader(agreement);
  const std::optional<Fact> recorded = reader.RecordedEntry();
  const std::optional<Fact> by_terms = reader.EntryByTerms();
  if (!recorded.has_value() || !by_terms.has_value()) return std::nullopt;
  const bool can_agree = recorded->span.earliest <= by_terms->span.latest &&
                         by_terms->span.earliest <= recorded->span.latest;
  if (can_agree) return std::nullopt;
  return Anomaly{
      .reason = kEntryNotByTerms,
      .detail = absl::StrCat(recorded->sentences.front(), ". ", by_terms->sentences.front(), ".")};
}

}  // namespace entente::agreements
