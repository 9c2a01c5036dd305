#include "trade_service/load/file.h"

#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/comtrade_csv.h"
#include "trade_service/load/facts.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr size_t kMaxDataset = 60;

// The first line that is not blank, without what ends it, and its number.
struct Line {
  absl::string_view text;
  int number = 0;
};

Line FirstLine(absl::string_view content) {
  int number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (!line.empty()) return {line, number};
  }
  return {};
}

// Whether a text-proto of Facts begins with this line: a comment, or one of its fields.
bool BeginsFacts(absl::string_view line) {
  if (absl::StartsWith(line, "#")) return true;
  for (absl::string_view field : {"sources", "releases", "targets", "statements"}) {
    absl::string_view rest = line;
    if (!absl::ConsumePrefix(&rest, field)) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest);
    if (rest.empty() || rest[0] == '{' || rest[0] == ':' || rest[0] == '<') return true;
  }
  return false;
}

}  // namespace

absl::StatusOr<FileFormat> Recognise(absl::string_view content) {
  absl::ConsumePrefix(&content, kByteOrderMark);
  const Line first = FirstLine(content);
  if (first.number == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                 "the file is empty; download it again");
  }
  if (absl::StartsWith(first.text, "<")) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_HTML",
                 absl::StrCat("line ", first.number, ": the file is a web page or XML, not data: ",
                              Quoted(first.text), "; download it again"));
  }
  if (IsComtradeHeader(first.text)) return FileFormat::kComtradeCsv;
  if (BeginsFacts(first.text)) return FileFormat::kFacts;
  return Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
               absl::StrCat("line ", first.number, ", column 1: ", Quoted(first.text),
                            " begins no format that is known (UN Comtrade API v1 CSV, text-proto "
                            "of Facts); is it an error message that was saved as a file?"))
      .With("line", absl::StrCat(first.number));
}

absl::StatusOr<LoadedFile> LoadFile(const File& file) {
  FileFormat format = file.format;
  ASSIGN_OR_RETURN(const FileFormat recognised, Recognise(file.content));
  if (format == FileFormat::kRecognise) format = recognised;
  switch (format) {
    case FileFormat::kComtradeCsv:
      return LoadComtradeCsv(file);
    case FileFormat::kFacts:
      return LoadFacts(file);
    default:
      return InvalidField("FORMAT_UNKNOWN", "header.format", "not a value of ImportFormat");
  }
}

std::string DatasetOf(const std::string& dataset, const std::string& file_name) {
  std::string name = dataset;
  if (name.empty()) name = file_name.substr(0, file_name.rfind('.'));
  if (name.empty()) name = file_name;
  std::string id;
  for (const char c : name.substr(0, kMaxDataset)) {
    const auto byte = static_cast<unsigned char>(c);
    id += absl::ascii_isalnum(byte) || absl::StrContains("-._", c)
              ? static_cast<char>(absl::ascii_tolower(byte))
              : '-';
  }
  return id;
}

}  // namespace entente::trade
