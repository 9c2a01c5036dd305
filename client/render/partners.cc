#include "client/render/partners.h"

#include "absl/strings/str_cat.h"

#include "client/render/basis.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::AreaRanking;
using trade::v1::PlaceInPeriod;
using trade::v1::RankedArea;
using trade::v1::RankPartnersResponse;
using trade::v1::RankSuppliersResponse;
using Align = Table::Align;

std::string RankText(int rank) { return rank == 0 ? "-" : absl::StrCat(rank); }

std::string NameOf(const RankedArea& area) {
  if (area.kind() == trade::v1::AREA_KIND_SELF) return absl::StrCat(area.name(), " itself");
  return area.name().empty() ? "no country" : area.name();
}

void AddArea(const RankedArea& area, const References::List& evidence, Table& table, Page& page) {
  table.Row({RankText(area.rank()), area.area(), NameOf(area), Grouped(area.value()),
             area.has_share() ? Percent(area.share()) : "",
             SourceText(page.references().To(evidence, area.evidence()), area.cell(),
                        absl::StrCat(Remarks(area.flags(), area.valuation()),
                                     MissingText(area.missing_periods())))});
}

Table AreaTable() {
  Table table(
      2, {Align::kRight, Align::kLeft, Align::kLeft, Align::kPoint, Align::kRight, Align::kLeft});
  table.Header({"", "code", "country", "value", "share", "source"});
  return table;
}

void AddRanking(const AreaRanking& ranking, const References::List& evidence, Page& page) {
  page.Text(0, absl::StrCat(ranking.ranked(), " countries have a rank. Shares are of ",
                            Grouped(ranking.world()),
                            ranking.world_given() ? ", the source's figure of the world."
                                                  : ", the sum of all of them."));
  page.Blank();
  Table table = AreaTable();
  for (const RankedArea& area : ranking.areas()) AddArea(area, evidence, table, page);
  page.Add(table);
}

void AddPlaces(const RankPartnersResponse& response, absl::string_view partner, Page& page) {
  page.Blank();
  page.Subheading(absl::StrCat("place of ", partner));
  Table table(
      2, {Align::kLeft, Align::kRight, Align::kRight, Align::kPoint, Align::kRight, Align::kLeft});
  table.Header({"period", "place", "of", "value", "share", "source"});
  for (const PlaceInPeriod& place : response.places()) {
    table.Row(
        {place.period(), RankText(place.rank()), absl::StrCat(place.ranked()),
         place.has_value() ? Grouped(place.value()) : "",
         place.has_share() ? Percent(place.share()) : "",
         place.has_value()
             ? SourceText(page.references().To(response.evidence(), place.evidence()), "",
                          absl::StrCat(Remarks(place.flags(), trade::v1::VALUATION_UNSPECIFIED),
                                       MissingText(place.missing_periods())))
             : ""});
  }
  page.Add(table);
}

}  // namespace

void AddPartners(const RankPartnersResponse& response, const std::string& commodity,
                 absl::string_view reporter, absl::string_view partner, Page& page) {
  if (response.period().empty()) {
    page.Text(0, absl::StrCat("No partner: ", WhyNoFigure(response.empty_reason(), reporter),
                              MissingText(response.missing_periods()), "."));
    return;
  }
  page.Text(0, absl::StrCat(response.period(), ", ", Basis(commodity, response), AlsoIn(response)));
  AddRanking(response.ranking(), response.evidence(), page);
  if (!partner.empty()) AddPlaces(response, partner, page);
}

void AddSuppliers(const RankSuppliersResponse& response, const std::string& commodity,
                  absl::string_view importer, absl::string_view exporter, Page& page) {
  if (response.period().empty()) {
    page.Text(0, absl::StrCat("No supplier: ", WhyNoFigure(response.empty_reason(), importer),
                              MissingText(response.missing_periods()), "."));
    return;
  }
  page.Text(0, absl::StrCat(response.period(), ", ", Basis(commodity, response), AlsoIn(response)));
  AddRanking(response.ranking(), response.evidence(), page);
  if (exporter.empty()) return;
  page.Blank();
  page.Subheading(absl::StrCat("place of ", exporter));
  if (!response.has_exporter()) {
    page.Text(2, absl::StrCat(exporter, " supplies nothing of it."));
    return;
  }
  Table table = AreaTable();
  AddArea(response.exporter(), response.evidence(), table, page);
  page.Add(table);
}

}  // namespace entente::client
