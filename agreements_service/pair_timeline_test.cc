// What GetTimeline answers, over gRPC.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::pair_timeline_test {
namespace {

using testing::Date;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeRelation;
using testing::MakeState;
using testing::Parse;
using testing::ReasonAndField;
using ::testing::SizeIs;

class GetTimelineTest : public testing::RecordedTest {
 protected:
  absl::StatusOr<v1::GetTimelineResponse> Ask(const std::string& request,
                                              const std::string& parent = "pairs/KAZ-TUR") {
    return Call(*relationships_, &v1::RelationshipService::Stub::GetTimeline,
                Parse<v1::GetTimelineRequest>(absl::StrCat("parent: '", parent, "' ", request)));
  }

  // "SIGNED 1992-05-01 agreements/a", one an entry; with days where no date says them alone.
  std::vector<std::string> Timeline(const std::string& request) {
    const auto response = Ask(request);
    EXPECT_OK(response);
    std::vector<std::string> lines;
    if (!response.ok()) return lines;
    for (const v1::TimelineEntry& entry : response->entries()) {
      lines.push_back(absl::StrCat(
          v1::TimelineEntryKind_Name(entry.kind()).substr(sizeof("TIMELINE_ENTRY_KIND")), " ",
          entry.date().edtf(), " ", entry.resource()));
    }
    return lines;
  }

  common::v1::EmptyReason WhyEmpty(const std::string& request,
                                   const std::string& parent = "pairs/KAZ-TUR") {
    const auto response = Ask(request, parent);
    EXPECT_OK(response);
    if (!response.ok()) return {};
    EXPECT_THAT(response->entries(), IsEmpty());
    return response->empty_reason();
  }

  // An agreement of 1992 that one of 2007 replaced, a visit, and a milestone.
  void Fill() {
    Agreement old = MakeAgreement("old");
    old.events = {MakeEvent(EventKind::kSigned, "1992-05"),
                  MakeEvent(EventKind::kEntryIntoForce, "XXXX")};
    Agreement successor = MakeAgreement("new");
    successor.events = {MakeEvent(EventKind::kSigned, "2007-03-01"),
                        MakeEvent(EventKind::kEntryIntoForce, "2007")};
    successor.relations = {MakeRelation(RelationKind::kSupersedes, "old")};
    Agreement others = MakeAgreement("others");
    others.parties = {MakeState("KAZ", "Kazakhstan"), MakeState("FRA", "France")};
    others.events = successor.events;
    for (const Agreement& agreement : {old, successor, others}) Put(agreement);
    Occasion visit = MakeOccasion("visit", "1992-04-30");
    visit.end = Date("1992-05-01");
    Put(visit);
    Put(MakeMilestone("relations", "1992-03-02"));
  }
};

constexpr char kFrom1992To2007[] =
    "first_day { year: 1992 month: 4 day: 1 } last_day { year: 2007 month: 1 day: 1 } ";

TEST_F(GetTimelineTest, IsOneListInOrder) {
  Fill();
  EXPECT_THAT(Timeline(""),
              ElementsAre("MILESTONE 1992-03-02 pairs/KAZ-TUR/milestones/relations",
                          "OCCASION 1992-04-30 pairs/KAZ-TUR/occasions/visit",
                          "SIGNED 1992-05 agreements/old", "IN_FORCE 2007 agreements/new",
                          "SUPERSEDED 2007 agreements/old", "SIGNED 2007-03-01 agreements/new",
                          "IN_FORCE XXXX agreements/old"));
  ASSERT_OK_AND_ASSIGN(const auto response, Ask("kinds: TIMELINE_ENTRY_KIND_OCCASION"));
  ASSERT_EQ(response.entries_size(), 1);
  EXPECT_EQ(response.entries(0).title(), "State visit");
  EXPECT_EQ(response.entries(0).end().edtf(), "1992-05-01");
  EXPECT_EQ(response.entries(0).date().latest().day(), 30);
  EXPECT_EQ(response.entries(0).evidence(0).publisher(), "Gazette");
  EXPECT_TRUE(response.entries(0).evidence(0).has_recorded());
  EXPECT_EQ(response.revision(), 5);
}

TEST_F(GetTimelineTest, KeepsToTheDaysAndKindsThatAreAskedFor) {
  Fill();
  EXPECT_THAT(Timeline(kFrom1992To2007),
              ElementsAre("OCCASION 1992-04-30 pairs/KAZ-TUR/occasions/visit",
                          "SIGNED 1992-05 agreements/old", "IN_FORCE 2007 agreements/new",
                          "SUPERSEDED 2007 agreements/old", "IN_FORCE XXXX agreements/old"))
      << "what can have happened then";
  EXPECT_THAT(Timeline("last_day { year: 1992 month: 4 day: 30 }"),
              ElementsAre("MILESTONE 1992-03-02 pairs/KAZ-TUR/milestones/relations",
                          "OCCASION 1992-04-30 pairs/KAZ-TUR/occasions/visit"));
  EXPECT_THAT(Timeline(absl::StrCat(kFrom1992To2007,
                                    "kinds: TIMELINE_ENTRY_KIND_ANNIVERSARY "
                                    "kinds: TIMELINE_ENTRY_KIND_SUPERSEDED")),
              SizeIs(15));
}

TEST_F(GetTimelineTest, DaysWithoutADateOfTheirOwnAreTold) {
  Agreement agreement = MakeAgreement("a");
  agreement.events = {MakeEvent(EventKind::kSigned, "2003"),
                      MakeEvent(EventKind::kSigned, "2003-02")};
  Put(agreement);
  ASSERT_OK_AND_ASSIGN(const auto response, Ask(""));
  ASSERT_EQ(response.entries_size(), 1);
  const common::v1::PartialDate& date = response.entries(0).date();
  EXPECT_EQ(date.edtf(), "");
  EXPECT_EQ(date.earliest().month(), 1);
  EXPECT_EQ(date.latest().month(), 2);
  EXPECT_EQ(date.latest().day(), 28);
}

TEST_F(GetTimelineTest, ComesInPages) {
  Fill();
  const std::vector<std::string> all = Timeline("");
  std::vector<std::string> seen;
  std::string token;
  do {
    const std::string page = absl::StrCat("page_size: 3 page_token: '", token, "'");
    for (const std::string& line : Timeline(page)) seen.push_back(line);
    ASSERT_OK_AND_ASSIGN(const auto response, Ask(page));
    token = response.next_page_token();
    EXPECT_EQ(response.revision(), 5) << "of the first page";
    Put(MakeMilestone(absl::StrCat("later-", seen.size()), "1980"));
  } while (!token.empty());
  EXPECT_EQ(seen, all);
}

TEST_F(GetTimelineTest, LeavesOutWhatWasPublishedLater) {
  Fill();
  Milestone milestone = MakeMilestone("later", "1993");
  milestone.evidence = {MakeEvidence("Archive", "2020")};
  Put(milestone);
  EXPECT_THAT(Timeline("read_at { as_of { year: 1992 month: 12 day: 31 } }"),
              ElementsAre("MILESTONE 1992-03-02 pairs/KAZ-TUR/milestones/relations",
                          "OCCASION 1992-04-30 pairs/KAZ-TUR/occasions/visit",
                          "SIGNED 1992-05 agreements/old", "IN_FORCE XXXX agreements/old"));
}

TEST_F(GetTimelineTest, SaysWhyItIsEmpty) {
  EXPECT_EQ(WhyEmpty(""), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  Put(MakeAgreement("without-dates"));
  EXPECT_EQ(WhyEmpty(""), common::v1::EMPTY_REASON_NOT_REPORTED);
  Fill();
  EXPECT_EQ(WhyEmpty("", "pairs/FRA-TUR"), common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(WhyEmpty("kinds: TIMELINE_ENTRY_KIND_SUSPENDED"),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(WhyEmpty("read_at { as_of { year: 1980 month: 1 day: 1 } } last_day { year: 1980 "
                     "month: 1 day: 1 }"),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
}

TEST_F(GetTimelineTest, RefusesWhatItCannotTell) {
  const auto refusal = [&](const std::string& request) {
    return ReasonAndField(Ask(request).status());
  };
  EXPECT_EQ(ReasonAndField(Ask("", "pairs/TUR-KAZ").status()), "NAME_INVALID parent");
  EXPECT_EQ(ReasonAndField(Ask("", "pairs/-").status()), "NAME_INVALID parent");
  EXPECT_EQ(refusal("first_day { year: 2022 month: 2 day: 30 }"), "DAY_INVALID first_day");
  EXPECT_EQ(refusal("last_day { year: 2022 }"), "DAY_INVALID last_day");
  EXPECT_EQ(refusal("first_day { year: 2022 month: 1 day: 2 } last_day { year: 2022 month: 1 day: "
                    "1 }"),
            "DAYS_REVERSED last_day");
  EXPECT_EQ(refusal("kinds: 13"), "VALUE_UNKNOWN kinds[0]");
  EXPECT_EQ(refusal("kinds: TIMELINE_ENTRY_KIND_ANNIVERSARY"), "DAY_MISSING first_day");
  EXPECT_EQ(refusal("kinds: TIMELINE_ENTRY_KIND_ANNIVERSARY first_day { year: 2022 month: 1 day: 1 "
                    "}"),
            "DAY_MISSING last_day");
  EXPECT_EQ(refusal("kinds: TIMELINE_ENTRY_KIND_ANNIVERSARY first_day { year: 1 month: 1 day: 1 } "
                    "last_day { year: 102 month: 1 day: 1 }"),
            "RANGE_TOO_LONG last_day");
  EXPECT_EQ(refusal("page_size: -1"), "PAGE_SIZE_INVALID page_size");
  EXPECT_EQ(refusal("page_token: 'x'"), "PAGE_TOKEN_INVALID page_token");
  EXPECT_EQ(refusal("read_at { revision: 1 }"), "REVISION_NOT_REACHED read_at.revision");
}

}  // namespace
}  // namespace entente::agreements::pair_timeline_test
