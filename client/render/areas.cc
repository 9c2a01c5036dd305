#include "client/render/areas.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::Area;
using Align = Table::Align;

// "1986 to 2010-10", "from 1992", "to 1998"; empty if it has always been there.
std::string YearsOf(const Area& area) {
  const std::string from = DateText(area.valid_from());
  const std::string until = DateText(area.valid_until());
  if (until.empty()) return from.empty() ? "" : absl::StrCat("from ", from);
  return absl::StrCat(from, from.empty() ? "" : " ", "to ", until);
}

// "Netherlands Antilles; before 532; since BES, CUW". A name in another language than the one that
// was asked for has its tag behind it: "World (en)".
std::string NameOf(const Area& area) {
  std::string text = area.name();
  if (!area.language_code().empty()) absl::StrAppend(&text, " (", area.language_code(), ")");
  if (!area.predecessors().empty()) {
    absl::StrAppend(&text, "; before ", absl::StrJoin(area.predecessors(), ", "));
  }
  if (!area.successors().empty()) {
    absl::StrAppend(&text, "; since ", absl::StrJoin(area.successors(), ", "));
  }
  return text;
}

}  // namespace

void AddAreas(const trade::v1::ListAreasResponse& response, Page& page) {
  Table table(0,
              {Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft});
  table.Header({"code", "ISO", "Comtrade", "kind", "counted", "name"});
  for (const Area& area : response.areas()) {
    table.Row({area.code(), absl::StrCat(area.alpha3(), area.m49().empty() ? "" : " ", area.m49()),
               absl::StrJoin(area.comtrade_codes(), " "), Words(area.kind()), YearsOf(area),
               NameOf(area)});
  }
  page.Add(table);
  page.Text(0, absl::StrCat("Sources: ", page.references().ToAll(response.evidence())));
}

}  // namespace entente::client
