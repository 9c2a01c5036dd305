#include "trade_service/core/mirror.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::mirror_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::Optional;
using testing::Per;

Series SeriesOf(absl::string_view reporter, absl::string_view partner, absl::string_view flow,
                const std::vector<std::pair<std::string, std::string>>& values) {
  Series series;
  series.reporter = std::string(reporter);
  series.partner = std::string(partner);
  series.flow = std::string(flow);
  series.commodity = kTotal;
  series.currency = "USD";
  for (const auto& [period, value] : values) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec(value);
  }
  return series;
}

TEST(MirrorByPeriodTest, ImportsLessExports) {
  const Series exports =
      SeriesOf("KAZ", "TUR", "X", {{"2019", "80"}, {"2020", "100"}, {"2022", "0"}});
  const Series imports =
      SeriesOf("TUR", "KAZ", "M", {{"2020", "125.5"}, {"2021", "7"}, {"2022", "3"}});
  ASSERT_OK_AND_ASSIGN(const auto mirror, MirrorByPeriod(exports, imports));
  ASSERT_EQ(mirror.size(), 4u);
  EXPECT_EQ(mirror[0].period, Per("2019"));
  EXPECT_EQ(mirror[0].exports, &exports.points[0]);
  EXPECT_EQ(mirror[0].imports, nullptr);
  EXPECT_EQ(mirror[0].gap.gap, std::nullopt);
  EXPECT_EQ(mirror[0].gap.ratio, std::nullopt);
  EXPECT_EQ(mirror[1].gap.gap, Dec("25.5"));
  EXPECT_THAT(mirror[1].gap.ratio, Optional(DoubleEq(1.255)));
  EXPECT_EQ(mirror[2].period, Per("2021"));
  EXPECT_EQ(mirror[2].exports, nullptr);
  EXPECT_EQ(mirror[2].imports, &imports.points[1]);
  EXPECT_EQ(mirror[3].gap.gap, Dec("3"));
  EXPECT_EQ(mirror[3].gap.ratio, std::nullopt) << "of nothing";
}

TEST(MirrorByPeriodTest, OnlyOfTheSameTrade) {
  const Series exports = SeriesOf("KAZ", "TUR", "X", {});
  const Series imports = SeriesOf("TUR", "KAZ", "M", {});
  EXPECT_OK(MirrorByPeriod(exports, imports));
  const auto spoilt = [&](auto change) {
    Series other = imports;
    change(other);
    return MirrorByPeriod(exports, other).status();
  };
  const auto is_invalid = StatusIs(absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(spoilt([](Series& s) { std::swap(s.reporter, s.partner); }), is_invalid);
  EXPECT_THAT(spoilt([](Series& s) { s.partner = kWorld; }), is_invalid);
  EXPECT_THAT(spoilt([](Series& s) { s.commodity = "03"; }), is_invalid);
  EXPECT_THAT(spoilt([](Series& s) { s.classification = "H5"; }), is_invalid);
  EXPECT_THAT(spoilt([](Series& s) { s.frequency = Frequency::kMonthly; }), is_invalid);
  EXPECT_THAT(spoilt([](Series& s) { s.currency = "EUR"; }), is_invalid);
}

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  return row;
}

TEST(MirrorByProductTest, WhatOneEndAloneReportsIsZeroAtTheOther) {
  const std::vector<CommodityRow> export_rows = {Row("01", "10"), Row("02", "20")};
  const std::vector<CommodityRow> import_rows = {Row("02", "25"), Row("03", "5")};
  ASSERT_OK_AND_ASSIGN(const CommodityTable exports, CommoditiesAt(2, export_rows, "H5", "USD"));
  ASSERT_OK_AND_ASSIGN(const CommodityTable imports, CommoditiesAt(2, import_rows, "H6", "USD"));
  ASSERT_OK_AND_ASSIGN(const auto mirror, MirrorByProduct(exports, imports));
  ASSERT_EQ(mirror.size(), 3u);
  EXPECT_EQ(mirror[0].code, "01");
  EXPECT_EQ(mirror[0].imports, nullptr);
  EXPECT_EQ(mirror[0].gap.gap, Dec("-10"));
  EXPECT_THAT(mirror[0].gap.ratio, Optional(DoubleEq(0)));
  EXPECT_EQ(mirror[1].gap.gap, Dec("5"));
  EXPECT_EQ(mirror[1].exports, &exports.products[1]);
  EXPECT_EQ(mirror[1].imports, &imports.products[0]);
  EXPECT_EQ(mirror[2].gap.gap, Dec("5"));
  EXPECT_EQ(mirror[2].gap.ratio, std::nullopt);
}

TEST(MirrorByProductTest, HeadingsOfTwoRevisionsAreOtherGoods) {
  const auto table = [](int level, const std::string& classification, const std::string& currency) {
    return CommoditiesAt(level, {}, classification, currency).value();
  };
  EXPECT_OK(MirrorByProduct(table(2, "H5", "USD"), table(2, "H6", "USD")));
  EXPECT_OK(MirrorByProduct(table(4, "H6", "USD"), table(4, "H6", "USD")));
  const auto is_invalid = StatusIs(absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(MirrorByProduct(table(4, "H5", "USD"), table(4, "H6", "USD")), is_invalid);
  EXPECT_THAT(MirrorByProduct(table(2, "H6", "USD"), table(4, "H6", "USD")), is_invalid);
  EXPECT_THAT(MirrorByProduct(table(2, "H5", "EUR"), table(2, "H6", "USD")), is_invalid);
  EXPECT_THAT(MirrorByProduct(table(2, "S4", "USD"), table(2, "H6", "USD")), is_invalid);
}

}  // namespace
}  // namespace entente::trade::mirror_test
