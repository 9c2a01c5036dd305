#include "trade_service/core/area.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/geo/country.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade {
namespace {

using testing::Date;
using ::testing::ElementsAre;
using ::testing::IsNull;
using ::testing::NotNull;

const Area& Known(int number) {
  const Area* const area = FindByComtradeNumber(number);
  static const auto& unknown = *new Area();
  EXPECT_THAT(area, NotNull()) << number;
  return area == nullptr ? unknown : *area;
}

TEST(AreaTest, CountriesHaveTheirCodes) {
  const Area& usa = Known(842);
  EXPECT_EQ(usa.code, "USA");
  EXPECT_EQ(usa.kind, AreaKind::kCountry);
  EXPECT_EQ(usa.m49, 840);
  EXPECT_THAT(usa.comtrade_numbers, ElementsAre(842, 840));
  EXPECT_THAT(usa.predecessors, ElementsAre("841", "VIR"));
  EXPECT_EQ(&Known(840), &usa);
  const Area& kazakhstan = Known(398);
  EXPECT_EQ(kazakhstan.valid_from, Date("1992"));
  EXPECT_EQ(kazakhstan.valid_until, PartialDate());
  EXPECT_THAT(kazakhstan.predecessors, ElementsAre("810"));
  EXPECT_THAT(FindByComtradeNumber(1), IsNull());
}

TEST(AreaTest, IsTranslatedWhereIsoCodesKnowsIt) {
  const geo::NamesByRow& russian = *geo::FindNames("ru");
  EXPECT_EQ(TranslatedName(Known(792), russian), "Турция");
  EXPECT_EQ(TranslatedName(Known(530), russian), "Нидерландские антильские острова");
  EXPECT_EQ(TranslatedName(Known(532), russian), "") << "with Aruba: ISO has no such area";
  EXPECT_EQ(TranslatedName(Known(0), russian), "");
  EXPECT_EQ(TranslatedName(Known(10), *geo::FindNames("uz")), "") << "which lacks Antarctica";
}

TEST(AreaTest, FormerAreasNameTheirSuccessors) {
  const Area& antilles = Known(530);
  EXPECT_EQ(antilles.code, "530");
  EXPECT_EQ(antilles.kind, AreaKind::kFormer);
  EXPECT_EQ(antilles.alpha3, "ANT");
  EXPECT_EQ(antilles.valid_from, Date("1986"));
  EXPECT_EQ(antilles.valid_until, Date("2010-10"));
  EXPECT_THAT(antilles.predecessors, ElementsAre("532"));
  EXPECT_THAT(antilles.successors, ElementsAre("BES", "CUW", "SXM"));
  EXPECT_THAT(Known(810).successors, ::testing::SizeIs(15));
  for (const Area& area : KnownAreas()) {
    const bool ended = area.valid_until != PartialDate();
    EXPECT_EQ(ended, !area.successors.empty()) << area.code;
    EXPECT_TRUE(ended || area.kind != AreaKind::kFormer) << area.code;
  }
}

TEST(AreaTest, EveryNumberIsOfOneArea) {
  std::set<int> numbers;
  std::string before;
  for (const Area& area : KnownAreas()) {
    EXPECT_LT(before, area.code);
    before = area.code;
    EXPECT_FALSE(area.name.empty()) << area.code;
    for (const int number : area.comtrade_numbers) EXPECT_TRUE(numbers.insert(number).second);
    EXPECT_EQ(area.kind == AreaKind::kCountry, FindByAlpha3(area.code) != nullptr) << area.code;
    EXPECT_EQ(FindArea(area.code), &area);
  }
  for (const char* unknown : {"", "EU27_2020", "W0", "ZZZ"}) {
    EXPECT_EQ(FindArea(unknown), nullptr) << unknown;
  }
  EXPECT_EQ(FindByComtradeNumber(0)->code, "W00");
}

// What Comtrade's lists of reporters and partners say of the entries of one area.
struct Entries {
  std::set<int> numbers;
  std::string from = "9999";  // the earliest
  std::string until = "0";    // the latest; empty if one is in use
  bool group = false;
};

TEST(AreaTest, EveryAreaOfComtradesListsIsKnownWithItsYears) {
  READ_SHARED_FILE_OR_SKIP(partners, "trade/reference/comtrade_partner.csv");
  READ_SHARED_FILE_OR_SKIP(reporters, "trade/reference/comtrade_reporter.csv");
  std::map<std::string, Entries> all;
  for (const std::string& list : {partners, reporters}) {
    for (auto& row : testing::SimpleRows(list)) {
      int number = 0;
      ASSERT_TRUE(absl::SimpleAtoi(row["id"], &number));
      Entries& entries = all[Known(number).code];
      entries.numbers.insert(number);
      entries.from = std::min(entries.from, row["entry_year"]);
      if (row["exit_year"].empty() || entries.until.empty()) {
        entries.until = "";
      } else {
        entries.until = std::max(entries.until, row["exit_year"]);
      }
      entries.group |= row["group"] == "true";
    }
  }
  EXPECT_GT(all.size(), 290u);
  for (const Area& area : KnownAreas()) {
    SCOPED_TRACE(area.code);
    const Entries& entries = all[area.code];
    EXPECT_EQ(std::set<int>(area.comtrade_numbers.begin(), area.comtrade_numbers.end()),
              entries.numbers);
    EXPECT_EQ(area.valid_from.ToString(), entries.from == "1900" ? "" : entries.from);
    EXPECT_EQ(area.valid_until.ToString().substr(0, 4), entries.until);
    if (area.kind == AreaKind::kCountry) continue;
    const AreaKind kind = entries.group           ? AreaKind::kGroup
                          : entries.until.empty() ? AreaKind::kSpecial
                                                  : AreaKind::kFormer;
    EXPECT_EQ(area.kind, kind);
  }
}

TEST(AreaTest, EntriesEndOnTheDayThatComtradeSays) {
  READ_SHARED_FILE_OR_SKIP(reporters, "trade/reference/Reporters.json");
  int number = 0;
  int ended = 0;
  for (const absl::string_view line : absl::StrSplit(reporters, '\n')) {
    const std::vector<absl::string_view> part =
        absl::StrSplit(line, absl::ByAnyChar("\": ,T"), absl::SkipEmpty());
    if (part.size() < 2) continue;
    if (part[0] == "id") {
      ASSERT_TRUE(absl::SimpleAtoi(part[1], &number));
    }
    // An expired number of a country that has another one today ends nothing.
    if (part[0] != "entryExpiredDate" || number == 356) continue;
    EXPECT_EQ(absl::FormatCivilTime(Known(number).valid_until.Latest()), part[1]) << number;
    ++ended;
  }
  EXPECT_GT(ended, 30);
}

TEST(AreaTest, GroupsAndWhatIsNotKnownAreNoPartsOfTheWorld) {
  for (const char* part : {"KAZ", "TWN", "899", "280", "711"})
    EXPECT_TRUE(IsPartOfWorld(part)) << part;
  for (const char* other : {"W00", "97", "BNS_CIS", "", "kaz"}) {
    EXPECT_FALSE(IsPartOfWorld(other)) << other;
  }
}

}  // namespace
}  // namespace entente::trade
