#include "client/render/trend.h"

#include <algorithm>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/basis.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::CompoundGrowth;
using trade::v1::DerivedPoint;
using trade::v1::DirectionTrend;
using trade::v1::GetTrendResponse;
using Align = Table::Align;

// The entry of a period; null if there is none.
template <typename Entries>
auto* Find(const Entries& entries, const std::string& period) {
  const auto found = std::find_if(entries.begin(), entries.end(),
                                  [&](const auto& entry) { return entry.period() == period; });
  return found == entries.end() ? nullptr : &*found;
}

void AddPoint(const DerivedPoint& point, const DirectionTrend& trend,
              const GetTrendResponse& response, Table& table, Page& page) {
  const auto* change = Find(trend.year_on_year(), point.period());
  const auto* year = Find(trend.trailing_year(), point.period());
  const auto* share = Find(trend.world_share(), point.period());
  auto evidence = point.evidence();
  if (change != nullptr) evidence.MergeFrom(change->evidence());
  if (year != nullptr) evidence.MergeFrom(year->evidence());
  if (share != nullptr) evidence.MergeFrom(share->evidence());
  table.Row({point.period(), Grouped(point.value()),
             change == nullptr ? "" : Change(change->ratio()),
             year == nullptr ? "" : Grouped(year->value()),
             share == nullptr ? "" : Percent(share->ratio()),
             SourceText(page.references().To(response.evidence(), evidence), point.cell(),
                        Remarks(point.flags(), point.valuation()))});
}

std::string GrowthText(const DirectionTrend& trend) {
  std::vector<std::string> rates;
  for (const CompoundGrowth& growth : trend.growth()) {
    rates.push_back(absl::StrCat(Change(growth.rate()), " over ", growth.years(), " years"));
  }
  return absl::StrCat("Growth a year up to ", trend.growth(0).last_period(), ": ",
                      absl::StrJoin(rates, ", "), ".");
}

// `flow`: "exports" or "imports"; `heading`: the same with the partner.
void AddDirection(absl::string_view flow, const std::string& heading, const DirectionTrend& trend,
                  const GetTrendResponse& response, Page& page) {
  if (trend.points().empty() && trend.incomplete_periods().empty() &&
      trend.unconverted_periods().empty()) {
    return;
  }
  page.Blank();
  page.Subheading(heading);
  Table table(
      2, {Align::kLeft, Align::kPoint, Align::kRight, Align::kPoint, Align::kRight, Align::kLeft});
  table.Header({"period", "value", "on a year ago", "trailing year", absl::StrCat("of all ", flow),
                "source"});
  for (const DerivedPoint& point : trend.points()) {
    AddPoint(point, trend, response, table, page);
  }
  if (!trend.points().empty()) page.Add(table);
  if (!trend.growth().empty()) page.Text(2, GrowthText(trend));
  AddPartLoaded(absl::StrCat("share of all ", flow), trend.world_absence(), page);
  AddIncomplete(2, trend.incomplete_periods(), page);
  AddUnconverted(trend.unconverted_periods(), page);
}

}  // namespace

void AddTrend(const GetTrendResponse& response, const std::string& commodity, Page& page) {
  if (response.source().empty()) {
    page.Text(0, absl::StrCat(
                     "No trend: ", WhyNoFigure(response.empty_reason(), response.reporter().name()),
                     "."));
    return;
  }
  page.Text(0, absl::StrCat(Basis(commodity, response), AlsoIn(response)));
  const std::string& partner = response.partner().name();
  AddDirection("exports", absl::StrCat("exports to ", partner), response.exports(), response, page);
  AddDirection("imports", absl::StrCat("imports from ", partner), response.imports(), response,
               page);
  if (response.balance().empty()) return;
  page.Blank();
  page.Subheading("balance, exports less imports");
  Table table(2, {Align::kLeft, Align::kPoint, Align::kLeft});
  for (const DerivedPoint& point : response.balance()) {
    table.Row({point.period(), Signed(point.value()),
               page.references().To(response.evidence(), point.evidence())});
  }
  page.Add(table);
}

}  // namespace entente::client
