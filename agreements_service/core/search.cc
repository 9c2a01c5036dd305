#include "agreements_service/core/search.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/text/fold.h"

namespace entente::agreements {
namespace {

constexpr absl::string_view kPartyLanguages[] = {"ar", "en", "es", "fr", "kk", "ru", "tr", "zh"};

// The better the smaller.
enum class Match { kTitle, kPhrase, kTitleWords, kElsewhere };

// Whether `text` has `part` from the start of a word on, and up to the end of one unless it may be
// the beginning of a longer one.
bool HasWords(absl::string_view text, absl::string_view part, bool as_prefix) {
  for (size_t at = text.find(part); at != absl::string_view::npos; at = text.find(part, at + 1)) {
    const size_t end = at + part.size();
    if (at > 0 && text[at - 1] != ' ') continue;
    if (as_prefix || end == text.size() || text[end] == ' ') return true;
  }
  return false;
}

Match MatchTitle(const SearchQuery& query, absl::string_view title) {
  if (title == query.folded) return Match::kTitle;
  if (HasWords(title, query.folded, /*as_prefix=*/true)) return Match::kPhrase;
  for (size_t i = 0; i < query.words.size(); ++i) {
    const bool last = i + 1 == query.words.size();
    if (!HasWords(title, query.words[i], last)) return Match::kElsewhere;
  }
  return Match::kTitleWords;
}

Match BestMatch(const SearchQuery& query, const Candidate& candidate) {
  Match best = Match::kElsewhere;
  for (const absl::string_view title : absl::StrSplit(candidate.titles, '\n')) {
    best = std::min(best, MatchTitle(query, title));
  }
  return best;
}

}  // namespace

SearchQuery ParseSearchQuery(absl::string_view text) {
  SearchQuery query;
  query.words = Words(Fold(text));
  query.folded = absl::StrJoin(query.words, " ");
  return query;
}

SearchText SearchTextOf(const Agreement& agreement) {
  SearchText text;
  for (const Title& title : agreement.titles) {
    absl::StrAppend(&text.titles, text.titles.empty() ? "" : "\n", Fold(title.text));
  }
  std::string other = agreement.note;
  for (const Field field : agreement.fields) absl::StrAppend(&other, " ", FieldName(field));
  for (const Party& party : agreement.parties) {
    absl::StrAppend(&other, " ", party.name);
    if (party.country.empty()) continue;
    absl::StrAppend(&other, " ", party.country);
    for (const absl::string_view language : kPartyLanguages) {
      absl::StrAppend(&other, " ", CountryName(party.country, language));
    }
  }
  for (const Event& event : agreement.events) absl::StrAppend(&other, " ", event.place);
  for (const Identifier& identifier : agreement.identifiers) {
    absl::StrAppend(&other, " ", identifier.scheme, " ", identifier.value);
  }
  text.other = Fold(other);
  return text;
}

std::vector<std::string> Rank(const SearchQuery& query, std::vector<Candidate> candidates,
                              size_t limit) {
  std::vector<std::pair<Match, size_t>> order;
  order.reserve(candidates.size());
  for (size_t i = 0; i < candidates.size(); ++i) {
    order.emplace_back(BestMatch(query, candidates[i]), i);
  }
  const size_t count = std::min(limit, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [&](const auto& a, const auto& b) {
                      return std::tie(a.first, candidates[a.second].name) <
                             std::tie(b.first, candidates[b.second].name);
                    });
  std::vector<std::string> names;
  names.reserve(count);
  for (size_t i = 0; i < count; ++i) {
    names.push_back(std::move(candidates[order[i].second].name));
  }
  return names;
}

}  // namespace entente::agreements
