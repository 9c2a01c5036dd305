#ifndef ENTENTE_TRADE_SERVICE_STORE_STORE_H_
#define ENTENTE_TRADE_SERVICE_STORE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/journal/journal.h"
#include "common/time/clock.h"
#include "trade_service/core/batch.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"

namespace entente::trade {

// Which observations are wanted; an empty member asks for any.
struct ObservationQuery {
  std::string reporter;
  std::string partner;
  std::optional<Frequency> frequency;
  std::string commodity;
  std::string flow;
};

// How far a scan got: the last observation that was given.
struct ScanPosition {
  Cell cell;
  int64_t release = 0;
};

// Everything that the trade service knows, at every revision. Observations are never changed: a
// correction is a later release. Thread-safe; one writer at a time.
//
// The public methods are the same for every engine: they turn domain types into documents and back.
// An engine implements the private ones.
class Store {
 public:
  virtual ~Store() = default;

  // Revisions, documents of every collection, history and changes.
  virtual const Journal& journal() const = 0;

  // One resource at a revision. NOT_FOUND.
  absl::StatusOr<Source> GetSource(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Release> GetRelease(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Target> GetTarget(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Statement> GetStatement(absl::string_view name, int64_t revision) const;

  // Resources at a revision whose names start with `prefix` and come after `after`, in order of
  // name, at most `limit`.
  absl::StatusOr<std::vector<Source>> ListSources(absl::string_view after, int limit,
                                                  int64_t revision) const;
  absl::StatusOr<std::vector<Release>> ListReleases(absl::string_view prefix,
                                                    absl::string_view after, int limit,
                                                    int64_t revision) const;
  absl::StatusOr<std::vector<Target>> ListTargets(absl::string_view prefix, absl::string_view after,
                                                  int limit, int64_t revision) const;
  absl::StatusOr<std::vector<Statement>> ListStatements(absl::string_view prefix,
                                                        absl::string_view after, int limit,
                                                        int64_t revision) const;

  // Every release, in order of id; later ones than a revision are told by their own.
  virtual std::shared_ptr<const std::vector<Release>> Releases() const = 0;

  // Gives the observations that `query` asks for, behind `after` if there is one, in order of cell
  // and release, until `visit` returns false.
  absl::Status Scan(const ObservationQuery& query, const std::optional<ScanPosition>& after,
                    const std::function<bool(const StoredObservation&)>& visit) const {
    return DoScan(query, after, visit);
  }

  // Records one resource. `expect` and `expected_revision` as in Write.
  absl::StatusOr<Commit> PutTarget(Mutation mutation, const Target& target, Write::Expect expect,
                                   int64_t expected_revision = 0);
  absl::StatusOr<Commit> PutStatement(Mutation mutation, const Statement& statement,
                                      Write::Expect expect, int64_t expected_revision = 0);
  absl::StatusOr<Commit> DeleteTarget(Mutation mutation, absl::string_view name,
                                      int64_t expected_revision);
  absl::StatusOr<Commit> DeleteStatement(Mutation mutation, absl::string_view name,
                                         int64_t expected_revision);

  // Records a whole batch, or nothing. Sources, targets and statements that the store has in the
  // same state already are left as they are. INVALID_ARGUMENT (NOTHING_TO_WRITE) if all are.
  absl::StatusOr<Commit> Import(Mutation mutation, const Batch& batch);

 private:
  // Commits `mutation`, whose writes are complete, and `releases` with it. The engine gives the
  // releases their ids.
  virtual absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                          const std::vector<NewRelease>& releases) = 0;
  virtual absl::Status DoScan(const ObservationQuery& query,
                              const std::optional<ScanPosition>& after,
                              const std::function<bool(const StoredObservation&)>& visit) const = 0;
};

// A store in memory, for tests and for use without a file. `clock` must outlive it.
std::unique_ptr<Store> NewMemoryStore(const Clock& clock);

// The store in an SQLite file, made if it is missing. FAILED_PRECONDITION if a newer program wrote
// it, or somebody else. `clock` must outlive it.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path, const Clock& clock);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_STORE_H_
