#ifndef ENTENTE_TRADE_SERVICE_TESTING_XLS_H_
#define ENTENTE_TRADE_SERVICE_TESTING_XLS_H_

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

// For tests: .xls files, byte by byte.
namespace entente::trade::testing {

// A number in `size` bytes, the lowest first.
inline std::string Little(uint64_t number, int size) {
  std::string bytes;
  for (int i = 0; i < size; ++i) {
    bytes += static_cast<char>(number);
    number >>= 8;
  }
  return bytes;
}

inline std::string Record(uint16_t type, absl::string_view data) {
  return absl::StrCat(Little(type, 2), Little(data.size(), 2), data);
}

// The beginning of a part of a workbook: 5 for the workbook's own, 16 for a worksheet.
inline std::string Beginning(uint16_t part, uint16_t version = 0x600) {
  return Record(0x809, absl::StrCat(Little(version, 2), Little(part, 2), Little(0, 12)));
}

inline std::string EndOfPart() { return Record(0x0A, ""); }

// Letters of ASCII as a text of a record, one byte each.
inline std::string NarrowText(absl::string_view text, int size_of_length) {
  return absl::StrCat(Little(text.size(), size_of_length), Little(0, 1), text);
}

// The stream of a workbook with one worksheet.
inline std::string WorkbookStream(absl::string_view globals, absl::string_view cells) {
  const std::string beginning = Beginning(5);
  const auto sheet = [](size_t at) {
    return Record(0x85, absl::StrCat(Little(at, 4), Little(0, 2), NarrowText("2022", 1)));
  };
  const size_t at = beginning.size() + sheet(0).size() + globals.size() + EndOfPart().size();
  return absl::StrCat(beginning, sheet(at), globals, EndOfPart(), Beginning(16), cells,
                      EndOfPart());
}

// A compound file with that stream in it: in small sectors if it is smaller than 4096 bytes.
inline std::string CompoundFile(std::string stream, absl::string_view name = "Workbook") {
  constexpr size_t kSector = 512;
  constexpr uint32_t kFree = 0xFFFFFFFF;
  constexpr uint32_t kEnd = 0xFFFFFFFE;
  const size_t size = stream.size();
  const bool is_mini = size < 4096;
  const size_t mini_sectors = is_mini ? (size + 63) / 64 : 0;
  stream.resize((size + kSector - 1) / kSector * kSector);
  const size_t sectors = stream.size() / kSector;
  const auto chain = [](std::vector<uint32_t>& table, size_t first, size_t count) {
    for (size_t i = 0; i < count; ++i) {
      table[first + i] = i + 1 == count ? kEnd : static_cast<uint32_t>(first + i + 1);
    }
  };
  const auto sector_of = [](const std::vector<uint32_t>& table) {
    std::string bytes;
    for (const uint32_t next : table) bytes += Little(next, 4);
    return bytes;
  };
  const auto entry = [](absl::string_view entry_name, int type, uint32_t start, size_t bytes) {
    std::string wide;
    for (const char c : entry_name) wide += Little(static_cast<unsigned char>(c), 2);
    wide.resize(64);
    return absl::StrCat(wide, Little(2 * (entry_name.size() + 1), 2), Little(type, 1),
                        std::string(49, '\0'), Little(start, 4), Little(bytes, 8));
  };
  // Sector 0 is the table, 1 the directory, 2 the table of small sectors; the stream is behind
  // them.
  std::vector<uint32_t> table(kSector / 4, kFree);
  table[0] = 0xFFFFFFFD;
  table[1] = table[2] = kEnd;
  chain(table, 3, sectors);
  std::vector<uint32_t> mini_table(kSector / 4, kFree);
  chain(mini_table, 0, mini_sectors);
  std::string directory = absl::StrCat(
      entry("Root Entry", 5, is_mini && size > 0 ? 3 : kEnd, stream.size()), entry(name, 2,
                                                                                   size == 0 ? kEnd
                                                                                   : is_mini ? 0
                                                                                             : 3,
                                                                                   size));
  directory.resize(kSector);
  std::string header =
      absl::StrCat("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", std::string(16, '\0'), Little(0x3E, 2),
                   Little(3, 2), Little(0xFFFE, 2), Little(9, 2), Little(6, 2),
                   std::string(10, '\0'), Little(1, 4), Little(1, 4), Little(0, 4), Little(4096, 4),
                   Little(2, 4), Little(1, 4), Little(kEnd, 4), Little(0, 4), Little(0, 4));
  header.resize(kSector, '\xFF');
  return absl::StrCat(header, sector_of(table), directory, sector_of(mini_table), stream);
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_XLS_H_
