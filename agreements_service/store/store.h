#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_STORE_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_STORE_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/batch.h"
#include "agreements_service/core/dataset.h"
#include "agreements_service/core/merge.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "agreements_service/core/search.h"
#include "agreements_service/store/merges.h"
#include "common/journal/journal.h"
#include "common/time/clock.h"

namespace entente::agreements {

// Which agreements are wanted; an empty member asks for any.
struct AgreementFilter {
  std::vector<std::string> countries;  // alpha-3; each is a party, itself or by a predecessor
  std::string occasion;                // name; signed on it
  std::string related_to;              // name of an agreement; has a relation to it
  std::optional<Identifier> identifier = std::nullopt;  // another register has it by this name

  friend bool operator==(const AgreementFilter&, const AgreementFilter&) = default;
};

// A state of an agreement in a store's indexes. It holds from the revision that made it until the
// next one of the same name.
struct IndexedState {
  std::string name;
  // Absent: deleted.
  struct Content {
    std::vector<std::string> terms;  // what an AgreementFilter can ask for
    SearchText text;
  };
  std::optional<Content> content;
};

// The state of an agreement as it is read.
IndexedState StateOf(const Agreement& agreement);

// A state in an agreement's history.
struct AgreementVersion {
  int64_t revision = 0;
  absl::Time recorded;
  std::string principal;
  std::string reason;
  std::optional<Agreement> agreement;  // absent: deleted
};

// What an import did, or would do.
struct ImportOutcome {
  Commit commit;
  int64_t created = 0;
  int64_t updated = 0;
  int64_t unchanged = 0;  // the store had them in the same state
};

// Everything that the agreements service knows, at every revision. Thread-safe; one writer at a
// time.
//
// The public methods are the same for every engine: they turn domain types into documents and back,
// and unite what was merged. An engine implements the private ones.
//
// Merged agreements are one in whatever is read, under the name of the one that the others were
// merged into; the names of these answer with it. Relations and milestones that name one of them
// name that one. Each keeps its own document, and a resource is recorded under the name that it
// has. What an engine indexes is the one: it has a state under the name that is read alone.
class Store {
 public:
  virtual ~Store() = default;

  // Revisions, documents of every collection, history and changes.
  virtual const Journal& journal() const = 0;

  // One resource at a revision. NOT_FOUND.
  absl::StatusOr<Agreement> GetAgreement(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Occasion> GetOccasion(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Milestone> GetMilestone(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Dataset> GetDataset(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Merge> GetMerge(absl::string_view name, int64_t revision) const;
  // What is recorded under just this name, be it merged or not. NOT_FOUND.
  absl::StatusOr<Agreement> GetUnmerged(absl::string_view name, int64_t revision) const;
  // The agreements that are read as one with this one.
  Family FamilyOf(absl::string_view name, int64_t revision) const {
    return merges_.FamilyOf(name, revision);
  }

  // Resources at a revision that come after `after`, in order of name, at most `limit`. Those of a
  // pair have names that start with `prefix`.
  absl::StatusOr<std::vector<Agreement>> ListAgreements(const AgreementFilter& filter,
                                                        absl::string_view after, int limit,
                                                        int64_t revision) const;
  absl::StatusOr<std::vector<Occasion>> ListOccasions(absl::string_view prefix,
                                                      absl::string_view after, int limit,
                                                      int64_t revision) const;
  absl::StatusOr<std::vector<Milestone>> ListMilestones(absl::string_view prefix,
                                                        absl::string_view after, int limit,
                                                        int64_t revision) const;
  absl::StatusOr<std::vector<Dataset>> ListDatasets(absl::string_view after, int limit,
                                                    int64_t revision) const;
  absl::StatusOr<std::vector<Merge>> ListMerges(absl::string_view after, int limit,
                                                int64_t revision) const;

  // As Merges::UndoneBy.
  std::vector<std::pair<std::string, std::string>> MergesUndoneBy(int64_t revision) const {
    return merges_.UndoneBy(revision);
  }

  // States of an agreement made before revision `before`, the latest first, at most `limit`: what
  // GetAgreement gave at their revisions. A merge and its undoing make states, too.
  absl::StatusOr<std::vector<AgreementVersion>> AgreementHistory(absl::string_view name,
                                                                 int64_t before, int limit) const;

  // The agreements that have every term of the query, at least one, and of each of `marked` at
  // least one mark; in any order.
  absl::StatusOr<std::vector<Candidate>> FindCandidates(const SearchQuery& query,
                                                        const std::vector<Marks>& marked,
                                                        int64_t revision) const;

  // For each word of the query that no agreement has, those that are the most like it, at most 3.
  absl::StatusOr<std::vector<WordSuggestion>> SuggestWords(const SearchQuery& query,
                                                           int64_t revision) const;

  // Records one resource. `expect` and `expected_revision` as in Write.
  absl::StatusOr<Commit> PutAgreement(Mutation mutation, const Agreement& agreement,
                                      Write::Expect expect, int64_t expected_revision = 0);
  absl::StatusOr<Commit> PutOccasion(Mutation mutation, const Occasion& occasion,
                                     Write::Expect expect);
  absl::StatusOr<Commit> PutMilestone(Mutation mutation, const Milestone& milestone,
                                      Write::Expect expect);
  // FAILED_PRECONDITION (AGREEMENT_MERGED) if the agreement is merged.
  absl::StatusOr<Commit> DeleteAgreement(Mutation mutation, absl::string_view name,
                                         int64_t expected_revision);
  absl::StatusOr<Commit> DeleteOccasion(Mutation mutation, absl::string_view name,
                                        int64_t expected_revision);
  absl::StatusOr<Commit> DeleteMilestone(Mutation mutation, absl::string_view name,
                                         int64_t expected_revision);

  // Records that `duplicate` is the same as `agreement`, for the reason and by the principal of the
  // mutation. NOT_FOUND, ALREADY_EXISTS if it is merged already, FAILED_PRECONDITION
  // (MERGE_CIRCULAR), INVALID_ARGUMENT: MERGE_WITH_ITSELF, LIST_TOO_LONG.
  absl::StatusOr<Commit> MergeAgreements(Mutation mutation, const std::string& agreement,
                                         const std::string& duplicate,
                                         std::vector<Evidence> evidence);
  // Undoes a merge. NOT_FOUND, also if it is undone; `expected_revision` as in Write.
  absl::StatusOr<Commit> UndoMerge(Mutation mutation, absl::string_view name,
                                   int64_t expected_revision);

  // What is recorded under a name at a revision, be it nothing, with an addition (core/addition.h).
  // LIST_TOO_LONG if that is more than an agreement can have.
  absl::StatusOr<Agreement> WithAddition(const Agreement& addition, int64_t revision) const;

  // Records a whole batch and the data set that it came from, or nothing. Resources that the store
  // has in the same state are left as they are. ALREADY_EXISTS if the data set is there, ABORTED if
  // a resource changed meanwhile, the errors of WithAddition. With `dry_run` the revision is the
  // one that was compared with.
  absl::StatusOr<ImportOutcome> Import(Mutation mutation, const Batch& batch,
                                       const Dataset& dataset, bool dry_run);

 protected:
  // Reads the merges that a file has. To be called once, before anything else.
  absl::Status LoadMerges();

 private:
  // Agreements that are written, by name.
  using Written = absl::flat_hash_map<absl::string_view, const Agreement*>;

  // What is recorded under each of the names at a revision as one, with relations as they are
  // recorded; those of `written` in place of what is there.
  absl::StatusOr<Agreement> MergedOf(const std::vector<std::string>& names, int64_t revision,
                                     const Written& written = {}) const;
  // What MergedOf gives for a family, as it is read.
  Agreement AsRead(Agreement merged, const Family& family, int64_t revision) const;
  // The filter as terms, as often as there are names for the agreement that it asks for.
  std::vector<std::vector<std::string>> TermsOf(const AgreementFilter& filter,
                                                int64_t revision) const;
  // Names that a filter with conditions lets pass, as in ListAgreements.
  absl::StatusOr<std::vector<std::string>> Find(const AgreementFilter& filter,
                                                absl::string_view after, int limit,
                                                int64_t revision) const;
  // Commits a mutation that writes these agreements.
  absl::StatusOr<Commit> CommitAgreements(const Mutation& mutation, const Written& written);

  // Commits `mutation`, whose writes are complete, and puts the agreements among them, `states`,
  // into the indexes.
  virtual absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                          const std::vector<IndexedState>& states) = 0;
  // Names of agreements that have all `terms`, at least one, as in ListAgreements.
  virtual absl::StatusOr<std::vector<std::string>> DoFind(const std::vector<std::string>& terms,
                                                          absl::string_view after, int limit,
                                                          int64_t revision) const = 0;
  // FindCandidates.
  virtual absl::StatusOr<std::vector<Candidate>> DoSearch(const SearchQuery& query,
                                                          const std::vector<Marks>& marked,
                                                          int64_t revision) const = 0;
  // SuggestWords.
  virtual absl::StatusOr<std::vector<WordSuggestion>> DoSuggest(const SearchQuery& query,
                                                                int64_t revision) const = 0;

  // Held by whoever writes agreements or merges, from reading what is merged to the commit: what
  // the engine indexes follows from both.
  std::mutex writing_;
  Merges merges_;
};

// A store in memory, for tests and for use without a file. `clock` must outlive it.
std::unique_ptr<Store> NewMemoryStore(const Clock& clock);

// The store in an SQLite file, made if it is missing. FAILED_PRECONDITION if a newer program wrote
// it, or somebody else. `clock` must outlive it.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path, const Clock& clock);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_STORE_H_
