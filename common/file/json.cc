#include "common/file/json.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "nlohmann/json.hpp"

namespace entente {
namespace {

using Json = nlohmann::json;

// Bytes of a text, counting the lines that were read.
class Bytes {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Bytes(const char* at, int64_t* line) : at_(at), line_(line) {}

  reference operator*() const { return *at_; }
  Bytes& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  friend bool operator==(const Bytes& a, const Bytes& b) { return a.at_ == b.at_; }

 private:
  const char* at_;
  int64_t* line_;
};

// `first_line` is the number of the content's first line.
absl::Status Malformed(absl::string_view content, size_t position, int64_t first_line) {
  const absl::string_view before = content.substr(0, position == 0 ? 0 : position - 1);
  const int64_t line = first_line + std::count(before.begin(), before.end(), '\n');
  const size_t column = before.size() - (before.rfind('\n') + 1) + 1;
  const absl::string_view reason = position > content.size() ? "FILE_TRUNCATED" : "FILE_MALFORMED";
  return Error(absl::StatusCode::kInvalidArgument, reason,
               absl::StrCat("line ", line, ", column ", column,
                            position > content.size()
                                ? ": the JSON breaks off here; download the file again"
                                : ": this is no JSON"))
      .With("line", absl::StrCat(line));
}

// Hands the parser's events on. The names are the library's.
class Events final : public nlohmann::json_sax<Json> {
 public:
  Events(absl::string_view content, int64_t first_line, JsonVisitor& visitor)
      : content_(content), first_line_(first_line), visitor_(visitor) {}

  bool null() override { return Take(visitor_.Value("")); }
  bool boolean(bool value) override { return Take(visitor_.Value(value ? "true" : "false")); }
  bool number_integer(number_integer_t value) override {
    return Take(visitor_.Value(absl::StrCat(value)));
  }
  bool number_unsigned(number_unsigned_t value) override {
    return Take(visitor_.Value(absl::StrCat(value)));
  }
  // Also for integers of more than 64 bits.
  bool number_float(number_float_t, const string_t& text) override {
    return Take(visitor_.Value(text));
  }
  bool string(string_t& value) override { return Take(visitor_.Value(value)); }
  bool binary(binary_t&) override { return false; }  // not in JSON
  bool start_object(size_t) override { return Take(visitor_.Begin()); }
  bool key(string_t& name) override { return Take(visitor_.Key(name)); }
  bool end_object() override { return Take(visitor_.End()); }
  bool start_array(size_t) override { return Take(visitor_.Begin()); }
  bool end_array() override { return Take(visitor_.End()); }
  bool parse_error(size_t position, const std::string&,
                   const nlohmann::detail::exception&) override {
    return Take(Malformed(content_, position, first_line_));
  }

  absl::Status status() const { return status_; }

 private:
  bool Take(absl::Status status) {
    status_ = std::move(status);
    return status_.ok();
  }

  const absl::string_view content_;
  const int64_t first_line_;
  JsonVisitor& visitor_;
  absl::Status status_;
};

// Reads a value that begins in line `line`.
absl::Status ReadFrom(absl::string_view content, JsonVisitor& visitor, int64_t& line) {
  Events events(content, line, visitor);
  Json::sax_parse(Bytes(content.data(), &line), Bytes(content.data() + content.size(), &line),
                  &events);
  return events.status();
}

}  // namespace

absl::Status ReadJson(absl::string_view content, JsonVisitor& visitor, int64_t& line) {
  line = 1;
  return ReadFrom(content, visitor, line);
}

absl::Status ReadJsonLines(absl::string_view content, JsonVisitor& visitor, int64_t& line) {
  line = 0;
  for (const absl::string_view text : absl::StrSplit(content, '\n')) {
    ++line;
    if (absl::StripAsciiWhitespace(text).empty()) continue;
    RETURN_IF_ERROR(ReadFrom(text, visitor, line));
  }
  return absl::OkStatus();
}

}  // namespace entente
