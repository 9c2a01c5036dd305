#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_MERGES_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_MERGES_H_

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <set>
#include <shared_mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "agreements_service/core/merge.h"
#include "common/journal/journal.h"

namespace entente::agreements {

// "merges/{id}" of the agreement "agreements/{id}" as a duplicate.
std::string MergeNameOf(absl::string_view duplicate);

// The agreements that are read as one.
struct Family {
  std::vector<std::string> names;  // first the one that they are read under, the others in order
  int64_t revision = 0;            // of the latest merge among them; 0: none
  absl::Time recorded;             // when that was
};

// Which agreements are one, at every revision, in memory: what the documents of merges say.
// Thread-safe. What it answers for a revision never changes once that can be read.
class Merges {
 public:
  // Takes a state of a merge that is on record. Those of one merge come in their order.
  void Add(const Merge& merge);

  // Runs `commit`, which records a state of a merge, and takes that. Nobody is answered meanwhile,
  // so that whoever can read its revision finds it here.
  absl::StatusOr<Commit> Record(Merge merge, absl::FunctionRef<absl::StatusOr<Commit>()> commit);

  // The name that an agreement is read under: its own unless it is a duplicate.
  std::string Survivor(absl::string_view name, int64_t revision) const;

  // Those that are read as one with the agreement, itself among them.
  Family FamilyOf(absl::string_view name, int64_t revision) const;

  // The agreement and those that were merged into it, or into one of these; itself first.
  std::vector<std::string> Below(absl::string_view name, int64_t revision) const;

  // All that have ever been read as one with the agreement, or with one of these.
  std::set<std::string> Ever(absl::string_view name) const;

  // The agreement and the duplicate of each merge that was undone by then, whatever became of them
  // since.
  std::vector<std::pair<std::string, std::string>> UndoneBy(int64_t revision) const;

 private:
  // An agreement is a duplicate from one revision on, and not at another any more.
  struct Link {
    std::string agreement;
    int64_t since = 0;
    int64_t until = std::numeric_limits<int64_t>::max();
    absl::Time recorded;
  };

  void Take(const Merge& merge) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  // Null if it is no duplicate.
  const Link* LinkOf(absl::string_view name, int64_t revision) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  std::string SurvivorOf(absl::string_view name, int64_t revision) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex_);
  // Adds what is below the only name of `family`, and below that.
  void Gather(int64_t revision, Family& family) const ABSL_SHARED_LOCKS_REQUIRED(mutex_);

  mutable std::shared_mutex mutex_;
  // By duplicate, in order of `since`.
  std::map<std::string, std::vector<Link>, std::less<>> links_ ABSL_GUARDED_BY(mutex_);
  // The duplicates that an agreement ever had.
  std::map<std::string, std::set<std::string>, std::less<>> duplicates_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_MERGES_H_
