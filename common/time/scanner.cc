#include "common/time/scanner.h"

#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

namespace entente {

Scanner::Scanner(absl::string_view what, absl::string_view format, absl::string_view text)
    : what_(what), format_(format), text_(text) {}

bool Scanner::Skip(absl::string_view token) {
  if (!absl::StartsWith(text_.substr(position_), token)) return false;
  position_ += token.size();
  return true;
}

absl::StatusOr<int> Scanner::Number(absl::string_view name, int digits, int low, int high) {
  if (CountDigits() < digits) {
    return Error(
        absl::StrCat(digits, digits == 1 ? " digit" : " digits", " of the ", name, " expected"));
  }
  int value = 0;
  for (int i = 0; i < digits; ++i) value = value * 10 + (text_[position_ + i] - '0');
  if (value < low || value > high) {
    return Error(absl::StrCat(name, " ", value, " is not in ", low, "..", high));
  }
  position_ += digits;
  return value;
}

int Scanner::CountDigits() const {
  size_t end = position_;
  while (end < text_.size() && absl::ascii_isdigit(text_[end])) ++end;
  return static_cast<int>(end - position_);
}

absl::Status Scanner::Expect(absl::string_view token) {
  if (Skip(token)) return absl::OkStatus();
  return Error(absl::StrCat("'", token, "' expected"));
}

absl::Status Scanner::ExpectEnd() const {
  if (position_ == text_.size()) return absl::OkStatus();
  return Error("nothing more expected");
}

absl::Status Scanner::Error(absl::string_view problem) const {
  constexpr size_t kShown = 40;  // enough to recognise it, whatever was sent
  return absl::InvalidArgumentError(absl::StrCat(
      what_, " '", absl::CHexEscape(text_.substr(0, kShown)), text_.size() > kShown ? "..." : "",
      "', column ", position_ + 1, ": ", problem, "; write ", format_));
}

}  // namespace entente
