#include "agreements_service/anomaly_list.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/register_test.h"
#include "common/status/error.h"
#include "common/testing/shared_data.h"

namespace entente::agreements::anomaly_list_test {
namespace {

using entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using ::testing::Pair;

class AnomalyListTest : public testing::RegisterTest {
 protected:
  // The answer as of 2026-02-01.
  absl::StatusOr<v1::ListAnomaliesResponse> Ask(const std::string& request) {
    v1::ListAnomaliesRequest proto;
    EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(
        absl::StrCat("day { year: 2026 month: 2 day: 1 } ", request), &proto));
    return ListAnomalies(*store_, context_, proto);
  }

  v1::ListAnomaliesResponse Answer(const std::string& request) {
    const auto answer = Ask(request);
    EXPECT_OK(answer) << request;
    return answer.ok() ? *answer : v1::ListAnomaliesResponse();
  }

  std::map<std::string, int64_t> Counts(const std::string& request) {
    std::map<std::string, int64_t> counts;
    const v1::ListAnomaliesResponse answer = Answer(request);
    for (const auto& one : answer.counts()) counts[one.reason()] = one.count();
    return counts;
  }

  // As "a: REASON REASON" for agreements/a.
  std::vector<std::string> Listed(const std::string& request) {
    std::vector<std::string> listed;
    const v1::ListAnomaliesResponse answer = Answer(request);
    for (const v1::OddAgreement& odd : answer.agreements()) {
      std::string& line = listed.emplace_back(absl::StrCat(odd.agreement().substr(11), ":"));
      for (const v1::Anomaly& anomaly : odd.anomalies())
        absl::StrAppend(&line, " ", anomaly.reason());
    }
    return listed;
  }

  // a: before its signature and with a stored anomaly; b: in order; c: in force before it was
  // signed, too, of Kazakhstan alone and by the WTO; d: published later.
  void PutSome() {
    Agreement agreement = MakeAgreement("a", "Agreement on transport");
    agreement.events = {MakeEvent(EventKind::kSigned, "1992"),
                        MakeEvent(EventKind::kEntryIntoForce, "1991")};
    agreement.anomalies = {{.reason = "ID_REPEATED", .detail = "7 stands 2 times in the file"}};
    Put(agreement);
    Put(MakeAgreement("b"));
    agreement.name = "agreements/c";
    agreement.anomalies.clear();
    agreement.parties.pop_back();
    agreement.evidence = {testing::MakeEvidence("WTO, RTA Database")};
    Put(agreement);
    agreement.name = "agreements/d";
    agreement.evidence = {testing::MakeEvidence("WTO, RTA Database", "2024-01-01")};
    Put(agreement);
  }
};

TEST_F(AnomalyListTest, SaysWhatIsOddAndWhereItIsFrom) {
  PutSome();
  const v1::ListAnomaliesResponse answer = Answer("");
  ASSERT_EQ(answer.agreements_size(), 3);
  const v1::OddAgreement& odd = answer.agreements(0);
  EXPECT_EQ(odd.agreement(), "agreements/a");
  EXPECT_EQ(odd.title(), "Agreement on transport");
  EXPECT_EQ(odd.evidence(0).publisher(), "Gazette");
  EXPECT_EQ(odd.anomalies(0).detail(), "7 stands 2 times in the file");
  EXPECT_EQ(odd.anomalies(1).detail(),
            "It entered into force in 1991, according to Gazette. It was signed in 1992, according "
            "to Gazette.");
  EXPECT_EQ(answer.revision(), 4);
  EXPECT_EQ(answer.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
}

TEST_F(AnomalyListTest, ConditionsAreCombined) {
  PutSome();
  EXPECT_THAT(Listed(""), ElementsAre("a: ID_REPEATED ENTRY_BEFORE_SIGNATURE",
                                      "c: ENTRY_BEFORE_SIGNATURE ONE_PARTY",
                                      "d: ENTRY_BEFORE_SIGNATURE ONE_PARTY"));
  EXPECT_THAT(Listed("reasons: 'ONE_PARTY' reasons: 'ID_REPEATED'"),
              ElementsAre("a: ID_REPEATED", "c: ONE_PARTY", "d: ONE_PARTY"));
  EXPECT_THAT(Listed("countries: ['Turkey', 'KZ'] "),
              ElementsAre("a: ID_REPEATED ENTRY_BEFORE_SIGNATURE"));
  EXPECT_THAT(Listed("source: 'wto' reasons: 'ONE_PARTY'"),
              ElementsAre("c: ONE_PARTY", "d: ONE_PARTY"));
  EXPECT_THAT(Listed("source: 'wto' read_at { as_of { year: 2023 month: 1 day: 1 } }"),
              ElementsAre("c: ENTRY_BEFORE_SIGNATURE ONE_PARTY"));
  EXPECT_THAT(Listed("read_at { revision: 2 }"),
              ElementsAre("a: ID_REPEATED ENTRY_BEFORE_SIGNATURE"));
}

TEST_F(AnomalyListTest, TheFirstPageCounts) {
  PutSome();
  const auto all =
      ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 3), Pair("ID_REPEATED", 1), Pair("ONE_PARTY", 2));
  EXPECT_THAT(Counts(""), all);
  EXPECT_THAT(Counts("reasons: 'ONE_PARTY'"), all);
  EXPECT_THAT(Counts("source: 'Gazette'"),
              ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 1), Pair("ID_REPEATED", 1)));
  const v1::ListAnomaliesResponse first = Answer("page_size: 2");
  EXPECT_EQ(first.counts_size(), 3);
  ASSERT_FALSE(first.next_page_token().empty());
  const std::string next = absl::StrCat("page_size: 2 page_token: '", first.next_page_token(), "'");
  EXPECT_THAT(Listed(next), ElementsAre("d: ENTRY_BEFORE_SIGNATURE ONE_PARTY"));
  EXPECT_THAT(Counts(next), IsEmpty());
  EXPECT_EQ(Answer(next).next_page_token(), "");
  EXPECT_EQ(Answer("page_size: 3").next_page_token(), "");
}

TEST_F(AnomalyListTest, SaysWhyThereIsNone) {
  EXPECT_EQ(Answer("").empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  Put(MakeAgreement("b"));
  EXPECT_EQ(Answer("").empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(Answer("countries: 'DEU'").empty_reason(), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  PutSome();
  EXPECT_EQ(Answer("reasons: 'PARTY_UNKNOWN'").empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
}

TEST_F(AnomalyListTest, SaysWhatWasLeftOut) {
  Agreement agreement = MakeAgreement("a");
  agreement.evidence = {testing::MakeEvidence("Gazette", "2015-01-01")};
  Put(agreement);
  EXPECT_EQ(Answer("read_at { as_of { year: 2000 month: 1 day: 1 } }").empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  EXPECT_EQ(Answer("source: 'Nobody'").empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);
}

TEST_F(AnomalyListTest, Refuses) {
  const auto reason = [&](const std::string& request) {
    const absl::Status status = Ask(request).status();
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << request;
    return DetailsOf(status).reason;
  };
  EXPECT_EQ(reason("countries: 'Atlantis'"), "COUNTRY_UNKNOWN");
  EXPECT_EQ(reason("countries: ['KAZ', 'TUR', 'DEU']"), "COUNTRIES_TOO_MANY");
  EXPECT_EQ(reason("page_size: -1"), "PAGE_SIZE_INVALID");
  EXPECT_EQ(reason("page_token: 'x'"), "PAGE_TOKEN_INVALID");
  const absl::Status status = ListAnomalies(*store_, context_, {}).status();
  EXPECT_EQ(DetailsOf(status).reason, "DAY_MISSING");
}

TEST_F(AnomalyListTest, EndsAtTheDeadline) {
  PutSome();
  context_.deadline = absl::InfinitePast();
  EXPECT_THAT(Ask(""), StatusIs(absl::StatusCode::kDeadlineExceeded));
}

// Real registers. Counted apart in Python, for the FCDO with rows = [json.loads(line) for line in
// file], kept = [r for r in rows if r.get('country_name')] and
// on = lambda r, k: day(r.get(k + '_effective_date') or r.get(k + '_date')), for the WTO and UNCTAD
// with csv.DictReader: which are in force before they are signed (17 and 3), and end before that
// (none); which have one distinct name in `country_name` (30); the two of the WTO that list nobody
// and have no " - " in their name, one of them bilateral; in how many rows of the WTO the six names
// stand that wto_rta_test.cc has as unknown (15); BITs with three or more names in both lists of
// parties (2). The 719 are the parties of the FCDO's reader that are neither states, organisations
// nor territories that a table knows.
TEST_F(AnomalyListTest, RealRegisters) {
  for (const char* name :
       {"uk_treaties_sample.jsonl", "wto_rta_AllRTAs.csv", "unctad_iia_TUR_KAZ.csv"}) {
    READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("agreements/", name));
    Load(content);
  }
  EXPECT_THAT(Counts("source: 'FCDO'"),
              ElementsAre(Pair("EFFECT_BEFORE_ACT", 1), Pair("ENTRY_BEFORE_SIGNATURE", 17),
                          Pair("ONE_PARTY", 30), Pair("PARTIES_NOT_TWO", 69),
                          Pair("PARTIES_TOO_FEW", 27), Pair("PARTY_UNKNOWN", 719)));
  EXPECT_THAT(Counts("source: 'WTO'"),
              ElementsAre(Pair("ENTRY_BEFORE_SIGNATURE", 3), Pair("ONE_PARTY", 2),
                          Pair("PARTIES_FROM_NAME", 33), Pair("PARTIES_NOT_TWO", 1),
                          Pair("PARTY_UNKNOWN", 15)));
  EXPECT_THAT(Counts("source: 'UNCTAD'"),
              ElementsAre(Pair("PARTIES_NOT_TWO", 2), Pair("PARTY_UNKNOWN", 1)));
}

}  // namespace
}  // namespace entente::agreements::anomaly_list_test
