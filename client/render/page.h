#ifndef ENTENTE_CLIENT_RENDER_PAGE_H_
#define ENTENTE_CLIENT_RENDER_PAGE_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

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
  // `day`: that the page is of; absent: none.
  explicit Page(TextOptions options, std::optional<absl::CivilDay> day = std::nullopt)
      : options_(options), day_(day) {}

  References& references() { return references_; }

  // Whether a date lies after the page's day, or a period ("2023") ends after it.
  bool IsLater(const common::v1::PartialDate& date) const;
  bool IsLater(absl::string_view period) const;

  // " (later than this day)" for what is, to stand behind it; else empty.
  template <typename DateOrPeriod>
  absl::string_view Later(const DateOrPeriod& when) const {
    return IsLater(when) ? " (later than this day)" : "";
  }

  // The page's title `text`, with `aside` at the right end of the line or, where it has no room,
  // below.
  void Title(absl::string_view text, absl::string_view aside);
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
  const std::optional<absl::CivilDay> day_;
  References references_;
  std::string text_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_PAGE_H_
