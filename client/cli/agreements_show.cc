#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "client/agreements_client.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "common/api/convert.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

constexpr absl::string_view kPrefix = "agreements/";

// An agreement and its status, both at the same revision.
struct Shown {
  agreements::v1::ListedAgreement listed;
  int64_t revision = 0;
};

absl::StatusOr<Shown> Get(const GlobalOptions& global, const std::string& name) {
  const AgreementsClient client(global.agreements_address);
  const absl::Time deadline = global.Deadline();
  agreements::v1::GetAgreementRequest agreement;
  agreement.set_name(name);
  *agreement.mutable_read_at() = ReadAt(global.as_of, global.agreements_revision);
  ASSIGN_OR_RETURN(auto found, client.GetAgreement(agreement, deadline));

  agreements::v1::GetStatusRequest status;
  status.set_name(name);
  *status.mutable_day() = entente::ToProto(global.day);
  *status.mutable_read_at() = ReadAt(global.as_of, found.revision());
  ASSIGN_OR_RETURN(auto computed, client.GetStatus(status, deadline));

  Shown shown;
  *shown.listed.mutable_agreement() = std::move(*found.mutable_agreement());
  *shown.listed.mutable_status() = std::move(*computed.mutable_status());
  shown.revision = found.revision();
  return shown;
}

}  // namespace

ExitCode RunAgreementsShow(const GlobalOptions& global, const ShowArguments& arguments) {
  const auto shown = Get(global, absl::StartsWith(arguments.name, kPrefix)
                                     ? arguments.name
                                     : absl::StrCat(kPrefix, arguments.name));
  if (!shown.ok()) return Fail(shown.status());
  return Print(global.format == Format::kJson
                   ? RenderJson(shown->listed)
                   : RenderText(shown->listed, shown->revision, global.as_of, TerminalText()));
}

}  // namespace entente::client
