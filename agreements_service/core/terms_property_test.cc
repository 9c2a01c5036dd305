// Compares what StatusOn makes of terms with an obvious reference: every day that every date can
// mean is tried, and the periods are walked through one by one.

#include <algorithm>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"

namespace entente::agreements::terms_property_test {
namespace {

using testing::Day;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;

constexpr char kSignedOn[] = "2020-01-15";
constexpr int kTreaties = 500;

using Days = std::vector<absl::CivilDay>;

Days DaysOf(const PartialDate& date) {
  Days days;
  for (absl::CivilDay day = date.Earliest(); day <= date.Latest(); ++day) days.push_back(day);
  return days;
}

absl::CivilDay Step(absl::CivilDay day, const Length& length, int direction) {
  const int date = day.day();
  absl::CivilMonth month(day);
  for (int64_t i = 0; i < 12 * length.years + length.months; ++i) month += direction;
  absl::CivilDay stepped(month);
  while (stepped.day() < date && absl::CivilMonth(stepped + 1) == month) ++stepped;
  for (int64_t i = 0; i < length.days; ++i) stepped += direction;
  return stepped;
}

absl::CivilDay Later(absl::CivilDay day, const Length& length) { return Step(day, length, 1); }

// The days on which it can have entered into force; none: it has not.
Days Entries(const Agreement& agreement) {
  for (const Event& event : agreement.events) {
    if (event.kind == EventKind::kEntryIntoForce) return DaysOf(event.date);
  }
  if (!agreement.terms.entry.has_value()) return {};
  const EntryRule& rule = *agreement.terms.entry;
  if (rule.basis == EntryBasis::kDate) return DaysOf(rule.date);
  if (rule.basis == EntryBasis::kSignature) return {Later(Day(kSignedOn), rule.after)};
  const ActionKind kind =
      rule.basis == EntryBasis::kConsents ? ActionKind::kRatification : ActionKind::kNotification;
  std::vector<Days> of_parties;
  for (const Action& action : agreement.actions) {
    if (action.kind == kind) of_parties.push_back(DaysOf(action.date));
  }
  if (of_parties.size() < (rule.consents == 1 ? 1 : 2)) return {};
  if (of_parties.size() == 1) of_parties.push_back({absl::CivilDay(3000, 1, 1)});
  Days entries;
  for (const absl::CivilDay one : of_parties[0]) {
    for (const absl::CivilDay other : of_parties[1]) {
      entries.push_back(
          Later(rule.consents == 1 ? std::min(one, other) : std::max(one, other), rule.after));
    }
  }
  std::sort(entries.begin(), entries.end());
  entries.erase(std::unique(entries.begin(), entries.end()), entries.end());
  return entries;
}

// When a notice of that day takes effect, walking from period to period; absent: nobody knows.
std::optional<absl::CivilDay> Effect(const Terms& terms, std::optional<absl::CivilDay> entry,
                                     absl::CivilDay notice) {
  if (!terms.notice.has_value()) return notice;
  absl::CivilDay last_end = absl::CivilDay::min();
  if (terms.notice->before_end.has_value()) {
    if (!entry.has_value()) return std::nullopt;
    for (Length passed = *terms.duration->length;; passed = passed + *terms.renewal->length) {
      const absl::CivilDay end = Later(*entry, passed);
      if (notice <= Step(end, *terms.notice->before_end, -1)) return end;
      last_end = end;
      if (!terms.renewal->length.has_value()) break;
    }
  }
  if (!terms.notice->any_time.has_value()) return std::nullopt;
  return std::max(last_end, Later(notice, *terms.notice->any_time));
}

// What happens if the dates are these. Absent: it does not.
struct Course {
  std::optional<absl::CivilDay> entry;
  std::optional<absl::CivilDay> expiry;
  std::optional<absl::CivilDay> notice;
  std::optional<absl::CivilDay> effect;  // absent with a notice: nobody knows
};

std::vector<Course> Courses(const Agreement& agreement) {
  const Terms& terms = agreement.terms;
  std::vector<Course> courses;
  for (const absl::CivilDay entry : Entries(agreement)) {
    Course& course = courses.emplace_back();
    course.entry = entry;
    if (terms.duration.has_value() && terms.duration->length.has_value() &&
        !terms.renewal.has_value()) {
      course.expiry = Later(entry, *terms.duration->length);
    }
  }
  if (courses.empty()) courses.emplace_back();
  std::vector<Course> with_notice;
  for (const Action& action : agreement.actions) {
    if (action.kind != ActionKind::kDenunciation) continue;
    for (const absl::CivilDay notice : DaysOf(action.date)) {
      for (Course course : courses) {
        course.notice = notice;
        course.effect = Effect(terms, course.entry, notice);
        with_notice.push_back(course);
      }
    }
  }
  return with_notice.empty() ? courses : with_notice;
}

std::set<Status> Reference(const std::vector<Course>& courses, absl::CivilDay day) {
  std::set<Status> statuses;
  for (const Course& course : courses) {
    if (course.notice.has_value() && !course.effect.has_value() && *course.notice <= day) {
      statuses.insert(Status::kTerminated);
    }
    const bool terminated = course.effect.has_value() && *course.effect <= day;
    const bool expired = course.expiry.has_value() && *course.expiry <= day;
    if (terminated && (!expired || *course.effect <= *course.expiry)) {
      statuses.insert(Status::kTerminated);
    } else if (expired) {
      statuses.insert(Status::kExpired);
    } else if (course.entry.has_value() && *course.entry <= day) {
      statuses.insert(Status::kInForce);
    } else {
      statuses.insert(day < Day(kSignedOn) ? Status::kNegotiated : Status::kSigned);
    }
  }
  return statuses;
}

// Makes treaties of all kinds of terms.
class Maker {
 public:
  Agreement Make() {
    Agreement agreement = MakeAgreement("x");
    agreement.events = {MakeEvent(EventKind::kSigned, kSignedOn)};
    agreement.terms = MakeTerms();
    if (Chance(4)) {
      agreement.events.push_back(
          MakeEvent(EventKind::kEntryIntoForce, OneOf({"2020-03", "2020-02-29"})));
    }
    for (const char* party : {"KAZ", "TUR"}) {
      for (const ActionKind kind : {ActionKind::kNotification, ActionKind::kRatification}) {
        if (Chance(5)) continue;
        agreement.actions.push_back(
            MakeAction(party, kind, OneOf({"2020-02-20", "2020-02", "2020-03-31", "2020-03"})));
      }
    }
    if (Chance(2)) {
      agreement.actions.push_back(
          MakeAction("TUR", ActionKind::kDenunciation,
                     OneOf({"2020-07-15", "2020-08", "2020-08-31", "2021-02", "2021-04-30"})));
    }
    return agreement;
  }

  size_t Below(size_t end) { return std::uniform_int_distribution<size_t>(0, end - 1)(random_); }

 private:
  Terms MakeTerms() {
    Terms terms;
    if (!Chance(5)) {
      EntryRule rule;
      rule.basis = static_cast<EntryBasis>(1 + Below(4));
      if (rule.basis == EntryBasis::kDate) {
        rule.date = testing::Date(OneOf({"2020-04-01", "2020-04"}));
      } else {
        rule.after = OneOf<Length>({{}, {.days = 10}, {.months = 1}});
      }
      if (rule.basis == EntryBasis::kConsents) rule.consents = static_cast<int>(Below(3));
      terms.entry = rule;
    }
    if (Chance(6)) return terms;
    terms.duration.emplace();
    if (!Chance(4)) {
      terms.duration->length = OneOf<Length>({{.months = 6}, {.months = 5, .days = 20}});
    }
    if (terms.duration->length.has_value() && !Chance(3)) {
      terms.renewal.emplace();
      if (!Chance(3)) terms.renewal->length = Length{.months = 4};
    }
    if (Chance(4)) return terms;
    terms.notice.emplace();
    if (terms.renewal.has_value() && !Chance(3)) {
      terms.notice->before_end = OneOf<Length>({{.months = 1}, {.months = 1, .days = 3}});
    }
    if (!terms.notice->before_end.has_value() || Chance(2)) {
      terms.notice->any_time = OneOf<Length>({{}, {.months = 2}, {.days = 3}});
    }
    return terms;
  }

  bool Chance(size_t one_in) { return Below(one_in) == 0; }

  template <typename T = const char*>
  T OneOf(std::vector<T> choices) {
    return choices[Below(choices.size())];
  }

  std::mt19937 random_{19950810};
};

std::string Describe(const Agreement& agreement) {
  std::string described;
  for (const Event& event : agreement.events) {
    absl::StrAppend(&described, "event ", static_cast<int>(event.kind), " ", event.date.ToString(),
                    "; ");
  }
  for (const Action& action : agreement.actions) {
    absl::StrAppend(&described, action.party, " ", static_cast<int>(action.kind), " ",
                    action.date.ToString(), "; ");
  }
  const Terms& terms = agreement.terms;
  const auto text = [](const std::optional<Length>& length) {
    return length.has_value() ? ToText(*length) : "no length";
  };
  if (terms.entry.has_value()) {
    absl::StrAppend(&described, "entry ", static_cast<int>(terms.entry->basis), " after ",
                    ToText(terms.entry->after), " of ", terms.entry->consents, "; ");
  }
  if (terms.duration.has_value()) absl::StrAppend(&described, "for ", text(terms.duration->length));
  if (terms.renewal.has_value()) absl::StrAppend(&described, " by ", text(terms.renewal->length));
  if (terms.notice.has_value()) {
    absl::StrAppend(&described, " notice ", text(terms.notice->before_end), " before, ",
                    text(terms.notice->any_time), " at any time");
  }
  return described;
}

TEST(TermsPropertyTest, AgreeWithTryingEveryDay) {
  Maker maker;
  for (int i = 0; i < kTreaties; ++i) {
    const Agreement agreement = maker.Make();
    const std::vector<Course> courses = Courses(agreement);
    for (int j = 0; j < 8; ++j) {
      const auto day = absl::CivilDay(2020, 1, 10) + static_cast<int>(maker.Below(800));
      const StatusOnDay on_day = StatusOn(agreement, {}, day);
      std::set<Status> got(on_day.possible.begin(), on_day.possible.end());
      if (on_day.status != Status::kIndeterminate) got = {on_day.status};
      const std::set<Status> expected = Reference(courses, day);
      ASSERT_EQ(got, expected) << "on " << day << " of " << Describe(agreement);
    }
  }
}

}  // namespace
}  // namespace entente::agreements::terms_property_test
