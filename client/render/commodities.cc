#include "client/render/commodities.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"

#include "client/render/basis.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::RankCommoditiesRequest;
using trade::v1::RankCommoditiesResponse;
using trade::v1::RankedCommodity;
using Align = Table::Align;

constexpr int kMostCodes = 30;  // a line or two

// "01, 02 and 5 more".
std::string Codes(const google::protobuf::RepeatedPtrField<std::string>& codes) {
  const int shown = std::min(codes.size(), kMostCodes);
  return absl::StrCat(
      absl::StrJoin(codes.begin(), codes.begin() + shown, ", "),
      shown == codes.size() ? "" : absl::StrCat(" and ", codes.size() - shown, " more"));
}

void AddWhole(const RankCommoditiesRequest& request, const RankCommoditiesResponse& response,
              Page& page) {
  Table table(2, {Align::kLeft, Align::kRight, Align::kLeft});
  table.Row({"total", Grouped(response.total()),
             Remarks(response.total_flags(), trade::v1::VALUATION_UNSPECIFIED)});
  if (response.has_growth()) {
    table.Row({absl::StrCat("on ", request.against_period()), Change(response.growth())});
  }
  table.Row({absl::StrCat("in no ", LevelWords(request.level()), " that is known"),
             Grouped(response.not_specified())});
  table.Row(
      {absl::StrCat(LevelWords(request.level()), "s"), absl::StrCat(response.commodity_count())});
  if (response.has_concentration()) {
    table.Row({"concentration", Number(response.concentration()),
               "Herfindahl-Hirschman, 0 to 1; 1 is all in one"});
  }
  if (response.has_intra_industry()) {
    table.Row({"intra-industry trade", Number(response.intra_industry()),
               absl::StrCat(
                   "Grubel-Lloyd, 0 to 1; 0 is one way only ",
                   page.references().To(response.evidence(), response.intra_industry_evidence()))});
  }
  page.Add(table);
}

std::vector<std::string> Cells(const RankedCommodity& one, const RankCommoditiesResponse& response,
                               Page& page) {
  auto evidence = one.evidence();
  evidence.MergeFrom(one.evidence_before());
  return {absl::StrCat(one.rank()),
          one.commodity(),
          Grouped(one.value()),
          one.has_share() ? Percent(one.share()) : "",
          one.has_value_before() ? Excess(one.value(), one.value_before()) : "",
          one.has_growth_points() ? absl::StrFormat("%+.1f", one.growth_points()) : "",
          one.has_value_per_kg() ? Number(one.value_per_kg()) : "",
          one.has_comparative_advantage() ? Number(one.comparative_advantage()) : "",
          one.has_intra_industry() ? Number(one.intra_industry()) : "",
          SourceText(page.references().To(response.evidence(), evidence), one.cell(),
                     Remarks(one.flags(), one.valuation()))};
}

// What the columns mean that have no name of their own.
void AddLegend(const RankCommoditiesRequest& request, const RankCommoditiesResponse& response,
               Page& page) {
  const auto any = [&](bool (RankedCommodity::*has)() const) {
    return std::any_of(response.commodities().begin(), response.commodities().end(),
                       [&](const RankedCommodity& one) { return (one.*has)(); });
  };
  if (any(&RankedCommodity::has_growth_points)) {
    page.Text(2, absl::StrCat("points: part in the growth of the total on ",
                              request.against_period(), ", in percentage points."));
  }
  if (any(&RankedCommodity::has_comparative_advantage)) {
    page.Text(2, absl::StrCat("RCA: revealed comparative advantage (Balassa); above 1 is one. ",
                              page.references().To(response.evidence(),
                                                   response.comparative_advantage_evidence())));
  }
  AddPartLoaded("RCA", response.world_absence(), page);
  if (any(&RankedCommodity::has_intra_industry)) {
    page.Text(2, absl::StrCat("GL: intra-industry trade (Grubel-Lloyd), 0 to 1. ",
                              page.references().To(response.evidence(),
                                                   response.intra_industry_evidence())));
  }
}

}  // namespace

absl::string_view LevelWords(int digits) {
  switch (digits) {
    case 4:
      return "heading";
    case 6:
      return "subheading";
    default:
      return "chapter";
  }
}

void AddCommodities(const RankCommoditiesRequest& request, const RankCommoditiesResponse& response,
                    absl::string_view reporter, Page& page) {
  if (response.commodities().empty()) {
    page.Text(0, absl::StrCat("No commodity: ", WhyNoFigure(response.empty_reason(), reporter),
                              MissingText(response.missing_periods()), "."));
    return;
  }
  page.Text(0, absl::StrCat(Basis(response.period(), response), AlsoIn(response)));
  page.Blank();
  AddWhole(request, response, page);
  page.Blank();
  Table table(2, {Align::kRight, Align::kLeft, Align::kPoint, Align::kRight, Align::kRight,
                  Align::kRight, Align::kRight, Align::kRight, Align::kRight, Align::kLeft});
  table.Header({"", "code", "value", "share", absl::StrCat("on ", request.against_period()),
                "points", absl::StrCat(response.currency(), "/kg"), "RCA", "GL", "source"});
  for (const RankedCommodity& one : response.commodities()) {
    table.Row(Cells(one, response, page));
    if (!one.title().empty()) table.Line(5, one.title());
  }
  page.Add(table);
  AddLegend(request, response, page);
  if (!response.appeared().empty()) {
    page.Text(2, absl::StrCat("Not traded in ", request.against_period(), ": ",
                              Codes(response.appeared()), "."));
  }
  if (!response.disappeared().empty()) {
    page.Text(2, absl::StrCat("Traded in ", request.against_period(),
                              " and not any more: ", Codes(response.disappeared()), "."));
  }
}

}  // namespace entente::client
