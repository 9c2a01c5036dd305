#include "client/render/definitions.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "client/render/basis.h"
#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::ListDefinitionsResponse;
using trade::v1::Volume;
using Align = Table::Align;

// "Kazakhstan, without re-exports, kaz-bns, USD, CIF [1]".
std::string Describe(const Volume& volume, const ListDefinitionsResponse& response, Page& page) {
  const std::string remarks = Remarks({&volume.exports(), &volume.imports()});
  return absl::StrCat(Whose(volume.definition(), response.pair()), ", ",
                      absl::StripPrefix(volume.definition().source(), "sources/"), ", ",
                      volume.total().currency(), remarks.empty() ? "" : absl::StrCat(", ", remarks),
                      " ", ReferTo(volume, response.evidence(), page.references()));
}

}  // namespace

void AddDefinitions(const ListDefinitionsResponse& response, Page& page) {
  if (response.volumes().empty()) {
    page.Text(0,
              absl::StrCat("No volume: ", WhyEmpty(response.empty_reason(), "either side"), "."));
    AddIncomplete(0, response.incomplete_periods(), page);
    return;
  }
  page.Text(0, absl::StrCat("Exports are those of ", response.pair().first().name(), " to ",
                            response.pair().second().name(), ", except where ",
                            response.pair().second().name(),
                            " reports. Re-exports count unless a row says without."));
  page.Blank();
  Table table(2, {Align::kLeft, Align::kPoint, Align::kPoint, Align::kPoint, Align::kLeft});
  table.Header({"period", "total", "exports", "imports", "by whose figures"});
  std::string period;
  for (const Volume& volume : response.volumes()) {
    table.Row({volume.period() == period ? "" : volume.period(), Grouped(volume.total().decimal()),
               Grouped(volume.exports().amount().decimal()),
               Grouped(volume.imports().amount().decimal()), Describe(volume, response, page)});
    period = volume.period();
  }
  page.Add(table);
  AddIncomplete(2, response.incomplete_periods(), page);
}

}  // namespace entente::client
