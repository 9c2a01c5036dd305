// What GetStatus answers where something is supposed, over gRPC.

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::supposition_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::Parse;
using testing::ReasonAndField;

class SupposeTest : public testing::RecordedTest {
 protected:
  void SetUp() override {
    RecordedTest::SetUp();
    Agreement agreement = MakeAgreement("x");
    agreement.events = {MakeEvent(EventKind::kSigned, "2020-01-15")};
    agreement.terms.entry = EntryRule{.basis = EntryBasis::kNotifications,
                                      .after = {.days = 30},
                                      .date = {},
                                      .article = "article 12"};
    agreement.terms.notice =
        NoticeRule{.before_end = {}, .any_time = Length{.months = 6}, .article = "article 14"};
    Put(agreement);
    Agreement other = MakeAgreement("y");
    other.events = {MakeEvent(EventKind::kEntryIntoForce, "2021-06-01")};
    Put(other);
  }

  absl::StatusOr<v1::GetStatusResponse> Ask(const std::string& suppose,
                                            const std::string& more = "") {
    return Call(*agreements_, &v1::AgreementService::Stub::GetStatus,
                Parse<v1::GetStatusRequest>(absl::StrCat(
                    "name: 'agreements/x' day { year: 2022 month: 5 day: 11 } suppose { ", suppose,
                    " } ", more)));
  }

  std::string Refusal(const std::string& suppose) { return ReasonAndField(Ask(suppose).status()); }
};

std::string ActionText(const char* party, const char* kind, const char* date) {
  return absl::StrCat("actions { party: '", party, "' kind: ACTION_KIND_", kind, " date { edtf: '",
                      date, "' } } ");
}

const std::string kNotified = ActionText("KAZ", "NOTIFICATION", "2020-02-01") +
                              ActionText("TUR", "NOTIFICATION", "2020-03-01");

TEST_F(SupposeTest, ActionsAndEventsCountForOneAnswer) {
  ASSERT_OK_AND_ASSIGN(const auto supposed, Ask(kNotified));
  EXPECT_EQ(supposed.status().status(), v1::STATUS_IN_FORCE);
  EXPECT_THAT(supposed.status().reasons(1), HasSubstr("according to a supposition."));
  EXPECT_EQ(supposed.revision(), 2);
  EXPECT_EQ(Ask("")->status().status(), v1::STATUS_SIGNED) << "nothing is stored";
  EXPECT_EQ(store_->journal().Head(), 2);

  EXPECT_EQ(
      Ask("events { kind: EVENT_KIND_ENTRY_INTO_FORCE date { edtf: 'never' } }")->status().status(),
      v1::STATUS_NEVER_IN_FORCE);
  EXPECT_EQ(Ask(kNotified + ActionText("TUR", "DENUNCIATION", "2021-11-11"))->status().status(),
            v1::STATUS_TERMINATED);
  EXPECT_EQ(Ask(kNotified + ActionText("TUR", "DENUNCIATION", "2021-11-12"))->status().status(),
            v1::STATUS_IN_FORCE)
      << "with six months of notice";
}

TEST_F(SupposeTest, ItCountsWhateverWasKnownThen) {
  EXPECT_EQ(Ask(kNotified, "read_at { as_of { year: 2020 month: 1 day: 31 } }")->status().status(),
            v1::STATUS_IN_FORCE);
}

TEST_F(SupposeTest, RelationsAreThoseOfOthersToIt) {
  ASSERT_OK_AND_ASSIGN(
      const auto superseded,
      Ask("relations { kind: RELATION_KIND_SUPERSEDES agreement: 'agreements/y' }"));
  EXPECT_EQ(superseded.status().status(), v1::STATUS_SUPERSEDED);
  EXPECT_THAT(superseded.status().reasons(0),
              "It was superseded by agreements/y, according to a supposition, from the entry into "
              "force of that one.");
  EXPECT_EQ(Ask("relations { kind: RELATION_KIND_SUPERSEDES agreement: 'agreements/y' date { "
                "edtf: '2022-05-12' } }")
                ->status()
                .status(),
            v1::STATUS_SIGNED);
}

TEST_F(SupposeTest, NamesWhatIsBad) {
  EXPECT_EQ(Refusal(ActionText("BRA", "RATIFICATION", "2020")),
            "PARTY_UNKNOWN suppose.actions[0].party");
  EXPECT_EQ(Refusal(kNotified + ActionText("KAZ", "RATIFICATION", "")),
            "DATE_MISSING suppose.actions[2].date");
  EXPECT_EQ(Refusal(ActionText("KAZ", "UNSPECIFIED", "2020")),
            "VALUE_MISSING suppose.actions[0].kind");
  EXPECT_EQ(Refusal("events { kind: EVENT_KIND_SIGNED }"), "DATE_MISSING suppose.events[0].date");
  EXPECT_EQ(Refusal("events { date { edtf: '2020' } }"), "VALUE_MISSING suppose.events[0].kind");
  EXPECT_EQ(Refusal("relations { kind: RELATION_KIND_SUPERSEDES agreement: 'x' }"),
            "NAME_INVALID suppose.relations[0].agreement");
  EXPECT_EQ(Refusal("relations { kind: RELATION_KIND_SUPERSEDES agreement: 'agreements/x' }"),
            "RELATION_TO_ITSELF suppose.relations[0].agreement");
  EXPECT_EQ(Refusal("relations { kind: RELATION_KIND_SUPERSEDES agreement: 'agreements/none' }"),
            "NOT_FOUND");
  std::string many;
  for (int i = 0; i < 501; ++i) {
    absl::StrAppend(&many, "relations { kind: RELATION_KIND_EXTENDS agreement: 'agreements/y' } ");
  }
  EXPECT_EQ(Refusal(many), "LIST_TOO_LONG suppose.relations");
}

}  // namespace
}  // namespace entente::agreements::supposition_test
