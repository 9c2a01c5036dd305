#include "trade_service/load/comtrade_json.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/file/json.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/answer_error.h"
#include "trade_service/load/comtrade_release.h"
#include "trade_service/load/comtrade_row.h"

namespace entente::trade {
namespace {

constexpr size_t kRecognisedIn = 4096;

// Depths of an answer: its members, its rows, their members.
constexpr int kMembers = 1;
constexpr int kRowMembers = 3;

// An answer of the API while it is read.
class Answer final : public JsonVisitor {
 public:
  // `folder`: for temporary files.
  Answer(ComtradeColumns columns, const std::string& folder)
      : names_(ComtradeColumnNames()),
        texts_(names_.size()),
        release_(std::move(columns), folder) {}

  absl::Status Begin() override {
    if (++depth_ != kRowMembers || member_ != "data") return absl::OkStatus();
    row_line_ = line;
    std::fill(texts_.begin(), texts_.end(), "");
    return absl::OkStatus();
  }

  absl::Status End() override {
    if (depth_-- != kRowMembers || member_ != "data") return absl::OkStatus();
    const std::vector<absl::string_view> fields(texts_.begin(), texts_.end());
    return release_.Add(fields, row_line_, absl::StrCat("data[", release_.read(), "]")).status();
  }

  absl::Status Key(absl::string_view name) override {
    if (depth_ == kMembers) {
      member_ = std::string(name);
      has_data_ |= member_ == "data";
    } else if (depth_ == kRowMembers) {
      column_ = std::find(names_.begin(), names_.end(), name) - names_.begin();
    }
    return absl::OkStatus();
  }

  absl::Status Value(absl::string_view text) override {
    if (depth_ == kRowMembers && member_ == "data") {
      if (column_ < texts_.size()) texts_[column_] = std::string(text);
    } else if (depth_ == kMembers && member_ == "count") {
      if (!absl::SimpleAtoi(text, &count_)) count_ = 0;
    } else if (!text.empty() && member_ == "error") {
      if (error_line_ == 0) error_line_ = line;
      absl::StrAppend(&error_, error_.empty() ? "" : " ", text);
    } else if (depth_ == kMembers && (member_ == "statusCode" || member_ == "message")) {
      if (message_line_ == 0) message_line_ = line;
      absl::StrAppend(&message_, message_.empty() ? "" : " ", text);
    }
    return absl::OkStatus();
  }

  absl::StatusOr<LoadedFile> Finish(const File& file) && {
    if (!error_.empty()) return AnswerIsError(error_line_, error_);
    if (!has_data_ && !message_.empty()) return AnswerIsError(message_line_, message_);
    if (!has_data_) {
      return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                   "the answer has no member `data`; is it one of UN Comtrade?");
    }
    if (release_.read() < count_) {
      return Error(absl::StatusCode::kInvalidArgument, "FILE_TRUNCATED",
                   absl::StrCat("the answer says that it has ", count_, " rows, and has ",
                                release_.read(), "; fetch it again"));
    }
    if (release_.read() == 0) {
      return Error(absl::StatusCode::kInvalidArgument, "FILE_EMPTY",
                   "the answer's `data` has no row: the source has nothing for this query");
    }
    return std::move(release_).Finish(file);
  }

  int64_t line = 1;  // that is being read

 private:
  const std::vector<absl::string_view> names_;
  std::vector<std::string> texts_;  // of a row, by column
  ComtradeRelease release_;
  int depth_ = 0;
  std::string member_;  // of the answer
  size_t column_ = 0;   // of the row; the number of columns for any other member
  int64_t row_line_ = 0;
  bool has_data_ = false;
  int64_t count_ = 0;  // of rows, as the answer says; 0 if it does not
  std::string error_;
  std::string message_;
  int64_t error_line_ = 0;  // where each begins
  int64_t message_line_ = 0;
};

}  // namespace

bool IsComtradeJson(absl::string_view content) {
  const absl::string_view head = content.substr(0, kRecognisedIn);
  return absl::StrContains(head, "\"elapsedTime\"") ||
         absl::StrContains(head, "\"reporterCode\"") || absl::StrContains(head, "\"error\"") ||
         absl::StrContains(head, "\"statusCode\"");
}

absl::StatusOr<LoadedFile> LoadComtradeJson(const File& file) {
  ASSIGN_OR_RETURN(ComtradeColumns columns, ReadComtradeHeader(ComtradeColumnNames()));
  Answer answer(std::move(columns), file.folder);
  RETURN_IF_ERROR(ReadJson(file.content, answer, answer.line));
  return std::move(answer).Finish(file);
}

}  // namespace entente::trade
