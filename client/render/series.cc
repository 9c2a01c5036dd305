#include "client/render/series.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "client/render/basis.h"
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
  const auto add = [&](const std::string& remark) {
    absl::StrAppend(&remarks, remarks.empty() ? "" : ", ", remark);
  };
  if (point.has_unconverted_value()) {
    add(absl::StrCat("up to ", Grouped(point.unconverted_value()), " not converted"));
  }
  if (point.has_net_weight_kg()) add(absl::StrCat(Grouped(point.net_weight_kg()), " kg"));
  return remarks;
}

// "[1] [2] line 12".
std::string OriginOf(const Point& point, const trade::v1::GetSeriesResponse& response, Page& page) {
  google::protobuf::RepeatedField<google::protobuf::uint32> evidence;
  evidence.Add(point.evidence());
  evidence.MergeFrom(point.further_evidence());
  return absl::StrCat(page.references().To(response.evidence(), evidence), " ", point.cell());
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
                 OriginOf(point, response, page)});
    }
    if (!series.points().empty()) page.Add(table);
    AddUnconverted(series.unconverted_periods(), page);
  }
}

}  // namespace entente::client
