#include "client/render/layout.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

namespace entente::client {
namespace {

// A last column narrower than this is not worth wrapping to.
constexpr int kLeastWrap = 16;

constexpr UChar32 kBad = 0xFFFD;  // also what is not UTF-8 is read as
constexpr absl::string_view kReplacement = "\xEF\xBF\xBD";

std::string Blanks(int count) { return std::string(static_cast<size_t>(std::max(count, 0)), ' '); }

int LetterWidth(UChar32 letter) {
  switch (u_charType(letter)) {
    case U_NON_SPACING_MARK:
    case U_ENCLOSING_MARK:
    case U_FORMAT_CHAR:
    case U_CONTROL_CHAR:
      return 0;
    default:
      break;
  }
  const int width = u_getIntPropertyValue(letter, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

// The width of what follows the digits before a number's point.
int FractionWidth(absl::string_view number) {
  const auto point = number.find('.');
  return point == absl::string_view::npos ? 0 : DisplayWidth(number.substr(point));
}

// Embeddings, overrides and isolates.
bool TurnsDirection(UChar32 letter) {
  return (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

// Without the blanks at the ends of lines.
void TrimEnd(std::string& line) { line.erase(line.find_last_not_of(' ') + 1); }

}  // namespace

int DisplayWidth(absl::string_view utf8) {
  int width = 0;
  const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
  const auto size = static_cast<int32_t>(utf8.size());
  for (int32_t at = 0; at < size;) {
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, letter);
    width += LetterWidth(letter);
  }
  return width;
}

std::string Printable(absl::string_view utf8) {
  std::string out;
  const auto* bytes = reinterpret_cast<const uint8_t*>(utf8.data());
  const auto size = static_cast<int32_t>(utf8.size());
  for (int32_t at = 0; at < size;) {
    const int32_t begin = at;
    UChar32 letter = 0;
    U8_NEXT_OR_FFFD(bytes, at, size, letter);
    if (letter == '\n' || letter == '\t') {
      out.push_back(' ');
    } else if (letter == kBad || u_charType(letter) == U_CONTROL_CHAR || TurnsDirection(letter)) {
      absl::StrAppend(&out, kReplacement);
    } else {
      absl::StrAppend(&out,
                      utf8.substr(static_cast<size_t>(begin), static_cast<size_t>(at - begin)));
    }
  }
  return out;
}

std::string Wrap(absl::string_view text, int width, int first, int rest) {
  const std::string printable = Printable(text);
  std::string out;
  std::string line = Blanks(first);
  int used = first;
  bool empty = true;
  for (const absl::string_view word : absl::StrSplit(printable, ' ', absl::SkipEmpty())) {
    const int word_width = DisplayWidth(word);
    if (!empty && used + 1 + word_width > width) {
      absl::StrAppend(&out, line, "\n");
      line = Blanks(rest);
      used = rest;
      empty = true;
    }
    absl::StrAppend(&line, empty ? "" : " ", word);
    used += (empty ? 0 : 1) + word_width;
    empty = false;
  }
  TrimEnd(line);
  return absl::StrCat(out, line, "\n");
}

Table::Table(int indent, std::vector<Align> columns)
    : indent_(indent), columns_(std::move(columns)) {}

void Table::Header(std::vector<std::string> names) {
  Row(std::move(names));
  entries_.back().header = true;
}

void Table::Row(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  for (std::string& cell : cells) cell = Printable(cell);
  entries_.push_back({.cells = std::move(cells), .header = false, .line_indent = 0, .line = ""});
}

void Table::Line(int indent, std::string text) {
  entries_.push_back(
      {.cells = {}, .header = false, .line_indent = indent, .line = std::move(text)});
}

std::string Table::ToString(int width) const {
  std::vector<bool> filled(columns_.size(), false);
  std::vector<int> fractions(columns_.size(), 0);
  for (const Entry& entry : entries_) {
    for (size_t i = 0; i < entry.cells.size(); ++i) {
      if (!entry.header && !entry.cells[i].empty()) filled[i] = true;
      if (columns_[i] == Align::kPoint) {
        fractions[i] = std::max(fractions[i], FractionWidth(entry.cells[i]));
      }
    }
  }
  const auto padded = [&](const Entry& entry, size_t i) {
    if (!filled[i]) return std::string();
    const std::string& cell = entry.cells[i];
    if (entry.header || columns_[i] != Align::kPoint || cell.empty()) return cell;
    return absl::StrCat(cell, Blanks(fractions[i] - FractionWidth(cell)));
  };
  std::vector<int> widths(columns_.size(), 0);
  for (const Entry& entry : entries_) {
    for (size_t i = 0; i < entry.cells.size(); ++i) {
      widths[i] = std::max(widths[i], DisplayWidth(padded(entry, i)));
    }
  }

  std::string out;
  for (const Entry& entry : entries_) {
    if (entry.cells.empty()) {
      absl::StrAppend(&out, Wrap(entry.line, width, entry.line_indent, entry.line_indent + 2));
      continue;
    }
    std::string line = Blanks(indent_);
    int used = indent_;
    for (size_t i = 0; i + 1 < columns_.size(); ++i) {
      const std::string cell = padded(entry, i);
      const std::string fill = Blanks(widths[i] - DisplayWidth(cell));
      absl::StrAppend(
          &line, columns_[i] == Align::kLeft ? absl::StrCat(cell, fill) : absl::StrCat(fill, cell),
          widths[i] > 0 ? "  " : "");
      used += widths[i] + (widths[i] > 0 ? 2 : 0);
    }
    const std::string last = padded(entry, columns_.size() - 1);
    if (columns_.back() != Align::kLeft) {
      absl::StrAppend(&line, Blanks(widths.back() - DisplayWidth(last)), last);
    } else {
      const std::string wrapped = Wrap(last, std::max(width - used, kLeastWrap), 0, 0);
      const std::vector<std::string> lines =
          absl::StrSplit(absl::string_view(wrapped).substr(0, wrapped.size() - 1), '\n');
      absl::StrAppend(&line, lines.front());
      for (size_t i = 1; i < lines.size(); ++i) {
        absl::StrAppend(&line, "\n", Blanks(used), lines[i]);
      }
    }
    TrimEnd(line);
    absl::StrAppend(&out, line, "\n");
  }
  return out;
}

}  // namespace entente::client
