#include "agreements_service/store/search_index.h"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "agreements_service/core/search_names.h"
#include "common/text/edit_distance.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr size_t kBits = 64;
constexpr size_t kMaxSuggestions = 3;

template <typename Numbers>
void SetBits(const Numbers& numbers, std::vector<uint64_t>& bits) {
  for (const auto number : numbers) bits[number / kBits] |= uint64_t{1} << (number % kBits);
}

void Intersect(const std::vector<uint64_t>& with, std::vector<uint64_t>& bits) {
  for (size_t i = 0; i < bits.size(); ++i) bits[i] &= with[i];
}

void Unite(const std::vector<uint64_t>& with, std::vector<uint64_t>& bits) {
  for (size_t i = 0; i < bits.size(); ++i) bits[i] |= with[i];
}

bool HasBit(const std::vector<uint64_t>& bits, size_t number) {
  return (bits[number / kBits] >> (number % kBits) & 1u) != 0;
}

size_t CountBits(const std::vector<uint64_t>& bits) {
  return std::accumulate(bits.begin(), bits.end(), size_t{0}, [](size_t count, uint64_t word) {
    return count + static_cast<size_t>(std::popcount(word));
  });
}

// Calls `with` with every number of a set, in order, until it returns false.
template <typename With>
void ForEachBit(const std::vector<uint64_t>& bits, With with) {
  for (size_t i = 0; i < bits.size(); ++i) {
    for (uint64_t rest = bits[i]; rest != 0; rest &= rest - 1) {
      if (!with(i * kBits + static_cast<size_t>(std::countr_zero(rest)))) return;
    }
  }
}

std::vector<absl::string_view> WordsOfLines(absl::string_view lines) {
  return absl::StrSplit(lines, absl::ByAnyChar(" \n"), absl::SkipEmpty());
}

// How many typing errors still make a word of so many letters the same one.
int MaxErrors(absl::string_view word) {
  const size_t letters = CountLetters(word);
  return letters <= 2 ? 0 : letters <= 5 ? 1 : 2;
}

// The letters of a word, by the last six bits of each: an error changes two at most.
uint64_t LettersOf(absl::string_view word) {
  uint64_t letters = 0;
  for (size_t i = 0; i < word.size(); ++i) {
    const bool is_last =
        i + 1 == word.size() || (static_cast<unsigned char>(word[i + 1]) & 0xC0u) != 0x80u;
    if (is_last) letters |= uint64_t{1} << (static_cast<unsigned char>(word[i]) % kBits);
  }
  return letters;
}

}  // namespace

void SearchIndex::Add(absl::string_view name, SearchText text, int64_t since, int64_t until) {
  const auto [last, is_new] = last_.try_emplace(std::string(name), 0);
  if (!is_new) {
    // What is found by the same words goes on.
    State& before = states_[last->second];
    if (before.until == since && before.text == text) {
      before.until = until;
      return;
    }
  }
  const auto number = static_cast<Number>(states_.size());
  last->second = number;
  const State& state = states_.emplace_back(State{last->first, std::move(text), since, until});
  const auto post = [&](absl::string_view word, std::vector<Number> Postings::*list) {
    auto found = words_.find(word);
    if (found == words_.end()) found = words_.try_emplace(std::string(word)).first;
    std::vector<Number>& numbers = found->second.*list;
    if (numbers.empty() || numbers.back() != number) numbers.push_back(number);
  };
  for (const absl::string_view word : WordsOfLines(state.text.titles)) {
    post(word, &Postings::in_titles);
  }
  for (const absl::string_view word : WordsOfLines(state.text.other)) {
    post(word, &Postings::elsewhere);
  }
}

void SearchIndex::Replace(absl::string_view name, std::optional<SearchText> next,
                          int64_t revision) {
  const auto last = last_.find(name);
  if (last != last_.end()) {
    int64_t& until = states_[last->second].until;
    until = std::min(until, revision);
  }
  if (next.has_value()) Add(name, *std::move(next), revision);
}

SearchIndex::Bits SearchIndex::NoState() const {
  return Bits((states_.size() + kBits - 1) / kBits);
}

// The states that have one at least of the marks.
SearchIndex::Bits SearchIndex::WithMark(const Marks& marks) const {
  Bits found = NoState();
  for (const std::string& mark : marks) {
    const auto marked = words_.find(mark);
    if (marked != words_.end()) SetBits(marked->second.elsewhere, found);
  }
  return found;
}

SearchIndex::Found SearchIndex::WithWord(absl::string_view word, bool beginning) const {
  Found found{NoState(), NoState()};
  for (auto at = words_.lower_bound(word); at != words_.end(); ++at) {
    if (beginning ? !absl::StartsWith(at->first, word) : at->first != word) break;
    SetBits(at->second.in_titles, found.in_titles);
    SetBits(at->second.elsewhere, found.anywhere);
  }
  Unite(found.in_titles, found.anywhere);
  return found;
}

SearchIndex::Found SearchIndex::WithSpelling(const SearchTerm::Spelling& spelling,
                                             bool beginning) const {
  const size_t last = spelling.words.size() - 1;
  Found found = WithWord(spelling.words[last], beginning);
  for (size_t i = 0; i < last; ++i) {
    const Found word = WithWord(spelling.words[i], /*beginning=*/false);
    Intersect(word.in_titles, found.in_titles);
    Intersect(word.anywhere, found.anywhere);
  }
  if (!spelling.adjacent || last == 0) return found;
  const std::string phrase = absl::StrJoin(spelling.words, " ");
  Found adjacent{NoState(), NoState()};
  ForEachBit(found.anywhere, [&](size_t number) {
    const SearchText& text = states_[number].text;
    const bool in_titles =
        HasBit(found.in_titles, number) && HasWords(text.titles, phrase, beginning);
    const std::initializer_list<size_t> one = {number};
    if (in_titles) SetBits(one, adjacent.in_titles);
    if (in_titles || HasWords(text.other, phrase, beginning)) SetBits(one, adjacent.anywhere);
    return true;
  });
  return adjacent;
}

SearchIndex::Found SearchIndex::WithTerm(const SearchTerm& term, bool beginning) const {
  Found found{NoState(), NoState()};
  for (const SearchTerm::Spelling& spelling : term.spellings) {
    const Found spelled = WithSpelling(spelling, beginning && term.beginning);
    Unite(spelled.in_titles, found.in_titles);
    Unite(spelled.anywhere, found.anywhere);
  }
  Unite(WithMark(term.marks), found.anywhere);
  if (beginning) Unite(WithMark(term.beginning_marks), found.anywhere);
  return found;
}

SearchIndex::Found SearchIndex::WithQuery(const SearchQuery& query, bool beginning) const {
  Found found = WithTerm(query.terms[0], beginning);
  for (size_t i = 1; i < query.terms.size(); ++i) {
    const Found term = WithTerm(query.terms[i], beginning);
    Intersect(term.in_titles, found.in_titles);
    Intersect(term.anywhere, found.anywhere);
  }
  return found;
}

bool SearchIndex::Holds(size_t number, int64_t revision) const {
  const State& state = states_[number];
  return state.since <= revision && revision < state.until;
}

bool SearchIndex::AnyHolds(const Bits& states, int64_t revision) const {
  bool any = false;
  ForEachBit(states, [&](size_t number) {
    any = Holds(number, revision);
    return !any;
  });
  return any;
}

std::vector<Candidate> SearchIndex::Find(const SearchQuery& query, const std::vector<Marks>& marked,
                                         int64_t revision) const {
  const Found whole = WithQuery(query, /*beginning=*/false);
  const bool begins = std::any_of(query.terms.begin(), query.terms.end(),
                                  [](const SearchTerm& term) { return term.beginning; });
  Found found = begins ? WithQuery(query, /*beginning=*/true) : whole;
  for (const Marks& marks : marked) Intersect(WithMark(marks), found.anywhere);
  std::vector<Candidate> candidates;
  candidates.reserve(CountBits(found.anywhere));
  ForEachBit(found.anywhere, [&](size_t number) {
    if (!Holds(number, revision)) return true;
    const State& state = states_[number];
    Candidate& candidate = candidates.emplace_back();
    candidate.name = state.name;
    candidate.match.beginning = !HasBit(whole.anywhere, number);
    const Found& fits = candidate.match.beginning ? found : whole;
    candidate.match.place =
        PlaceOf(query, state.text, HasBit(fits.in_titles, number), candidate.match.beginning);
    return true;
  });
  return candidates;
}

std::vector<WordSuggestion> SearchIndex::Suggest(const SearchQuery& query, int64_t revision) const {
  std::vector<WordSuggestion> suggestions;
  for (const SearchTerm& term : query.terms) {
    const std::vector<std::string>& own = term.spellings.back().words;
    if (own.size() > 1 || AnyHolds(WithTerm(term, /*beginning=*/true).anywhere, revision)) continue;
    WordSuggestion suggestion{.word = own[0], .suggestions = Nearest(own[0], revision)};
    if (!suggestion.suggestions.empty()) suggestions.push_back(std::move(suggestion));
  }
  return suggestions;
}

// By errors; of as many, what more agreements have first.
std::vector<std::string> SearchIndex::Nearest(absl::string_view word, int64_t revision) const {
  const int max_errors = MaxErrors(word);
  const uint64_t letters = LettersOf(word);
  std::set<std::tuple<int, int64_t, absl::string_view>> ranked;
  const auto consider = [&](absl::string_view known, const auto& count) {
    if (std::popcount(letters ^ LettersOf(known)) > 2 * max_errors) return;
    const int errors = EditDistance(word, known, max_errors);
    if (errors > max_errors) return;
    const int64_t agreements = count();
    if (agreements > 0) ranked.emplace(errors, -agreements, known);
  };
  const auto holding = [&](const std::vector<Number>& numbers) {
    return std::count_if(numbers.begin(), numbers.end(),
                         [&](Number number) { return Holds(number, revision); });
  };
  for (const auto& [known, postings] : words_) {
    if (IsMark(known)) continue;
    const Postings& of_word = postings;
    consider(known, [&] { return holding(of_word.in_titles) + holding(of_word.elsewhere); });
  }
  for (const auto& [known, marks] : SearchNames::Get().words()) {
    const absl::string_view name = known;
    const Marks& of_word = marks;
    consider(name, [&] {
      int64_t count = 0;
      if (words_.contains(name)) return count;  // considered already
      for (const std::string& mark : of_word) {
        const auto marked = words_.find(mark);
        if (marked != words_.end()) count += holding(marked->second.elsewhere);
      }
      return count;
    });
  }
  std::vector<std::string> nearest;
  for (const auto& [errors, count, known] : ranked) {
    if (nearest.size() == kMaxSuggestions) break;
    nearest.emplace_back(known);
  }
  return nearest;
}

}  // namespace entente::agreements
