#include "agreements_service/load/unts_block.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <optional>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/vocabulary.h"

namespace entente::agreements {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;
// Of a heading, in bytes, and of a name in it, in words.
constexpr size_t kMaxHeading = 300;
constexpr size_t kMaxUnknownHeading = 160;
constexpr size_t kMaxWords = 8;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Leaves out the number of a page that begins there, " 8No. 55577." being "No. 55577.".
absl::string_view WithoutPage(absl::string_view line) {
  absl::string_view rest = absl::StripLeadingAsciiWhitespace(line);
  if (rest.size() == line.size()) return line;
  const size_t digits = std::find_if_not(rest.begin(), rest.end(), IsDigit) - rest.begin();
  rest.remove_prefix(digits);
  const bool is_page = digits > 0 && digits <= 3 && !rest.empty() &&
                       absl::ascii_isupper(static_cast<unsigned char>(rest[0]));
  return is_page ? rest : line;
}

// A text whose lines were broken anywhere, with blanks kept: joined again.
class JoinedText {
 public:
  explicit JoinedText(absl::string_view content) {
    for (absl::string_view line : absl::StrSplit(content, '\n')) {
      absl::ConsumeSuffix(&line, "\r");
      starts_.push_back(text_.size());
      // The font's quotes and apostrophes, as they were read from the PDF.
      text_ += absl::StrReplaceAll(WithoutPage(line), {{"ﬁ", "“"}, {"ﬂ", "”"}, {"™", "’"}});
    }
  }

  absl::string_view text() const { return text_; }

  int64_t LineAt(size_t position) const {
    return std::upper_bound(starts_.begin(), starts_.end(), position) - starts_.begin();
  }

  bool BeginsLine(size_t position) const {
    return std::binary_search(starts_.begin(), starts_.end(), position);
  }

  // The first line between `position` and `limit` that begins with a blank, where the one before it
  // does not end with one: there a paragraph ends. `limit` if there is none.
  size_t ParagraphEnd(size_t position, size_t limit) const {
    for (auto start = std::upper_bound(starts_.begin(), starts_.end(), position);
         start != starts_.end() && *start < limit; ++start) {
      if (text_[*start] == ' ' && text_[*start - 1] != ' ') return *start;
    }
    return limit;
  }

 private:
  std::string text_;
  std::vector<size_t> starts_;
};

// "Netherlands (in respect of Aruba)" without what it is in respect of; "Micronesia (Federated
// States of)" is a name as a whole.
std::string WithoutScope(absl::string_view name) {
  const size_t bracket = name.find(" (");
  if (bracket != kNowhere) {
    const absl::string_view scope = name.substr(bracket + 2);
    for (const absl::string_view beginning : {"for ", "in respect of ", "with respect to "}) {
      if (absl::StartsWith(scope, beginning)) return std::string(name.substr(0, bracket));
    }
  }
  return std::string(name);
}

// "Belgium, Luxembourg" are two.
std::vector<std::string> Names(absl::string_view list) {
  std::vector<std::string> names;
  for (const std::string& name : PartyNames(list)) names.push_back(WithoutScope(name));
  return names;
}

bool AreKnown(absl::string_view list) {
  const std::vector<std::string> names = Names(list);
  return !names.empty() && std::all_of(names.begin(), names.end(), IsKnownParty);
}

// The longest name that is known and `text` begins with; may be empty.
absl::string_view KnownBeginning(absl::string_view text) {
  absl::string_view known;
  size_t end = 0;
  for (size_t words = 0; words < kMaxWords && end != kNowhere; ++words) {
    end = text.find(' ', end == 0 ? 0 : end + 1);
    const absl::string_view beginning = text.substr(0, end);
    if (IsKnownParty(WithoutScope(beginning))) known = beginning;
  }
  return known;
}

struct Heading {
  size_t size = 0;
  std::vector<std::string> parties;
};

std::vector<std::string> Both(absl::string_view a, absl::string_view b) {
  std::vector<std::string> names = Names(a);
  for (std::string& name : Names(b)) names.push_back(std::move(name));
  return names;
}

// The heading that begins at `start`. It ends with a paragraph, or before a title in the same line
// ("Development and \nChina Agreement between"), where the second party begins a line.
std::optional<Heading> ReadHeading(const JoinedText& joined, size_t start, size_t limit) {
  constexpr absl::string_view kAnd = " and ";
  constexpr absl::string_view kMultilateral = "Multilateral";
  const absl::string_view text = joined.text().substr(start, std::min(limit - start, kMaxHeading));
  if (absl::StartsWith(text, kMultilateral)) return Heading{kMultilateral.size(), {}};
  const absl::string_view paragraph =
      text.substr(0, joined.ParagraphEnd(start, start + text.size()) - start);
  size_t first = kNowhere;
  std::optional<Heading> inside;
  for (size_t at = text.find(kAnd); at != kNowhere; at = text.find(kAnd, at + 1)) {
    const absl::string_view a = text.substr(0, at);
    const size_t second = at + kAnd.size();
    if (second < paragraph.size()) {
      const absl::string_view b = paragraph.substr(second);
      if (AreKnown(a) && AreKnown(b)) return Heading{paragraph.size(), Both(a, b)};
      if (first == kNowhere) first = at;
    }
    if (inside.has_value() || !joined.BeginsLine(start + second)) continue;
    const absl::string_view b = KnownBeginning(text.substr(second));
    if (!b.empty() && (AreKnown(a) || paragraph.size() > kMaxUnknownHeading)) {
      inside = Heading{second + b.size(), Both(a, b)};
    }
  }
  if (inside.has_value()) return inside;
  if (first == kNowhere || paragraph.size() > kMaxUnknownHeading) return std::nullopt;
  return Heading{paragraph.size(),
                 Both(paragraph.substr(0, first), paragraph.substr(first + kAnd.size()))};
}

// A part of a statement, by its title.
struct Section {
  absl::string_view title;
  absl::string_view prefix;  // of its numbers
  bool annex;
};

constexpr Section kSections[] = {
    {"Part I.  ", "I-", false},  {"Part II.  ", "II-", false}, {"Annex A.  ", "I-", true},
    {"Annex B.  ", "II-", true}, {"Annex C.  ", "LoN-", true},
};

// Where sections begin, in the order of the text.
class Sections {
 public:
  explicit Sections(absl::string_view text) {
    for (const Section& section : kSections) {
      for (size_t at = text.find(section.title); at != kNowhere;
           at = text.find(section.title, at + 1)) {
        starts_.emplace_back(at, &section);
      }
    }
    std::sort(starts_.begin(), starts_.end());
  }

  // The one that `position` is in; the first where none is said.
  const Section& At(size_t position) const {
    const auto next = After(position);
    return next == starts_.begin() ? kSections[0] : *std::prev(next)->second;
  }

  // Where the next one begins.
  size_t End(size_t position) const {
    const auto next = After(position);
    return next == starts_.end() ? kNowhere : next->first;
  }

 private:
  using Starts = std::vector<std::pair<size_t, const Section*>>;

  Starts::const_iterator After(size_t position) const {
    return std::partition_point(starts_.begin(), starts_.end(),
                                [&](const auto& start) { return start.first <= position; });
  }

  Starts starts_;
};

// What comes behind the blocks in English.
constexpr absl::string_view kEnds[] = {"Alphabetical Index", "ALPHABETICAL INDEX",
                                       "Corrigenda to Statements", "Note du Secr", "Partie I."};

// "No. 55569.  ", at `at`.
struct Number {
  size_t at = kNowhere;
  size_t size = 0;
  int64_t value = 0;
};

// The next number from `position` on that begins a block. Others have one blank behind them.
Number NextNumber(absl::string_view text, size_t position) {
  constexpr absl::string_view kNo = "No. ";
  for (size_t at = text.find(kNo, position); at != kNowhere; at = text.find(kNo, at + 1)) {
    const absl::string_view rest = text.substr(at + kNo.size());
    const size_t digits = std::find_if_not(rest.begin(), rest.end(), IsDigit) - rest.begin();
    Number number{.at = at, .size = kNo.size() + digits + 3};
    if (absl::StartsWith(rest.substr(digits), ".  ") &&
        absl::SimpleAtoi(rest.substr(0, digits), &number.value)) {
      return number;
    }
  }
  return {};
}

}  // namespace

std::vector<UntsBlock> UntsBlocks(absl::string_view content) {
  const JoinedText joined(content);
  absl::string_view text = joined.text();
  const Sections sections(text);
  std::vector<Number> numbers;
  const Section* section = nullptr;
  for (Number number = NextNumber(text, 0); number.at != kNowhere;
       number = NextNumber(text, number.at + number.size)) {
    if (numbers.empty()) {
      for (const absl::string_view end : kEnds) text = text.substr(0, text.find(end, number.at));
    }
    // Numbers rise: a lower one is that of a convention, in a title.
    const Section* const its = &sections.At(number.at);
    if (its == section && number.value <= numbers.back().value) continue;
    section = its;
    numbers.push_back(number);
  }
  std::vector<UntsBlock> blocks;
  for (size_t i = 0; i < numbers.size(); ++i) {
    const Number& number = numbers[i];
    const size_t start = number.at + number.size;
    const size_t limit =
        std::min(i + 1 < numbers.size() ? numbers[i + 1].at : text.size(), sections.End(start));
    UntsBlock& block = blocks.emplace_back();
    const Section& its = sections.At(number.at);
    block.id = absl::StrCat(its.prefix, number.value);
    block.annex = its.annex;
    block.line = joined.LineAt(number.at);
    std::optional<Heading> heading = ReadHeading(joined, start, limit);
    if (!heading.has_value()) heading.emplace();
    block.heading = std::string(absl::StripAsciiWhitespace(text.substr(start, heading->size)));
    block.parties = std::move(heading->parties);
    block.text = absl::StrCat(absl::StripAsciiWhitespace(
        text.substr(start + heading->size, limit - start - heading->size)));
  }
  return blocks;
}

}  // namespace entente::agreements
