// China 2022 as China, Germany and the United States report it: partners and mirrors of a real
// file. The figures stand in it as they do here.

#include <map>
#include <optional>
#include <tuple>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/geo/country.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/core/gap_steps.h"
#include "trade_service/core/partners.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::DoubleNear;
using ::testing::Optional;

struct FileRow {
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  std::optional<Decimal> fob;
};

// By reporter, flow and partner.
using FileRows = std::map<std::tuple<std::string, std::string, std::string>, FileRow>;

// An area of this file as the loader names it.
std::string Area(const std::string& code, const std::string& iso) {
  if (code == "0") return kWorld;
  if (code == "490") return "TWN";
  return FindByAlpha3(iso) == nullptr ? code : iso;
}

FileRows ReadRows(const std::string& content) {
  FileRows rows;
  for (auto& row : testing::SimpleRows(content)) {
    FileRow& read =
        rows[{row["reporterISO"], row["flowCode"], Area(row["partnerCode"], row["partnerISO"])}];
    read.value = Dec(row["primaryValue"]);
    if (!row["fobvalue"].empty()) read.fob = Dec(row["fobvalue"]);
    read.valuation = read.fob == read.value ? Valuation::kFob : Valuation::kCif;
  }
  return rows;
}

std::vector<PartnerRow> PartnersOf(const FileRows& rows, const std::string& reporter,
                                   const std::string& flow) {
  std::vector<PartnerRow> partners;
  for (const auto& [key, row] : rows) {
    if (std::get<0>(key) != reporter || std::get<1>(key) != flow) continue;
    PartnerRow& partner = partners.emplace_back();
    partner.area = std::get<2>(key);
    partner.value = row.value;
  }
  return partners;
}

MirrorFigures FiguresOf(const FileRows& rows, const std::string& exporter,
                        const std::string& importer) {
  const FileRow& exports = rows.at({exporter, "X", importer});
  const FileRow& imports = rows.at({importer, "M", exporter});
  MirrorFigures figures;
  figures.exports.value = exports.value;
  figures.exports.valuation = exports.valuation;
  figures.imports.value = imports.value;
  figures.imports.valuation = imports.valuation;
  figures.imports.fob_value = imports.fob;
  return figures;
}

// The place of one area; nothing if it is not in the ranking.
std::optional<RankedPartner> Place(const std::vector<PartnerRow>& rows, absl::string_view area) {
  const absl::StatusOr<PartnerRanking> ranking = RankPartners("CHN", rows, 0, area);
  EXPECT_OK(ranking);
  return ranking->asked;
}

// Requirements 8, 9 and 13 on real data.
TEST(China2022Test, PartnersOfImports) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv");
  const FileRows file = ReadRows(content);  // whose texts the rows borrow
  const std::vector<PartnerRow> rows = PartnersOf(file, "CHN", "M");
  ASSERT_EQ(rows.size(), 220u);
  ASSERT_OK_AND_ASSIGN(const PartnerRanking ranking, RankPartners("CHN", rows, 10, "CHN"));
  EXPECT_TRUE(ranking.world_given);
  EXPECT_EQ(ranking.world, Dec("2715997517261"));

  const std::optional<RankedPartner>& self = ranking.asked;
  ASSERT_TRUE(self);
  EXPECT_EQ(self->kind, PartnerKind::kSelf);
  EXPECT_EQ(self->row->value, Dec("122883424107"));
  EXPECT_EQ(self->rank, std::nullopt);
  for (const char* area : {"899", "568", "577"}) {
    const std::optional<RankedPartner> special = Place(rows, area);
    ASSERT_TRUE(special) << area;
    EXPECT_EQ(special->kind, PartnerKind::kSpecialArea);
    EXPECT_EQ(special->rank, std::nullopt);
  }
  const std::optional<RankedPartner> first = Place(rows, "TWN");
  ASSERT_TRUE(first);
  EXPECT_EQ(first->rank, 1);
  EXPECT_THAT(first->share, Optional(DoubleNear(0.0877, 0.0001)));
  ASSERT_TRUE(Place(rows, "USA"));
  EXPECT_EQ(Place(rows, "USA")->rank, 4);

  // The partners of every kind are the world, once: without its row, their sum is the same, and so
  // is every share.
  std::vector<PartnerRow> partners = rows;
  std::erase_if(partners, [](const PartnerRow& row) { return row.area == kWorld; });
  ASSERT_OK_AND_ASSIGN(const PartnerRanking summed, RankPartners("CHN", partners, 1000, ""));
  EXPECT_FALSE(summed.world_given);
  EXPECT_EQ(summed.world, ranking.world);
  EXPECT_EQ(summed.partners.size(), 219u);
  for (const RankedPartner& partner : summed.partners) {
    EXPECT_EQ(partner.share, Place(rows, partner.row->area)->share) << partner.row->area;
  }
}

// The United States publish both valuations: at the same border they report even less than China.
TEST(China2022Test, MirrorWithTheUnitedStates) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv");
  const FileRows rows = ReadRows(content);
  ASSERT_OK_AND_ASSIGN(const GapSteps eastbound, ExplainGap(FiguresOf(rows, "CHN", "USA")));
  EXPECT_EQ(eastbound.gap, Dec("-7068018875"));
  EXPECT_THAT(eastbound.ratio, Optional(DoubleNear(0.98787, 0.00001)));
  ASSERT_EQ(eastbound.steps.size(), 2u);
  EXPECT_EQ(eastbound.steps[0].cause, GapCause::kFreight);
  EXPECT_EQ(eastbound.steps[0].amount, Dec("38955619451"));
  EXPECT_EQ(eastbound.steps[0].assumption, "");
  EXPECT_EQ(eastbound.steps[1].amount, Dec("-46023638326"));

  ASSERT_OK_AND_ASSIGN(const GapSteps westbound, ExplainGap(FiguresOf(rows, "USA", "CHN")));
  EXPECT_EQ(westbound.gap, Dec("25119807136"));
  ASSERT_EQ(westbound.steps.size(), 1u) << "China gives one valuation; nothing tells the freight";
  EXPECT_EQ(westbound.steps[0].amount, westbound.gap);
}

TEST(China2022Test, MirrorWithGermany) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv");
  const FileRows rows = ReadRows(content);
  MirrorFigures figures = FiguresOf(rows, "CHN", "DEU");
  ASSERT_OK_AND_ASSIGN(const GapSteps data_alone, ExplainGap(figures));
  EXPECT_EQ(data_alone.gap, Dec("90415576687.492"));
  EXPECT_EQ(data_alone.steps.size(), 1u);

  figures.assumed_margin = ImfMargin();
  ASSERT_OK_AND_ASSIGN(const GapSteps assumed, ExplainGap(figures));
  ASSERT_EQ(assumed.steps.size(), 2u);
  EXPECT_EQ(assumed.steps[0].amount, Dec("6973597893.66"));
  EXPECT_NE(assumed.steps[0].assumption, "");
  EXPECT_EQ(assumed.steps[1].amount, Dec("83441978793.832"));

  ASSERT_OK_AND_ASSIGN(const GapSteps eastbound, ExplainGap(FiguresOf(rows, "DEU", "CHN")));
  EXPECT_EQ(eastbound.gap, Dec("-1946237939.536"));
}

}  // namespace
}  // namespace entente::trade
