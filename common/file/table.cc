#include "common/file/table.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

char SeparatorOf(absl::string_view content) {
  return absl::StrContains(content.substr(0, content.find('\n')), '\t') ? '\t' : ',';
}

bool IsBlank(const std::vector<absl::string_view>& fields) {
  return fields.size() == 1 && absl::StripAsciiWhitespace(fields[0]).empty();
}

}  // namespace

absl::Status AtLine(int64_t line, absl::string_view reason, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, reason, absl::StrCat("line ", line, ": ", what))
      .With("line", absl::StrCat(line));
}

Table::Table(absl::string_view content) : Table(content, SeparatorOf(content)) {}

Table::Table(absl::string_view content, char separator)
    : content_(content), reader_(TextSource(content), separator) {}

absl::Status Table::ReadHeader() {
  ASSIGN_OR_RETURN(const bool found, reader_.Next());
  if (!found) return AtLine(line(), "FILE_EMPTY", "no header");
  width_ = fields().size();
  return absl::OkStatus();
}

absl::Status Table::ReadHeaderBelowRemarks() {
  do {
    RETURN_IF_ERROR(ReadHeader());
  } while (width_ == 1);
  return absl::OkStatus();
}

absl::StatusOr<bool> Table::Next() {
  bool found = true;
  do {
    ASSIGN_OR_RETURN(found, reader_.Next());
  } while (found && IsBlank(fields()));
  if (!found) {
    if (rows_ == 0) return AtLine(line(), "FILE_EMPTY", "there is a header and no row");
    return false;
  }
  ++rows_;
  const size_t count = fields().size();
  if (count == width_ || (count == width_ + 1 && fields().back().empty())) return true;
  if (count < width_) {
    return AtLine(line(), "FILE_TRUNCATED",
                  absl::StrCat("has ", count, " fields where the header has ", width_,
                               "; the download may have broken off, fetch the file again"));
  }
  return AtLine(line(), "FILE_MALFORMED",
                absl::StrCat("has ", count, " fields where the header has ", width_));
}

absl::Status Table::CheckEnd() const {
  if (content_.empty() || content_.back() == '\n') return absl::OkStatus();
  return AtLine(line(), "FILE_TRUNCATED",
                "the file ends inside this line; fetch it again, or end the line if it is whole");
}

}  // namespace entente
