// Reads that go through many blocks end at the caller's deadline.

#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/availability.h"
#include "trade_service/commodity_ranking.h"
#include "trade_service/partner_ranking.h"
#include "trade_service/testing/served.h"
#include "trade_service/trend.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Parse;

class DeadlineTest : public testing::EveryEngineTest {
 protected:
  DeadlineTest() {
    Observation fish = testing::MakeObservation("KAZ", "TUR", "X", "2021", "1");
    fish.cell.commodity = "03";
    const Batch batch = testing::BatchOf(testing::MakeRelease("s", "d", "2022"), {fish});
    EXPECT_OK(store_->Import(testing::ByAyse(), batch));
    late_.deadline = absl::InfinitePast();
  }

  rpc::Context in_time_;
  rpc::Context late_;
};

TEST_P(DeadlineTest, Availability) {
  EXPECT_THAT(GetAvailability(*store_, late_, {}), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(GetAvailability(*store_, in_time_, {}));
}

TEST_P(DeadlineTest, PartnersOfOneCommodity) {
  const auto request = Parse<v1::RankPartnersRequest>("reporter: 'KAZ' commodity: '03'");
  EXPECT_THAT(RankPartners(*store_, late_, request), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(RankPartners(*store_, in_time_, request));
}

TEST_P(DeadlineTest, SuppliersOfOneCommodity) {
  const auto request = Parse<v1::RankSuppliersRequest>(
      "importer: 'TUR' commodity: '03' by_exporters: true period: '2021'");
  EXPECT_THAT(RankSuppliers(*store_, late_, request),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(RankSuppliers(*store_, in_time_, request));
}

TEST_P(DeadlineTest, Trend) {
  const auto request = Parse<v1::GetTrendRequest>("reporter: 'KAZ' partner: 'TUR' commodity: '03'");
  EXPECT_THAT(GetTrend(*store_, late_, request), StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(GetTrend(*store_, in_time_, request));
}

TEST_P(DeadlineTest, Commodities) {
  const auto request = Parse<v1::RankCommoditiesRequest>("reporter: 'KAZ' partner: 'TUR'");
  EXPECT_THAT(RankCommodities(*store_, late_, request),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_OK(RankCommodities(*store_, in_time_, request));
}

INSTANTIATE_TEST_SUITE_P(Engines, DeadlineTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
