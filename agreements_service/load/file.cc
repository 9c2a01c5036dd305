#include "agreements_service/load/file.h"

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/facts.h"
#include "common/api/text_proto.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/first_line.h"
#include "common/text/utf8.h"
#include "entente/agreements/v1/facts.pb.h"

namespace entente::agreements {

absl::StatusOr<FileFormat> Recognise(absl::string_view content) {
  absl::ConsumePrefix(&content, kByteOrderMark);
  const NumberedLine first = FirstLine(content, "#");
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
  if (BeginsField(first.text, *v1::Facts::descriptor())) return FileFormat::kFacts;
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
