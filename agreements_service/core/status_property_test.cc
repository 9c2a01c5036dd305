// Compares StatusOn with an obvious reference: every day that every date can mean is tried.

#include <algorithm>
#include <functional>
#include <optional>
#include <random>
#include <set>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/status.h"
#include "agreements_service/testing/builders.h"

namespace entente::agreements {
namespace {

using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeRelation;

// The last days of February 2020 and March; months make three spans of different length.
constexpr const char* kDates[] = {"2020-02-27", "2020-02-28", "2020-02-29", "2020-03-01",
                                  "2020-02",    "XXXX",       "..",         "never"};
constexpr int kHistories = 3000;

// Something that happened on one day; absent day: it has not.
struct Happening {
  EventKind kind;
  bool superseding = false;
  std::optional<absl::CivilDay> day;
};

// The status if everything happened on just these days.
Status StatusOfOne(const std::vector<Happening>& happenings, bool never, absl::CivilDay day) {
  const auto first = [&](auto matches) {
    std::optional<absl::CivilDay> earliest;
    for (const Happening& h : happenings) {
      if (!h.day || *h.day > day || !matches(h)) continue;
      earliest = std::min(earliest.value_or(*h.day), *h.day);
    }
    return earliest;
  };
  const auto of = [&](EventKind kind) {
    return first([kind](const Happening& h) { return !h.superseding && h.kind == kind; });
  };
  const auto superseded = first([](const Happening& h) { return h.superseding; });
  const auto terminated = of(EventKind::kTerminated);
  const auto expired = of(EventKind::kExpired);
  const absl::CivilDay end = std::min({superseded.value_or(absl::CivilDay::max()),
                                       terminated.value_or(absl::CivilDay::max()),
                                       expired.value_or(absl::CivilDay::max())});
  if (superseded && *superseded == end) return Status::kSuperseded;
  if (terminated && *terminated == end) return Status::kTerminated;
  if (expired && *expired == end) return Status::kExpired;

  std::optional<absl::CivilDay> last;
  bool suspended = false;
  for (const Happening& h : happenings) {
    const bool begins = h.kind == EventKind::kSuspended;
    if ((!begins && h.kind != EventKind::kResumed) || !h.day || *h.day > day) continue;
    if (!last || *h.day > *last) {
      last = *h.day;
      suspended = begins;
    } else if (*h.day == *last && !begins) {
      suspended = false;
    }
  }
  if (of(EventKind::kEntryIntoForce)) return suspended ? Status::kSuspended : Status::kInForce;
  if (of(EventKind::kProvisionalApplication)) {
    return suspended ? Status::kSuspended : Status::kProvisionallyApplied;
  }
  if (of(EventKind::kSigned)) return never ? Status::kNeverInForce : Status::kSigned;
  return Status::kNegotiated;
}

// Every day that a date can mean, as far as it matters for `day`; nothing stands for later ones.
std::vector<std::optional<absl::CivilDay>> DaysOf(const PartialDate& date,
                                                  absl::CivilDay not_before, absl::CivilDay day) {
  switch (date.kind()) {
    case PartialDate::Kind::kDate: {
      std::vector<std::optional<absl::CivilDay>> days;
      for (absl::CivilDay d = date.Earliest(); d <= date.Latest(); ++d) days.emplace_back(d);
      return days;
    }
    case PartialDate::Kind::kUnknown: {
      std::vector<std::optional<absl::CivilDay>> days = {std::nullopt};
      for (absl::CivilDay d = std::max(not_before, absl::CivilDay(2020, 2, 25)); d <= day; ++d) {
        days.emplace_back(d);
      }
      return days;
    }
    default:
      return {std::nullopt};
  }
}

struct History {
  Agreement agreement = MakeAgreement("x");
  std::vector<Agreement> successors;
};

// All statuses that some choice of days gives.
std::set<Status> Reference(const History& history, absl::CivilDay day) {
  std::vector<Happening> happenings;
  std::vector<PartialDate> dates;
  bool never = false;
  absl::CivilDay not_before = absl::CivilDay::max();
  for (const Event& event : history.agreement.events) {
    happenings.push_back({event.kind, false, std::nullopt});
    dates.push_back(event.date);
    const bool happens = event.date.kind() == PartialDate::Kind::kDate ||
                         event.date.kind() == PartialDate::Kind::kUnknown;
    if (event.kind == EventKind::kSigned && happens) {
      not_before = std::min(not_before, event.date.Earliest());
    }
    never = never || (event.kind == EventKind::kEntryIntoForce &&
                      event.date.kind() == PartialDate::Kind::kNever);
  }
  if (not_before == absl::CivilDay::max()) not_before = absl::CivilDay::min();
  for (const Agreement& successor : history.successors) {
    happenings.push_back({EventKind::kTerminated, true, std::nullopt});
    dates.push_back(successor.relations[0].date);
  }
  std::set<Status> statuses;
  const std::function<void(size_t)> choose = [&](size_t i) {
    if (i == dates.size()) {
      statuses.insert(StatusOfOne(happenings, never, day));
      return;
    }
    // The successor's own signature is not known here, nor is the first unknown one's.
    const bool bounded = !happenings[i].superseding && happenings[i].kind != EventKind::kSigned;
    for (const auto& chosen : DaysOf(dates[i], bounded ? not_before : absl::CivilDay::min(), day)) {
      happenings[i].day = chosen;
      choose(i + 1);
    }
  };
  choose(0);
  return statuses;
}

History RandomHistory(std::mt19937& random) {
  const auto below = [&](size_t end) {
    return std::uniform_int_distribution<size_t>(0, end - 1)(random);
  };
  constexpr EventKind kKinds[] = {EventKind::kSigned,         EventKind::kProvisionalApplication,
                                  EventKind::kEntryIntoForce, EventKind::kSuspended,
                                  EventKind::kResumed,        EventKind::kTerminated,
                                  EventKind::kExpired};
  History history;
  for (size_t n = below(4); n > 0; --n) {
    const EventKind kind = kKinds[below(std::size(kKinds))];
    // `never` is of entries into force alone, and comes last in the table.
    const size_t dates = std::size(kDates) - (kind == EventKind::kEntryIntoForce ? 0 : 1);
    history.agreement.events.push_back(MakeEvent(kind, kDates[below(dates)]));
  }
  if (below(4) == 0) {
    Agreement successor = MakeAgreement("y");
    successor.relations = {MakeRelation(RelationKind::kSupersedes, "x", kDates[below(6)])};
    history.successors.push_back(std::move(successor));
  }
  return history;
}

TEST(StatusPropertyTest, AgreesWithTryingEveryDay) {
  std::mt19937 random(20220510);
  for (int i = 0; i < kHistories; ++i) {
    const History history = RandomHistory(random);
    for (const absl::CivilDay day : {absl::CivilDay(2020, 2, 26), absl::CivilDay(2020, 2, 28),
                                     absl::CivilDay(2020, 2, 29), absl::CivilDay(2020, 3, 2)}) {
      const std::set<Status> expected = Reference(history, day);
      const StatusOnDay on_day = StatusOn(history.agreement, history.successors, day);
      std::set<Status> got(on_day.possible.begin(), on_day.possible.end());
      if (on_day.status != Status::kIndeterminate) got = {on_day.status};
      if (got == expected) continue;
      std::string described;
      for (const Event& event : history.agreement.events) {
        absl::StrAppend(&described, static_cast<int>(event.kind), " ", event.date.ToString(), "; ");
      }
      for (const Agreement& successor : history.successors) {
        absl::StrAppend(&described, "superseded ", successor.relations[0].date.ToString());
      }
      FAIL() << described << " on " << day << ": got " << ::testing::PrintToString(got)
             << ", expected " << ::testing::PrintToString(expected);
    }
  }
}

}  // namespace
}  // namespace entente::agreements
