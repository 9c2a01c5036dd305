#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"

#include "agreements_service/store/search_index.h"
#include "agreements_service/store/store.h"
#include "common/journal/memory_journal.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// What a filter can ask an agreement for.
using FilterTerms = std::vector<std::string>;

bool HasTerms(const FilterTerms& has, const FilterTerms& wanted) {
  return std::all_of(wanted.begin(), wanted.end(), [&](const std::string& term) {
    return std::find(has.begin(), has.end(), term) != has.end();
  });
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

  const Journal& journal() const override { return journal_; }

 private:
  // Terms of one agreement by the revision that made them, in order; absent: deleted.
  using States = std::vector<std::pair<int64_t, std::optional<FilterTerms>>>;

  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<IndexedState>& states) override {
    const std::unique_lock lock(mutex_);
    ASSIGN_OR_RETURN(const Commit commit, journal_.Append(mutation, clock_.Now()));
    if (commit.repeated) return commit;
    for (const IndexedState& state : states) {
      std::optional<FilterTerms> terms;
      std::optional<SearchText> text;
      if (state.content.has_value()) {
        terms = state.content->terms;
        text = state.content->text;
      }
      states_[state.name].emplace_back(commit.revision, std::move(terms));
      index_.Replace(state.name, std::move(text), commit.revision);
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
      const FilterTerms* has = At(at->second, revision);
      if (has != nullptr && HasTerms(*has, terms)) names.push_back(at->first);
    }
    return names;
  }

  absl::StatusOr<std::vector<Candidate>> DoSearch(const SearchQuery& query,
                                                  const std::vector<Marks>& marked,
                                                  int64_t revision) const override {
    const std::shared_lock lock(mutex_);
    return index_.Find(query, marked, revision);
  }

  absl::StatusOr<std::vector<WordSuggestion>> DoSuggest(const SearchQuery& query,
                                                        int64_t revision) const override {
    const std::shared_lock lock(mutex_);
    return index_.Suggest(query, revision);
  }

  // The terms at a revision; null if there was no agreement.
  static const FilterTerms* At(const States& states, int64_t revision) {
    const auto next =
        std::upper_bound(states.begin(), states.end(), revision,
                         [](int64_t value, const auto& state) { return value < state.first; });
    if (next == states.begin()) return nullptr;
    const std::optional<FilterTerms>& terms = std::prev(next)->second;
    return terms.has_value() ? &*terms : nullptr;
  }

  const Clock& clock_;
  MemoryJournal journal_;
  mutable std::shared_mutex mutex_;
  std::map<std::string, States, std::less<>> states_ ABSL_GUARDED_BY(mutex_);
  SearchIndex index_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore(const Clock& clock) {
  return std::make_unique<MemoryStore>(clock);
}

}  // namespace entente::agreements
