#include "agreements_service/core/conflict.h"

#include <iterator>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::conflict_test {
namespace {

using testing::Day;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeRelation;

constexpr char kToday[] = "2026-02-01";

Claim Said(absl::string_view retrieved = "") {
  Claim claim{.key = kStatusClaim, .value = "words", .evidence = testing::MakeEvidence("UNCTAD")};
  if (!retrieved.empty()) claim.evidence.retrieved = testing::Date(retrieved);
  return claim;
}

std::optional<Conflict> Find(const Claim& claim, std::vector<Status> claimed,
                             const Agreement& agreement,
                             const std::vector<Agreement>& successors = {}) {
  return ConflictOf(claim, std::move(claimed), agreement, successors,
                    StatusOn(agreement, successors, Day(kToday)));
}

struct Case {
  std::vector<Event> events;
  std::vector<Status> claimed;
  std::string conflict;  // "REASON: detail"; empty: none

  friend std::ostream& operator<<(std::ostream& out, const Case& c) {
    return out << (c.conflict.empty() ? "none" : c.conflict);
  }
};

class ConflictTableTest : public ::testing::TestWithParam<Case> {};

TEST_P(ConflictTableTest, Holds) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = GetParam().events;
  const std::optional<Conflict> conflict = Find(Said(), GetParam().claimed, agreement);
  ASSERT_EQ(conflict.has_value(), !GetParam().conflict.empty());
  if (!conflict.has_value()) return;
  EXPECT_EQ(absl::StrCat(conflict->reason, ": ", conflict->detail), GetParam().conflict);
  EXPECT_EQ(conflict->claim, Said());
  EXPECT_EQ(conflict->claimed, GetParam().claimed);
}

const Event kSignature = MakeEvent(EventKind::kSigned, "1992-05-01");
const Event kEntry = MakeEvent(EventKind::kEntryIntoForce, "1995-08-10");

INSTANTIATE_TEST_SUITE_P(
    , ConflictTableTest,
    ::testing::Values(
        Case{{kSignature, kEntry}, {Status::kInForce}, ""},
        Case{{kSignature}, {Status::kSigned, Status::kNeverInForce}, ""},
        Case{{kSignature},
             {Status::kInForce},
             "ENTRY_NOT_RECORDED: No entry into force is recorded."},
        Case{{kSignature, MakeEvent(EventKind::kEntryIntoForce, "2026-03-01")},
             {Status::kInForce},
             "ENTRY_AFTER_DAY: It entered into force on 2026-03-01, according to Gazette; that is "
             "after 2026-02-01."},
        Case{{kSignature, MakeEvent(EventKind::kEntryIntoForce, "2026")},
             {Status::kInForce},
             "DATES_IMPRECISE: The dates that are known allow it, and other answers: It entered "
             "into "
             "force in 2026, according to Gazette; whether that was by 2026-02-01 is not known. It "
             "was signed on 1992-05-01, according to Gazette."},
        Case{{kSignature, MakeEvent(EventKind::kEntryIntoForce, "never")},
             {Status::kInForce},
             "NEVER_IN_FORCE: It will never enter into force, according to Gazette."},
        Case{{kSignature, kEntry},
             {Status::kSigned},
             "ENTRY_RECORDED: It entered into force on 1995-08-10, according to Gazette."},
        Case{{kSignature},
             {Status::kNegotiated},
             "SIGNATURE_RECORDED: It was signed on 1992-05-01, according to Gazette."},
        Case{{}, {Status::kSigned}, "SIGNATURE_NOT_RECORDED: No signature is recorded."},
        Case{{kSignature, kEntry},
             {Status::kTerminated, Status::kExpired},
             "END_NOT_RECORDED: No end is recorded."},
        Case{{kSignature, kEntry, MakeEvent(EventKind::kTerminated, "2142-04-12")},
             {Status::kTerminated},
             "END_AFTER_DAY: It was terminated on 2142-04-12, according to Gazette; that is after "
             "2026-02-01."},
        Case{{kSignature, kEntry, MakeEvent(EventKind::kExpired, "2005-08-10")},
             {Status::kInForce},
             "END_RECORDED: It expired on 2005-08-10, according to Gazette."},
        Case{{kSignature, kEntry, MakeEvent(EventKind::kSuspended, "2014")},
             {Status::kInForce},
             "SUSPENSION_RECORDED: It was suspended in 2014, according to Gazette."},
        Case{{kSignature, kEntry, MakeEvent(EventKind::kSuspended, "2014"),
              MakeEvent(EventKind::kResumed, "2015")},
             {Status::kSuspended},
             "SUSPENSION_NOT_RECORDED: No suspension that lasts is recorded."},
        Case{{kSignature},
             {Status::kProvisionallyApplied},
             "PROVISIONAL_APPLICATION_NOT_RECORDED: No provisional application is recorded."},
        Case{{kSignature},
             {Status::kNeverInForce},
             "NEVER_IN_FORCE_NOT_RECORDED: No decision that it never enters into force is "
             "recorded."},
        Case{{kSignature}, {}, "WORDS_UNKNOWN: What these words mean is in no table."}));

TEST(ConflictTest, Superseded) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {kSignature, kEntry};
  Agreement successor = MakeAgreement("y");
  successor.events = {MakeEvent(EventKind::kEntryIntoForce, "2018-05-01")};
  successor.relations = {MakeRelation(RelationKind::kSupersedes, "x")};
  const std::optional<Conflict> conflict = Find(Said(), {Status::kInForce}, agreement, {successor});
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->reason, "SUPERSEDED");
  EXPECT_EQ(conflict->detail,
            "It was superseded by agreements/y, according to Gazette, from the entry into force of "
            "that one. agreements/y: It entered into force on 2018-05-01, according to Gazette.");
  EXPECT_FALSE(
      Find(Said(), {Status::kTerminated, Status::kSuperseded}, agreement, {successor}).has_value());
}

TEST(ConflictTest, WhatDoesNotBindIsNotInForce) {
  Agreement agreement = MakeAgreement("x");
  agreement.binding_force = BindingForce::kNotBinding;
  agreement.events = {kSignature};
  EXPECT_EQ(Find(Said(), {Status::kInForce}, agreement)->reason, "NOT_BINDING");
  EXPECT_EQ(Find(Said(), {Status::kTerminated}, agreement)->reason, "END_NOT_RECORDED");
}

// What a source said on its day was true of that day.
TEST(ConflictTest, OfAnotherDay) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {kSignature, kEntry, MakeEvent(EventKind::kTerminated, "2020-01-01")};
  const std::optional<Conflict> conflict = Find(Said("2019"), {Status::kInForce}, agreement);
  ASSERT_TRUE(conflict.has_value());
  EXPECT_EQ(conflict->reason, "OTHER_DAY");
  EXPECT_EQ(conflict->detail, "It is said of 2019-12-31, and of that day the same is computed.");
  EXPECT_EQ(Find(Said("2020"), {Status::kInForce}, agreement)->reason, "END_RECORDED");
  Claim published = Said();
  published.evidence.published = testing::Date("2019-05-01");
  EXPECT_EQ(Find(published, {Status::kInForce}, agreement)->reason, "OTHER_DAY");
}

// Whatever happened and whatever is said: there is a conflict where the status is none of those
// that are said, and it always has a reason in words.
TEST(ConflictTest, EveryConflictHasAReason) {
  constexpr EventKind kKinds[] = {EventKind::kSigned,         EventKind::kProvisionalApplication,
                                  EventKind::kEntryIntoForce, EventKind::kSuspended,
                                  EventKind::kResumed,        EventKind::kTerminated,
                                  EventKind::kExpired};
  constexpr const char* kDates[] = {"2020-02-28", "2026", "2026-02-01", "2030",
                                    "XXXX",       "..",   "never"};
  std::mt19937 random(20220510);
  const auto below = [&](size_t end) {
    return std::uniform_int_distribution<size_t>(0, end - 1)(random);
  };
  for (int i = 0; i < 5000; ++i) {
    Agreement agreement = MakeAgreement("x");
    if (below(5) == 0) agreement.binding_force = BindingForce::kNotBinding;
    for (size_t n = below(5); n > 0; --n) {
      const EventKind kind = kKinds[below(std::size(kKinds))];
      const size_t dates = std::size(kDates) - (kind == EventKind::kEntryIntoForce ? 0 : 1);
      agreement.events.push_back(MakeEvent(kind, kDates[below(dates)]));
    }
    std::vector<Status> claimed;
    for (size_t n = below(3); n > 0; --n) {
      claimed.push_back(static_cast<Status>(1 + below(static_cast<size_t>(Status::kNeverInForce))));
    }
    const Status computed = StatusOn(agreement, {}, Day(kToday)).status;
    const bool said = std::find(claimed.begin(), claimed.end(), computed) != claimed.end();
    const std::optional<Conflict> conflict =
        Find(Said(below(2) == 0 ? "" : "2020"), claimed, agreement);
    ASSERT_EQ(conflict.has_value(), !said);
    if (said) continue;
    ASSERT_FALSE(conflict->reason.empty());
    ASSERT_FALSE(absl::StartsWith(conflict->reason, "_")) << conflict->detail;
    ASSERT_TRUE(absl::EndsWith(conflict->detail, ".")) << conflict->reason;
    ASSERT_GT(conflict->detail.size(), 1U) << conflict->reason;
  }
}

}  // namespace
}  // namespace entente::agreements::conflict_test
