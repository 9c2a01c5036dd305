#include "agreements_service/core/search.h"

#include <string.h>

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/text/fold.h"
#include "common/text/kazakh.h"

namespace entente::agreements {
namespace {

// The longest name, in words between blanks, that is looked for in a query.
constexpr size_t kMaxNameChunks = 8;

std::string WithoutApostrophes(absl::string_view text) {
  return absl::StrReplaceAll(
      text, {{"'", ""}, {"\u2019", ""}, {"\u2018", ""}, {"\u02BC", ""}, {"\u02BB", ""}});
}

// What stands between blanks, outside quotation marks.
struct Chunk {
  std::vector<std::string> words;
  std::string joined;      // without its apostrophes; empty if it has none
  std::string code;        // alpha-3 of a country
  bool beginning = false;  // marked with `*`
};

Chunk ChunkOf(absl::string_view text) {
  Chunk chunk;
  chunk.beginning = absl::EndsWith(text, "*");
  chunk.words = Words(Fold(text));
  if (chunk.words.size() > 1) {
    const std::string whole = WithoutApostrophes(text);
    if (whole != text) chunk.joined = Fold(whole);
  }
  if (FindByAlpha3(text) != nullptr) chunk.code = std::string(text);
  return chunk;
}

// The marks of folded words that are Kazakh in Latin letters, with one blank between them.
std::string KazakhMarks(absl::string_view latin) {
  return absl::StrJoin(Words(latin), " ",
                       [](std::string* out, const std::string& word) { *out += KazakhMark(word); });
}

void AddSpelling(std::vector<std::string> words, bool adjacent, SearchTerm& term) {
  for (const std::string& latin : KazakhLatinForms(absl::StrJoin(words, " "))) {
    // Some letters have no form, so that a word of them alone has none.
    std::vector<std::string> marks = Words(KazakhMarks(latin));
    if (marks.size() == words.size()) term.spellings.push_back({std::move(marks), adjacent});
  }
  term.spellings.push_back({std::move(words), adjacent});
}

SearchTerm TermOf(std::vector<std::string> words, bool adjacent) {
  SearchTerm term;
  AddSpelling(std::move(words), adjacent, term);
  return term;
}

// The terms of a chunk that belongs to no longer name.
void AddTerms(const Chunk& chunk, std::vector<SearchTerm>& terms) {
  if (!chunk.joined.empty()) {
    SearchTerm& term = terms.emplace_back(TermOf(chunk.words, /*adjacent=*/true));
    AddSpelling(Words(chunk.joined), /*adjacent=*/true, term);
    term.marks = SearchNames::Get().WithName(chunk.joined);
  } else {
    for (const std::string& word : chunk.words) {
      SearchTerm& term = terms.emplace_back(TermOf({word}, /*adjacent=*/false));
      term.marks = SearchNames::Get().WithWord(word, /*beginning=*/false);
      if (!chunk.code.empty()) term.marks.push_back(CountryMark(chunk.code));
    }
  }
  terms.back().beginning = chunk.beginning;
}

// Adds the longest run of chunks from `first` on that is the name of a country or field as one
// term, which an agreement of another 'United' and of other 'States' does not have. How many chunks
// that are; 0 if there is no such name.
size_t AddName(const std::vector<Chunk>& chunks, size_t first, std::vector<SearchTerm>& terms) {
  for (size_t count = std::min(chunks.size() - first, kMaxNameChunks); count > 0; --count) {
    std::vector<std::string> words;
    for (size_t i = first; i < first + count; ++i) {
      words.insert(words.end(), chunks[i].words.begin(), chunks[i].words.end());
    }
    Marks marks = SearchNames::Get().WithName(absl::StrJoin(words, " "));
    if (marks.empty()) continue;
    SearchTerm& term = terms.emplace_back(TermOf(std::move(words), /*adjacent=*/false));
    term.marks = std::move(marks);
    term.beginning = chunks[first + count - 1].beginning;
    return count;
  }
  return 0;
}

// Words outside quotation marks.
void AddUnquoted(absl::string_view text, std::vector<SearchTerm>& terms) {
  std::vector<Chunk> chunks;
  for (const absl::string_view part : absl::StrSplit(text, ' ', absl::SkipWhitespace())) {
    Chunk chunk = ChunkOf(part);
    if (!chunk.words.empty()) chunks.push_back(std::move(chunk));
  }
  for (size_t at = 0; at < chunks.size();) {
    const size_t named = AddName(chunks, at, terms);
    if (named == 0) AddTerms(chunks[at], terms);
    at += std::max<size_t>(named, 1);
  }
}

// What is in quotation marks.
void AddQuoted(absl::string_view text, std::vector<SearchTerm>& terms) {
  std::vector<std::string> words = Words(Fold(text));
  if (words.empty()) return;
  Marks marks = SearchNames::Get().WithName(absl::StrJoin(words, " "));
  terms.push_back(TermOf(std::move(words), /*adjacent=*/true));
  terms.back().marks = std::move(marks);
}

// Adds a line of the folded text, unless that is blank.
void AddLine(absl::string_view text, std::string& lines) {
  const std::string folded = Fold(text);
  if (!folded.empty()) absl::StrAppend(&lines, lines.empty() ? "" : "\n", folded);
}

bool IsWordEnd(absl::string_view text, size_t at) {
  return at == text.size() || text[at] == ' ' || text[at] == '\n';
}

bool HasLine(absl::string_view lines, absl::string_view line) {
  while (true) {
    const size_t end = lines.find('\n');
    if (lines.substr(0, end) == line) return true;
    if (end == absl::string_view::npos) return false;
    lines.remove_prefix(end + 1);
  }
}

// As text.find(part, from), but quick where letters of `part` are frequent.
size_t FindFrom(absl::string_view text, absl::string_view part, size_t from) {
  const void* const found =
      memmem(text.data() + from, text.size() - from, part.data(), part.size());
  return found == nullptr ? absl::string_view::npos
                          : static_cast<size_t>(static_cast<const char*>(found) - text.data());
}

}  // namespace

SearchQuery ParseSearchQuery(absl::string_view text) {
  const std::string plain = absl::StrReplaceAll(
      text, {{"\u201C", "\""}, {"\u201D", "\""}, {"\u201E", "\""}, {"«", "\""}, {"»", "\""}});
  const std::vector<absl::string_view> parts = absl::StrSplit(plain, '"');
  SearchQuery query;
  bool ends_quoted = false;
  for (size_t i = 0; i < parts.size(); ++i) {
    const size_t before = query.terms.size();
    const bool quoted = i % 2 == 1;
    quoted ? AddQuoted(parts[i], query.terms) : AddUnquoted(parts[i], query.terms);
    // A phrase without its end is still being typed.
    if (query.terms.size() > before) ends_quoted = quoted && i + 1 < parts.size();
  }
  if (!query.terms.empty() && !ends_quoted) query.terms.back().beginning = true;
  for (SearchTerm& term : query.terms) {
    const SearchTerm::Spelling& own = term.spellings.back();
    if (!term.beginning || own.words.size() > 1) continue;
    term.beginning_marks = SearchNames::Get().WithWord(own.words.back(), /*beginning=*/true);
  }
  query.words = Words(Fold(text));
  query.phrases = {absl::StrJoin(query.words, " ")};
  for (const std::string& latin : KazakhLatinForms(query.phrases[0])) {
    if (!latin.empty()) query.phrases.push_back(KazakhMarks(latin));
  }
  return query;
}

bool IsKazakh(const Title& title) {
  return title.language == "kk" || absl::StartsWith(title.language, "kk-");
}

std::vector<std::string> SearchLines(const Title& title) {
  if (!IsKazakh(title)) return {Fold(title.text)};
  std::string folded = Fold(WithoutApostrophes(title.text));
  std::vector<std::string> lines = KazakhLatinForms(folded);
  if (lines.empty()) lines.push_back(KazakhMarks(folded));
  lines.push_back(std::move(folded));
  return lines;
}

SearchText SearchTextOf(const Agreement& agreement) {
  SearchText text;
  std::vector<std::string> titles;
  for (const Title& title : agreement.titles) {
    for (std::string& line : SearchLines(title)) titles.push_back(std::move(line));
  }
  text.titles = absl::StrJoin(titles, "\n");

  Marks marks = {InstrumentMark(agreement.instrument)};
  for (const Field field : agreement.fields) marks.push_back(FieldMark(field));
  for (const Party& party : agreement.parties) {
    if (!party.country.empty()) marks.push_back(CountryMark(party.country));
  }
  text.other = absl::StrJoin(marks, " ");
  for (const Party& party : agreement.parties) AddLine(party.name, text.other);
  for (const Event& event : agreement.events) AddLine(event.place, text.other);
  for (const Identifier& identifier : agreement.identifiers) {
    AddLine(absl::StrCat(identifier.scheme, " ", identifier.value), text.other);
  }
  AddLine(agreement.note, text.other);
  return text;
}

bool HasWords(absl::string_view text, absl::string_view part, bool beginning) {
  for (size_t at = FindFrom(text, part, 0); at != absl::string_view::npos;
       at = FindFrom(text, part, at + 1)) {
    if (at > 0 && !IsWordEnd(text, at - 1)) continue;
    if (beginning || IsWordEnd(text, at + part.size())) return true;
  }
  return false;
}

Match::Place PlaceOf(const SearchQuery& query, const SearchText& text, bool in_titles,
                     bool beginning) {
  const auto has_phrase = [&](absl::string_view lines) {
    return std::any_of(query.phrases.begin(), query.phrases.end(), [&](const std::string& phrase) {
      return HasWords(lines, phrase, beginning);
    });
  };
  // What is one word or one phrase is that wherever it is.
  const bool one_phrase = query.words.size() == 1 ||
                          (query.terms.size() == 1 && query.terms[0].spellings.back().adjacent);
  if (!in_titles) {
    // A name may be a party's or a field's.
    const bool one_thing = one_phrase || query.terms.size() == 1;
    return one_thing || has_phrase(text.other) ? Match::Place::kPhraseElsewhere
                                               : Match::Place::kElsewhere;
  }
  const bool is_title = !beginning && std::any_of(query.phrases.begin(), query.phrases.end(),
                                                  [&](const std::string& phrase) {
                                                    return HasLine(text.titles, phrase);
                                                  });
  if (is_title) return Match::Place::kTitle;
  return one_phrase || has_phrase(text.titles) ? Match::Place::kPhraseOfTitle
                                               : Match::Place::kWordsOfTitle;
}

bool IsBefore(const Candidate& a, const Candidate& b) {
  return std::tie(a.match, a.name) < std::tie(b.match, b.name);
}

}  // namespace entente::agreements
