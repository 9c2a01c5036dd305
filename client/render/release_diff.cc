#include "client/render/release_diff.h"

#include "absl/strings/str_cat.h"

#include "client/render/format.h"
#include "client/render/layout.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::CellChange;
using Align = Table::Align;

// "KAZ X TUR 270900 (H5)".
std::string SeriesOf(const CellChange& change) {
  return absl::StrCat(
      change.reporter(), " ", change.flow(), " ", change.partner(), " ", change.commodity(),
      change.classification().empty() ? "" : absl::StrCat(" (", change.classification(), ")"));
}

std::string Cells(const CellChange& change) {
  const bool both = !change.cell_before().empty() && !change.cell_after().empty();
  return absl::StrCat(change.cell_before(), both ? ", " : "", change.cell_after());
}

}  // namespace

std::string DiffHead(const trade::v1::DiffReleasesRequest& request, const TextOptions& options) {
  Page page(options);
  page.Title("What differs between two releases", "");
  page.Text(2, absl::StrCat("before: ", request.before()));
  page.Text(2, absl::StrCat("after:  ", request.after()));
  page.Blank();
  return page.Finish();
}

std::string DiffPart(const trade::v1::DiffReleasesResponse& part, const TextOptions& options) {
  if (part.changes().empty()) return "";
  Table table(
      2, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kPoint, Align::kPoint, Align::kLeft});
  table.Header({"", "series", "period", "before", "after", "stands in"});
  for (const CellChange& change : part.changes()) {
    table.Row({Words(change.kind()), SeriesOf(change), change.period(),
               change.has_before() ? Grouped(change.before()) : "",
               change.has_after() ? Grouped(change.after()) : "", Cells(change)});
  }
  return table.ToString(options.width);
}

std::string DiffCounts(const trade::v1::DiffReleasesResponse& last) {
  return absl::StrCat(Grouped(last.changed()), " changed, ", Grouped(last.added()), " added, ",
                      Grouped(last.deleted()), " deleted.\n");
}

}  // namespace entente::client
