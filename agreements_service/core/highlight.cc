#include "agreements_service/core/highlight.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"

#include "common/text/folded_words.h"
#include "common/text/kazakh.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

// A word of a title in each spelling that it is found by.
struct TitleWord {
  std::vector<std::string> forms;
  TextRange range;
};

std::vector<TitleWord> WordsOf(const Title& title) {
  // Of Kazakh in the Latin alphabet with apostrophes the parts of a word are words here.
  std::vector<TitleWord> words;
  const absl::string_view text = title.text;
  const bool is_kazakh = IsKazakh(title);
  for (FoldedWord& word : FoldedWords(text)) {
    TitleWord& one = words.emplace_back();
    if (is_kazakh) {
      one.forms = KazakhLatinForms(word.folded);
      one.forms.push_back(KazakhMark(word.folded));
    }
    one.forms.push_back(std::move(word.folded));
    const std::size_t start = CountLetters(text.substr(0, word.start));
    one.range = {start, start + CountLetters(text.substr(word.start, word.end - word.start))};
  }
  return words;
}

bool IsWord(const TitleWord& word, absl::string_view wanted, bool beginning) {
  return std::any_of(word.forms.begin(), word.forms.end(), [&](const std::string& form) {
    return beginning ? absl::StartsWith(form, wanted) : form == wanted;
  });
}

// Where the title has the words from `at` on, one after the other; empty if it has not.
std::vector<TextRange> RunAt(const std::vector<TitleWord>& title, std::size_t at,
                             const std::vector<std::string>& words, bool beginning) {
  if (at + words.size() > title.size()) return {};
  for (std::size_t i = 0; i < words.size(); ++i) {
    const bool last = i + 1 == words.size();
    if (!IsWord(title[at + i], words[i], beginning && last)) return {};
  }
  return {{title[at].range.start, title[at + words.size() - 1].range.end}};
}

// Where the title has a spelling of the term.
std::vector<TextRange> RangesOf(const std::vector<TitleWord>& title, const SearchTerm& term) {
  std::vector<TextRange> ranges;
  const auto add = [&](const std::vector<std::string>& words, bool beginning) {
    for (std::size_t at = 0; at < title.size(); ++at) {
      const std::vector<TextRange> found = RunAt(title, at, words, beginning);
      ranges.insert(ranges.end(), found.begin(), found.end());
    }
  };
  for (const SearchTerm::Spelling& spelling : term.spellings) {
    if (spelling.adjacent) {
      add(spelling.words, term.beginning);
    } else {
      for (std::size_t i = 0; i < spelling.words.size(); ++i) {
        add({spelling.words[i]}, term.beginning && i + 1 == spelling.words.size());
      }
    }
  }
  return ranges;
}

// In order, with those that overlap made one.
std::vector<TextRange> Merged(std::vector<TextRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), [](const TextRange& a, const TextRange& b) {
    return std::tie(a.start, a.end) < std::tie(b.start, b.end);
  });
  std::vector<TextRange> merged;
  for (const TextRange& range : ranges) {
    if (merged.empty() || range.start >= merged.back().end) {
      merged.push_back(range);
    } else {
      merged.back().end = std::max(merged.back().end, range.end);
    }
  }
  return merged;
}

}  // namespace

Highlight HighlightOf(const SearchQuery& query, const std::vector<Title>& titles) {
  Highlight best;
  // How many terms it has; the place of the query in it, the better the less.
  std::tuple<int, Match::Place> best_fit{0, Match::Place::kElsewhere};
  for (std::size_t i = 0; i < titles.size(); ++i) {
    const std::vector<TitleWord> words = WordsOf(titles[i]);
    std::vector<TextRange> ranges;
    int found = 0;
    bool beginning = false;
    for (const SearchTerm& term : query.terms) {
      const std::vector<TextRange> of_term = RangesOf(words, term);
      ranges.insert(ranges.end(), of_term.begin(), of_term.end());
      found += of_term.empty() ? 0 : 1;
      beginning = beginning || term.beginning;
    }
    if (found == 0) continue;
    const SearchText text{.titles = absl::StrJoin(SearchLines(titles[i]), "\n"), .other = ""};
    const auto place = std::min(PlaceOf(query, text, /*in_titles=*/true, /*beginning=*/false),
                                PlaceOf(query, text, /*in_titles=*/true, beginning));
    const std::tuple<int, Match::Place> fit{-found, place};
    if (fit >= best_fit) continue;
    best_fit = fit;
    best = {i, Merged(std::move(ranges))};
  }
  return best;
}

}  // namespace entente::agreements
