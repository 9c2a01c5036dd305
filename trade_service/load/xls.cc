#include "trade_service/load/xls.h"

#include <freexl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <cmath>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// Of the compound files that hold workbooks.
constexpr absl::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr uint64_t kMaxCells = 1 << 20;

absl::Status Malformed(absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               absl::StrCat("the .xls file ", what));
}

// A file without a name, in memory.
class AnonymousFile {
 public:
  static absl::StatusOr<AnonymousFile> Make(absl::string_view content) {
    AnonymousFile file(memfd_create("xls", MFD_CLOEXEC));
    if (file.descriptor_ < 0) return absl::ErrnoToStatus(errno, "cannot make a file in memory");
    while (!content.empty()) {
      const ssize_t written = write(file.descriptor_, content.data(), content.size());
      if (written <= 0) return absl::ErrnoToStatus(errno, "cannot write a file in memory");
      content.remove_prefix(static_cast<size_t>(written));
    }
    return file;
  }

  AnonymousFile(AnonymousFile&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, -1)) {}
  AnonymousFile& operator=(AnonymousFile&&) = delete;
  ~AnonymousFile() {
    if (descriptor_ >= 0) close(descriptor_);
  }

  std::string Path() const { return absl::StrCat("/proc/self/fd/", descriptor_); }

 private:
  explicit AnonymousFile(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

// A workbook that FreeXL has open.
class Workbook {
 public:
  explicit Workbook(const std::string& path) : error_(freexl_open(path.c_str(), &handle_)) {}
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook() {
    if (handle_ != nullptr) freexl_close(handle_);
  }

  absl::Status status() const {
    if (error_ == FREEXL_OK) return absl::OkStatus();
    return Malformed(
        absl::StrCat("cannot be read (error ", error_, " of FreeXL); download it again"));
  }
  const void* handle() const { return handle_; }

 private:
  const void* handle_ = nullptr;
  const int error_;
};

std::string NumberText(double number) {
  if (!std::isfinite(number)) return "NaN";
  std::array<char, 32> text;
  const auto end = std::to_chars(text.data(), text.data() + text.size(), number).ptr;
  return std::string(text.data(), end);
}

std::string CellText(const FreeXL_CellValue& cell) {
  switch (cell.type) {
    case FREEXL_CELL_INT:
      return absl::StrCat(cell.value.int_value);
    case FREEXL_CELL_DOUBLE:
      return NumberText(cell.value.double_value);
    case FREEXL_CELL_TEXT:
    case FREEXL_CELL_SST_TEXT:
    case FREEXL_CELL_DATE:
    case FREEXL_CELL_DATETIME:
    case FREEXL_CELL_TIME:
      return cell.value.text_value == nullptr
                 ? ""
                 : std::string(absl::StripAsciiWhitespace(cell.value.text_value));
    default:
      return "";
  }
}

template <typename T>
void DropBlankEnd(std::vector<T>& items) {
  while (!items.empty() && items.back().empty()) items.pop_back();
}

absl::StatusOr<XlsSheet> ReadSheet(const void* workbook, uint16_t index) {
  XlsSheet sheet;
  const char* name = nullptr;
  unsigned int rows = 0;
  unsigned short columns = 0;  // NOLINT(google-runtime-int): FreeXL's type
  if (freexl_get_worksheet_name(workbook, index, &name) != FREEXL_OK ||
      freexl_select_active_worksheet(workbook, index) != FREEXL_OK ||
      freexl_worksheet_dimensions(workbook, &rows, &columns) != FREEXL_OK) {
    return Malformed(absl::StrCat("has a worksheet, number ", index + 1, ", that cannot be read"));
  }
  if (name != nullptr) sheet.name = name;
  if (uint64_t{rows} * columns > kMaxCells) {
    return Malformed(absl::StrCat("has a worksheet of ", rows, " rows and ", columns, " columns"));
  }
  for (unsigned int row = 0; row < rows; ++row) {
    std::vector<std::string>& texts = sheet.rows.emplace_back();
    for (uint16_t column = 0; column < columns; ++column) {
      FreeXL_CellValue cell = {};
      if (freexl_get_cell_value(workbook, row, column, &cell) != FREEXL_OK) cell = {};
      texts.push_back(CellText(cell));
    }
    DropBlankEnd(texts);
  }
  DropBlankEnd(sheet.rows);
  return sheet;
}

}  // namespace

absl::string_view XlsSheet::At(size_t row, size_t column) const {
  return row < rows.size() && column < rows[row].size() ? absl::string_view(rows[row][column])
                                                        : absl::string_view();
}

bool IsXls(absl::string_view content) { return absl::StartsWith(content, kSignature); }

absl::StatusOr<std::vector<XlsSheet>> ReadXls(absl::string_view content) {
  if (!IsXls(content)) return Malformed("does not begin as one");
  if (content.size() > kXlsMaxSize) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE",
                 absl::StrCat("the .xls file has ", content.size(), " bytes; at most ", kXlsMaxSize,
                              " are read"));
  }
  ASSIGN_OR_RETURN(const AnonymousFile file, AnonymousFile::Make(content));
  const Workbook workbook(file.Path());
  RETURN_IF_ERROR(workbook.status());
  unsigned int count = 0;
  if (freexl_get_info(workbook.handle(), FREEXL_BIFF_SHEET_COUNT, &count) != FREEXL_OK) {
    return Malformed("does not tell its worksheets");
  }
  std::vector<XlsSheet> sheets;
  for (unsigned int index = 0; index < count; ++index) {
    ASSIGN_OR_RETURN(XlsSheet sheet, ReadSheet(workbook.handle(), static_cast<uint16_t>(index)));
    sheets.push_back(std::move(sheet));
  }
  return sheets;
}

}  // namespace entente::trade
