#include "client/render/series.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::Point;
using trade::v1::Series;
using Align = Table::Align;

std::string HeadingOf(const Series& series) {
  return absl::StrCat(
      FlowWords(series.flow()), ", ", series.commodity(),
      series.classification().empty() ? "" : absl::StrCat(" (", series.classification(), ")"), ", ",
      Words(series.frequency()), ", ", series.currency(), ", ", series.source());
}

std::string RemarksOf(const Point& point) {
  std::string remarks = Remarks(point.flags(), point.valuation());
  if (!point.has_net_weight_kg()) return remarks;
  return absl::StrCat(remarks, remarks.empty() ? "" : ", ", Grouped(point.net_weight_kg()), " kg");
}

}  // namespace

void AddSeries(const trade::v1::GetSeriesResponse& response, absl::string_view reporter,
               Page& page) {
  if (response.series().empty()) {
    page.Text(0, absl::StrCat("No series: ", WhyNoFigure(response.empty_reason(), reporter), "."));
    return;
  }
  for (const Series& series : response.series()) {
    page.Blank();
    page.Subheading(HeadingOf(series));
    Table table(2, {Align::kLeft, Align::kPoint, Align::kLeft, Align::kLeft});
    for (const Point& point : series.points()) {
      table.Row({point.period(), Grouped(point.value()), RemarksOf(point),
                 absl::StrCat(page.references().To(response.evidence(), point.evidence()), " ",
                              point.cell())});
    }
    page.Add(table);
  }
}

}  // namespace entente::client
