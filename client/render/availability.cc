#include "client/render/availability.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::Availability;
using Align = Table::Align;

std::string Levels(const Availability& one) {
  return absl::StrJoin(one.levels(), " ", [](std::string* out, int digits) {
    absl::StrAppend(out, digits == 0 ? "TOTAL" : absl::StrCat(digits));
  });
}

}  // namespace

void AddAvailability(const trade::v1::GetAvailabilityResponse& response, absl::string_view reporter,
                     Page& page) {
  if (response.available().empty()) {
    page.Text(0, absl::StrCat("Nothing: ", WhyNoFigure(response.empty_reason(), reporter), "."));
    return;
  }
  page.Text(0,
            "X exports, M imports; partners with the world; digits of the codes in the last "
            "period.");
  for (auto one = response.available().begin(); one != response.available().end();) {
    const std::string& source = one->source();
    page.Blank();
    page.Subheading(source);
    Table table(2, {Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft, Align::kLeft,
                    Align::kRight, Align::kRight, Align::kRight, Align::kLeft, Align::kLeft});
    table.Header({"reporter", "flow", "frequency", "from", "to", "periods", "partners", "values",
                  "digits", "classification"});
    for (; one != response.available().end() && one->source() == source; ++one) {
      table.Row({one->reporter(), one->flow(), Words(one->frequency()), one->first_period(),
                 one->last_period(), absl::StrCat(one->periods()), absl::StrCat(one->partners()),
                 Grouped(one->observations()), Levels(*one),
                 absl::StrJoin(one->classifications(), " ")});
    }
    page.Add(table);
  }
}

}  // namespace entente::client
