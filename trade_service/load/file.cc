#include "trade_service/load/file.h"

#include <algorithm>
#include <cstddef>
#include <memory>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/api/text_proto.h"
#include "common/file/unpack.h"
#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/file_name.h"
#include "common/text/first_line.h"
#include "common/text/utf8.h"
#include "entente/trade/v1/facts.pb.h"
#include "trade_service/load/answer_error.h"
#include "trade_service/load/baci.h"
#include "trade_service/load/baci_titles.h"
#include "trade_service/load/bns_xls.h"
#include "trade_service/load/comtrade_csv.h"
#include "trade_service/load/comtrade_json.h"
#include "trade_service/load/comtrade_legacy.h"
#include "trade_service/load/comtrade_titles.h"
#include "trade_service/load/conversion_weights.h"
#include "trade_service/load/eurostat_relational.h"
#include "trade_service/load/facts.h"
#include "trade_service/load/matrix.h"
#include "trade_service/load/sdmx_csv.h"
#include "trade_service/load/sdmx_json.h"
#include "trade_service/load/sdmx_ml.h"
#include "trade_service/load/xls.h"

namespace entente::trade {
namespace {

constexpr size_t kMaxDataset = 60;
constexpr size_t kMarkSize = 8;

// Whether a text-proto of Facts begins with this line: a comment, or one of its fields.
bool BeginsFacts(absl::string_view line) {
  return absl::StartsWith(line, "#") || BeginsField(line, *v1::Facts::descriptor());
}

// A format, and the first line that its files have.
struct Beginning {
  FileFormat format;
  bool (*is)(absl::string_view line);
};

constexpr Beginning kBeginnings[] = {
    {FileFormat::kComtradeCsv, IsComtradeHeader},
    {FileFormat::kComtradeLegacy, IsLegacyHeader},
    {FileFormat::kBaci, IsBaciHeader},
    {FileFormat::kSdmxCsv, IsSdmxCsvHeader},
    {FileFormat::kEurostatRelational, IsEurostatRelationalHeader},
    {FileFormat::kFacts, BeginsFacts},
    {FileFormat::kMatrix, IsMatrixHeader},
    {FileFormat::kComtradeTitles, IsComtradeTitlesHeader},
    {FileFormat::kBaciTitles, IsBaciTitlesHeader},
    {FileFormat::kConversionWeights, IsConversionWeightsHeader},
};

// A format in JSON, and how its files are told from others.
constexpr Beginning kJson[] = {
    {FileFormat::kSdmxJson, IsSdmxJson},
    {FileFormat::kComtradeJson, IsComtradeJson},
};

constexpr absl::string_view kKnown =
    "UN Comtrade (API v1 CSV and JSON, bulk TSV, the CSV from before 2023), CEPII BACI, SDMX in "
    "CSV, JSON and XML (Eurostat, IMF), Eurostat's 'Relational View', trade by country of "
    "Kazakhstan's statistics (.xls), a matrix of countries, UN Comtrade's and BACI's lists of "
    "commodities, weights that convert one revision of the Harmonized System to another, "
    "text-proto of Facts; each also as gzip or zstd";

// What is no data, though it was saved as a file.
absl::Status RefuseMessage(absl::string_view content, const NumberedLine& first) {
  if (IsLegacyMessage(first.text)) {
    return AnswerIsError(first.number, absl::StripAsciiWhitespace(content));
  }
  if (IsBaciCountriesHeader(first.text)) {
    return Error(absl::StatusCode::kInvalidArgument, "FORMAT_REFERENCE",
                 absl::StrCat("line ", first.number,
                              ": this is BACI's list of its countries, not trade data; they are "
                              "known here already, import the files named BACI_HS..."));
  }
  return absl::OkStatus();
}

absl::StatusOr<LoadedFile> LoadUnpacked(const File& file) {
  FileFormat format = file.format;
  if (format == FileFormat::kRecognise) {
    ASSIGN_OR_RETURN(format, Recognise(file.content));
  }
  switch (format) {
    case FileFormat::kComtradeCsv:
      return LoadComtradeCsv(file);
    case FileFormat::kFacts:
      return LoadFacts(file);
    case FileFormat::kComtradeJson:
      return LoadComtradeJson(file);
    case FileFormat::kComtradeLegacy:
      return LoadComtradeLegacy(file);
    case FileFormat::kBaci:
      return LoadBaci(file);
    case FileFormat::kMatrix:
      return LoadMatrix(file);
    case FileFormat::kSdmxCsv:
      return LoadSdmxCsv(file);
    case FileFormat::kSdmxJson:
      return LoadSdmxJson(file);
    case FileFormat::kSdmxMl:
      return LoadSdmxMl(file);
    case FileFormat::kEurostatRelational:
      return LoadEurostatRelational(file);
    case FileFormat::kBnsXls:
      return LoadBnsXls(file);
    case FileFormat::kComtradeTitles:
      return LoadComtradeTitles(file);
    case FileFormat::kBaciTitles:
      return LoadBaciTitles(file);
    case FileFormat::kConversionWeights:
      return LoadConversionWeights(file);
    default:
      return InvalidField("FORMAT_UNKNOWN", "header.format", "not a value of ImportFormat");
  }
}

// Unpacks it if it is packed.
absl::StatusOr<LoadedFile> LoadText(const File& file) {
  if (!IsPacked(file.content)) return LoadUnpacked(file);
  ASSIGN_OR_RETURN(const std::unique_ptr<Spool> spool,
                   Unpack(file.content, file.folder, file.max_bytes));
  File unpacked = file;
  ASSIGN_OR_RETURN(unpacked.content, spool->Content());
  unpacked.content_sha256 = spool->Sha256();
  return LoadUnpacked(unpacked);
}

}  // namespace

absl::StatusOr<FileFormat> Recognise(absl::string_view content) {
  if (IsXls(content)) return FileFormat::kBnsXls;
  absl::ConsumePrefix(&content, kByteOrderMark);
  const NumberedLine first = FirstLine(content);
  if (first.number == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "the file is empty; download it again");
  }
  if (absl::StartsWith(first.text, "<")) {
    if (IsSdmxMl(content)) return FileFormat::kSdmxMl;
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_HTML",
                 absl::StrCat("line ", first.number, ": the file is a web page or XML, not data: ",
                              Quoted(first.text), "; download it again"));
  }
  RETURN_IF_ERROR(RefuseMessage(content, first));
  if (absl::StartsWith(first.text, "{")) {
    for (const Beginning& json : kJson) {
      if (json.is(content)) return json.format;
    }
  }
  for (const Beginning& beginning : kBeginnings) {
    if (beginning.is(first.text)) return beginning.format;
  }
  return Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
               absl::StrCat("line ", first.number, ", column 1: ", Quoted(first.text),
                            " begins no format that is known (", kKnown,
                            "); is it an error message that was saved as a file?"))
      .With("line", absl::StrCat(first.number));
}

absl::StatusOr<LoadedFile> LoadFile(const File& file) {
  ASSIGN_OR_RETURN(LoadedFile loaded, LoadText(file));
  const absl::string_view name = BareFileName(file.name);
  // Facts name their data sets themselves; an export of ours puts the file's name before others.
  const auto named_by_file = [&](const NewRelease& added) {
    return loaded.batch.sources_supposed &&
           absl::StartsWith(added.release.dataset, DatasetOf("", file.name));
  };
  if (file.dataset.empty() && WithoutCopyMark(name) != name &&
      std::any_of(loaded.batch.releases.begin(), loaded.batch.releases.end(), named_by_file)) {
    loaded.report.Note("NAME_OF_COPY", file.name);
  }
  return loaded;
}

std::string DatasetOf(const std::string& dataset, const std::string& file_name) {
  std::string name = dataset;
  if (name.empty()) name = std::string(WithoutCopyMark(BareFileName(file_name)));
  if (name.empty()) name = file_name;
  std::string id;
  bool whole = name.size() <= kMaxDataset;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool kept = absl::ascii_isalnum(byte) || absl::StrContains("-._", c);
    whole &= kept;
    id += kept ? static_cast<char>(absl::ascii_tolower(byte)) : '-';
  }
  if (whole) return id;
  // Names that differ only in what an id cannot have are still two data sets.
  id.resize(std::min(id.size(), kMaxDataset - kMarkSize - 1));
  return absl::StrCat(id, "-", Sha256Hex(name).substr(0, kMarkSize));
}

}  // namespace entente::trade
