#include <algorithm>
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "google/protobuf/descriptor.h"

#include "client/cli/commands.h"
#include "client/cli/declare.h"
#include "common/text/file_name.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"

namespace entente::client {
namespace {

void AddImportOptions(CLI::App& command, ImportArguments& import) {
  command.add_option("FILE", import.files, "Files to load, one after the other")
      ->required()
      ->option_text("...");
  command.add_option("--url", import.url, "Where the file was retrieved from; one file only")
      ->type_name("ADDRESS");
  command.add_option("--request-id", import.request_id, "Makes a repetition safe; one file only")
      ->type_name("TEXT");
  command.add_flag("--dry-run", import.dry_run, "Say what would happen, and change nothing");
}

// How files are read, and what is known of them. `values`: the service's ImportFormat.
void AddFileOptions(CLI::App& command, const google::protobuf::EnumDescriptor& values,
                    ImportArguments& import) {
  command
      .add_option("--published", import.published, "When it was published: a day, month or year")
      ->type_name("DATE");
  std::map<std::string, int> formats;  // by their names on the command line: "comtrade-csv"
  std::vector<std::string> names;
  for (int i = 0; i < values.value_count(); ++i) {
    if (values.value(i)->number() == 0) continue;
    absl::string_view name = values.value(i)->name();
    absl::ConsumePrefix(&name, "IMPORT_FORMAT_");
    names.push_back(absl::AsciiStrToLower(absl::StrReplaceAll(name, {{"_", "-"}})));
    formats.emplace(names.back(), values.value(i)->number());
  }
  std::sort(names.begin(), names.end());
  command
      .add_option("--file-format", import.file_format,
                  absl::StrCat(absl::StrJoin(names, ", "), "; recognised"))
      ->transform(CLI::CheckedTransformer(formats))
      ->option_text("FORMAT");
}

void CheckImport(const ImportArguments& import) {
  if (import.files.size() == 1) return;
  for (const auto& [option, value] :
       {std::pair("--request-id", import.request_id), std::pair("--dataset", import.dataset),
        std::pair("--url", import.url)}) {
    if (!value.empty()) throw CLI::ValidationError(option, "is of one file; give one file");
  }
}

// A data set is called by its file's name where no other one is given, so that a second file of the
// name would take the first one's place. Facts and titles, in text-proto, need no such name.
void CheckDatasets(const ImportArguments& import) {
  std::map<std::string, std::string> files;  // by the name of their data set
  for (const std::string& path : import.files) {
    const std::string file = std::filesystem::path(path).filename();
    const absl::string_view bare = BareFileName(file);
    if (absl::StartsWithIgnoreCase(absl::StripPrefix(file, bare), ".textproto")) continue;
    const auto [known, added] =
        files.try_emplace(absl::AsciiStrToLower(WithoutCopyMark(bare)), file);
    if (!added) {
      throw CLI::ValidationError(
          "FILE", absl::StrCat("'", known->second, "' and '", file,
                               "' would be one data set by their names; import them one by one, "
                               "each with its own --dataset"));
    }
  }
}

}  // namespace

void DeclareImport(CLI::App& app, Command& command) {
  CLI::App& import = AddCommand(app, "import", "Load files into a service",
                                "  entente import trade data/trade.textproto\n"
                                "  entente import trade data/commodities.textproto\n"
                                "  entente import agreements data/agreements.textproto\n");
  import.require_subcommand(1);

  CLI::App& trade = AddCommand(
      import, "trade",
      "Load trade statistics, targets, statements and commodities' titles and conversion weights",
      "  entente import trade data/trade.textproto\n"
      "  entente import trade data/commodities.textproto\n"
      "  entente import trade comtrade-kaz-2021.csv --dataset comtrade-kaz-2021 "
      "--published 2022-06\n"
      "  entente import trade comtrade-kaz-2021.csv --dry-run\n"
      "  entente import trade matrix-2015.csv --source sources/unctad-matrix --unit "
      "thousands --period 2015\n");
  ImportArguments& given =
      Given<ImportArguments>(trade, command, RunImportTrade, [](const auto& import) {
        CheckImport(import);
        CheckDatasets(import);
      });
  AddImportOptions(trade, given);
  trade
      .add_option("--dataset", given.dataset,
                  "What the file is a release of; the file's name. One file only")
      ->type_name("TEXT");
  AddFileOptions(trade, *trade::v1::ImportFormat_descriptor(), given);
  trade
      .add_option("--source", given.source,
                  "Who publishes it, where the format does not tell: sources/NAME")
      ->type_name("TEXT");
  trade
      .add_option("--currency", given.currency,
                  "ISO 4217 code of the values, where the format does not tell; USD")
      ->type_name("TEXT");
  trade
      .add_option("--unit", given.exponent,
                  "What a value of 1 stands for, where the format does not tell: ones, thousands "
                  "or millions; ones")
      ->transform(CLI::CheckedTransformer(
          std::map<std::string, int>{{"ones", 0}, {"thousands", 3}, {"millions", 6}}))
      ->option_text("UNIT");
  trade
      .add_option("--period", given.period,
                  "Period of all values, where the file does not tell, e.g. 2015")
      ->type_name("TEXT");
  CLI::App& agreements =
      AddCommand(import, "agreements", "Load agreements, occasions and milestones",
                 "  entente import agreements data/agreements.textproto\n"
                 "  entente import agreements uk-treaties.jsonl --published 2023-11\n"
                 "  entente import agreements data/agreements.textproto --dry-run\n");
  ImportArguments& facts =
      Given<ImportArguments>(agreements, command, RunImportAgreements, CheckImport);
  AddImportOptions(agreements, facts);
  AddFileOptions(agreements, *agreements::v1::ImportFormat_descriptor(), facts);
}

}  // namespace entente::client
