#include "trade_service/core/definitions.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/core/re_exports.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::definitions_test {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using testing::Per;

const Pair kPair = {"KAZ", "TUR"};
const SourceKinds kKinds = {{"sources/national", SourceKind::kNational},
                            {"sources/compiled", SourceKind::kCompiled},
                            {"sources/baci", SourceKind::kReconciled}};

Series OnePoint(absl::string_view source, absl::string_view reporter, absl::string_view flow,
                absl::string_view period, absl::string_view value) {
  Series series;
  series.reporter = std::string(reporter);
  series.partner = reporter == "KAZ" ? "TUR" : "KAZ";
  series.flow = std::string(flow);
  series.commodity = kTotal;
  series.frequency = Per(period).frequency();
  series.source = absl::StrCat("sources/", source);
  series.currency = "USD";
  Point& point = series.points.emplace_back();
  point.period = Per(period);
  point.value = Dec(value);
  point.release = 1;
  return series;
}

std::vector<std::string> Describe(const std::vector<Series>& series) {
  static const char* const kNames[] = {"?", "reporter", "exporters", "importers", "reconciled"};
  const absl::StatusOr<std::vector<Series>> without =
      WithoutReExports(series, testing::VintageOf({testing::MakeRelease("s", "d", "2022", 1)}));
  EXPECT_OK(without);
  const absl::StatusOr<std::vector<Volume>> volumes =
      VolumesByEveryDefinition(kPair, series, *without, kKinds);
  EXPECT_OK(volumes);
  std::vector<std::string> all;
  for (const Volume& volume : *volumes) {
    const Definition& d = volume.definition;
    all.push_back(absl::StrCat(
        volume.period.ToString(), " ", d.source.substr(8), " ",
        kNames[static_cast<int>(d.perspective)], d.reporter.empty() ? "" : " ", d.reporter,
        d.re_exports == ReExports::kExcluded ? " without" : "", ": ", volume.total.ToString()));
  }
  return all;
}

TEST(VolumesByEveryDefinitionTest, ReExportsInAndOut) {
  EXPECT_THAT(Describe({OnePoint("compiled", "KAZ", "X", "2021", "100"),
                        OnePoint("compiled", "KAZ", "RX", "2021", "10"),
                        OnePoint("compiled", "KAZ", "M", "2021", "50"),
                        OnePoint("compiled", "KAZ", "RM", "2021", "1"),
                        OnePoint("compiled", "TUR", "X", "2021", "45"),
                        OnePoint("compiled", "TUR", "DX", "2021", "40"),
                        OnePoint("compiled", "TUR", "M", "2021", "105")}),
              ElementsAre("2021 compiled reporter KAZ: 150",          // 100 + 50
                          "2021 compiled reporter KAZ without: 139",  // 90 + 49
                          "2021 compiled reporter TUR: 150",          // 45 + 105; no RM or FM
                          "2021 compiled exporters: 145",             // 100 + 45
                          "2021 compiled exporters without: 130",     // 90 + 40
                          "2021 compiled importers: 155"));           // 50 + 105
}

TEST(VolumesByEveryDefinitionTest, EverySourceAndFrequency) {
  EXPECT_THAT(Describe({OnePoint("compiled", "KAZ", "X", "2021-01", "1"),
                        OnePoint("compiled", "KAZ", "M", "2021-01", "2"),
                        OnePoint("national", "KAZ", "X", "2021", "10"),
                        OnePoint("national", "KAZ", "M", "2021", "20"),
                        OnePoint("national", "KAZ", "DX", "2020", "7"),
                        OnePoint("national", "KAZ", "FM", "2020", "8"),
                        OnePoint("baci", "KAZ", "X", "2021", "11"),
                        OnePoint("baci", "TUR", "X", "2021", "22")}),
              ElementsAre("2021-01 compiled reporter KAZ: 3", "2021 national reporter KAZ: 30",
                          "2021 baci reconciled: 33", "2020 national reporter KAZ without: 15"));
}

}  // namespace
}  // namespace entente::trade::definitions_test
