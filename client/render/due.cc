#include "client/render/due.h"

#include <string>

#include "absl/strings/str_cat.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using agreements::v1::Due;

// "2026-10-01", "2026-07-01 to 2026-07-31", with "?" behind it where it is uncertain.
std::string DayOrDays(const Due& due) {
  const std::string earliest = DayText(due.earliest());
  const std::string latest = DayText(due.latest());
  return absl::StrCat(earliest, earliest == latest ? "" : absl::StrCat(" to ", latest),
                      due.uncertain() ? "?" : "");
}

}  // namespace

void AddDue(const agreements::v1::ListDueResponse& response, Page& page) {
  if (response.due().empty()) {
    page.Text(0, absl::StrCat("Nothing is due: ", WhyNone(response.empty_reason()), "."));
    return;
  }
  Table table(0, {Table::Align::kLeft, Table::Align::kLeft});
  for (const Due& due : response.due()) {
    table.Row({DayOrDays(due),
               absl::StrCat(due.sentence(), due.round() ? " A round one. " : " ", due.name())});
  }
  page.Add(table);
}

}  // namespace entente::client
