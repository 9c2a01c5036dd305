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
