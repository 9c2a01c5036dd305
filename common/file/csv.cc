#include "common/file/csv.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/text/utf8.h"

namespace entente {
namespace {

constexpr absl::string_view kNul = "NUL byte; the file is not text, or UTF-16";
constexpr absl::string_view kTooLong = "record of more than 1 MiB; look for a quote never closed";

// Makes one quote of each two in place and returns the size that is left.
size_t HalveQuotes(char* text, size_t size) {
  char* out = text;
  for (const char* in = text; in != text + size; ++in) {
    *out++ = *in;
    if (*in == '"') ++in;
  }
  return out - text;
}

}  // namespace

ByteSource TextSource(absl::string_view text) {
  return [text](char* buffer, size_t size) mutable -> absl::StatusOr<size_t> {
    const size_t count = text.copy(buffer, size);
    text.remove_prefix(count);
    return count;
  };
}

CsvReader::CsvReader(ByteSource source, char separator, size_t block_size)
    : source_(std::move(source)), separator_(separator), block_size_(block_size) {
  for (const char c : {separator, '"', '\r', '\n', '\0'}) {
    ends_bare_field_[static_cast<unsigned char>(c)] = true;
  }
}

absl::StatusOr<bool> CsvReader::Next() {
  if (!status_.ok()) return status_;
  if (line_ == 0) SkipByteOrderMark();
  record_ = position_;
  line_ = next_line_;
  spans_.clear();
  fields_.clear();
  if (position_ == end_ && !Fill()) {
    if (!status_.ok()) return status_;
    return false;
  }
  if (ReadPlainLine()) return true;
  End end;
  do {
    end = ReadField();
  } while (end == End::kSeparator);
  if (end == End::kError) return status_;
  ResolveFields();
  return true;
}

// Reads one block more behind end_; false at the end of the source or if that failed.
bool CsvReader::Fill() {
  if (exhausted_) return false;
  if (record_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + record_, end_ - record_);
    position_ -= record_;
    end_ -= record_;
    record_ = 0;
  }
  if (buffer_.size() < end_ + block_size_) buffer_.resize(end_ + block_size_);
  const absl::StatusOr<size_t> count = source_(buffer_.data() + end_, block_size_);
  if (!count.ok()) status_ = count.status();
  exhausted_ = !count.ok() || *count == 0;
  if (!exhausted_) end_ += *count;
  return !exhausted_;
}

// The same, unless the record is longer than any may be.
bool CsvReader::FillWithinLimit() { return position_ - record_ <= kMaxRecordSize && Fill(); }

void CsvReader::SkipByteOrderMark() {
  while (end_ < kByteOrderMark.size() && Fill()) {
  }
  if (absl::StartsWith(absl::string_view(buffer_.data(), end_), kByteOrderMark)) {
    position_ = kByteOrderMark.size();
  }
}

// The short way for what most lines are: whole in the buffer, with no byte but the separator that
// means anything. False, with nothing taken, for a record of another kind.
bool CsvReader::ReadPlainLine() {
  const char* begin = buffer_.data() + position_;
  const void* const line_feed = std::memchr(begin, '\n', end_ - position_);
  if (line_feed == nullptr) return false;
  const char* const next = static_cast<const char*>(line_feed) + 1;
  const char* const end = next - (next - begin > 1 && next[-2] == '\r' ? 2 : 1);
  const size_t size = end - begin;
  if (size > kMaxRecordSize) return false;
  for (const char c : {'"', '\r', '\0'}) {
    if (std::memchr(begin, c, size) != nullptr) return false;
  }
  for (const char* p = begin; p != end; ++p) {
    if (*p != separator_) continue;
    fields_.emplace_back(begin, p - begin);
    begin = p + 1;
  }
  fields_.emplace_back(begin, end - begin);
  if (fields_.size() > kMaxFields) {
    fields_.clear();
    return false;
  }
  position_ = next - buffer_.data();
  ++next_line_;
  return true;
}

CsvReader::End CsvReader::ReadField() {
  if (spans_.size() == kMaxFields) {
    return Fail(position_, absl::StrCat("more than ", kMaxFields, " fields"));
  }
  if (position_ == end_) Fill();
  if (position_ != end_ && buffer_[position_] == '"') return ReadQuotedField();
  return ReadBareField();
}

CsvReader::End CsvReader::ReadBareField() {
  const size_t begin = position_ - record_;
  do {
    const char* const end = buffer_.data() + end_;
    const char* p = buffer_.data() + position_;
    while (p != end && !ends_bare_field_[static_cast<unsigned char>(*p)]) ++p;
    position_ = p - buffer_.data();
  } while (position_ == end_ && FillWithinLimit());
  return EndField({begin, position_ - record_ - begin, false});
}

CsvReader::End CsvReader::ReadQuotedField() {
  const size_t begin = position_ - record_ + 1;
  bool has_doubled_quotes = false;
  for (++position_;; ++position_) {
    if (!SkipToQuote()) return Fail(record_ + begin - 1, "quote is never closed");
    ++position_;
    if (position_ == end_) FillWithinLimit();
    if (position_ == end_ || buffer_[position_] != '"') break;
    has_doubled_quotes = true;
  }
  const size_t size = position_ - record_ - begin - 1;
  const char* const content = buffer_.data() + record_ + begin;
  if (const void* nul = std::memchr(content, '\0', size)) {
    return Fail(static_cast<const char*>(nul) - buffer_.data(), kNul);
  }
  next_line_ += std::count(content, content + size, '\n');
  return EndField({begin, size, has_doubled_quotes});
}

// Steps to the next quote; false if there is none in the rest of the source or of the limit.
bool CsvReader::SkipToQuote() {
  do {
    const char* const from = buffer_.data() + position_;
    if (const void* quote = std::memchr(from, '"', end_ - position_)) {
      position_ += static_cast<const char*>(quote) - from;
      return true;
    }
    position_ = end_;
  } while (FillWithinLimit());
  return false;
}

// Takes the field whose last byte is behind it, and steps over what must end it.
CsvReader::End CsvReader::EndField(Span span) {
  if (position_ == end_) Fill();
  if (!status_.ok() || position_ - record_ > kMaxRecordSize) return Fail(position_, kTooLong);
  spans_.push_back(span);
  if (position_ == end_) return End::kRecord;
  const char next = buffer_[position_];
  if (next == separator_) {
    ++position_;
    return End::kSeparator;
  }
  switch (next) {
    case '\r':
      if (position_ + 1 == end_) Fill();
      if (position_ + 1 == end_ || buffer_[position_ + 1] != '\n') {
        return Fail(position_, "CR without LF");
      }
      position_ += 2;
      ++next_line_;
      return End::kRecord;
    case '\n':
      ++position_;
      ++next_line_;
      return End::kRecord;
    case '\0':
      return Fail(position_, kNul);
    case '"':
      return Fail(position_, "quote inside a bare field");
    default:
      return Fail(position_, "text behind a closing quote");
  }
}

// Ends the reading with an error at buffer_[position]. What stopped it first stays the reason: a
// failed source, or a record that outgrew the limit.
CsvReader::End CsvReader::Fail(size_t position, absl::string_view problem) {
  if (!status_.ok()) return End::kError;
  if (position_ - record_ > kMaxRecordSize) {
    position = record_;
    problem = kTooLong;
  }
  const absl::string_view before(buffer_.data() + record_, position - record_);
  const auto line = line_ + std::count(before.begin(), before.end(), '\n');
  const size_t break_before = before.rfind('\n');
  const size_t column =
      before.size() - (break_before == absl::string_view::npos ? 0 : break_before + 1) + 1;
  status_ =
      absl::InvalidArgumentError(absl::StrCat("line ", line, ", column ", column, ": ", problem));
  return End::kError;
}

// Turns spans_ into fields_, now that the record stands still.
void CsvReader::ResolveFields() {
  for (const Span& span : spans_) {
    char* const begin = buffer_.data() + record_ + span.begin;
    const size_t size = span.has_doubled_quotes ? HalveQuotes(begin, span.size) : span.size;
    fields_.emplace_back(begin, size);
  }
}

}  // namespace entente
