#ifndef ENTENTE_COMMON_JOURNAL_JOURNAL_H_
#define ENTENTE_COMMON_JOURNAL_JOURNAL_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

// What both stores are built on: revisions, and documents of which every state is kept.
//
// A store is at revision 0 when it is empty; each mutation that is applied makes the next one. A
// document (collection, name) has one state per revision that wrote it, and nothing that was
// written is changed afterwards, so a read at a revision gives the same answer for ever.
namespace entente {

// A state of a document.
struct Document {
  std::string name;
  int64_t revision = 0;  // that made this state
  absl::Time recorded;   // when, in whole microseconds
  std::string body;      // opaque bytes
};

// A state in a document's history.
struct Version {
  int64_t revision = 0;
  absl::Time recorded;
  std::string principal;
  std::string reason;
  std::optional<std::string> body;  // absent: deleted
};

enum class ChangeKind { kCreated = 1, kUpdated = 2, kDeleted = 3 };

// What one revision did to one document. A document that is written after its deletion is created
// again.
struct Change {
  int64_t revision = 0;
  absl::Time recorded;
  std::string principal;
  std::string name;
  ChangeKind kind = ChangeKind::kCreated;
};

// One new state of one document, and what must be true before it is written.
struct Write {
  std::string collection;
  std::string name;
  std::optional<std::string> body;  // absent: delete
  enum class Expect {
    kAnything,
    kAbsent,  // else ALREADY_EXISTS
    kPresent  // else NOT_FOUND; a deletion always expects it
  } expect = Expect::kAnything;
  // 0: any state. Otherwise the document's present revision must be this one, else ABORTED
  // (ETAG_MISMATCH).
  int64_t expected_revision = 0;
};

// Writes that become visible together, as one revision. At least one, and no document twice.
struct Mutation {
  std::string principal;
  std::string reason;
  // Empty: none. Repeated by the same principal with the same fingerprint: nothing is written and
  // the first commit is returned. With another fingerprint: INVALID_ARGUMENT (REQUEST_ID_REUSED).
  std::string request_id;
  std::string fingerprint;  // of the request's content
  std::vector<Write> writes;
};

struct Commit {
  int64_t revision = 0;
  absl::Time recorded;
  bool repeated = false;  // an earlier commit of the same request
};

// The reading side. Thread-safe. Every method that takes a revision expects 0 <= revision <=
// Head(), and every limit is at least 1. Errors that are not named below are the engine's.
class Journal {
 public:
  virtual ~Journal() = default;

  // The latest revision.
  virtual int64_t Head() const = 0;

  // The latest revision that had been recorded by `time`; 0 if none.
  virtual absl::StatusOr<int64_t> RevisionAt(absl::Time time) const = 0;

  // The state of a document at a revision. NOT_FOUND if it had none, or was deleted.
  virtual absl::StatusOr<Document> Get(absl::string_view collection, absl::string_view name,
                                       int64_t revision) const = 0;

  // States at a revision of the collection's documents whose names start with `prefix` and are
  // greater than `after`, in order of name (bytewise), at most `limit`.
  virtual absl::StatusOr<std::vector<Document>> List(absl::string_view collection,
                                                     absl::string_view prefix,
                                                     absl::string_view after, int limit,
                                                     int64_t revision) const = 0;

  // States of a document made before revision `before`, the latest first, at most `limit`.
  virtual absl::StatusOr<std::vector<Version>> History(absl::string_view collection,
                                                       absl::string_view name, int64_t before,
                                                       int limit) const = 0;

  // Changes made after revision `after`, in order of revision, collection and name; whole revisions
  // only, as many as fit in `limit` changes but at least one revision if there is one.
  virtual absl::StatusOr<std::vector<Change>> Changes(int64_t after, int limit) const = 0;

  // The commit that a mutation's request_id was first applied with; absent if it is new, or there
  // is none. INVALID_ARGUMENT (REQUEST_ID_REUSED) if it was used for another request.
  virtual absl::StatusOr<std::optional<Commit>> FindRepetition(const Mutation& mutation) const = 0;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_JOURNAL_H_
