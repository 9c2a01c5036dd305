#include "trade_service/core/target.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::IsEmpty;
using testing::MakeTarget;
using testing::Per;

Volume MakeVolume(absl::string_view period, absl::string_view total,
                  Perspective perspective = Perspective::kExporters,
                  absl::string_view currency = "USD", absl::string_view source = "sources/s") {
  Volume volume;
  volume.definition = {.perspective = perspective,
                       .reporter = perspective == Perspective::kReporter ? "KAZ" : "",
                       .source = std::string(source),
                       .frequency = Per(period).frequency()};
  volume.period = Per(period);
  volume.exports.currency = volume.imports.currency = std::string(currency);
  volume.total = Dec(total);
  return volume;
}

TEST(CheckTargetTest, AWholeTargetIsGood) { EXPECT_OK(CheckTarget(MakeTarget("10bn"))); }

TEST(CheckTargetTest, NamesWhatIsMissing) {
  const auto reason = [](auto spoil) {
    Target target = MakeTarget("10bn");
    spoil(target);
    const absl::Status status = CheckTarget(target);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    const ErrorDetails details = DetailsOf(status);
    return absl::StrCat(details.reason, " ", details.violations.at(0).field);
  };
  EXPECT_EQ(reason([](Target& t) { t.amount.value = Decimal(); }),
            "AMOUNT_INVALID target.amount.decimal");
  EXPECT_EQ(reason([](Target& t) { t.amount.value = Dec("-1"); }),
            "AMOUNT_INVALID target.amount.decimal");
  EXPECT_EQ(reason([](Target& t) { t.announced = PartialDate(); }),
            "DATE_MISSING target.announced");
  EXPECT_EQ(reason([](Target& t) { t.evidence.clear(); }), "EVIDENCE_MISSING target.evidence");
}

TEST(EvaluateTargetTest, NoVolumeNoAttainment) {
  EXPECT_THAT(EvaluateTarget(MakeTarget("10bn"), {}), IsEmpty());
}

TEST(EvaluateTargetTest, TheLatestVolumeOfEachDefinitionIsMeasured) {
  const auto attainments = EvaluateTarget(MakeTarget("10bn", "10"),
                                          {MakeVolume("2022", "6"), MakeVolume("2021", "12"),
                                           MakeVolume("2021", "10", Perspective::kImporters),
                                           MakeVolume("2020", "11"), MakeVolume("2019", "9.99")});
  ASSERT_EQ(attainments.size(), 2u);
  EXPECT_EQ(attainments[0].volume.period, Per("2022"));
  EXPECT_DOUBLE_EQ(attainments[0].ratio, 0.6);
  EXPECT_FALSE(attainments[0].met);
  EXPECT_EQ(attainments[0].first_met, Per("2020")) << "it had been met, and was lost again";
  EXPECT_EQ(attainments[0].met_since, std::nullopt);
  EXPECT_EQ(attainments[1].volume.definition.perspective, Perspective::kImporters);
  EXPECT_TRUE(attainments[1].met) << "just the amount is enough";
  EXPECT_EQ(attainments[1].first_met, Per("2021"));
  EXPECT_EQ(attainments[1].met_since, Per("2021"));
}

TEST(EvaluateTargetTest, MetSinceIsWhereTheUnbrokenRunBegins) {
  const auto attainments =
      EvaluateTarget(MakeTarget("10bn", "10"), {MakeVolume("2023", "12"), MakeVolume("2022", "10"),
                                                MakeVolume("2021", "9"), MakeVolume("2020", "11")});
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_EQ(attainments[0].first_met, Per("2020"));
  EXPECT_EQ(attainments[0].met_since, Per("2022"));
}

TEST(EvaluateTargetTest, NeverMet) {
  const auto attainments =
      EvaluateTarget(MakeTarget("t", "10"), {MakeVolume("2022", "9.999999999999999999")});
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_FALSE(attainments[0].met) << "exactly, though the ratio rounds to 1";
  EXPECT_EQ(attainments[0].first_met, std::nullopt);
}

TEST(EvaluateTargetTest, AnotherCurrencyIsLeftOut) {
  const auto attainments = EvaluateTarget(
      MakeTarget("t", "10"),
      {MakeVolume("2022", "99", Perspective::kExporters, "EUR"), MakeVolume("2021", "5")});
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_EQ(attainments[0].volume.period, Per("2021"));
  EXPECT_EQ(attainments[0].first_met, std::nullopt);
}

TEST(EvaluateTargetTest, AStatedDefinitionIsTheOnlyOneThatCounts) {
  Target target = MakeTarget("t", "10");
  target.definition = MakeVolume("2022", "1", Perspective::kReporter).definition;
  const std::vector<Volume> volumes = {
      MakeVolume("2022", "11"), MakeVolume("2022", "7", Perspective::kReporter),
      MakeVolume("2022", "8", Perspective::kReporter, "USD", "sources/other")};
  const auto attainments = EvaluateTarget(target, volumes);
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_EQ(attainments[0].volume, volumes[1]);
  target.definition->reporter = "TUR";
  EXPECT_THAT(EvaluateTarget(target, volumes), IsEmpty());
}

TEST(EvaluateTargetTest, ReExportsInAndOutAreTwoDefinitions) {
  std::vector<Volume> volumes = {MakeVolume("2022", "11"), MakeVolume("2022", "9"),
                                 MakeVolume("2021", "10"), MakeVolume("2021", "12")};
  volumes[1].definition.re_exports = volumes[3].definition.re_exports = ReExports::kExcluded;
  Target target = MakeTarget("t", "10");
  auto attainments = EvaluateTarget(target, volumes);
  ASSERT_EQ(attainments.size(), 2u);
  EXPECT_TRUE(attainments[0].met);
  EXPECT_EQ(attainments[0].met_since, Per("2021"));
  EXPECT_FALSE(attainments[1].met);
  EXPECT_EQ(attainments[1].first_met, Per("2021"));
  target.definition = volumes[1].definition;
  attainments = EvaluateTarget(target, volumes);
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_EQ(attainments[0].volume, volumes[1]);
}

// The report of 2022: 'We have surpassed our target of 5 billion', 'exceeded 5.3 billion dollars';
// the official figures disagree.
TEST(EvaluateTargetTest, OfficialFiguresDisagreeWithTheSpeaker) {
  const auto attainments =
      EvaluateTarget(MakeTarget("5bn", "5000000000"), {MakeVolume("2021", "4111047931.68")});
  ASSERT_EQ(attainments.size(), 1u);
  EXPECT_FALSE(attainments[0].met);
  EXPECT_NEAR(attainments[0].ratio, 0.8222, 0.0001);
}

}  // namespace
}  // namespace entente::trade
