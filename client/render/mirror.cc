#include "client/render/mirror.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "client/render/basis.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::CompareMirrorResponse;
using trade::v1::Figure;
using trade::v1::GapStep;
using trade::v1::MirrorChapter;
using trade::v1::MirrorPeriod;
using Align = Table::Align;

std::string CauseWords(trade::v1::GapCause cause) {
  switch (cause) {
    case trade::v1::GAP_CAUSE_FREIGHT:
      return "freight and insurance";
    case trade::v1::GAP_CAUSE_RE_EXPORTS:
      return "re-exports";
    case trade::v1::GAP_CAUSE_RESIDUAL:
      return "not explained";
    default:
      return Words(cause);
  }
}

std::string Where(const Figure& figure, const CompareMirrorResponse& response, Page& page) {
  return absl::StrCat(page.references().To(response.evidence(), figure.evidence()), " ",
                      figure.cell());
}

// Period or chapter, exports, imports, gap, ratio, source.
Table MirrorTable(const std::string& what) {
  Table table(
      2, {Align::kLeft, Align::kPoint, Align::kPoint, Align::kPoint, Align::kRight, Align::kLeft});
  table.Header({what, "exports", "imports", "gap", "ratio", "source"});
  return table;
}

void AddPeriods(const CompareMirrorResponse& response, Page& page) {
  Table table = MirrorTable("period");
  for (const MirrorPeriod& one : response.periods()) {
    const std::string exports = one.has_exports() ? Where(one.exports(), response, page) : "";
    const std::string imports = one.has_imports() ? Where(one.imports(), response, page) : "";
    table.Row({one.period(), one.has_exports() ? Grouped(one.exports().amount().decimal()) : "",
               one.has_imports() ? Grouped(one.imports().amount().decimal()) : "",
               one.has_gap() ? Signed(one.gap()) : "", one.has_ratio() ? Number(one.ratio()) : "",
               absl::StrCat(exports, exports.empty() || imports.empty() ? "" : ", ", imports)});
  }
  page.Add(table);
  const bool any = std::any_of(response.periods().begin(), response.periods().end(),
                               [](const MirrorPeriod& one) { return one.has_gap(); });
  page.Text(2, any ? "gap: imports less exports. ratio: imports by exports."
                   : "This source has no period as both ends report it.");
  AddIncomplete(2, response.incomplete_periods(), page);
}

void AddSteps(const CompareMirrorResponse& response, absl::string_view exporter,
              absl::string_view importer, Page& page) {
  const auto period =
      std::find_if(response.periods().begin(), response.periods().end(),
                   [&](const MirrorPeriod& one) { return one.period() == response.period(); });
  if (period == response.periods().end() || response.steps().empty()) return;
  page.Blank();
  page.Subheading(absl::StrCat("from exports to imports, ", response.period()));
  Table table(2, {Align::kLeft, Align::kPoint, Align::kLeft});
  table.Row({"exports", Grouped(period->exports().amount().decimal()),
             absl::StrCat("as ", exporter, " reports ", Where(period->exports(), response, page))});
  for (const GapStep& step : response.steps()) {
    table.Row({CauseWords(step.cause()), Signed(step.amount()),
               absl::StrCat(step.method(),
                            step.assumption().empty() ? "" : " Assumed: ", step.assumption(), " ",
                            page.references().To(response.evidence(), step.evidence()))});
  }
  table.Row({"imports", Grouped(period->imports().amount().decimal()),
             absl::StrCat("as ", importer, " reports ", Where(period->imports(), response, page))});
  page.Add(table);
}

void AddChapters(const CompareMirrorResponse& response, Page& page) {
  if (response.chapters().empty()) return;
  page.Blank();
  page.Subheading(absl::StrCat("by chapter, ", response.period()));
  Table table = MirrorTable("chapter");
  for (const MirrorChapter& one : response.chapters()) {
    table.Row({one.chapter(), one.has_exports() ? Grouped(one.exports()) : "",
               one.has_imports() ? Grouped(one.imports()) : "", Signed(one.gap()),
               one.has_ratio() ? Number(one.ratio()) : "",
               page.references().To(response.evidence(), one.evidence())});
    if (!one.title().empty()) table.Line(4, one.title());
  }
  page.Add(table);
}

}  // namespace

void AddMirror(const CompareMirrorResponse& response, const std::string& commodity,
               absl::string_view exporter, absl::string_view importer, Page& page) {
  if (response.periods().empty()) {
    const bool silent = response.empty_reason() == common::v1::EMPTY_REASON_NOT_REPORTED;
    page.Text(0, absl::StrCat("No figures: ",
                              silent ? absl::StrCat("neither ", exporter, " nor ", importer,
                                                    " has reported it")
                                     : WhyEmpty(response.empty_reason(), "either end"),
                              "."));
    AddIncomplete(0, response.incomplete_periods(), page);
    return;
  }
  page.Text(0, Basis(commodity, response));
  page.Blank();
  AddPeriods(response, page);
  AddSteps(response, exporter, importer, page);
  AddChapters(response, page);
}

}  // namespace entente::client
