// What ListDue answers, over gRPC.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::due_list_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeMilestone;
using testing::MakeState;
using testing::Parse;
using testing::ReasonAndField;

constexpr char kOf2025[] =
    "first_day { year: 2025 month: 1 day: 1 } last_day { year: 2025 month: 12 day: 31 } ";

class ListDueTest : public testing::RecordedTest {
 protected:
  absl::StatusOr<v1::ListDueResponse> Ask(const std::string& request) {
    return Call(*relationships_, &v1::RelationshipService::Stub::ListDue,
                Parse<v1::ListDueRequest>(request));
  }

  // "2025-04-01 NOTICE agreements/x" each.
  static std::vector<std::string> Lines(const v1::ListDueResponse& response) {
    std::vector<std::string> lines;
    for (const v1::Due& due : response.due()) {
      const google::type::Date& day = due.earliest();
      lines.push_back(absl::StrCat(FormatDay(absl::CivilDay(day.year(), day.month(), day.day())),
                                   " ", v1::DueKind_Name(due.kind()).substr(sizeof("DUE_KIND")),
                                   " ", due.name()));
    }
    return lines;
  }

  // As asked of 2025.
  std::vector<std::string> DueIn2025(const std::string& more = "") {
    const auto response = Ask(absl::StrCat(kOf2025, more));
    EXPECT_OK(response);
    return response.ok() ? Lines(*response) : std::vector<std::string>();
  }

  std::string Refusal(const std::string& request) { return ReasonAndField(Ask(request).status()); }

  // Renewed on 2025-10-01, with a notice half a year before, and signed in July 2000.
  void PutTreaty() {
    Agreement treaty = MakeAgreement("treaty");
    treaty.events = {MakeEvent(EventKind::kSigned, "2000-07"),
                     MakeEvent(EventKind::kEntryIntoForce, "2000-10-01")};
    treaty.terms.duration = DurationRule{.length = Length{.years = 5}, .article = "article 13"};
    treaty.terms.renewal = RenewalRule{.length = Length{.years = 5}, .article = "article 13"};
    treaty.terms.notice =
        NoticeRule{.before_end = Length{.months = 6}, .any_time = {}, .article = "article 14"};
    Put(treaty);
  }
};

TEST_F(ListDueTest, InOrderOfDay) {
  PutTreaty();
  Put(MakeMilestone("relations", "1992-03-02"));
  EXPECT_THAT(DueIn2025(),
              ElementsAre("2025-03-02 MILESTONE_ANNIVERSARY pairs/KAZ-TUR/milestones/relations",
                          "2025-04-01 NOTICE agreements/treaty",
                          "2025-07-01 SIGNATURE_ANNIVERSARY agreements/treaty",
                          "2025-10-01 RENEWAL agreements/treaty"));
  ASSERT_OK_AND_ASSIGN(const auto response, Ask(kOf2025));
  EXPECT_EQ(response.revision(), 2);
  EXPECT_EQ(response.due(2).latest().day(), 31) << "of July";
  EXPECT_EQ(response.due(2).number(), 25);
  EXPECT_TRUE(response.due(2).round());
  EXPECT_FALSE(response.due(0).round()) << "the 33rd";
  EXPECT_EQ(response.due(3).sentence(),
            "Agreement on transport: it is renewed by article 13 for 5 years on 2025-10-01.");
}

TEST_F(ListDueTest, TermsSurviveTheStore) {
  PutTreaty();
  const auto got = Call(*agreements_, &v1::AgreementService::Stub::GetAgreement,
                        Parse<v1::GetAgreementRequest>("name: 'agreements/treaty'"));
  ASSERT_OK(got);
  EXPECT_EQ(got->agreement().terms().notice().before_end().months(), 6);
  EXPECT_EQ(got->agreement().terms().duration().length().years(), 5);
}

TEST_F(ListDueTest, CountriesKindsAndRoundOnes) {
  PutTreaty();
  Put(MakeMilestone("relations", "1992-03-02"));
  Agreement third = MakeAgreement("third");
  third.parties = {MakeState("KAZ", "Kazakhstan"), MakeState("KGZ", "Kyrgyzstan")};
  third.events = {MakeEvent(EventKind::kSigned, "1995-08-01")};
  Put(third);
  EXPECT_THAT(DueIn2025("countries: 'Kyrgyzstan'"),
              ElementsAre("2025-08-01 SIGNATURE_ANNIVERSARY agreements/third"));
  EXPECT_EQ(DueIn2025("countries: 'KAZ'").size(), 5u);
  EXPECT_EQ(DueIn2025("countries: 'KAZ' countries: 'TR'").size(), 4u);
  EXPECT_THAT(DueIn2025("kinds: DUE_KIND_NOTICE kinds: DUE_KIND_END"),
              ElementsAre("2025-04-01 NOTICE agreements/treaty"));
  EXPECT_THAT(DueIn2025("kinds: DUE_KIND_MILESTONE_ANNIVERSARY"),
              ElementsAre("2025-03-02 MILESTONE_ANNIVERSARY pairs/KAZ-TUR/milestones/relations"));
  EXPECT_THAT(DueIn2025("round_only: true countries: 'TUR'"),
              ElementsAre("2025-04-01 NOTICE agreements/treaty",
                          "2025-07-01 SIGNATURE_ANNIVERSARY agreements/treaty",
                          "2025-10-01 RENEWAL agreements/treaty"));
}

TEST_F(ListDueTest, Pages) {
  PutTreaty();
  Put(MakeMilestone("relations", "1992-03-02"));
  std::vector<std::string> all;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page,
                         Ask(absl::StrCat(kOf2025, "page_size: 3 page_token: '", token, "'")));
    for (const std::string& line : Lines(page)) all.push_back(line);
    EXPECT_EQ(page.revision(), 2);
    token = page.next_page_token();
    Put(MakeMilestone("later", "1992-03-02"));
  } while (!token.empty());
  EXPECT_EQ(all.size(), 4u);
  EXPECT_EQ(DueIn2025().size(), 5u);
}

TEST_F(ListDueTest, SaysWhyThereIsNothing) {
  EXPECT_EQ(Ask(kOf2025)->empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  Milestone milestone = MakeMilestone("relations", "1992-03-02");
  milestone.evidence = {MakeEvidence("Gazette", "2020-01-01")};
  Put(milestone);
  EXPECT_EQ(Ask(absl::StrCat(kOf2025, "countries: 'KAZ' countries: 'UZB'"))->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(Ask(absl::StrCat(kOf2025, "kinds: DUE_KIND_END"))->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(Ask(absl::StrCat(kOf2025, "read_at { as_of { year: 2019 month: 1 day: 1 } }"))
                ->empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  PutTreaty();
  EXPECT_EQ(Ask(absl::StrCat(kOf2025, "kinds: DUE_KIND_END"))->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
}

TEST_F(ListDueTest, NamesWhatIsBad) {
  EXPECT_EQ(Refusal("last_day { year: 2025 month: 1 day: 1 }"), "DAY_MISSING first_day");
  EXPECT_EQ(Refusal("first_day { year: 2025 month: 1 day: 1 }"), "DAY_MISSING last_day");
  EXPECT_EQ(Refusal("first_day { year: 2025 month: 2 day: 30 } last_day {}"),
            "DAY_INVALID first_day");
  EXPECT_EQ(Refusal("first_day { year: 2025 month: 1 day: 2 } last_day { year: 2025 month: 1 day: "
                    "1 }"),
            "DAYS_REVERSED last_day");
  EXPECT_EQ(Refusal("first_day { year: 2025 month: 1 day: 1 } last_day { year: 2035 month: 1 day: "
                    "2 }"),
            "RANGE_TOO_LONG last_day");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "countries: 'Atlantis'")),
            "COUNTRY_UNKNOWN countries[0]");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "countries: 'KAZ' countries: 'TUR' countries: 'UZB'")),
            "COUNTRIES_TOO_MANY countries");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "kinds: DUE_KIND_UNSPECIFIED")),
            "VALUE_MISSING kinds[0]");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "page_size: -1")), "PAGE_SIZE_INVALID page_size");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "page_token: 'x'")), "PAGE_TOKEN_INVALID page_token");
  EXPECT_EQ(Refusal(absl::StrCat(kOf2025, "read_at { revision: 9 }")),
            "REVISION_NOT_REACHED read_at.revision");
}

}  // namespace
}  // namespace entente::agreements::due_list_test
