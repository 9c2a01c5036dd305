#include "trade_service/core/volume.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::volume_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Per;

const Pair kPair = {"KAZ", "TUR"};

// A series of one point.
Series OnePoint(const std::string& source, const std::string& reporter, const std::string& flow,
                absl::string_view period, absl::string_view value, bool inferred = false) {
  Series series{.reporter = reporter,
                .partner = reporter == "KAZ" ? "TUR" : "KAZ",
                .flow = flow,
                .commodity = kTotal,
                .classification = "",
                .frequency = Per(period).frequency(),
                .source = "sources/" + source,
                .currency = "USD",
                .points = {}};
  Point& point = series.points.emplace_back();
  point.period = Per(period);
  point.value = Dec(value);
  point.locator = absl::StrCat(reporter, flow);
  point.release = 1;
  if (inferred) point.flags.Add(Flag::kReporterInferred);
  return series;
}

std::string Describe(const Volume& volume) {
  static const char* const kNames[] = {"?", "reporter", "exporters", "importers", "reconciled"};
  const Definition& d = volume.definition;
  return absl::StrCat(volume.period.ToString(), " ", d.source.substr(8), " ",
                      kNames[static_cast<int>(d.perspective)], d.reporter.empty() ? "" : " ",
                      d.reporter, ": ", volume.exports.value.ToString(), "+",
                      volume.imports.value.ToString(), "=", volume.total.ToString());
}

std::vector<std::string> VolumesOf(const std::vector<Series>& series, const SourceKinds& kinds) {
  const auto volumes = Volumes(kPair, series, kinds);
  EXPECT_OK(volumes);
  std::vector<std::string> described;
  for (const Volume& volume : *volumes) described.push_back(Describe(volume));
  return described;
}

const SourceKinds kKinds = {{"sources/national", SourceKind::kNational},
                            {"sources/compiled", SourceKind::kCompiled},
                            {"sources/compiled2", SourceKind::kCompiled},
                            {"sources/baci", SourceKind::kReconciled},
                            {"sources/unspecified", SourceKind::kUnspecified}};

TEST(VolumesTest, EveryPerspectiveThatBothReportsAllow) {
  EXPECT_THAT(
      VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"),
                 OnePoint("compiled", "KAZ", "M", "2021", "20"),
                 OnePoint("compiled", "TUR", "X", "2021", "300"),
                 OnePoint("compiled", "TUR", "M", "2021", "4000")},
                kKinds),
      ElementsAre("2021 compiled reporter KAZ: 1+20=21",
                  "2021 compiled reporter TUR: 300+4000=4300",
                  // As the pair's first country sees it: its own exports, and what the
                  // other one says that it exported.
                  "2021 compiled exporters: 1+300=301", "2021 compiled importers: 4000+20=4020"));
}

TEST(VolumesTest, OnlyWhatTheDataAllows) {
  const Series kaz_exports = OnePoint("compiled", "KAZ", "X", "2021", "1");
  const Series kaz_imports = OnePoint("compiled", "KAZ", "M", "2021", "20");
  const Series tur_exports = OnePoint("compiled", "TUR", "X", "2021", "300");
  const Series tur_imports = OnePoint("compiled", "TUR", "M", "2021", "4000");
  EXPECT_THAT(VolumesOf({}, kKinds), IsEmpty());
  EXPECT_THAT(VolumesOf({kaz_exports}, kKinds), IsEmpty());
  EXPECT_THAT(VolumesOf({kaz_exports, tur_imports}, kKinds), IsEmpty()) << "one direction, twice";
  EXPECT_THAT(VolumesOf({kaz_exports, kaz_imports}, kKinds),
              ElementsAre("2021 compiled reporter KAZ: 1+20=21"));
  EXPECT_THAT(VolumesOf({kaz_exports, tur_exports}, kKinds),
              ElementsAre("2021 compiled exporters: 1+300=301"));
  EXPECT_THAT(VolumesOf({kaz_imports, tur_imports}, kKinds),
              ElementsAre("2021 compiled importers: 4000+20=4020"));
}

TEST(VolumesTest, ASourceOfNoKnownKindIsTakenForReports) {
  EXPECT_THAT(VolumesOf({OnePoint("unknown", "TUR", "X", "2021", "1"),
                         OnePoint("unknown", "TUR", "M", "2021", "2")},
                        kKinds),
              ElementsAre("2021 unknown reporter TUR: 1+2=3"));
}

TEST(VolumesTest, SourcesPeriodsAndCurrenciesAreNeverMixed) {
  Series euros = OnePoint("compiled", "KAZ", "M", "2021", "2");
  euros.currency = "EUR";
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"), euros}, kKinds), IsEmpty());
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"),
                         OnePoint("national", "KAZ", "M", "2021", "2")},
                        kKinds),
              IsEmpty());
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"),
                         OnePoint("compiled", "KAZ", "M", "2022", "2")},
                        kKinds),
              IsEmpty());
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"),
                         OnePoint("compiled", "KAZ", "M", "2021-01", "2")},
                        kKinds),
              IsEmpty());
}

TEST(VolumesTest, EachCurrencyHasItsOwnVolume) {
  Series euro_exports = OnePoint("compiled", "KAZ", "X", "2021", "1");
  Series euro_imports = OnePoint("compiled", "KAZ", "M", "2021", "2");
  euro_exports.currency = euro_imports.currency = "EUR";
  ASSERT_OK_AND_ASSIGN(const auto volumes,
                       Volumes(kPair,
                               {OnePoint("compiled", "KAZ", "X", "2021", "10"), euro_exports,
                                OnePoint("compiled", "KAZ", "M", "2021", "20"), euro_imports},
                               kKinds));
  ASSERT_EQ(volumes.size(), 2u);
  EXPECT_EQ(volumes[0].currency(), "EUR");
  EXPECT_EQ(volumes[0].total, Dec("3"));
  EXPECT_EQ(volumes[1].currency(), "USD");
  EXPECT_EQ(volumes[1].total, Dec("30"));
}

TEST(VolumesTest, CommoditiesAndOtherFlowsDoNotCount) {
  Series fish = OnePoint("compiled", "KAZ", "M", "2021", "2");
  fish.commodity = "03";
  fish.classification = "H6";
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1"), fish,
                         OnePoint("compiled", "KAZ", "FM", "2021", "4")},
                        kKinds),
              IsEmpty());
}

TEST(VolumesTest, ReconciledSourcesTellEachDirectionOnceWhoeverIsNamed) {
  EXPECT_THAT(VolumesOf({OnePoint("baci", "KAZ", "X", "2021", "1"),
                         OnePoint("baci", "TUR", "X", "2021", "2")},
                        kKinds),
              ElementsAre("2021 baci reconciled: 1+2=3"));
  EXPECT_THAT(VolumesOf({OnePoint("baci", "TUR", "M", "2021", "1"),
                         OnePoint("baci", "KAZ", "M", "2021", "2")},
                        kKinds),
              ElementsAre("2021 baci reconciled: 1+2=3"));
  EXPECT_THAT(VolumesOf({OnePoint("baci", "KAZ", "X", "2021", "1"),
                         OnePoint("baci", "KAZ", "M", "2021", "2")},
                        kKinds),
              ElementsAre("2021 baci reconciled: 1+2=3"));
  EXPECT_THAT(VolumesOf({OnePoint("baci", "KAZ", "X", "2021", "1"),
                         OnePoint("baci", "TUR", "M", "2021", "2")},
                        kKinds),
              IsEmpty());
}

TEST(VolumesTest, AnInferredReporterIsNobodysOwnReport) {
  EXPECT_THAT(VolumesOf({OnePoint("compiled", "KAZ", "X", "2021", "1", true),
                         OnePoint("compiled", "KAZ", "M", "2021", "2", false),
                         OnePoint("compiled", "TUR", "X", "2021", "3", true)},
                        kKinds),
              ElementsAre("2021 compiled exporters: 1+3=4"));
}

TEST(VolumesTest, LatestPeriodThenWeightiestSourceFirst) {
  std::vector<Series> series;
  for (const char* source : {"unspecified", "baci", "compiled2", "compiled", "national"}) {
    for (const char* period : {"2020", "2021"}) {
      series.push_back(OnePoint(source, "KAZ", "X", period, "1"));
      series.push_back(OnePoint(source, "KAZ", "M", period, "1"));
    }
  }
  EXPECT_THAT(
      VolumesOf(series, kKinds),
      ElementsAre("2021 national reporter KAZ: 1+1=2", "2021 compiled reporter KAZ: 1+1=2",
                  "2021 compiled2 reporter KAZ: 1+1=2", "2021 baci reconciled: 1+1=2",
                  "2021 unspecified reporter KAZ: 1+1=2", "2020 national reporter KAZ: 1+1=2",
                  "2020 compiled reporter KAZ: 1+1=2", "2020 compiled2 reporter KAZ: 1+1=2",
                  "2020 baci reconciled: 1+1=2", "2020 unspecified reporter KAZ: 1+1=2"));
}

// Requirement 11: values have decimals, and can be zero or negative.
TEST(VolumesTest, ExactToTheLastDigit) {
  ASSERT_OK_AND_ASSIGN(const auto volumes,
                       Volumes(kPair,
                               {OnePoint("national", "KAZ", "X", "2021", "2964665648.32"),
                                OnePoint("national", "KAZ", "M", "2021", "1146382283.36"),
                                OnePoint("national", "KAZ", "X", "2020", "0"),
                                OnePoint("national", "KAZ", "M", "2020", "-0.001")},
                               kKinds));
  ASSERT_EQ(volumes.size(), 2u);
  EXPECT_EQ(volumes[0].total, Dec("4111047931.68"));
  EXPECT_EQ(volumes[0].balance, Dec("1818283364.96"));
  EXPECT_EQ(volumes[1].total, Dec("-0.001"));
  EXPECT_EQ(volumes[1].balance, Dec("0.001"));
}

TEST(VolumesTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(Volumes(kPair,
                      {OnePoint("national", "KAZ", "X", "2021", huge),
                       OnePoint("national", "KAZ", "M", "2021", huge)},
                      kKinds),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(VolumesTest, AFigureKeepsWhatItsPointSays) {
  Series series = OnePoint("national", "KAZ", "M", "2021", "2");
  series.points[0].valuation = Valuation::kCif;
  series.points[0].flags.Add(Flag::kEstimated);
  EXPECT_EQ(FigureOf(series, series.points[0]), (Figure{.period = Per("2021"),
                                                        .value = Dec("2"),
                                                        .currency = "USD",
                                                        .valuation = Valuation::kCif,
                                                        .flags = series.points[0].flags,
                                                        .locator = "KAZM",
                                                        .release = 1}));
}

TEST(WeightOfTest, NationalBeforeCompiledBeforeReconciledBeforeUnknown) {
  EXPECT_LT(WeightOf(kKinds, "sources/national"), WeightOf(kKinds, "sources/compiled"));
  EXPECT_LT(WeightOf(kKinds, "sources/compiled"), WeightOf(kKinds, "sources/baci"));
  EXPECT_LT(WeightOf(kKinds, "sources/baci"), WeightOf(kKinds, "sources/unspecified"));
  EXPECT_EQ(WeightOf(kKinds, "sources/unspecified"), WeightOf(kKinds, "sources/missing"));
}

TEST(VolumesPropertyTest, TotalIsExportsAndImports) {
  std::mt19937_64 random(11);
  const auto any = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  for (int round = 0; round < 200; ++round) {
    std::vector<Series> series;
    for (int i = 0; i < 12; ++i) {
      const std::string value =
          absl::StrCat(any(4) ? "" : "-", random() % 1'000'000'000'000, ".", any(1000));
      series.push_back(OnePoint(any(2) ? "compiled" : "baci", any(2) ? "KAZ" : "TUR",
                                any(2) ? "X" : "M", absl::StrCat(2020 + any(3)), value,
                                any(5) == 0));
    }
    ASSERT_OK_AND_ASSIGN(const auto volumes, Volumes(kPair, series, kKinds));
    for (const Volume& volume : volumes) {
      EXPECT_EQ(volume.total, volume.exports.value.Add(volume.imports.value).value());
      EXPECT_EQ(volume.balance, volume.exports.value.Subtract(volume.imports.value).value());
      EXPECT_EQ(volume.exports.period, volume.period);
      EXPECT_EQ(volume.imports.period, volume.period);
      EXPECT_EQ(volume.exports.currency, volume.imports.currency);
      EXPECT_EQ(volume.definition.reporter.empty(),
                volume.definition.perspective != Perspective::kReporter);
      EXPECT_EQ(volume.definition.perspective == Perspective::kReconciled,
                volume.definition.source == "sources/baci");
    }
  }
}

}  // namespace
}  // namespace entente::trade::volume_test
