#include "client/render/series.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::Point;
using trade::v1::Series;
using Align = Table::Align;

// Codes of flows in the field's words; others are left as the source spells them.
std::string FlowWords(const std::string& flow) {
  if (flow == "X") return "exports";
  if (flow == "M") return "imports";
  if (flow == "DX") return "domestic exports";
  if (flow == "RX") return "re-exports";
  if (flow == "FM") return "foreign imports";
  if (flow == "RM") return "re-imports";
  return absl::StrCat("flow ", flow);
}

std::string HeadingOf(const Series& series) {
  return absl::StrCat(
      FlowWords(series.flow()), ", ", series.commodity(),
      series.classification().empty() ? "" : absl::StrCat(" (", series.classification(), ")"), ", ",
      Words(series.frequency()), ", ", series.currency(), ", ", series.source());
}

std::string RemarksOf(const Point& point) {
  std::vector<std::string> remarks;
  for (const int flag : point.flags()) remarks.push_back(Words(static_cast<trade::v1::Flag>(flag)));
  if (point.valuation() != trade::v1::VALUATION_UNSPECIFIED) {
    remarks.push_back(absl::AsciiStrToUpper(Words(point.valuation())));
  }
  if (point.has_net_weight_kg()) {
    remarks.push_back(absl::StrCat(Grouped(point.net_weight_kg()), " kg"));
  }
  return absl::StrJoin(remarks, ", ");
}

}  // namespace

void AddSeries(const trade::v1::GetSeriesResponse& response, absl::string_view reporter,
               Page& page) {
  if (response.series().empty()) {
    page.Text(0, absl::StrCat("No series: ",
                              response.empty_reason() == common::v1::EMPTY_REASON_NOT_REPORTED
                                  ? absl::StrCat(reporter, " has not reported it")
                                  : WhyEmpty(response.empty_reason(), reporter),
                              "."));
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
