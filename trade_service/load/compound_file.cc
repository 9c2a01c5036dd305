#include "trade_service/load/compound_file.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/little_endian.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kSignature = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

// Places in the header.
constexpr size_t kSectorShift = 30;
constexpr size_t kMiniSectorShift = 32;
constexpr size_t kTableSectors = 44;
constexpr size_t kDirectory = 48;
constexpr size_t kMiniCutoff = 56;
constexpr size_t kMiniTable = 60;
constexpr size_t kTablePlaces = 76;
constexpr size_t kTablePlacesCount = 109;
constexpr size_t kHeader = 512;

// Places in an entry of the directory.
constexpr size_t kEntry = 128;
constexpr size_t kNameSize = 64;
constexpr size_t kEntryType = 66;
constexpr size_t kEntryStart = 116;
constexpr size_t kEntrySize = 120;

constexpr uint8_t kStream = 2;

absl::Status Malformed(absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
               absl::StrCat("the .xls file ", what, "; download it again"));
}

class CompoundFile {
 public:
  explicit CompoundFile(absl::string_view content) : content_(content) {}

  absl::Status Open() {
    if (!IsCompoundFile(content_) || content_.size() < kHeader) {
      return Malformed("does not begin as one");
    }
    const auto shift = LittleEndian<uint16_t>(content_, kSectorShift);
    const auto mini_shift = LittleEndian<uint16_t>(content_, kMiniSectorShift);
    if ((shift != 9 && shift != 12) || mini_shift != 6) return Malformed("has sectors of no size");
    sector_size_ = size_t{1} << shift;
    mini_sector_size_ = size_t{1} << mini_shift;
    const auto table_sectors = LittleEndian<uint32_t>(content_, kTableSectors);
    if (table_sectors > kTablePlacesCount) return Malformed("is too large");
    std::string table;
    for (uint32_t i = 0; i < table_sectors; ++i) {
      RETURN_IF_ERROR(
          AppendSector(LittleEndian<uint32_t>(content_, kTablePlaces + 4 * size_t{i}), table));
    }
    table_ = Numbers(table);
    ASSIGN_OR_RETURN(directory_, Chain(LittleEndian<uint32_t>(content_, kDirectory)));
    return absl::OkStatus();
  }

  absl::StatusOr<std::string> Stream(absl::string_view name) const {
    for (size_t at = 0; at + kEntry <= directory_.size(); at += kEntry) {
      const absl::string_view entry = absl::string_view(directory_).substr(at, kEntry);
      if (LittleEndian<uint8_t>(entry, kEntryType) != kStream || NameOf(entry) != name) continue;
      const auto start = LittleEndian<uint32_t>(entry, kEntryStart);
      const auto size = LittleEndian<uint32_t>(entry, kEntrySize);
      const bool is_mini = size < LittleEndian<uint32_t>(content_, kMiniCutoff);
      ASSIGN_OR_RETURN(std::string bytes, is_mini ? MiniChain(start) : Chain(start));
      if (bytes.size() < size) return Malformed("is cut off");
      bytes.resize(size);
      return bytes;
    }
    return Malformed(absl::StrCat("has no part ", Quoted(name)));
  }

 private:
  static std::vector<uint32_t> Numbers(absl::string_view bytes) {
    std::vector<uint32_t> numbers;
    for (size_t at = 0; at + 4 <= bytes.size(); at += 4) {
      numbers.push_back(LittleEndian<uint32_t>(bytes, at));
    }
    return numbers;
  }

  // In ASCII; other letters become '?'.
  static std::string NameOf(absl::string_view entry) {
    std::string name;
    const auto size = LittleEndian<uint16_t>(entry, kNameSize);  // with the 0 at the end
    for (size_t at = 0; at + 4 <= size && at + 2 <= kNameSize; at += 2) {
      const auto letter = LittleEndian<uint16_t>(entry, at);
      name += letter < 0x80 ? static_cast<char>(letter) : '?';
    }
    return name;
  }

  // The last sector of a file may end early.
  absl::Status AppendSector(uint32_t sector, std::string& bytes) const {
    const size_t at = (size_t{sector} + 1) * sector_size_;
    if (at >= content_.size()) return Malformed("is cut off");
    absl::StrAppend(&bytes, content_.substr(at, sector_size_));
    return absl::OkStatus();
  }

  // The sectors from `start` on, as a table of the next ones has them.
  static absl::StatusOr<std::vector<uint32_t>> Sectors(uint32_t start,
                                                       const std::vector<uint32_t>& table) {
    constexpr uint32_t kEnd = 0xFFFFFFFE;
    std::vector<uint32_t> sectors;
    for (uint32_t sector = start; sector != kEnd; sector = table[sector]) {
      if (sector >= table.size() || sectors.size() == table.size()) {
        return Malformed("has sectors in no order");
      }
      sectors.push_back(sector);
    }
    return sectors;
  }

  absl::StatusOr<std::string> Chain(uint32_t start) const {
    ASSIGN_OR_RETURN(const std::vector<uint32_t> sectors, Sectors(start, table_));
    std::string bytes;
    for (const uint32_t sector : sectors) RETURN_IF_ERROR(AppendSector(sector, bytes));
    return bytes;
  }

  // Small streams lie in smaller sectors of the stream of the directory's first entry.
  absl::StatusOr<std::string> MiniChain(uint32_t start) const {
    ASSIGN_OR_RETURN(const std::string table, Chain(LittleEndian<uint32_t>(content_, kMiniTable)));
    ASSIGN_OR_RETURN(const std::string all, Chain(LittleEndian<uint32_t>(directory_, kEntryStart)));
    ASSIGN_OR_RETURN(const std::vector<uint32_t> sectors, Sectors(start, Numbers(table)));
    std::string bytes;
    for (const uint32_t sector : sectors) {
      const size_t at = size_t{sector} * mini_sector_size_;
      if (at >= all.size()) return Malformed("is cut off");
      absl::StrAppend(&bytes, absl::string_view(all).substr(at, mini_sector_size_));
    }
    return bytes;
  }

  const absl::string_view content_;
  size_t sector_size_ = 0;
  size_t mini_sector_size_ = 0;
  std::vector<uint32_t> table_;  // by sector, the next one
  std::string directory_;
};

}  // namespace

bool IsCompoundFile(absl::string_view content) { return absl::StartsWith(content, kSignature); }

absl::StatusOr<std::string> ReadCompoundStream(absl::string_view content, absl::string_view name) {
  CompoundFile file(content);
  RETURN_IF_ERROR(file.Open());
  return file.Stream(name);
}

}  // namespace entente::trade
