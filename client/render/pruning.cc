#include "client/render/pruning.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "client/render/format.h"
#include "client/render/layout.h"

namespace entente::client {
namespace {

using Align = Table::Align;

// "1 block", "2 blocks".
std::string Count(int64_t count, absl::string_view what) {
  return absl::StrCat(Grouped(count), " ", what, count == 1 ? "" : "s");
}

}  // namespace

std::string RenderText(const trade::v1::PruneReleasesRequest& request,
                       const trade::v1::PruneReleasesResponse& response,
                       const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Superseded releases of ", request.parent(),
                          request.dataset().empty() ? "" : ", data set ", request.dataset()),
             "");
  if (response.releases().empty()) {
    page.Text(0, absl::StrCat("Nothing is to be pruned; revision ", response.revision(), "."));
    return page.Finish();
  }
  Table table(2, {Align::kLeft, Align::kLeft, Align::kRight, Align::kRight, Align::kLeft});
  table.Header({"published", "recorded", "blocks", "bytes", "release"});
  int64_t blocks = 0;
  int64_t bytes = 0;
  for (const trade::v1::Release& release : response.releases()) {
    blocks += release.pruned().blocks();
    bytes += release.pruned().bytes();
    table.Row({DateText(release.published()), DayText(release.recorded()),
               Grouped(release.pruned().blocks()), Grouped(release.pruned().bytes()),
               release.name()});
  }
  page.Add(table);
  page.Blank();
  page.Text(0, absl::StrCat(Count(response.releases_size(), "release"), ", ",
                            Count(blocks, "block"), ", ", Count(bytes, "byte"),
                            request.dry_run() ? " would go: dry run, nothing changed; revision "
                                              : " pruned; revision ",
                            response.revision(), "."));
  return page.Finish();
}

}  // namespace entente::client
