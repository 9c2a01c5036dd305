#include "agreements_service/conflict_list.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/register_test.h"
#include "common/status/error.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::conflict_list_test {
namespace {

using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;

class ConflictListTest : public testing::RegisterTest {
 protected:
  // The answer for 2026-02-01.
  absl::StatusOr<v1::ListConflictsResponse> Ask(const std::string& request) {
    v1::ListConflictsRequest proto;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        absl::StrCat("day { year: 2026 month: 2 day: 1 } ", request), &proto));
    return ListConflicts(*store_, context_, proto);
  }

  v1::ListConflictsResponse Answer(const std::string& request) {
    const auto answer = Ask(request);
    EXPECT_OK(answer) << request;
    return answer.ok() ? *answer : v1::ListConflictsResponse();
  }

  // As "Title: REASON REASON".
  std::vector<std::string> Listed(const std::string& request) {
    std::vector<std::string> listed;
    const v1::ListConflictsResponse answer = Answer(request);
    for (const v1::DisputedAgreement& disputed : answer.agreements()) {
      std::string& line = listed.emplace_back(absl::StrCat(disputed.title(), ":"));
      for (const v1::Conflict& one : disputed.conflicts())
        absl::StrAppend(&line, " ", one.reason());
    }
    return listed;
  }

  // An agreement of 1992 of which UNCTAD and the WTO say something.
  static Agreement Disputed(const std::string& id, const std::string& unctad,
                            const std::string& wto) {
    Agreement agreement = MakeAgreement(id, id);
    agreement.events = {MakeEvent(EventKind::kSigned, "1992")};
    agreement.claims = {{.key = "status",
                         .value = unctad,
                         .evidence = testing::MakeEvidence("UNCTAD, IIA Navigator")},
                        {.key = "status", .value = wto, .evidence = testing::MakeEvidence("WTO")},
                        {.key = "type", .value = "In force", .evidence = testing::MakeEvidence()}};
    return agreement;
  }
};

TEST_F(ConflictListTest, SaysWhoSaysWhatAndWhyItIsOtherwise) {
  Put(Disputed("a", "In force", "Early announcement-Signed"));
  Put(Disputed("b", "Signed (not in force)", "Early announcement-Signed"));
  const v1::ListConflictsResponse answer = Answer("");
  ASSERT_EQ(answer.agreements_size(), 1);
  const v1::DisputedAgreement& disputed = answer.agreements(0);
  EXPECT_EQ(disputed.agreement(), "agreements/a");
  EXPECT_EQ(disputed.title(), "a");
  EXPECT_EQ(disputed.status().status(), v1::STATUS_SIGNED);
  EXPECT_EQ(disputed.status().day().year(), 2026);
  ASSERT_EQ(disputed.conflicts_size(), 1);
  const v1::Conflict& conflict = disputed.conflicts(0);
  EXPECT_EQ(conflict.claim().value(), "In force");
  EXPECT_EQ(conflict.claim().evidence().publisher(), "UNCTAD, IIA Navigator");
  EXPECT_THAT(conflict.claimed(), ElementsAre(v1::STATUS_IN_FORCE));
  EXPECT_EQ(conflict.reason(), "ENTRY_NOT_RECORDED");
  EXPECT_EQ(conflict.detail(), "No entry into force is recorded.");
  EXPECT_EQ(answer.counts(0).reason(), "ENTRY_NOT_RECORDED");
  EXPECT_EQ(answer.counts(0).count(), 1);
}

TEST_F(ConflictListTest, ConditionsAndPages) {
  Put(Disputed("a", "In force", "Inactive"));
  Put(Disputed("b", "In force", "Early announcement-Signed"));
  Put(Disputed("c", "?", "In Force"));
  EXPECT_THAT(Listed(""),
              ElementsAre("a: ENTRY_NOT_RECORDED END_NOT_RECORDED", "b: ENTRY_NOT_RECORDED",
                          "c: WORDS_UNKNOWN ENTRY_NOT_RECORDED"));
  EXPECT_THAT(Listed("source: 'WTO'"), ElementsAre("a: END_NOT_RECORDED", "c: ENTRY_NOT_RECORDED"));
  EXPECT_THAT(Listed("reasons: 'WORDS_UNKNOWN'"), ElementsAre("c: WORDS_UNKNOWN"));
  EXPECT_THAT(Listed("countries: 'KAZ' countries: 'TUR' page_size: 1"),
              ElementsAre("a: ENTRY_NOT_RECORDED END_NOT_RECORDED"));
  const v1::ListConflictsResponse first = Answer("page_size: 2");
  EXPECT_EQ(first.counts_size(), 3);
  EXPECT_THAT(Listed(absl::StrCat("page_size: 2 page_token: '", first.next_page_token(), "'")),
              ElementsAre("c: WORDS_UNKNOWN ENTRY_NOT_RECORDED"));
}

TEST_F(ConflictListTest, SaysWhyThereIsNone) {
  EXPECT_EQ(Answer("").empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  Put(Disputed("b", "Signed (not in force)", "Early announcement-Signed"));
  EXPECT_EQ(Answer("").empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(Answer("countries: 'DEU'").empty_reason(), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

TEST_F(ConflictListTest, Refuses) {
  EXPECT_EQ(DetailsOf(Ask("countries: 'Atlantis'").status()).reason, "COUNTRY_UNKNOWN");
  EXPECT_EQ(DetailsOf(ListConflicts(*store_, context_, {}).status()).reason, "DAY_MISSING");
  EXPECT_EQ(DetailsOf(Ask("page_token: 'x'").status()).reason, "PAGE_TOKEN_INVALID");
}

// What UNCTAD says of its 265 agreements is what is computed, on the day on which it was asked, and
// so of DESTA; of two of 655 the WTO says 'signed' and tells a day of entry into force.
TEST_F(ConflictListTest, RealRegisters) {
  for (const char* name :
       {"unctad_iia_TUR_KAZ.csv", "wto_rta_AllRTAs.csv", "desta_list_of_treaties_02_03.csv"}) {
    READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("agreements/", name));
    Load(content, "2026-02-01");
  }
  EXPECT_THAT(Listed("source: 'UNCTAD'"), IsEmpty());
  EXPECT_THAT(Listed("source: 'DESTA'"), IsEmpty());
  EXPECT_THAT(Listed("source: 'WTO'"),
              ElementsAre("EFTA - India: ENTRY_RECORDED",
                          "The Cross-Straits Economic Cooperation Framework Agreement (ECFA): "
                          "ENTRY_RECORDED"));
}

// On an earlier day each row agrees, too, or has a reason. Counted apart in Python: by 1990 four of
// them had the status that they have now.
TEST_F(ConflictListTest, RealStatusesOnAnEarlierDay) {
  READ_SHARED_FILE_OR_SKIP(content, "agreements/unctad_iia_TUR_KAZ.csv");
  Load(content, "2026-02-01");
  v1::ListConflictsRequest request;
  request.mutable_day()->set_year(1990);
  request.mutable_day()->set_month(1);
  request.mutable_day()->set_day(1);
  ASSERT_OK_AND_ASSIGN(const v1::ListConflictsResponse answer,
                       ListConflicts(*store_, context_, request));
  ASSERT_EQ(answer.counts_size(), 1);
  EXPECT_EQ(answer.counts(0).reason(), "OTHER_DAY");
  EXPECT_EQ(answer.counts(0).count(), 261);
}

}  // namespace
}  // namespace entente::agreements::conflict_list_test
