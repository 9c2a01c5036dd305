#include "common/api/filter.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/edit_distance.h"
#include "common/text/utf8.h"

namespace entente {
namespace {

constexpr char kReason[] = "FILTER_INVALID";
constexpr int kMaxMisspelled = 2;  // letters

// Which a text begins with counts: the longer ones come first.
constexpr std::pair<absl::string_view, FilterComparison> kComparisons[] = {
    {"!=", FilterComparison::kNotEqual},
    {"<=", FilterComparison::kLessOrEqual},
    {">=", FilterComparison::kGreaterOrEqual},
    {"=", FilterComparison::kEqual},
    {"<", FilterComparison::kLess},
    {">", FilterComparison::kGreater},
    {":", FilterComparison::kHas},
};

bool IsBare(char c) {
  return !absl::ascii_isspace(static_cast<unsigned char>(c)) && !absl::StrContains("()<>=!:\"'", c);
}

bool IsKeyword(absl::string_view word) { return word == "AND" || word == "OR" || word == "NOT"; }

Filter NotOf(Filter part) {
  Filter filter;
  filter.kind = Filter::Kind::kNot;
  filter.parts.push_back(std::move(part));
  return filter;
}

// One part alone is itself.
Filter Combined(Filter::Kind kind, std::vector<Filter> parts) {
  if (parts.size() == 1) return std::move(parts.front());
  Filter filter;
  filter.kind = kind;
  filter.parts = std::move(parts);
  return filter;
}

// The value alone that a term is, or the NOT of; null if it is another thing.
const FilterCondition* ValueAlone(const Filter& term) {
  if (term.kind == Filter::Kind::kNot) return ValueAlone(term.parts.front());
  const bool alone = term.kind == Filter::Kind::kCondition && term.condition.field.empty();
  return alone ? &term.condition : nullptr;
}

// Reads a text from left to right, by recursive descent: a function a rule of AIP-160's grammar.
class FilterParser {
 public:
  explicit FilterParser(absl::string_view text) : text_(text) {}

  absl::StatusOr<Filter> Parse() {
    SkipBlanks();
    if (AtEnd()) return Filter();
    ASSIGN_OR_RETURN(Filter filter, ParseExpression());
    if (!AtEnd()) return Expected("AND, OR or another condition");
    return filter;
  }

 private:
  // Counts a level of depth while it lives.
  class Level {
   public:
    explicit Level(int& depth) : depth_(++depth) {}
    ~Level() { --depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    int& depth_;
  };

  // sequence {AND sequence}
  absl::StatusOr<Filter> ParseExpression() {
    std::vector<Filter> parts;
    do {
      ASSIGN_OR_RETURN(Filter part, ParseSequence());
      parts.push_back(std::move(part));
    } while (SkipKeyword("AND"));
    return Combined(Filter::Kind::kAll, std::move(parts));
  }

  // factor {factor}
  absl::StatusOr<Filter> ParseSequence() {
    std::vector<Filter> parts;
    do {
      ASSIGN_OR_RETURN(Filter part, ParseFactor());
      parts.push_back(std::move(part));
    } while (!AtEnd() && Next() != ')' && NextWord() != "AND" && NextWord() != "OR");
    return Combined(Filter::Kind::kAll, std::move(parts));
  }

  // term {OR term}
  absl::StatusOr<Filter> ParseFactor() {
    std::vector<Filter> terms;
    do {
      ASSIGN_OR_RETURN(Filter term, ParseTerm());
      terms.push_back(std::move(term));
    } while (SkipKeyword("OR"));
    RETURN_IF_ERROR(CheckLikes(terms));
    return Combined(Filter::Kind::kAny, std::move(terms));
  }

  // [NOT | -] (condition | "(" expression ")"); where values are compared, - begins a number.
  absl::StatusOr<Filter> ParseTerm() {
    if (SkipKeyword("NOT") || (comparing_ == nullptr && Skip("-"))) {
      const Level level(depth_);
      RETURN_IF_ERROR(CheckDepth());
      ASSIGN_OR_RETURN(Filter part, ParseTerm());
      return NotOf(std::move(part));
    }
    if (!AtEnd() && Next() == '(') return ParseParentheses();
    return comparing_ == nullptr ? ParseCondition() : ParseValueAlone();
  }

  absl::StatusOr<Filter> ParseParentheses() {
    const Level level(depth_);
    RETURN_IF_ERROR(CheckDepth());
    const size_t open = at_;
    Skip("(");
    ASSIGN_OR_RETURN(Filter filter, ParseExpression());
    if (AtEnd()) return FilterError(ColumnOf(open), "this ( is never closed; expected )");
    if (!Skip(")")) return Expected("AND, OR, another condition or )");
    return filter;
  }

  // A value, or a field with what it is compared with.
  absl::StatusOr<Filter> ParseCondition() {
    FilterCondition condition;
    condition.column = condition.value_column = Column();
    ASSIGN_OR_RETURN(std::string word, ParseWord("a condition"));
    const auto* const found =
        std::find_if(std::begin(kComparisons), std::end(kComparisons),
                     [&](const auto& one) { return absl::StartsWith(Rest(), one.first); });
    if (found == std::end(kComparisons)) {
      condition.value = std::move(word);
      return FilterOf(std::move(condition));
    }
    if (word.empty()) {
      return FilterError(condition.column,
                         absl::StrCat("expected a field before ", found->first, ", found ''"));
    }
    Skip(found->first);
    condition.field = std::move(word);
    condition.comparison = found->second;
    if (!AtEnd() && Next() == '(') return ParseValues(std::move(condition));
    condition.value_column = Column();
    ASSIGN_OR_RETURN(condition.value, ParseWord(absl::StrCat("a value behind ", found->first)));
    return FilterOf(std::move(condition));
  }

  // The values that a field is compared with, from the parenthesis on.
  absl::StatusOr<Filter> ParseValues(FilterCondition each) {
    const bool differs = each.comparison == FilterComparison::kNotEqual;
    if (differs) each.comparison = FilterComparison::kEqual;
    if (each.comparison != FilterComparison::kEqual && each.comparison != FilterComparison::kHas) {
      return Expected(absl::StrCat("one value behind ", SpellingOf(each.comparison)));
    }
    comparing_ = &each;
    absl::StatusOr<Filter> values = ParseParentheses();
    comparing_ = nullptr;
    if (!values.ok() || !differs) return values;
    return NotOf(*std::move(values));
  }

  absl::StatusOr<Filter> ParseValueAlone() {
    FilterCondition condition = *comparing_;
    condition.value_column = Column();
    ASSIGN_OR_RETURN(condition.value, ParseWord("a value"));
    return FilterOf(std::move(condition));
  }

  // A text in quotes or bare; then blanks.
  absl::StatusOr<std::string> ParseWord(absl::string_view what) {
    std::string word;
    if (!AtEnd() && (Next() == '"' || Next() == '\'')) {
      ASSIGN_OR_RETURN(word, ParseQuoted());
    } else {
      const absl::string_view bare = NextWord();
      if (bare.empty() || IsKeyword(bare)) return Expected(what);
      if (IsKeyword(absl::AsciiStrToUpper(bare))) {
        return Expected(absl::StrCat(what, " (AND, OR and NOT are written in capitals)"));
      }
      word = std::string(bare);
      if (absl::StartsWith(Rest().substr(bare.size()), "(")) {
        return FilterError(Column(), absl::StrCat(Quoted(bare),
                                                  " is called like a function, and "
                                                  "there are none; expected ",
                                                  what));
      }
      at_ += bare.size();
    }
    SkipBlanks();
    return word;
  }

  absl::StatusOr<std::string> ParseQuoted() {
    const size_t open = at_;
    const char quote = text_[at_++];
    std::string value;
    while (!AtEnd() && Next() != quote) {
      if (Next() == '\\') {
        const char escaped = at_ + 1 < text_.size() ? text_[at_ + 1] : quote;
        if (!absl::StrContains("\"'\\", escaped)) {
          return FilterError(Column(), "expected \", ' or \\ behind \\");
        }
        ++at_;
        if (AtEnd()) break;
      }
      value += text_[at_++];
    }
    if (AtEnd()) return FilterError(ColumnOf(open), "this quote is never closed");
    ++at_;
    return value;
  }

  // Refuses a value alone in an OR with comparisons.
  static absl::Status CheckLikes(const std::vector<Filter>& terms) {
    const auto is_alone = [](const Filter& term) { return ValueAlone(term) != nullptr; };
    const auto alone = std::find_if(terms.begin(), terms.end(), is_alone);
    if (alone == terms.end() || std::all_of(terms.begin(), terms.end(), is_alone)) {
      return absl::OkStatus();
    }
    const FilterCondition& value = *ValueAlone(*alone);
    return FilterError(value.column,
                       absl::StrCat(Quoted(value.value),
                                    " stands alone beside a comparison; expected a field before "
                                    "it, or several values of one as field = (A OR B)"));
  }

  absl::StatusOr<Filter> FilterOf(FilterCondition condition) {
    if (++conditions_ > kMaxFilterConditions) {
      return FilterError(condition.value_column,
                         absl::StrCat("more than ", kMaxFilterConditions, " conditions"));
    }
    Filter filter;
    filter.kind = Filter::Kind::kCondition;
    filter.condition = std::move(condition);
    return filter;
  }

  absl::Status CheckDepth() const {
    if (depth_ <= kMaxFilterDepth) return absl::OkStatus();
    return FilterError(Column(), absl::StrCat("more than ", kMaxFilterDepth,
                                              " parentheses, NOT and - within each other"));
  }

  absl::Status Expected(absl::string_view what) const {
    std::string found = "the end";
    if (!AtEnd()) {
      const absl::string_view word = NextWord();
      found = Quoted(word.empty() ? Rest().substr(0, 1) : word);
    }
    return FilterError(Column(), absl::StrCat("expected ", what, ", found ", found));
  }

  bool AtEnd() const { return at_ == text_.size(); }
  char Next() const { return text_[at_]; }
  absl::string_view Rest() const { return text_.substr(at_); }

  // The bare word that comes next; empty if none does.
  absl::string_view NextWord() const {
    const absl::string_view rest = Rest();
    const auto* const end = std::find_if_not(rest.begin(), rest.end(), IsBare);
    return rest.substr(0, static_cast<size_t>(end - rest.begin()));
  }

  void SkipBlanks() {
    while (!AtEnd() && absl::ascii_isspace(static_cast<unsigned char>(Next()))) ++at_;
  }

  // Steps over `token`, and blanks behind it, if it comes next.
  bool Skip(absl::string_view token) {
    if (!absl::StartsWith(Rest(), token)) return false;
    at_ += token.size();
    SkipBlanks();
    return true;
  }

  bool SkipKeyword(absl::string_view keyword) { return NextWord() == keyword && Skip(keyword); }

  // Letters before a byte, and one.
  int ColumnOf(size_t byte) const {
    return 1 + static_cast<int>(CountLetters(text_.substr(0, byte)));
  }
  int Column() const { return ColumnOf(at_); }

  const absl::string_view text_;
  size_t at_ = 0;
  int depth_ = 0;
  int conditions_ = 0;
  const FilterCondition* comparing_ = nullptr;  // whose values stand in these parentheses
};

}  // namespace

absl::string_view SpellingOf(FilterComparison comparison) {
  return std::find_if(std::begin(kComparisons), std::end(kComparisons),
                      [&](const auto& one) { return one.second == comparison; })
      ->first;
}

absl::Status FilterError(int column, absl::string_view what) {
  return InvalidField(kReason, "filter", absl::StrCat("column ", column, ": ", what))
      .With("column", absl::StrCat(column));
}

absl::Status FilterError(int column, const absl::Status& why) {
  const ErrorDetails details = DetailsOf(why);
  Error error = InvalidField(details.reason.empty() ? kReason : details.reason, "filter",
                             absl::StrCat("column ", column, ": ", why.message()));
  for (const auto& [key, value] : details.metadata) error.With(key, value);
  return error.With("column", absl::StrCat(column));
}

absl::Status UnknownFilterField(const FilterCondition& condition,
                                absl::Span<const absl::string_view> fields) {
  std::vector<absl::string_view> near;
  for (const absl::string_view field : fields) {
    if (EditDistance(absl::AsciiStrToLower(condition.field), field, kMaxMisspelled) <=
        kMaxMisspelled) {
      near.push_back(field);
    }
  }
  return FilterError(
      condition.column,
      absl::StrCat(Quoted(condition.field), " is no field",
                   near.empty() ? "" : absl::StrCat("; did you mean ", absl::StrJoin(near, " or ")),
                   "; expected one of ", absl::StrJoin(fields, ", ")));
}

absl::StatusOr<Filter> ParseFilter(absl::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return FilterError(1, absl::StrCat("the filter has ", text.size(), " bytes; at most ",
                                       kMaxFilterBytes, " are allowed"));
  }
  return FilterParser(text).Parse();
}

}  // namespace entente
