#ifndef ENTENTE_COMMON_FILE_CSV_H_
#define ENTENTE_COMMON_FILE_CSV_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente {

// Where a reader's bytes come from: writes at most `size` of them to `buffer` and returns how many;
// 0 only at the end.
using ByteSource = std::function<absl::StatusOr<size_t>(char* buffer, size_t size)>;

// The bytes of `text`, which must outlive the source.
ByteSource TextSource(absl::string_view text);

// Reads RFC 4180 with any separator, one record at a time, in memory bounded by the longest
// record. Lines end in LF or CRLF, the last one may lack it; a UTF-8 byte order mark at the start
// is skipped. An empty line is a record of one empty field. How many fields a record should have
// and how its text is encoded is left to the format's reader.
//
//   CsvReader reader(TextSource(text));
//   for (;;) {
//     ASSIGN_OR_RETURN(const bool found, reader.Next());
//     if (!found) break;
//     Use(reader.line(), reader.fields());
//   }
class CsvReader {
 public:
  // Of a record, in bytes without its line end.
  static constexpr size_t kMaxRecordSize = 1 << 20;
  static constexpr size_t kMaxFields = 4096;
  static constexpr size_t kBlockSize = 64 << 10;

  // `separator` is a byte other than a quote, CR, LF and NUL; `block_size` is how much is read from
  // the source at once.
  explicit CsvReader(ByteSource source, char separator = ',', size_t block_size = kBlockSize);

  CsvReader(const CsvReader&) = delete;
  CsvReader& operator=(const CsvReader&) = delete;

  // Steps to the next record; false at the end. INVALID_ARGUMENT names line and column (bytes, from
  // 1) of what is not RFC 4180: a quote inside a bare field, text behind a closing quote, a quote
  // never closed, CR without LF, NUL, a record beyond the limits above. The source's errors are
  // passed on. After an error there is nothing more to read: the same error is returned again.
  absl::StatusOr<bool> Next();

  // The fields of the record, unquoted. Valid until the next call of Next().
  const std::vector<absl::string_view>& fields() const { return fields_; }

  // The line that the record starts in, from 1. A record with line breaks inside quotes spans more.
  int64_t line() const { return line_; }

 private:
  // A field as offsets into the record, which may still move while it is read.
  struct Span {
    size_t begin;
    size_t size;
    bool has_doubled_quotes;
  };

  // How a field ended.
  enum class End { kSeparator, kRecord, kError };

  bool Fill();
  bool FillWithinLimit();
  void SkipByteOrderMark();
  bool ReadPlainLine();
  End ReadField();
  End ReadBareField();
  End ReadQuotedField();
  bool SkipToQuote();
  End EndField(Span span);
  End Fail(size_t position, absl::string_view problem);
  void ResolveFields();

  const ByteSource source_;
  const char separator_;
  const size_t block_size_;
  std::array<bool, 256> ends_bare_field_ = {};

  // buffer_[record_, end_) holds the record being read and what was read beyond it; the next byte
  // to look at is buffer_[position_].
  std::vector<char> buffer_;
  size_t record_ = 0;
  size_t position_ = 0;
  size_t end_ = 0;
  bool exhausted_ = false;

  int64_t line_ = 0;
  int64_t next_line_ = 1;
  std::vector<Span> spans_;
  std::vector<absl::string_view> fields_;
  absl::Status status_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_CSV_H_
