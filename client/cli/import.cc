#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

#include "absl/strings/str_cat.h"

#include "client/agreements_client.h"
#include "client/cli/commands.h"
#include "client/cli/console.h"
#include "client/cli/progress_line.h"
#include "client/render/import_report.h"
#include "client/render/json.h"
#include "client/trade_client.h"
#include "common/status/error.h"

namespace entente::client {
namespace {

// Sends the file at `path` with `header`, and prints the service's report.
template <typename Client, typename Header>
ExitCode ImportFile(const Client& client, Header header, const std::string& path,
                    const GlobalOptions& global) {
  std::ifstream file(path, std::ios::binary);
  std::error_code error;
  const auto size = std::filesystem::file_size(path, error);
  if (!file || error) {
    return Fail(Error(absl::StatusCode::kNotFound, "FILE_UNREADABLE",
                      absl::StrCat("'", path, "' is no file that can be read")));
  }
  const std::string name = std::filesystem::path(path).filename();
  header.set_file_name(name);
  const auto send = [&] {
    ProgressLine line(name, static_cast<int64_t>(size));
    return client.Import(
        header, file, [&](int64_t sent) { line.Show(sent); }, global.Deadline(kStreamTime));
  };
  const auto response = send();
  if (!response.ok()) return Fail(Prefix(response.status(), path));
  return Print(global.format == Format::kJson ? RenderJson(*response)
                                              : RenderText(*response, name, header.dry_run()));
}

// Stops at the first file that fails; those before it stay imported.
template <typename Client, typename Header>
ExitCode ImportFiles(const Client& client, const Header& header, const ImportArguments& arguments,
                     const GlobalOptions& global) {
  for (const std::string& path : arguments.files) {
    if (const ExitCode code = ImportFile(client, header, path, global); code != ExitCode::kOk) {
      return code;
    }
  }
  return ExitCode::kOk;
}

// Sets what both services are told of a file.
template <typename Header>
void SetFile(const ImportArguments& arguments, Header& header) {
  header.set_format(static_cast<decltype(header.format())>(arguments.file_format));
  if (!arguments.published.empty()) header.mutable_published()->set_edtf(arguments.published);
  header.set_url(arguments.url);
  header.set_dry_run(arguments.dry_run);
  header.set_request_id(arguments.request_id);
}

}  // namespace

ExitCode RunImportTrade(const GlobalOptions& global, const ImportArguments& arguments) {
  trade::v1::ImportHeader header;
  header.set_dataset(arguments.dataset);
  SetFile(arguments, header);
  header.set_source(arguments.source);
  header.set_period(arguments.period);
  if (!arguments.currency.empty() || arguments.exponent != 0) {
    header.mutable_unit()->set_currency(arguments.currency);
    header.mutable_unit()->set_exponent(arguments.exponent);
  }
  return ImportFiles(TradeClient(global.trade_address), header, arguments, global);
}

ExitCode RunImportAgreements(const GlobalOptions& global, const ImportArguments& arguments) {
  agreements::v1::ImportHeader header;
  SetFile(arguments, header);
  return ImportFiles(AgreementsClient(global.agreements_address), header, arguments, global);
}

}  // namespace entente::client
