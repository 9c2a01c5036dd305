#include "client/agreement_counts.h"
#include "client/agreements_client.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/read_at.h"
#include "client/render/json.h"
#include "client/render/text.h"
#include "common/api/convert.h"

namespace entente::client {

ExitCode RunAgreementsList(const GlobalOptions& global, const PairArguments& arguments) {
  const auto pair = ParsePairArguments(arguments);
  if (!pair.ok()) return Fail(pair.status());
  agreements::v1::ListAgreementsRequest request;
  request.add_countries(pair->first);
  request.add_countries(pair->second);
  *request.mutable_day() = entente::ToProto(global.day);
  *request.mutable_read_at() = ReadAt(global.as_of, global.agreements_revision);
  auto response =
      AgreementsClient(global.agreements_address).ListAgreements(request, global.Deadline());
  if (!response.ok()) return Fail(response.status());

  brief::v1::AgreementsSection section;
  section.set_revision(response->revision());
  *section.mutable_agreements() = std::move(*response->mutable_agreements());
  section.set_agreements_empty_reason(response->empty_reason());
  const common::v1::Pair named = entente::ToProto(*pair);
  CountAgreements(named, section);
  return Print(global.format == Format::kJson
                   ? RenderJson(section)
                   : RenderText(section, named, global.day, global.as_of, TerminalText()));
}

}  // namespace entente::client
