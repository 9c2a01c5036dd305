#include "gmock/gmock.h"
#include "google/protobuf/util/json_util.h"
#include "google/protobuf/util/message_differencer.h"
#include "gtest/gtest.h"

#include "client/render/json.h"
#include "client/render/text.h"
#include "client/testing/golden.h"

namespace entente::client {
namespace {

using ::testing::AllOf;
using ::testing::ContainsRegex;
using ::testing::HasSubstr;
using ::testing::Not;

// `text` with every run of blanks and line feeds as one blank, so that wrapping is out of the way.
std::string Flat(const std::string& text) {
  std::string flat;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\n';
    if (!blank || flat.empty() || flat.back() != ' ') flat.push_back(blank ? ' ' : c);
  }
  return flat;
}

TEST(RenderText, IsTheGoldenPage) {
  ExpectGolden("brief.txt", RenderText(GoldenBrief(), {.width = 100}));
}

TEST(RenderText, ShowsTheNineFactsAtAnyWidth) {
  for (const int width : {60, 80, 100, 120}) {
    const std::string text = Flat(RenderText(GoldenBrief(), {.width = width}));
    // 1. What was said of the volume, beside the official figure of that year.
    EXPECT_THAT(text, ContainsRegex("2021 both ways \"exceeded\" 5.3 bn USD \\[[0-9]+\\] "
                                    "4,111,047,931.68 \\+28.9 % Kazakhstan"));
    // 2. The target of 5 billion, and the claim that it was reached.
    EXPECT_THAT(text, HasSubstr("\"We have surpassed our target of 5 billion.\""));
    EXPECT_THAT(text, HasSubstr("5,000,000,000 USD (5 bn)"));
    // 3. The target of 10 billion, without a deadline, announced in Ankara.
    EXPECT_THAT(text, HasSubstr("10,000,000,000 USD (10 bn)"));
    EXPECT_THAT(text, HasSubstr("announced 2022-05-10 in Ankara by President R. T. Erdoğan"));
    EXPECT_THAT(text, HasSubstr("no deadline"));
    // 4. The day that anniversaries count from.
    EXPECT_THAT(text, HasSubstr("1992-03-02 31st anniversary on 2023-03-02 Diplomatic relations"));
    // 5. The new rank of relations.
    EXPECT_THAT(text, HasSubstr("raised to an enhanced strategic partnership"));
    // 6. The first to recognise.
    EXPECT_THAT(text, HasSubstr("as the first state, recognises Kazakhstan's independence"));
    // 7. The first state visit.
    EXPECT_THAT(text,
                HasSubstr("state visit, Ankara: State visit of President Tokayev, his first"));
    // 8. The declared count, the other counts, and no more registered than is known.
    EXPECT_THAT(text, HasSubstr("15 declared (14 by others), 1 registered"));
    EXPECT_THAT(text,
                HasSubstr("in 12 fields: transport, defence industry, military intelligence"));
    // 9. The view without a number.
    EXPECT_THAT(text, HasSubstr("both sides support Ukraine's territorial integrity."));
  }
}

TEST(RenderText, SaysWhyASideHasNoTotalAndWhatIsNearest) {
  const std::string text = Flat(RenderText(GoldenBrief(), {}));
  EXPECT_THAT(text, AllOf(HasSubstr("As Türkiye reports: no total"),
                          HasSubstr("no loaded source has both directions of one year as Türkiye"),
                          HasSubstr("Nearest, and not Türkiye's own: 2,108,199,526 USD in 2015")));
}

TEST(RenderText, WhatOneSideOnlySignedIsNotCountedAsInForceForBoth) {
  brief::v1::Brief brief = GoldenBrief();
  auto& listed = *brief.mutable_agreements()->mutable_agreements(0);  // of three states
  listed.mutable_status()->set_status(agreements::v1::STATUS_IN_FORCE);
  listed.mutable_agreement()->set_note("Kazakhstan is known as a signatory alone.");
  auto& standings = *listed.mutable_status()->mutable_standings();
  standings[1].set_in_force(agreements::v1::IN_FORCE_NOT_KNOWN);
  standings[2].set_in_force(agreements::v1::IN_FORCE_YES);
  EXPECT_THAT(Flat(RenderText(brief, {})),
              AllOf(HasSubstr("3 registered: 1 in force for both; 1 in force, not known whether "
                              "for both; 1 indeterminate"),
                    HasSubstr("not known for Kazakhstan;"),
                    HasSubstr("Kazakhstan is known as a signatory alone.")));
  standings[1].set_in_force(agreements::v1::IN_FORCE_NO);
  EXPECT_THAT(Flat(RenderText(brief, {})), HasSubstr("1 in force, but not for both"));
}

TEST(RenderText, MarksWhatCameLaterThanItsDay) {
  brief::v1::Brief brief = GoldenBrief();
  brief.mutable_day()->set_year(2019);
  const std::string text = Flat(RenderText(brief, {}));
  EXPECT_THAT(text, HasSubstr("1,893,879,200 USD in 2018 as Kazakhstan reports [1]; later than "
                              "this day: 4,111,047,931.68 USD in 2021"));
  EXPECT_THAT(text, HasSubstr("Last target 5 bn USD, announced 2017-09-09"));
  EXPECT_THAT(text, HasSubstr("; 37.9 % in 2018 as Kazakhstan reports [1]; 1 later than this day"));
  EXPECT_THAT(text, HasSubstr("Last occasion none by this day; 1 later than this day"));
  EXPECT_THAT(text, HasSubstr("As Kazakhstan reports, 2021 (later than this day)"));
  EXPECT_THAT(text, HasSubstr("2022-05-10 to 2022-05-11 (later than this day), state visit"));
  EXPECT_THAT(text, HasSubstr("later than this day: Agreement between the Government"));
  EXPECT_THAT(text, HasSubstr("Ankara, 2022-05-10 (later than this day)"));
  EXPECT_THAT(Flat(RenderText(GoldenBrief(), {})), Not(HasSubstr("later than this day")));
}

TEST(RenderText, TellsMilestonesToComeFromThoseWithoutADay) {
  brief::v1::Brief brief = GoldenBrief();
  auto& milestones = *brief.mutable_agreements()->mutable_milestones();
  milestones[0].mutable_next_anniversary()->set_uncertain(true);
  milestones[3].clear_next_anniversary();
  milestones[3].mutable_milestone()->mutable_date()->set_edtf("2022-06-01");
  milestones[3].mutable_milestone()->set_note("Announced.");
  EXPECT_THAT(Flat(RenderText(brief, {})),
              AllOf(HasSubstr("31st anniversary on 2022-12-16?"),
                    HasSubstr("2009-10 no exact day, no anniversary"),
                    HasSubstr("2022-06-01 later than this day"), HasSubstr("Announced.")));
}

TEST(RenderText, SaysWhyAListIsEmpty) {
  brief::v1::Brief brief = GoldenBrief();
  brief.mutable_agreements()->clear_agreements();
  brief.mutable_agreements()->clear_occasions();
  brief.mutable_agreements()->set_agreements_empty_reason(common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  brief.mutable_agreements()->set_occasions_empty_reason(common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  brief.mutable_trade()->clear_targets();
  brief.mutable_trade()->set_targets_empty_reason(common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_THAT(Flat(RenderText(brief, {})),
              AllOf(HasSubstr("Agreements none: none was known by the day that was asked for"),
                    HasSubstr("No agreement: none was known by the day that was asked for."),
                    HasSubstr("No occasion: nothing that is loaded is about this pair."),
                    HasSubstr("No target: none is registered.")));
}

TEST(RenderText, ATargetIsMetSinceTheRunUpToTheLatestYearBegan) {
  brief::v1::TradeSection section = GoldenBrief().trade();
  auto& attainment = *section.mutable_targets(0)->mutable_attainments(0);
  attainment.set_met(true);
  attainment.set_first_met("2016");
  attainment.set_met_since("2021");
  const auto text = [&] { return Flat(RenderText(section, GoldenBrief().pair(), {}, {})); };
  EXPECT_THAT(text(), HasSubstr("met since 2021, first met in 2016, before it was announced"));
  attainment.set_met(false);
  attainment.clear_met_since();
  attainment.set_first_met("2020");
  EXPECT_THAT(text(), HasSubstr("not met, first met in 2020"));
}

TEST(RenderText, AClaimIsHeldAgainstTheFiguresOfWhenItWasMade) {
  brief::v1::Brief brief = GoldenBrief();
  EXPECT_THAT(Flat(RenderText(brief, {})),
              HasSubstr("announced 2017-09-09: 82.2 % in 2021 as Kazakhstan reports [1], so not "
                        "met."));
  brief.mutable_trade()->mutable_targets(0)->mutable_attainments(0)->set_first_met("2022");
  EXPECT_THAT(Flat(RenderText(brief, {})),
              HasSubstr("so not met; first met in 2022, after it was said."));
}

TEST(RenderText, NamesAMissingSectionAndShowsTheOther) {
  brief::v1::Brief brief = GoldenBrief();
  brief.clear_trade();
  auto& missing = *brief.add_missing();
  missing.set_section("trade");
  missing.set_code("UNAVAILABLE");
  missing.set_message("the trade service cannot be reached");
  const std::string text = RenderText(brief, {});
  EXPECT_THAT(text, AllOf(HasSubstr("TRADE: MISSING"),
                          HasSubstr("UNAVAILABLE: the trade service cannot be reached"),
                          HasSubstr("Kazakhstan - Turkey BIT (1992)"), Not(HasSubstr("TARGETS"))));
}

TEST(RenderText, UsesEscapeSequencesOnlyWhenAsked) {
  EXPECT_THAT(RenderText(GoldenBrief(), {.colour = false}), Not(HasSubstr("\x1b")));
  EXPECT_THAT(RenderText(GoldenBrief(), {.colour = true}), HasSubstr("\x1b[1m"));
}

TEST(RenderText, IsTheSameEveryTime) {
  EXPECT_EQ(RenderText(GoldenBrief(), {}), RenderText(GoldenBrief(), {}));
}

TEST(RenderJson, HoldsTheWholeBrief) {
  const std::string json = RenderJson(GoldenBrief());
  ExpectGolden("brief.json", json);
  brief::v1::Brief read;
  ASSERT_TRUE(google::protobuf::util::JsonStringToMessage(json, &read).ok());
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(read, GoldenBrief()));
}

TEST(RenderJson, ShowsTheNineFacts) {
  const std::string json = RenderJson(GoldenBrief());
  for (const char* fact :
       {"\"decimal\": \"5300000000\"", "\"decimal\": \"4111047931.68\"",
        "\"kind\": \"STATEMENT_KIND_TARGET_REACHED\"", "\"decimal\": \"5000000000\"",
        "\"decimal\": \"10000000000\"", "\"edtf\": \"1992-03-02\"",
        "raised to an enhanced strategic partnership", "as the first state, recognises Kazakhstan",
        "\"kind\": \"OCCASION_KIND_STATE_VISIT\"", "\"count\": 15", "\"count\": 14",
        "\"FIELD_MILITARY_INTELLIGENCE\"", "both sides support Ukraine's territorial integrity"}) {
    EXPECT_THAT(json, HasSubstr(fact));
  }
}

TEST(RenderJson, PrintsAnEvidenceIndexOfZero) {
  EXPECT_THAT(RenderJson(GoldenBrief()), HasSubstr("\"evidence\": 0"));
}

}  // namespace
}  // namespace entente::client
