#ifndef ENTENTE_COMMON_JOURNAL_MEMORY_JOURNAL_H_
#define ENTENTE_COMMON_JOURNAL_MEMORY_JOURNAL_H_

#include <functional>
#include <map>
#include <optional>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"

#include "common/journal/journal.h"

namespace entente {

// The journal in memory: for tests, and for stores that need not outlive their process.
class MemoryJournal : public Journal {
 public:
  // Applies a mutation at the time `now`, or changes nothing. `recorded` never goes backwards: it
  // is the later of `now` and the last commit's. Errors: those of the rules of Mutation and Write.
  absl::StatusOr<Commit> Append(const Mutation& mutation, absl::Time now);

  int64_t Head() const override;
  absl::StatusOr<int64_t> RevisionAt(absl::Time time) const override;
  absl::StatusOr<Document> Get(absl::string_view collection, absl::string_view name,
                               int64_t revision) const override;
  absl::StatusOr<std::vector<Document>> List(absl::string_view collection, absl::string_view prefix,
                                             absl::string_view after, int limit,
                                             int64_t revision) const override;
  absl::StatusOr<std::vector<Version>> History(absl::string_view collection, absl::string_view name,
                                               int64_t before, int limit) const override;
  absl::StatusOr<std::vector<Change>> Changes(int64_t after, int limit) const override;
  absl::StatusOr<std::optional<Commit>> FindRepetition(const Mutation& mutation) const override;

 private:
  struct State {
    int64_t revision;
    std::optional<std::string> body;  // absent: deleted
  };
  using States = std::vector<State>;  // in order of revision
  using Collection = std::map<std::string, States, std::less<>>;
  struct Revision {
    absl::Time recorded;
    std::string principal;
    std::string reason;
    std::string fingerprint;
    std::vector<Change> changes;  // in order of collection and name
  };

  const Revision& At(int64_t revision) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // Null if the document was never written.
  const States* Find(absl::string_view collection, absl::string_view name) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // The revision that made the document's last state; absent if it has none or is deleted.
  std::optional<int64_t> Present(const Write& write) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // FindRepetition, for a caller that holds the lock.
  absl::StatusOr<std::optional<Commit>> FirstCommit(const Mutation& mutation) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  Document MakeDocument(absl::string_view name, const State& state) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  mutable std::shared_mutex mutex_;
  std::vector<Revision> revisions_ ABSL_GUARDED_BY(mutex_);  // [0] is revision 1
  std::map<std::string, Collection, std::less<>> collections_ ABSL_GUARDED_BY(mutex_);
  // By principal and request_id.
  std::map<std::pair<std::string, std::string>, int64_t> requests_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_MEMORY_JOURNAL_H_
