#include "trade_service/core/area_figures.h"

#include <type_traits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeRelease;
using testing::Per;

AreaFigure Figure(absl::string_view area, absl::string_view value, int64_t release = 1) {
  AreaFigure figure;
  figure.area = std::string(area);
  figure.period = Per("2021");
  figure.value = Dec(value);
  figure.release = release;
  return figure;
}

AreaFigures Of(absl::string_view source, absl::string_view classification,
               std::vector<AreaFigure> figures) {
  return {.source = absl::StrCat("sources/", source),
          .currency = "USD",
          .classification = std::string(classification),
          .figures = std::move(figures)};
}

// "CHN 1 TUR 2".
template <typename Figures>
std::string Text(const Figures& figures) {
  std::string text;
  for (const auto& one : figures) {
    const AreaFigure* figure;
    if constexpr (std::is_pointer_v<std::decay_t<decltype(one)>>) {
      figure = one;
    } else {
      figure = &one;
    }
    absl::StrAppend(&text, text.empty() ? "" : " ", figure->area, " ", figure->value.ToString());
  }
  return text;
}

TEST(GroupTotalsTest, BySourceAndCurrency) {
  std::vector<Release> releases = {MakeRelease("s", "d", "2022", 1),
                                   MakeRelease("t", "d", "2022", 2),
                                   MakeRelease("s", "e", "2022", 3)};
  releases[2].currency = "EUR";
  const Vintage vintage(testing::Chained(releases), 1, std::nullopt);
  const auto groups = GroupTotals(
      {Figure("CHN", "1", 1), Figure("CHN", "2", 2), Figure("TUR", "3", 1), Figure("TUR", "4", 3)},
      vintage);
  ASSERT_EQ(groups.size(), 3u);
  EXPECT_EQ(groups[0].source, "sources/s");
  EXPECT_EQ(groups[0].currency, "USD");
  EXPECT_EQ(Text(groups[0].figures), "CHN 1 TUR 3");
  EXPECT_EQ(groups[1].source, "sources/t");
  EXPECT_EQ(Text(groups[1].figures), "CHN 2");
  EXPECT_EQ(groups[2].currency, "EUR");
  EXPECT_EQ(Text(groups[2].figures), "TUR 4");
}

TEST(GroupTotalsTest, OfTwoDataSetsTheOnePublishedLastHasTheSay) {
  const Vintage vintage(
      testing::Chained({MakeRelease("s", "d", "2023", 1), MakeRelease("s", "e", "2022", 2)}), 1,
      std::nullopt);
  const auto groups = GroupTotals(
      {Figure("CHN", "1", 1), Figure("TUR", "2", 1), Figure("CHN", "3", 2), Figure("USA", "4", 2)},
      vintage);
  ASSERT_EQ(groups.size(), 1u);
  EXPECT_EQ(Text(groups[0].figures), "CHN 1 TUR 2 USA 4");
}

TEST(GroupPointsTest, EitherEndCanNameTheArea) {
  Series series;
  series.reporter = "KAZ";
  series.partner = "TUR";
  series.classification = "H6";
  Point& point = series.points.emplace_back();
  point.period = Per("2021");
  point.value = Dec("1");
  point.further_releases = {2};
  const auto partners = GroupPoints({series}, &Series::partner);
  ASSERT_EQ(partners.size(), 1u);
  EXPECT_EQ(partners[0].classification, "H6");
  EXPECT_EQ(Text(partners[0].figures), "TUR 1");
  EXPECT_THAT(partners[0].figures[0].further_releases, ElementsAre(2));
  EXPECT_EQ(Text(GroupPoints({series}, &Series::reporter)[0].figures), "KAZ 1");
}

TEST(AreaBasesTest, ASourceOfFewAreasHasNoSay) {
  const SourceKinds kinds = {{"sources/few", SourceKind::kNational},
                             {"sources/many", SourceKind::kCompiled}};
  std::vector<AreaFigures> all = {
      Of("few", "", {Figure("CHN", "1")}),
      Of("many", "", {Figure("CHN", "1"), Figure("RUS", "1"), Figure("TUR", "1")})};
  EXPECT_THAT(RankBases(all, kTotal, kinds, {}), ElementsAre(Basis{"sources/many", "USD", ""}));
  EXPECT_THAT(RankBases(all, kTotal, kinds, Basis{"sources/few", "", ""}),
              ElementsAre(Basis{"sources/few", "USD", ""}));
  all[0].figures.push_back(Figure("CHN", "1"));
  EXPECT_EQ(RankBases(all, kTotal, kinds, {}).size(), 1u) << "an area counts once";
  all[0].figures.push_back(Figure("TUR", "1"));
  EXPECT_EQ(RankBases(all, kTotal, kinds, {})[0].source, "sources/few") << "half is enough";
}

TEST(AreaBasesTest, ChaptersOfRevisionsAreOneBasisInWhichTheLaterOneHasTheSay) {
  const std::vector<AreaFigures> all = {Of("s", "H5", {Figure("TUR", "2"), Figure("CHN", "1")}),
                                        Of("s", "H4", {Figure("CHN", "3"), Figure("RUS", "4")})};
  const std::vector<Basis> bases = RankBases(all, "03", {}, {});
  ASSERT_THAT(bases, ElementsAre(Basis{"sources/s", "USD", "HS"}));
  EXPECT_EQ(Text(OnBasis(bases[0], all)), "CHN 1 RUS 4 TUR 2");
  EXPECT_THAT(OtherClassifications(bases[0], all), IsEmpty());
}

TEST(AreaBasesTest, AWholeValueGoesBeforeOneOfALaterRevisionThatMayBeTooSmall) {
  std::vector<AreaFigures> all = {Of("s", "H5", {Figure("KAZ", "70"), Figure("RUS", "100")}),
                                  Of("s", "H6", {Figure("KAZ", "60"), Figure("UZB", "5")})};
  for (AreaFigure& figure : all[1].figures) figure.flags.Add(Flag::kIncomplete);
  EXPECT_EQ(Text(OnBasis(RankBases(all, "27", {}, {}).front(), all)), "KAZ 70 RUS 100 UZB 5");
}

TEST(AreaBasesTest, SubheadingsOfRevisionsAreNeverMixed) {
  const std::vector<AreaFigures> all = {Of("s", "H4", {Figure("CHN", "3")}),
                                        Of("s", "H5", {Figure("CHN", "1")})};
  const std::vector<Basis> bases = RankBases(all, "030211", {}, {});
  ASSERT_THAT(bases, ElementsAre(Basis{"sources/s", "USD", "H5"}, Basis{"sources/s", "USD", "H4"}));
  EXPECT_EQ(Text(OnBasis(bases[0], all)), "CHN 1");
  EXPECT_THAT(OtherClassifications(bases[0], all), ElementsAre("H4"));
}

}  // namespace
}  // namespace entente::trade
