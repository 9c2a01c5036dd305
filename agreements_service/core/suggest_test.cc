#include "agreements_service/core/suggest.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::suggest_test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeState;
using ::testing::SizeIs;
using Kind = Suggestion::ReasonKind;

// An agreement that a register of its own has.
Agreement Signed(absl::string_view id, absl::string_view title, absl::string_view date) {
  Agreement agreement = MakeAgreement(id, title);
  agreement.instrument = Instrument::kUnspecified;
  agreement.evidence = {testing::MakeEvidence(id)};
  if (!date.empty()) agreement.events = {MakeEvent(EventKind::kSigned, date)};
  return agreement;
}

Sketch Of(absl::string_view id, absl::string_view title, absl::string_view date) {
  return SketchOf(Signed(id, title, date));
}

double Score(const Sketch& one, const Sketch& other) { return Explain(one, other).score; }

// The pairs that are found, as "a b".
std::vector<std::string> Pairs(const std::vector<Sketch>& sketches, double minimum_score = 0.5) {
  std::vector<std::string> pairs;
  for (const Likeness& pair : FindAlike(sketches, minimum_score)) {
    pairs.push_back(absl::StrCat(sketches[pair.one].name.substr(11), " ",
                                 sketches[pair.other].name.substr(11)));
  }
  return pairs;
}

TEST(SketchTest, HasWordsThatSaySomething) {
  const Sketch sketch =
      Of("a", "Agreement between the Republic of Türkiye and Kazakhstan on İpek Yolu", "1992");
  EXPECT_THAT(sketch.words, ElementsAre("ipek", "yolu"));
  EXPECT_THAT(sketch.parties, ElementsAre("KAZ", "TUR"));
  EXPECT_EQ(sketch.signed_on, testing::Date("1992"));
}

TEST(SketchTest, HasTheFirstDateOfEachKind) {
  Agreement agreement = MakeAgreement("a");
  agreement.events = {
      MakeEvent(EventKind::kSigned, "1992-05-03"), MakeEvent(EventKind::kAdopted, "1992-05-01"),
      MakeEvent(EventKind::kEntryIntoForce, "never"), MakeEvent(EventKind::kEntryIntoForce, "1995"),
      MakeEvent(EventKind::kEntryIntoForce, "1995-01")};
  const Sketch sketch = SketchOf(agreement);
  EXPECT_EQ(sketch.signed_on, testing::Date("1992-05-01"));
  EXPECT_EQ(sketch.in_force_from, testing::Date("1995-01"));
}

TEST(ExplainTest, TheSameIsCertain) {
  const Suggestion same =
      Explain(Of("a", "On plants", "1992-05-01"), Of("b", "On plants", "1992-05-01"));
  EXPECT_EQ(same.score, 1);
  ASSERT_THAT(same.reasons, SizeIs(3));
  EXPECT_EQ(same.reasons[0].sentence, "The parties of both are Kazakhstan, Türkiye.");
  EXPECT_EQ(same.reasons[1].sentence, "Both signed or adopted 1992-05-01.");
  EXPECT_EQ(same.reasons[2].sentence, "Of 1 and 1 words the titles share 1: plants.");
}

TEST(ExplainTest, EachThingThatDiffersMakesItLessProbable) {
  const Sketch one = Of("a", "On plants", "1992-05-01");
  EXPECT_EQ(Score(one, Of("b", "On seeds", "1992-05-01")), 0);
  double last = 1;
  for (const char* date : {"1992-05", "1992-05-03", "1992-05-30", "1993-04-01", "2001"}) {
    const double score = Score(one, Of("b", "On plants", date));
    EXPECT_LT(score, last) << date;
    EXPECT_EQ(score, Score(Of("b", "On plants", date), one));
    last = score;
  }
  EXPECT_LT(Score(Of("a", "On plants", "1991"), Of("b", "On plants", "1992")), 0.5)
      << "a year is not near the next one";
  Agreement other_parties = Signed("b", "On plants", "1992-05-01");
  other_parties.parties[0] = MakeState("UZB", "Uzbekistan");
  EXPECT_LT(Score(one, SketchOf(other_parties)), 0.5);
  Agreement protocol = Signed("b", "On plants", "1992-05-01");
  protocol.instrument = Instrument::kProtocol;
  EXPECT_EQ(Score(one, SketchOf(protocol)), 1) << "the kind of one is not known";
  Agreement treaty = Signed("c", "On plants", "1992-05-01");
  treaty.instrument = Instrument::kTreaty;
  const Suggestion kinds = Explain(SketchOf(treaty), SketchOf(protocol));
  EXPECT_LT(kinds.score, 1);
  EXPECT_EQ(kinds.reasons.back().kind, Kind::kInstrument);
}

TEST(ExplainTest, IdentifiersSpeakForAndAgainst) {
  Agreement one = Signed("a", "On plants", "1992-05-01");
  one.identifiers = {{.scheme = "unts", .value = "I-5"}, {.scheme = "uk", .value = "7"}};
  Agreement other = Signed("b", "Bitki", "1992");
  other.identifiers = {{.scheme = "unts", .value = "I-5"}};
  const Suggestion shared = Explain(SketchOf(one), SketchOf(other));
  EXPECT_GT(shared.score, 0.7);
  EXPECT_EQ(shared.reasons.back().kind, Kind::kIdentifiers);
  EXPECT_EQ(shared.reasons.back().sentence, "Both are unts I-5.");

  Agreement twice = Signed("b", "On plants", "1992-05-01");
  twice.identifiers = {{.scheme = "uk", .value = "8"}};
  const Suggestion entries = Explain(SketchOf(one), SketchOf(twice));
  EXPECT_LT(entries.score, 1);
  EXPECT_EQ(entries.reasons.back().kind, Kind::kRegister);
  EXPECT_EQ(entries.reasons.back().sentence, "uk has both, as 7 and as 8.");
  twice.identifiers = {{.scheme = "unts", .value = "1155 UNTS 331"}};
  EXPECT_EQ(Explain(SketchOf(one), SketchOf(twice)).score, 1) << "a place in a series";
}

TEST(ExplainTest, OnePublisherTellsThemApart) {
  Agreement one = Signed("a", "On plants", "1992-05-01");
  Agreement other = Signed("b", "On plants", "1992-05-01");
  other.evidence = one.evidence;
  const Suggestion apart = Explain(SketchOf(one), SketchOf(other));
  EXPECT_LT(apart.score, 1);
  EXPECT_EQ(apart.reasons.back().sentence, "a has both, apart.");
}

TEST(ExplainTest, NumbersTellThemApart) {
  const Sketch one = Of("a", "Decision No. 2 of 1992 on plants, article 5", "1992-05-01");
  EXPECT_THAT(one.numbers, ElementsAre("2", "5"));
  EXPECT_GT(Score(one, Of("b", "Decision No. 2 of 1992 on plants", "1992-05-01")), 0.9);
  const Suggestion third = Explain(one, Of("b", "Decision No. 3 of 1992 on plants", "1992-05-01"));
  EXPECT_LT(third.score, 0.7);
  EXPECT_THAT(third.reasons[2].sentence, HasSubstr("Numbers in them differ: 2, 5 and 3."));
}

TEST(ExplainTest, WhereTitlesSayNothingFieldsDo) {
  const auto of = [](absl::string_view id, Field field) {
    Agreement agreement = Signed(id, "Kazakhstan - Türkiye", "1992-05-01");
    agreement.fields = {field};
    return SketchOf(agreement);
  };
  const Sketch trade = of("a", Field::kTrade);
  EXPECT_GT(Score(trade, of("b", Field::kTrade)), 0.8);
  EXPECT_LT(Score(trade, of("b", Field::kInvestment)), 0.5);
  EXPECT_EQ(Explain(trade, of("b", Field::kTrade)).reasons[2].sentence,
            "The titles cannot be compared; the fields share trade.");
  Agreement turkish = Signed("b", "Ticaret Anlaşması", "1992-05-01");
  turkish.titles[0].language = "tr";
  EXPECT_GT(Score(Of("a", "On trade", "1992-05-01"), SketchOf(turkish)), 0.5);
}

TEST(FindAlikeTest, PutsTheBestFirst) {
  EXPECT_THAT(Pairs({Of("d", "On plants and seeds", "1992-05-01"), Of("c", "On plants", "1992"),
                     Of("b", "On plants", "1992-05-01"), Of("a", "On plants", "1992-05-01")}),
              ElementsAre("a b", "a c", "b c", "a d", "b d", "c d"));
  EXPECT_THAT(Pairs({Of("a", "On plants", "1992"), Of("b", "On seeds", "1992")}), IsEmpty());
  EXPECT_THAT(Pairs({}), IsEmpty());
}

TEST(FindAlikeTest, KeepsTheNameOfWhichMoreIsRecorded) {
  Agreement more = Signed("z", "On plants", "1992-05-01");
  more.events.push_back(MakeEvent(EventKind::kEntryIntoForce, "1995"));
  EXPECT_THAT(Pairs({Of("a", "On plants", "1992-05-01"), SketchOf(more)}), ElementsAre("z a"));
}

TEST(FindAlikeTest, LooksAcrossTheTurnOfAYear) {
  EXPECT_THAT(Pairs({Of("a", "On plants", "1992-12-31"), Of("b", "On plants", "1993-01-01")}),
              SizeIs(1));
}

TEST(FindAlikeTest, TwoYearsAreNotNearEachOther) {
  EXPECT_THAT(Pairs({Of("a", "On plants", "1992"), Of("b", "On plants", "1993")}), IsEmpty());
}

TEST(FindAlikeTest, FindsAgreementsOfManyByTheirTitles) {
  std::vector<Sketch> sketches;
  for (const char* id : {"a", "b"}) {
    Agreement many = Signed(id, "Convention on wetlands", "1971-02-02");
    for (const char* code : {"UZB", "FRA", "DEU", "GBR"}) {
      many.parties.push_back(MakeState(code, code));
    }
    sketches.push_back(SketchOf(many));
  }
  sketches[1].parties.pop_back();
  EXPECT_THAT(Pairs(sketches), ElementsAre("a b"));
}

// Every pair that is compared with all others and found is found in blocks, too.
TEST(FindAlikeTest, BlocksLoseNothing) {
  std::vector<Sketch> sketches;
  for (int i = 0; i < 120; ++i) {
    Agreement agreement = Signed(absl::StrCat("a", i), absl::StrCat("On w", i % 7, " w", i % 5),
                                 absl::StrCat(1990 + i % 4, i % 3 == 0   ? ""
                                                            : i % 3 == 1 ? "-12-20"
                                                                         : "-01-05"));
    if (i % 2 == 0) agreement.parties.push_back(MakeState("UZB", "Uzbekistan"));
    if (i % 11 == 0) agreement.identifiers = {{.scheme = "unts", .value = absl::StrCat(i % 4)}};
    sketches.push_back(SketchOf(agreement));
  }
  size_t expected = 0;
  for (size_t i = 0; i < sketches.size(); ++i) {
    for (size_t j = i + 1; j < sketches.size(); ++j) {
      if (Score(sketches[i], sketches[j]) >= 0.6) ++expected;
    }
  }
  EXPECT_THAT(FindAlike(sketches, 0.6), SizeIs(expected));
  EXPECT_GT(expected, 50U);
}

}  // namespace
}  // namespace entente::agreements::suggest_test
