#include "trade_service/figure_convert.h"

#include <memory>
#include <vector>

#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

// Figures refer to the evidence of their release, one entry each, in the order of first use.
TEST(EvidenceTableTest, OneEntryARelease) {
  Release published = testing::MakeRelease("s", "d", "2022-02", 1);
  published.url = "https://example.org";
  published.note = "n";
  const Release undated = testing::MakeRelease("unknown", "e", "", 2);
  const Vintage vintage(std::make_shared<std::vector<Release>>(std::vector{published, undated}), 9,
                        std::nullopt);
  const absl::flat_hash_map<std::string, Source> sources = {
      {"sources/s", testing::MakeSource("s", SourceKind::kNational)}};
  EvidenceTable table(vintage, sources);
  EXPECT_EQ(table.IndexOf(2), 0u);
  EXPECT_EQ(table.IndexOf(1), 1u);
  EXPECT_EQ(table.IndexOf(2), 0u);
  google::protobuf::RepeatedPtrField<common::v1::Evidence> evidence;
  table.MoveTo(&evidence);
  ASSERT_EQ(evidence.size(), 2);
  EXPECT_EQ(evidence[0].source(), "sources/unknown");
  EXPECT_EQ(evidence[0].publisher(), "");
  EXPECT_FALSE(evidence[0].has_published());
  EXPECT_EQ(evidence[1].release(), "sources/s/releases/d-2022-02");
  EXPECT_EQ(evidence[1].publisher(), "Publisher of s");
  EXPECT_EQ(evidence[1].url(), "https://example.org");
  EXPECT_EQ(evidence[1].published().edtf(), "2022-02");
  EXPECT_EQ(evidence[1].note(), "n");
  EXPECT_EQ(evidence[1].recorded().seconds(), absl::ToUnixSeconds(testing::StartOfTime()));
}

TEST(FigureConvertTest, VolumesSeriesSidesAndAttainments) {
  const Vintage vintage(std::make_shared<std::vector<Release>>(
                            std::vector{testing::MakeRelease("s", "d", "2022", 1)}),
                        9, std::nullopt);
  const absl::flat_hash_map<std::string, Source> sources;
  const std::vector<Series> series =
      BuildSeries({{testing::MakeObservation("KAZ", "TUR", "X", "2021", "2964665648.32"), 1},
                   {testing::MakeObservation("KAZ", "TUR", "M", "2021", "1146382283.36"), 1}},
                  vintage);
  ASSERT_OK_AND_ASSIGN(const auto volumes, Volumes({"KAZ", "TUR"}, series, {}));
  ASSERT_EQ(volumes.size(), 1u);
  EvidenceTable evidence(vintage, sources);

  const v1::Volume volume = ToProto(volumes[0], evidence);
  EXPECT_EQ(volume.definition().perspective(), v1::PERSPECTIVE_REPORTER);
  EXPECT_EQ(volume.definition().reporter(), "KAZ");
  EXPECT_EQ(volume.definition().source(), "sources/s");
  EXPECT_EQ(volume.definition().frequency(), v1::FREQUENCY_ANNUAL);
  EXPECT_EQ(volume.period(), "2021");
  EXPECT_EQ(volume.exports().amount().decimal(), "2964665648.32");
  EXPECT_EQ(volume.imports().cell(), "KAZ M 2021");
  EXPECT_EQ(volume.total().decimal(), "4111047931.68");
  EXPECT_EQ(volume.total().currency(), "USD");
  EXPECT_EQ(volume.balance().decimal(), "1818283364.96");

  const v1::Series first = ToProto(series[0], evidence);
  EXPECT_EQ(first.flow(), "M");
  EXPECT_EQ(first.source(), "sources/s");
  EXPECT_EQ(first.currency(), "USD");
  ASSERT_EQ(first.points_size(), 1);
  EXPECT_EQ(first.points(0).value(), "1146382283.36");
  EXPECT_FALSE(first.points(0).has_net_weight_kg());

  const v1::Side side = ToProto(SideOf("TUR", "KAZ", series, volumes, {}), evidence);
  EXPECT_EQ(side.reporter().alpha3(), "TUR");
  EXPECT_EQ(side.partner().name(), "Kazakhstan");
  EXPECT_FALSE(side.has_exports());
  EXPECT_FALSE(side.has_latest());

  const auto attainments = EvaluateTarget(testing::MakeTarget("t", "4111047931.68"), volumes);
  ASSERT_EQ(attainments.size(), 1u);
  const v1::Attainment attainment = ToProto(attainments[0], evidence);
  EXPECT_TRUE(attainment.met());
  EXPECT_EQ(attainment.attained_ratio(), 1);
  EXPECT_EQ(attainment.first_met(), "2021");
}

}  // namespace
}  // namespace entente::trade
