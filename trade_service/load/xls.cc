#include "trade_service/load/xls.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/load/compound_file.h"
#include "trade_service/load/little_endian.h"

namespace entente::trade {
namespace {

constexpr size_t kMaxBytes = size_t{32} << 20;  // of all cells
constexpr size_t kMaxColumns = 256;
constexpr size_t kRecordHead = 4;

// Types of records.
enum : uint16_t {
  kFormula = 0x0006,
  kEndOfPart = 0x000A,
  kEncrypted = 0x002F,
  kContinue = 0x003C,
  kSheet = 0x0085,
  kManyRk = 0x00BD,
  kStrings = 0x00FC,
  kSharedLabel = 0x00FD,
  kNumber = 0x0203,
  kLabel = 0x0204,
  kStringOfFormula = 0x0207,
  kRk = 0x027E,
  kBeginning = 0x0809,
};

// How much of a cell's record is read; 0 for other records.
size_t SizeOfCell(uint16_t type) {
  switch (type) {
    case kNumber:
    case kFormula:
      return 14;
    case kRk:
    case kSharedLabel:
      return 10;
    case kLabel:
      return 8;
    case kManyRk:
      return 4;
    default:
      return 0;
  }
}

// What a part of the stream is.
constexpr uint16_t kVersion8 = 0x0600;
constexpr uint16_t kWorkbook = 0x0005;
constexpr uint16_t kWorksheet = 0x0010;

absl::Status Malformed(absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               absl::StrCat("the .xls file ", what));
}

// The records of a stream.
class Records {
 public:
  Records(absl::string_view stream, size_t at) : stream_(stream), at_(at) {}

  // Steps to the next record; false at the end, and where the stream breaks off.
  bool Next() {
    if (at_ > stream_.size() || stream_.size() - at_ < kRecordHead) return false;
    const size_t size = LittleEndian<uint16_t>(stream_, at_ + 2);
    if (stream_.size() - at_ - kRecordHead < size) return false;
    type = LittleEndian<uint16_t>(stream_, at_);
    data = stream_.substr(at_ + kRecordHead, size);
    at_ += kRecordHead + size;
    return true;
  }

  // Whether the record after this one continues it.
  bool IsContinued() const { return LittleEndian<uint16_t>(stream_, at_) == kContinue; }

  uint16_t type = 0;
  absl::string_view data;

 private:
  const absl::string_view stream_;
  size_t at_;
};

// Reads texts from a record and those that continue it.
class Texts {
 public:
  explicit Texts(std::vector<absl::string_view> pieces) : pieces_(std::move(pieces)) {}

  void Skip(size_t size) {
    while (size > 0 && FindPiece()) {
      const size_t skipped = std::min(size, pieces_[piece_].size() - at_);
      at_ += skipped;
      size -= skipped;
    }
  }

  template <typename T>
  T Number() {
    std::string bytes;
    while (bytes.size() < sizeof(T) && FindPiece()) bytes += pieces_[piece_][at_++];
    return LittleEndian<T>(bytes, 0);
  }

  // A text of `letters`, formatting behind it left out. Nothing if the record ends within it.
  std::optional<std::string> Text(size_t letters) {
    constexpr uint8_t kPhonetic = 4;
    constexpr uint8_t kRich = 8;
    constexpr size_t kRunSize = 4;
    const auto flags = Number<uint8_t>();
    size_t behind = 0;
    if ((flags & kRich) != 0) behind += kRunSize * Number<uint16_t>();
    if ((flags & kPhonetic) != 0) behind += Number<uint32_t>();
    icu::UnicodeString text;
    bool is_wide = (flags & kWide) != 0;
    for (size_t i = 0; i < letters; ++i) {
      if (at_ == pieces_[piece_].size()) {
        if (!FindPiece()) return std::nullopt;
        // The text goes on in another piece, which says anew how wide its letters are.
        is_wide = (Number<uint8_t>() & kWide) != 0;
      }
      if (!FindPiece()) return std::nullopt;
      text.append(static_cast<char16_t>(is_wide ? Number<uint16_t>() : Number<uint8_t>()));
    }
    Skip(behind);
    std::string utf8;
    text.toUTF8String(utf8);
    absl::StripAsciiWhitespace(&utf8);
    return utf8;
  }

  bool AtEnd() { return !FindPiece(); }

 private:
  static constexpr uint8_t kWide = 1;

  // Steps over the pieces that have been read; false if there is nothing more.
  bool FindPiece() {
    while (at_ == pieces_[piece_].size()) {
      if (piece_ + 1 == pieces_.size()) return false;
      ++piece_;
      at_ = 0;
    }
    return true;
  }

  const std::vector<absl::string_view> pieces_;  // at least one
  size_t piece_ = 0;
  size_t at_ = 0;  // in the piece
};

std::string NumberText(double number) {
  if (!std::isfinite(number)) return "NaN";
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return std::string(text.data(), end);
}

std::string DoubleText(uint64_t bits) { return NumberText(std::bit_cast<double>(bits)); }

// A number in 30 bits: the upper ones of a double, or an integer; maybe a hundred times as much.
std::string RkText(uint32_t rk) {
  constexpr uint32_t kHundredfold = 1;
  constexpr uint32_t kInteger = 2;
  const double number = (rk & kInteger) != 0
                            ? static_cast<double>(static_cast<int32_t>(rk) >> 2)
                            : std::bit_cast<double>(uint64_t{rk & ~uint32_t{3}} << 32);
  return NumberText((rk & kHundredfold) != 0 ? number / 100 : number);
}

class WorkbookReader {
 public:
  explicit WorkbookReader(absl::string_view stream) : stream_(stream) {}

  absl::StatusOr<std::vector<XlsSheet>> Read() {
    RETURN_IF_ERROR(ReadGlobals());
    std::vector<XlsSheet> sheets;
    for (auto& [name, at] : places_) {
      XlsSheet& sheet = sheets.emplace_back();
      sheet.name = std::move(name);
      RETURN_IF_ERROR(ReadSheet(at, sheet));
    }
    return sheets;
  }

 private:
  static bool Begins(const Records& records, uint16_t part) {
    return records.type == kBeginning && LittleEndian<uint16_t>(records.data, 0) == kVersion8 &&
           LittleEndian<uint16_t>(records.data, 2) == part;
  }

  // The names and places of the worksheets, and the texts that they share.
  absl::Status ReadGlobals() {
    Records records(stream_, 0);
    if (!records.Next() || !Begins(records, kWorkbook)) {
      return Malformed("is not of Excel 97 to 2003");
    }
    while (records.Next()) {
      if (records.type == kEndOfPart) return absl::OkStatus();
      if (records.type == kEncrypted) return Malformed("is encrypted");
      if (records.type == kSheet) RETURN_IF_ERROR(ReadPlace(records.data));
      if (records.type == kStrings) RETURN_IF_ERROR(ReadStrings(records));
    }
    return Malformed("is cut off");
  }

  absl::Status ReadPlace(absl::string_view data) {
    constexpr size_t kType = 5;
    constexpr size_t kLetters = 6;
    if (LittleEndian<uint8_t>(data, kType) != 0) return absl::OkStatus();  // a chart or a macro
    Texts texts({data});
    texts.Skip(kLetters);
    const auto letters = texts.Number<uint8_t>();
    std::optional<std::string> name = texts.Text(letters);
    if (!name) return Malformed("has a worksheet without a name");
    places_.emplace_back(*std::move(name), LittleEndian<uint32_t>(data, 0));
    return Spend(kSheetCost);
  }

  absl::Status ReadStrings(Records& records) {
    std::vector<absl::string_view> pieces = {records.data};
    while (records.IsContinued() && records.Next()) pieces.push_back(records.data);
    Texts texts(std::move(pieces));
    texts.Skip(4);  // how often they are used
    const auto count = texts.Number<uint32_t>();
    while (strings_.size() < count && !texts.AtEnd()) {
      const auto letters = texts.Number<uint16_t>();
      std::optional<std::string> text = texts.Text(letters);
      if (!text) return Malformed("is cut off within its texts");
      RETURN_IF_ERROR(Spend(sizeof(std::string) + text->size()));
      strings_.push_back(*std::move(text));
    }
    return absl::OkStatus();
  }

  absl::Status ReadSheet(size_t at, XlsSheet& sheet) {
    Records records(stream_, at);
    if (!records.Next() || !Begins(records, kWorksheet)) {
      return Malformed("has no worksheet where it says");
    }
    int depth = 1;  // charts lie within worksheets
    while (records.Next()) {
      walked_ += kRecordHead + records.data.size();
      if (walked_ > stream_.size()) return Malformed("has worksheets that overlap");
      if (records.type == kBeginning) ++depth;
      if (records.type == kEndOfPart && --depth == 0) return absl::OkStatus();
      if (depth == 1) RETURN_IF_ERROR(ReadCells(records.type, records.data, sheet));
    }
    return Malformed("is cut off");
  }

  // All records of cells begin with row, column and format.
  absl::Status ReadCells(uint16_t type, absl::string_view data, XlsSheet& sheet) {
    constexpr size_t kContent = 6;
    if (data.size() < SizeOfCell(type)) return Malformed("has a cell that is cut off");
    const auto row = LittleEndian<uint16_t>(data, 0);
    const auto column = LittleEndian<uint16_t>(data, 2);
    switch (type) {
      case kNumber:
        return Put(sheet, row, column, DoubleText(LittleEndian<uint64_t>(data, kContent)));
      case kRk:
        return Put(sheet, row, column, RkText(LittleEndian<uint32_t>(data, kContent)));
      case kManyRk:
        for (size_t at = 4; at + kContent <= data.size(); at += kContent) {
          RETURN_IF_ERROR(Put(sheet, row, column + (at - 4) / kContent,
                              RkText(LittleEndian<uint32_t>(data, at + 2))));
        }
        return absl::OkStatus();
      case kSharedLabel: {
        const auto index = LittleEndian<uint32_t>(data, kContent);
        if (index >= strings_.size()) return Malformed("has a cell with a text that it lacks");
        return Put(sheet, row, column, strings_[index]);
      }
      case kLabel:
        return PutText(data.substr(kContent), row, column, sheet);
      case kFormula:
        return PutResult(LittleEndian<uint64_t>(data, kContent), row, column, sheet);
      case kStringOfFormula:
        return PutText(data, formula_row_, formula_column_, sheet);
      default:
        return absl::OkStatus();
    }
  }

  absl::Status PutText(absl::string_view data, size_t row, size_t column, XlsSheet& sheet) {
    Texts texts({data});
    const auto letters = texts.Number<uint16_t>();
    const std::optional<std::string> text = texts.Text(letters);
    if (!text) return Malformed("has a cell whose text is cut off");
    return Put(sheet, row, column, *text);
  }

  // The result of a formula: a number or, as one of those that are none, a text that follows, a
  // truth, an error, nothing.
  absl::Status PutResult(uint64_t bits, size_t row, size_t column, XlsSheet& sheet) {
    constexpr uint64_t kNoNumber = 0xFFFF;
    formula_row_ = row;
    formula_column_ = column;
    if (bits >> 48 == kNoNumber) return absl::OkStatus();
    return Put(sheet, row, column, DoubleText(bits));
  }

  absl::Status Put(XlsSheet& sheet, size_t row, size_t column, const std::string& text) {
    if (column >= kMaxColumns) return Malformed("has a cell beyond the last column");
    if (sheet.rows.size() <= row) {
      RETURN_IF_ERROR(Spend((row + 1 - sheet.rows.size()) * sizeof(std::vector<std::string>)));
      sheet.rows.resize(row + 1);
    }
    std::vector<std::string>& cells = sheet.rows[row];
    if (cells.size() <= column) {
      RETURN_IF_ERROR(Spend((column + 1 - cells.size()) * sizeof(std::string)));
      cells.resize(column + 1);
    }
    RETURN_IF_ERROR(Spend(text.size()));
    cells[column] = text;
    return absl::OkStatus();
  }

  // Accounts for memory: a small file can name one long text in many cells.
  absl::Status Spend(size_t bytes) {
    spent_ += bytes;
    if (spent_ <= kMaxBytes) return absl::OkStatus();
    return Error(absl::StatusCode::kResourceExhausted, "FILE_TOO_LARGE",
                 "the worksheets of the .xls file are too large");
  }

  static constexpr size_t kSheetCost = 1000;

  const absl::string_view stream_;
  std::vector<std::pair<std::string, size_t>> places_;  // of worksheets, by name
  std::vector<std::string> strings_;
  size_t formula_row_ = 0;  // of the last one
  size_t formula_column_ = 0;
  size_t spent_ = 0;
  size_t walked_ = 0;  // bytes of the worksheets' records
};

}  // namespace

absl::string_view XlsSheet::At(size_t row, size_t column) const {
  return row < rows.size() && column < rows[row].size() ? absl::string_view(rows[row][column])
                                                        : absl::string_view();
}

bool IsXls(absl::string_view content) { return IsCompoundFile(content); }

absl::StatusOr<std::vector<XlsSheet>> ReadXls(absl::string_view content) {
  ASSIGN_OR_RETURN(const std::string stream, ReadCompoundStream(content, "Workbook"));
  return WorkbookReader(stream).Read();
}

}  // namespace entente::trade
