#ifndef ENTENTE_CLIENT_RENDER_PAGE_H_
#define ENTENTE_CLIENT_RENDER_PAGE_H_

#include <string>

#include "absl/strings/string_view.h"

#include "client/render/layout.h"
#include "client/render/references.h"

namespace entente::client {

struct TextOptions {
  int width = 100;      // columns
  bool colour = false;  // headings stand out by escape sequences
};

// A page of text that grows from the top, and the sources that it refers to.
class Page {
 public:
  explicit Page(TextOptions options) : options_(options) {}

  References& references() { return references_; }

  // The page's title, with `aside` at the right end of the line or, where it has no room, below.
  void Title(absl::string_view title, absl::string_view aside);
  // Begins a section.
  void Heading(absl::string_view heading);
  // Begins a part of a section.
  void Subheading(absl::string_view heading);
  // A paragraph whose first line is indented by `indent` blanks and the others by two more.
  void Text(int indent, absl::string_view text);
  void Add(const Table& table);
  void Blank();

  // The page, closed by the list of its sources.
  std::string Finish();

 private:
  std::string Bold(absl::string_view text) const;

  const TextOptions options_;
  References references_;
  std::string text_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_PAGE_H_
