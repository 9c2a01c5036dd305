#include "agreements_service/core/due.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "agreements_service/core/periods.h"
#include "agreements_service/core/sentence.h"
#include "agreements_service/core/timeline.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

// Whether both ends of a span are days that somebody can be told.
bool AreDays(const Span& span) {
  return span.earliest.year() >= kMinYear && span.latest.year() <= kMaxYear;
}

bool IsIn(const DayRange& range, const Span& span) {
  return AreDays(span) && span.earliest <= range.last && span.latest >= range.first;
}

bool IsUnsure(const PartialDate& date) { return date.IsUncertain() || date.IsApproximate(); }

// Calls `add(number, span)` for each anniversary of `origin` in the range.
template <typename Add>
void EachAnniversary(const Span& origin, const DayRange& range, Add add) {
  if (!AreDays(origin)) return;
  for (int64_t number = std::max<int64_t>(range.first.year() - origin.latest.year(), 1);
       number <= range.last.year() - origin.earliest.year(); ++number) {
    const Span span = After(origin, {.years = number});
    if (IsIn(range, span)) add(static_cast<int>(number), span);
  }
}

std::string YearsSince(int number) { return absl::StrCat(ToText({.years = number}), " since "); }

// Collects what of one agreement is due.
class Collector {
 public:
  Collector(const Agreement& agreement, const std::vector<Agreement>& successors,
            const DayRange& range)
      : agreement_(agreement), timeline_(TimelineOf(agreement, successors)), range_(range) {}

  std::vector<Due> Collect() {
    AddPeriods();
    AddEndings();
    AddSunsets();
    AddSignature();
    return std::move(due_);
  }

 private:
  // Renewals and last days for notice, as long as nothing has ended it by then.
  void AddPeriods() {
    const Terms& terms = agreement_.terms;
    if (!terms.renewal.has_value() || !timeline_.entry_into_force.has_value()) return;
    const Span& entry = timeline_.entry_into_force->span;
    if (!AreDays(entry)) return;
    const Periods first(entry.earliest, terms);
    const Periods last(entry.latest, terms);
    const Length notice =
        terms.notice.has_value() ? terms.notice->before_end.value_or(Length()) : Length();
    for (int64_t i = last.FirstEndingFrom(range_.first);; ++i) {
      const std::optional<absl::CivilDay> earliest = first.End(i);
      if (!earliest.has_value()) return;
      const Span end = {*earliest, *last.End(i)};
      const Span last_notice = Before(end, notice);
      if (last_notice.earliest > range_.last || HasEndedBy(end.latest)) return;
      const std::string renewed = RenewedOn(end);
      if (notice != Length()) {
        Add(Make(DueKind::kNotice, last_notice,
                 absl::StrCat("the last day for notice by ", Cited(terms.notice->article),
                              "; otherwise ", renewed)));
      }
      Add(Make(DueKind::kRenewal, end, renewed));
    }
  }

  std::string RenewedOn(const Span& end) const {
    const RenewalRule& rule = *agreement_.terms.renewal;
    return absl::StrCat("it is renewed by ", Cited(rule.article),
                        rule.length.has_value() ? absl::StrCat(" for ", ToText(*rule.length))
                                                : " without limit of time",
                        When(end));
  }

  void AddEndings() {
    for (const Ending& ending : timeline_.endings) {
      const Span& span = ending.fact.span;
      if (AreDays(span) && HasEndedBy(span.earliest - 1)) continue;
      Add(Make(DueKind::kEnd, span, absl::StrCat("it ends. ", ending.fact.sentences.front())));
    }
  }

  void AddSunsets() {
    if (!agreement_.terms.sunset.has_value()) return;
    if (timeline_.sunset_end.has_value()) {
      const Fact& end = *timeline_.sunset_end;
      Add(Make(DueKind::kSunsetEnd, end.span,
               absl::StrCat("protection ends. ", end.sentences.front())));
    }
    if (agreement_.parties.size() <= 2) return;
    const FactReader reader(agreement_);
    for (const Action& action : agreement_.actions) {
      if (action.kind != ActionKind::kWithdrawal && action.kind != ActionKind::kDenunciation) {
        continue;
      }
      const Fact left = reader.FactOf(action);
      const Fact end = SunsetEnd(left.span, agreement_);
      Due due = Make(
          DueKind::kSunsetEnd, end.span,
          absl::StrCat("protection ends. ", left.sentences.front(), ". ", end.sentences.front()));
      due.party = action.party;
      Add(std::move(due));
    }
  }

  void AddSignature() {
    if (!timeline_.signature.has_value() || timeline_.never_in_force) return;
    EachAnniversary(timeline_.signature->span, range_, [&](int number, const Span& span) {
      if (HasEndedBy(span.earliest)) return;
      Due due =
          Make(DueKind::kSignatureAnniversary, span,
               absl::StrCat(YearsSince(number), "its signature", When(timeline_.signature->span)));
      due.number = number;
      due.uncertain = IsSignatureUnsure();
      Add(std::move(due));
    });
  }

  bool IsSignatureUnsure() const {
    return std::any_of(agreement_.events.begin(), agreement_.events.end(),
                       [](const Event& event) {
                         return event.kind == EventKind::kSigned && IsUnsure(event.date);
                       }) ||
           std::any_of(agreement_.actions.begin(), agreement_.actions.end(),
                       [](const Action& action) {
                         return (action.kind == ActionKind::kSignature ||
                                 action.kind == ActionKind::kDefinitiveSignature) &&
                                IsUnsure(action.date);
                       });
  }

  bool HasEndedBy(absl::CivilDay day) const {
    return std::any_of(
        timeline_.endings.begin(), timeline_.endings.end(),
        [day](const Ending& ending) { return ending.fact.span.By(day) == Truth::kYes; });
  }

  Due Make(DueKind kind, const Span& span, absl::string_view clause) const {
    return {.name = agreement_.name,
            .kind = kind,
            .span = span,
            .party = "",
            .sentence = absl::StrCat(agreement_.titles.front().text, ": ", clause, ".")};
  }

  void Add(Due due) {
    if (IsIn(range_, due.span)) due_.push_back(std::move(due));
  }

  const Agreement& agreement_;
  const Timeline timeline_;
  const DayRange range_;
  std::vector<Due> due_;
};

}  // namespace

std::vector<Due> DueOf(const Agreement& agreement, const std::vector<Agreement>& successors,
                       const DayRange& range) {
  return Collector(agreement, successors, range).Collect();
}

std::vector<Due> DueOf(const Milestone& milestone, const DayRange& range) {
  std::vector<Due> due;
  if (milestone.date.kind() != PartialDate::Kind::kDate) return due;
  const Span origin = {milestone.date.Earliest(), milestone.date.Latest()};
  EachAnniversary(origin, range, [&](int number, const Span& span) {
    due.push_back({.name = milestone.name,
                   .kind = DueKind::kMilestoneAnniversary,
                   .span = span,
                   .number = number,
                   .uncertain = IsUnsure(milestone.date),
                   .party = "",
                   .sentence = absl::StrCat(milestone.title, ": ", YearsSince(number),
                                            milestone.date.ToString(), ".")});
  });
  return due;
}

bool IsRound(int number) {
  return number == 5 || (number > 0 && (number % 10 == 0 || number % 25 == 0));
}

bool ComesBefore(const Due& one, const Due& other) {
  const auto key = [](const Due& due) {
    return std::tie(due.span.earliest, due.span.latest, due.name, due.kind, due.number, due.party);
  };
  return key(one) < key(other);
}

}  // namespace entente::agreements
