#include "agreements_service/load/file.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/facts.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// The first line that is neither blank nor a comment of a text-proto, and its number; number 0 if
// there is none.
struct Line {
  absl::string_view text;
  int number = 0;
};

Line FirstLine(absl::string_view content) {
  int number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    if (!line.empty() && line[0] != '#') return {line, number};
  }
  return {};
}

// Whether a text-proto of Facts goes on like this.
bool BeginsFacts(absl::string_view line) {
  for (absl::string_view field : {"agreements", "occasions", "milestones"}) {
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
                 "the file has no agreement, occasion or milestone; download it again");
  }
  if (absl::StartsWith(first.text, "<")) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_HTML",
                 absl::StrCat("line ", first.number, ": the file is a web page or XML, not data: ",
                              Quoted(first.text), "; download it again"))
        .With("line", absl::StrCat(first.number));
  }
  if (BeginsFacts(first.text)) return FileFormat::kFacts;
  return Error(absl::StatusCode::kInvalidArgument, "FORMAT_UNKNOWN",
               absl::StrCat("line ", first.number, ", column 1: ", Quoted(first.text),
                            " begins no format that is known (text-proto of Facts); is it an error "
                            "message that was saved as a file?"))
      .With("line", absl::StrCat(first.number));
}

absl::StatusOr<LoadedFile> LoadFile(absl::string_view content, FileFormat format) {
  ASSIGN_OR_RETURN(const FileFormat recognised, Recognise(content));
  if (format != FileFormat::kRecognise && format != recognised) {
    return InvalidField("FORMAT_UNKNOWN", "header.format", "the file is of another format");
  }
  absl::ConsumePrefix(&content, kByteOrderMark);
  return LoadFacts(content);
}

}  // namespace entente::agreements
