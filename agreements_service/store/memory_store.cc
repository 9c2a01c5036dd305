#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "agreements_service/store/store.h"
#include "common/journal/memory_journal.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

struct State {
  IndexedState::Content content;
  std::vector<std::string> words;  // in order
};

bool HasTerms(const State& state, const std::vector<std::string>& terms) {
  return std::all_of(terms.begin(), terms.end(), [&](const std::string& term) {
    return std::find(state.content.terms.begin(), state.content.terms.end(), term) !=
           state.content.terms.end();
  });
}

bool HasWords(const State& state, const SearchQuery& query) {
  for (size_t i = 0; i < query.words.size(); ++i) {
    const auto found = std::lower_bound(state.words.begin(), state.words.end(), query.words[i]);
    if (found == state.words.end()) return false;
    const bool last = i + 1 == query.words.size();
    if (last ? !absl::StartsWith(*found, query.words[i]) : *found != query.words[i]) return false;
  }
  return true;
}

std::vector<std::string> WordsOf(const SearchText& text) {
  std::vector<std::string> words = absl::StrSplit(absl::StrCat(text.titles, "\n", text.other),
                                                  absl::ByAnyChar(" \n"), absl::SkipEmpty());
  std::sort(words.begin(), words.end());
  return words;
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

  const Journal& journal() const override { return journal_; }

 private:
  // States of one agreement by the revision that made them, in order; absent: deleted.
  using States = std::vector<std::pair<int64_t, std::optional<State>>>;

  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<IndexedState>& states) override {
    const std::unique_lock lock(mutex_);
    ASSIGN_OR_RETURN(const Commit commit, journal_.Append(mutation, clock_.Now()));
    if (commit.repeated) return commit;
    for (const IndexedState& state : states) {
      std::optional<State> made;
      if (state.content.has_value()) {
        made = State{*state.content, WordsOf(state.content->text)};
      }
      states_[state.name].emplace_back(commit.revision, std::move(made));
    }
    return commit;
  }

  absl::StatusOr<std::vector<std::string>> DoFind(const std::vector<std::string>& terms,
                                                  absl::string_view after, int limit,
                                                  int64_t revision) const override {
    const std::shared_lock lock(mutex_);
    std::vector<std::string> names;
    for (auto at = states_.upper_bound(after); at != states_.end(); ++at) {
      if (names.size() == static_cast<size_t>(limit)) break;
      const State* state = At(at->second, revision);
      if (state != nullptr && HasTerms(*state, terms)) names.push_back(at->first);
    }
    return names;
  }

  absl::StatusOr<std::vector<Candidate>> DoSearch(const SearchQuery& query,
                                                  const std::vector<std::string>& terms,
                                                  int64_t revision) const override {
    const std::shared_lock lock(mutex_);
    std::vector<Candidate> candidates;
    for (const auto& [name, states] : states_) {
      const State* state = At(states, revision);
      if (state != nullptr && HasTerms(*state, terms) && HasWords(*state, query)) {
        candidates.push_back({.name = name, .titles = state->content.text.titles});
      }
    }
    return candidates;
  }

  // The state at a revision; null if there was none.
  static const State* At(const States& states, int64_t revision) {
    const auto next =
        std::upper_bound(states.begin(), states.end(), revision,
                         [](int64_t value, const auto& state) { return value < state.first; });
    if (next == states.begin()) return nullptr;
    const std::optional<State>& state = std::prev(next)->second;
    return state.has_value() ? &*state : nullptr;
  }

  const Clock& clock_;
  MemoryJournal journal_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, States, std::less<>> states_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore(const Clock& clock) {
  return std::make_unique<MemoryStore>(clock);
}

}  // namespace entente::agreements
