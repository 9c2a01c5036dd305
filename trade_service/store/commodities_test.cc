#include "trade_service/store/commodities.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using testing::BatchOf;
using testing::ByAyse;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::Per;

Observation Goods(absl::string_view commodity, absl::string_view classification,
                  absl::string_view value, absl::string_view period = "2021") {
  Observation observation = MakeObservation("KAZ", "TUR", "X", period, value);
  observation.cell.commodity = std::string(commodity);
  observation.cell.classification = std::string(classification);
  return observation;
}

class CommoditiesTest : public ::testing::Test {
 protected:
  void Import(const std::string& source, SourceKind kind, const std::string& dataset,
              absl::string_view published, const std::vector<Observation>& observations) {
    Batch batch = BatchOf(MakeRelease(source, dataset, published), observations);
    batch.sources = {MakeSource(source, kind)};
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }

  absl::StatusOr<std::optional<Commodities>> Read(int level, const Basis& asked = {}) {
    return Read(
        {.key = {"KAZ", "TUR", "X", Per("2021")}, .parts = {}, .level = level, .asked = asked});
  }

  absl::StatusOr<std::optional<Commodities>> Read(const CommodityQuery& query,
                                                  std::vector<Period>* missing = nullptr) {
    const auto snapshot = Snapshot::Take(*store_, store_->journal().Head(), std::nullopt);
    return ReadCommodities(*snapshot, query, missing);
  }

  // "compiled HS: 03=1 27=2 of 3".
  static std::string Describe(const std::optional<Commodities>& commodities) {
    if (!commodities) return "-";
    const Basis& basis = commodities->basis;
    std::string text = absl::StrCat(basis.source.substr(8), " ", basis.classification, ":");
    for (const Commodity& one : commodities->table.products) {
      absl::StrAppend(&text, " ", one.code, "=", one.value.ToString());
    }
    return absl::StrCat(text, " of ", commodities->table.total.value.ToString());
  }

  FakeClock clock_{testing::StartOfTime()};
  std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
};

TEST_F(CommoditiesTest, OfTheWeightiestSourceThatHasTheLevel) {
  EXPECT_EQ(Describe(*Read(2)), "-");
  Import("national", SourceKind::kNational, "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "9")});
  EXPECT_EQ(Describe(*Read(2)), "-") << "a total alone";
  Import("compiled", SourceKind::kCompiled, "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "5"), Goods("03", "H5", "4")});
  Import("baci", SourceKind::kReconciled, "d", "2022", {Goods("030211", "H0", "3")});
  EXPECT_EQ(Describe(*Read(2)), "compiled HS: 03=4 of 5");
  EXPECT_EQ(Describe(*Read(4)), "baci H0: 0302=3 of 3");
  EXPECT_EQ(Describe(*Read(2, {"sources/baci", "", ""})), "baci HS: 03=3 of 3");
  EXPECT_EQ(Describe(*Read(2, {"", "EUR", ""})), "-");
}

TEST_F(CommoditiesTest, RowsOfTwoClassificationsAreNeverPutTogether) {
  Import("s", SourceKind::kCompiled, "d", "2022",
         {Goods("03", "H4", "1"), Goods("04", "H4", "1"), Goods("03", "H5", "2"),
          Goods("111", "S4", "3")});
  EXPECT_EQ(Describe(*Read(2)), "s HS: 03=2 of 2");
  EXPECT_THAT((*Read(2))->other_classifications, ElementsAre("H4", "S4"));
  EXPECT_EQ(Describe(*Read(2, {"", "", "H4"})), "s H4: 03=1 04=1 of 2");
  EXPECT_EQ(Describe(*Read(2, {"", "", "H6"})), "-");
}

TEST_F(CommoditiesTest, AThinSourceStandsBackAndOfEqualOnesTheFullerHasTheSay) {
  Import("a", SourceKind::kCompiled, "d", "2022", {Goods("03", "H5", "1"), Goods("04", "H5", "1")});
  Import("b", SourceKind::kCompiled, "d", "2022",
         {Goods("03", "H5", "2"), Goods("04", "H5", "2"), Goods("27", "H5", "2")});
  EXPECT_EQ(Describe(*Read(2)), "b HS: 03=2 04=2 27=2 of 6");
  Import("thin", SourceKind::kNational, "d", "2022", {Goods("03", "H5", "9")});
  EXPECT_EQ(Describe(*Read(2)), "b HS: 03=2 04=2 27=2 of 6");
  EXPECT_EQ(Describe(*Read(2, {"sources/thin", "", ""})), "thin HS: 03=9 of 9");
  Import("national", SourceKind::kNational, "d", "2022",
         {Goods("03", "H5", "8"), Goods("0302", "H5", "8")});
  EXPECT_EQ(Describe(*Read(2)), "national HS: 03=8 of 8") << "two rows of three";
}

TEST_F(CommoditiesTest, AThinRevisionStandsBack) {
  Import("s", SourceKind::kCompiled, "d", "2022",
         {Goods("030211", "H4", "1"), Goods("030219", "H4", "1"), Goods("270900", "H4", "1"),
          Goods("030211", "H5", "2")});
  EXPECT_EQ(Describe(*Read(6)), "s H4: 030211=1 030219=1 270900=1 of 3");
  EXPECT_THAT((*Read(6))->other_classifications, ElementsAre("H5"));
  EXPECT_EQ(Describe(*Read(6, {"", "", "H5"})), "s H5: 030211=2 of 2");
}

TEST_F(CommoditiesTest, WhereDataSetsOverlapTheOnePublishedLastHasTheSay) {
  Import("s", SourceKind::kCompiled, "new", "2023", {Goods("03", "H5", "2")});
  Import("s", SourceKind::kCompiled, "old", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "9"), Goods("03", "H5", "1"),
          Goods("04", "H5", "1")});
  ASSERT_OK_AND_ASSIGN(const auto commodities, Read(2));
  EXPECT_EQ(Describe(commodities), "s HS: 03=2 04=1 of 9");
  EXPECT_THAT(commodities->other_classifications, IsEmpty());
}

TEST_F(CommoditiesTest, AQuarterIsAddedUpFromItsMonths) {
  const CommodityQuery quarter{.key = {"KAZ", "TUR", "X", Per("2021-Q1")},
                               .parts = Frequency::kMonthly,
                               .level = 2,
                               .asked = {}};
  Import("national", SourceKind::kNational, "d", "2022",
         {Goods("03", "H5", "9", "2021-01"), Goods("03", "H5", "9", "2021-03")});
  std::vector<Period> missing;
  EXPECT_EQ(Describe(*Read(quarter, &missing)), "-") << "never a part for the whole";
  EXPECT_THAT(missing, ElementsAre(Per("2021-02")));

  // Of two revisions, in releases of their own.
  Import("compiled", SourceKind::kCompiled, "jan", "2022",
         {Goods("03", "H5", "1", "2021-01"), Goods("27", "H5", "2", "2021-01")});
  Import("compiled", SourceKind::kCompiled, "feb", "2022",
         {Goods("27", "H5", "4", "2021-02"), Goods("0302", "H5", "4", "2021-02")});
  Import("compiled", SourceKind::kCompiled, "mar", "2022",
         {Goods("27", "H6", "8", "2021-03"), Goods("0302", "H6", "4", "2021-03")});
  ASSERT_OK_AND_ASSIGN(const auto sum, Read(quarter));
  EXPECT_EQ(Describe(sum), "compiled HS: 03=9 27=14 of 23");
  EXPECT_TRUE(sum->table.total.flags.Has(Flag::kSummed));
  EXPECT_EQ(sum->rows.size(), 3u);

  CommodityQuery headings = quarter;
  headings.level = 4;
  missing.clear();
  EXPECT_EQ(Describe(*Read(headings, &missing)), "-") << "headings of H6 alone";
  EXPECT_THAT(missing, ElementsAre(Per("2021-01"), Per("2021-02")));
  CommodityQuery as_such = quarter;
  as_such.parts = Frequency::kQuarterly;
  EXPECT_EQ(Describe(*Read(as_such)), "-") << "no source has the quarter as such";
  CommodityQuery of_any = quarter;
  of_any.parts.reset();
  EXPECT_EQ(Describe(*Read(of_any)), "compiled HS: 03=9 27=14 of 23");
  Import("compiled", SourceKind::kCompiled, "quarters", "2022",
         {Goods("27", "H5", "15", "2021-Q1")});
  EXPECT_EQ(Describe(*Read(as_such)), "compiled HS: 27=15 of 15");
  EXPECT_EQ(Describe(*Read(of_any)), "compiled HS: 27=15 of 15") << "before its months";
}

}  // namespace
}  // namespace entente::trade
