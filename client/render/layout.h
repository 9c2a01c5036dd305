#ifndef ENTENTE_CLIENT_RENDER_LAYOUT_H_
#define ENTENTE_CLIENT_RENDER_LAYOUT_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente::client {

// How many columns of a terminal `utf8` takes: marks none, wide East Asian letters two.
int DisplayWidth(absl::string_view utf8);

// `text` with a replacement character for every control character and every mark that turns the
// direction of writing, so that what a source says cannot command the terminal; blanks for line
// feeds and tabs.
std::string Printable(absl::string_view utf8);

// `text` broken between words into lines of at most `width` columns, each ended by a line feed. The
// first begins with `first` blanks, the others with `rest`. A word that is wider than a line (an
// address) stays whole.
std::string Wrap(absl::string_view text, int width, int first, int rest);

// Text in columns, each as wide as its widest cell and two blanks apart.
class Table {
 public:
  enum class Align {
    kLeft,
    kRight,
    kPoint  // numbers, with their decimal points below each other
  };

  // Rows are indented by `indent` blanks.
  Table(int indent, std::vector<Align> columns);

  // Names of the columns. A column that no row has a cell of is left out with its name.
  void Header(std::vector<std::string> names);

  // At most as many cells as there are columns.
  void Row(std::vector<std::string> cells);

  // A line across all columns, indented by `indent` blanks.
  void Line(int indent, std::string text);

  // The lines, none wider than `width` unless the columns before the last leave no room: the last
  // one is wrapped.
  std::string ToString(int width) const;

 private:
  struct Entry {
    std::vector<std::string> cells;
    bool header = false;
    int line_indent = 0;
    std::string line;  // instead of cells
  };

  const int indent_;
  const std::vector<Align> columns_;
  std::vector<Entry> entries_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_LAYOUT_H_
