#include "trade_service/core/partners.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::partners_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::Optional;
using testing::Per;

using Rows = std::vector<PartnerRow>;

PartnerRow Row(absl::string_view area, absl::string_view value) {
  PartnerRow row;
  row.area = area;
  row.value = Dec(value);
  return row;
}

PartnerRanking Ranking(const Rows& rows, int limit = 100, absl::string_view area = "") {
  absl::StatusOr<PartnerRanking> ranking = RankPartners("CHN", rows, limit, area);
  EXPECT_OK(ranking);
  return *std::move(ranking);
}

std::vector<std::string> Describe(const PartnerRanking& ranking) {
  static const char* const kKinds[] = {"country", "special", "self"};
  std::vector<std::string> all;
  for (const RankedPartner& partner : ranking.partners) {
    all.push_back(absl::StrCat(partner.rank ? absl::StrCat(*partner.rank) : "-", " ",
                               partner.row->area, " ", kKinds[static_cast<int>(partner.kind)], " ",
                               partner.share ? absl::StrCat(*partner.share) : "-"));
  }
  return all;
}

// Requirement 8: the world is never added to partners. Requirement 13: 899, 837 are no countries.
TEST(RankPartnersTest, CountriesAloneHaveRanks) {
  const Rows rows = {Row("DEU", "10"), Row("899", "30"), Row("W00", "100"), Row("CHN", "25"),
                     Row("USA", "20"), Row("837", "5"),  Row("TWN", "10"),  Row("KAZ", "0")};
  const PartnerRanking ranking = Ranking(rows);
  EXPECT_THAT(
      Describe(ranking),
      ElementsAre("- 899 special 0.3", "- CHN self 0.25", "1 USA country 0.2", "2 DEU country 0.1",
                  "2 TWN country 0.1", "- 837 special 0.05", "- KAZ country 0"));
  EXPECT_EQ(ranking.ranked, 3);
  EXPECT_EQ(ranking.world, Dec("100"));
  EXPECT_TRUE(ranking.world_given);
}

TEST(RankPartnersTest, TheFirstAloneAndTheOneThatIsAskedFor) {
  const Rows rows = {Row("KAZ", "1"), Row("899", "9"),  Row("USA", "5"), Row("ITA", "1"),
                     Row("DEU", "1"), Row("W00", "20"), Row("FRA", "3"), Row("TUR", "0")};
  const PartnerRanking ranking = Ranking(rows, 3, "KAZ");
  EXPECT_THAT(Describe(ranking),
              ElementsAre("- 899 special 0.45", "1 USA country 0.25", "2 FRA country 0.15"));
  EXPECT_EQ(ranking.ranked, 5);
  ASSERT_TRUE(ranking.asked);
  EXPECT_EQ(ranking.asked->row, &rows[0]);
  EXPECT_EQ(ranking.asked->rank, 3);
  EXPECT_THAT(ranking.asked->share, Optional(DoubleEq(0.05)));
  EXPECT_EQ(Ranking(rows, 3, "USA").asked->rank, 1);
  EXPECT_EQ(Ranking(rows, 3, "TUR").asked->rank, std::nullopt);
  EXPECT_EQ(Ranking(rows, 3, "899").asked->rank, std::nullopt);
  EXPECT_FALSE(Ranking(rows, 3, "W00").asked);
  EXPECT_FALSE(Ranking(rows, 3, "").asked);
}

TEST(RankPartnersTest, TiesShareTheBetterRank) {
  const Rows rows = {Row("DEU", "1"), Row("USA", "5"), Row("FRA", "5"), Row("ITA", "0.5")};
  EXPECT_THAT(Describe(Ranking(rows)),
              ElementsAre(::testing::StartsWith("1 FRA"), ::testing::StartsWith("1 USA"),
                          ::testing::StartsWith("3 DEU"), ::testing::StartsWith("4 ITA")));
}

// Areas not specified are somebody. A group's trade is its members' too, and EU27_2020 may be one
// for all that is known of it.
TEST(RankPartnersTest, WithoutAWorldRowSharesAreOfTheSumOfAllButGroups) {
  const Rows rows = {Row("USA", "60"), Row("CHN", "20"), Row("DEU", "20"),       Row("899", "95"),
                     Row("810", "5"),  Row("975", "70"), Row("EU27_2020", "50"), Row("97", "45")};
  const PartnerRanking ranking = Ranking(rows);
  EXPECT_EQ(ranking.world, Dec("200"));
  EXPECT_FALSE(ranking.world_given);
  EXPECT_THAT(Describe(ranking),
              ElementsAre("- 899 special 0.475", "- 975 special -", "1 USA country 0.3",
                          "- EU27_2020 special -", "- 97 special -", "- CHN self 0.1",
                          "2 DEU country 0.1", "- 810 special 0.025"));
}

TEST(RankPartnersTest, NoShareOfOrInASumThatMayBeTooSmall) {
  Rows rows = {Row("DEU", "10"), Row("USA", "30"), Row("W00", "100"), Row("975", "70")};
  rows[0].flags.Add(Flag::kIncomplete);
  EXPECT_THAT(Describe(Ranking(rows)),
              ElementsAre("- 975 special 0.7", "1 USA country 0.3", "2 DEU country -"));
  rows.erase(rows.begin() + 2);
  EXPECT_THAT(Describe(Ranking(rows)),
              ElementsAre("- 975 special -", "1 USA country -", "2 DEU country -"))
      << "nor in a world that it is a part of";
  std::swap(rows[0].flags, rows[2].flags);
  EXPECT_THAT(Describe(Ranking(rows)),
              ElementsAre("- 975 special -", "1 USA country 0.75", "2 DEU country 0.25"));
}

TEST(RankPartnersTest, OfNothing) {
  const PartnerRanking ranking = Ranking({});
  EXPECT_EQ(ranking.ranked, 0);
  EXPECT_EQ(ranking.world, Dec("0"));
  EXPECT_FALSE(ranking.world_given);
}

TEST(RankPartnersTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(RankPartners("CHN", {Row("DEU", huge), Row("USA", huge)}, 10, ""),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(RankOverTimeTest, ThePlaceInEachPeriod) {
  const std::map<Period, Rows> rows = {
      {Per("2022"), {Row("W00", "50"), Row("USA", "10"), Row("DEU", "20")}},
      {Per("2020"), {Row("W00", "100"), Row("USA", "30"), Row("DEU", "20")}},
      {Per("2021"), {Row("W00", "100"), Row("USA", "30")}}};
  ASSERT_OK_AND_ASSIGN(const auto places, RankOverTime("CHN", "DEU", rows));
  ASSERT_EQ(places.size(), 3u);
  EXPECT_EQ(places[0].period, Per("2020"));
  EXPECT_EQ(places[0].rank, 2);
  EXPECT_THAT(places[0].share, Optional(DoubleEq(0.2)));
  EXPECT_EQ(places[0].ranked, 2);
  EXPECT_EQ(places[0].row, &rows.at(Per("2020"))[2]);
  EXPECT_EQ(places[1].period, Per("2021"));
  EXPECT_EQ(places[1].row, nullptr);
  EXPECT_EQ(places[1].rank, std::nullopt);
  EXPECT_EQ(places[1].ranked, 1);
  EXPECT_EQ(places[2].rank, 1);
  EXPECT_THAT(places[2].share, Optional(DoubleEq(0.4)));
}

}  // namespace
}  // namespace entente::trade::partners_test
