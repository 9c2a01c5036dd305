#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "client/agreements_client.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "common/status/status_macros.h"

namespace entente::client {
namespace {

constexpr absl::string_view kPrefix = "agreements/";

// The agreement and its status, both at the same revision.
absl::StatusOr<agreements::v1::ListedAgreement> Get(const GlobalOptions& global,
                                                    const std::string& name) {
  const AgreementsClient client(global.agreements_address);
  const absl::Time deadline = global.Deadline();
  agreements::v1::GetAgreementRequest agreement;
  agreement.set_name(name);
  *agreement.mutable_read_at() = ReadAt(global.as_of, global.agreements_revision);
  ASSIGN_OR_RETURN(auto found, client.GetAgreement(agreement, deadline));

  agreements::v1::GetStatusRequest status;
  status.set_name(name);
  *status.mutable_day() = ToProto(global.day);
  *status.mutable_read_at() = ReadAt(global.as_of, found.revision());
  ASSIGN_OR_RETURN(auto computed, client.GetStatus(status, deadline));

  agreements::v1::ListedAgreement listed;
  *listed.mutable_agreement() = std::move(*found.mutable_agreement());
  *listed.mutable_status() = std::move(*computed.mutable_status());
  return listed;
}

}  // namespace

ExitCode RunAgreementsShow(const GlobalOptions& global, const ShowArguments& arguments) {
  const auto listed = Get(global, absl::StartsWith(arguments.name, kPrefix)
                                      ? arguments.name
                                      : absl::StrCat(kPrefix, arguments.name));
  if (!listed.ok()) return Fail(listed.status());
  Print(global.format == Format::kJson
            ? RenderJson(*listed)
            : RenderText(listed->agreement(), listed->status(), TerminalText()));
  return ExitCode::kOk;
}

}  // namespace entente::client
