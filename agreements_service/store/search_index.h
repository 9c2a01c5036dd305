#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_SEARCH_INDEX_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_SEARCH_INDEX_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/search.h"

namespace entente::agreements {

// Every state of every agreement by its words, in memory: for each word the states that have it. A
// search takes time by the states that have the words, not by those that there are.
class SearchIndex {
 public:
  // Up to when the latest state of an agreement holds.
  static constexpr int64_t kStillHolds = std::numeric_limits<int64_t>::max();

  // A state that holds at the revisions from `since` to before `until`. It comes after those of the
  // same name that were added before.
  void Add(absl::string_view name, SearchText text, int64_t since, int64_t until = kStillHolds);

  // The state that holds is followed at `revision` by `next`; absent: the agreement is deleted.
  void Replace(absl::string_view name, std::optional<SearchText> next, int64_t revision);

  // The agreements that at a revision had every term of the query, at least one, and of each of
  // `marked` at least one mark; in any order.
  std::vector<Candidate> Find(const SearchQuery& query, const std::vector<Marks>& marked,
                              int64_t revision) const;

  // For each word of the query that no agreement had at a revision, those that are the most like
  // it. A phrase is no word.
  std::vector<WordSuggestion> Suggest(const SearchQuery& query, int64_t revision) const;

 private:
  struct State {
    absl::string_view name;  // a key of `last_`
    SearchText text;
    int64_t since = 0;
    int64_t until = 0;
  };
  using Number = uint32_t;  // of a state, in order of addition
  struct Postings {
    std::vector<Number> in_titles;
    std::vector<Number> elsewhere;
  };
  // A set of states, a bit each.
  using Bits = std::vector<uint64_t>;
  struct Found {
    Bits in_titles;
    Bits anywhere;
  };

  Bits NoState() const;
  Bits WithMark(const Marks& marks) const;
  Found WithWord(absl::string_view word, bool beginning) const;
  Found WithSpelling(const SearchTerm::Spelling& spelling, bool beginning) const;
  Found WithTerm(const SearchTerm& term, bool beginning) const;
  Found WithQuery(const SearchQuery& query, bool beginning) const;
  bool Holds(size_t number, int64_t revision) const;
  bool AnyHolds(const Bits& states, int64_t revision) const;
  std::vector<std::string> Nearest(absl::string_view word, int64_t revision) const;

  std::deque<State> states_;
  // The last state of each name.
  std::map<std::string, Number, std::less<>> last_;
  // Marks (core/search_names.h) are words, too.
  std::map<std::string, Postings, std::less<>> words_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_SEARCH_INDEX_H_
