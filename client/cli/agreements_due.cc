#include <string>
#include <vector>

#include "client/agreements_client.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "common/api/convert.h"

namespace entente::client {

// From the day of the answer on, for a year where no last day is asked for.
ExitCode RunAgreementsDue(const GlobalOptions& global,
                          const agreements::v1::ListDueRequest& asked) {
  agreements::v1::ListDueRequest request = asked;
  std::vector<std::string*> countries;
  for (std::string& country : *request.mutable_countries()) countries.push_back(&country);
  if (const absl::Status status = ResolveCountries(countries); !status.ok()) return Fail(status);
  *request.mutable_first_day() = entente::ToProto(global.day);
  if (!request.has_last_day()) {
    *request.mutable_last_day() = entente::ToProto(
        absl::CivilDay(global.day.year() + 1, global.day.month(), global.day.day()));
  }
  *request.mutable_read_at() = ReadAt(global.as_of, global.agreements_revision);
  const auto response =
      AgreementsClient(global.agreements_address).ListDue(request, global.Deadline());
  if (!response.ok()) return Fail(response.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(*response)
                   : RenderText(request, *response, global.as_of, TerminalText()));
}

}  // namespace entente::client
