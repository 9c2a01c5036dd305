#ifndef ENTENTE_COMMON_JOURNAL_RULES_H_
#define ENTENTE_COMMON_JOURNAL_RULES_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/journal/journal.h"

// The rules of Write and Mutation, which every engine keeps.
namespace entente {

// OK if the mutation can make a revision, else INVALID_ARGUMENT: NOTHING_TO_WRITE if it has no
// writes, WRITTEN_TWICE if two are of the same document.
absl::Status CheckWrites(const Mutation& mutation);

// The writes in order of collection and name, in which every engine applies them.
std::vector<const Write*> InOrder(const Mutation& mutation);

// OK if `write` may follow the document's present state: `present_revision` made it; absent: there
// is none. Else ALREADY_EXISTS, NOT_FOUND or ETAG_MISMATCH.
absl::Status CheckExpectations(const Write& write, const std::optional<int64_t>& present_revision);

// What `write` does to the document's present state.
ChangeKind KindOf(const Write& write, const std::optional<int64_t>& present_revision);

// OK if `first_fingerprint`, of the request first seen under this request_id, is the mutation's.
// Else INVALID_ARGUMENT (REQUEST_ID_REUSED).
absl::Status CheckRepetition(const Mutation& mutation, absl::string_view first_fingerprint);

// NOT_FOUND: the document has no state, or was deleted.
absl::Status DocumentNotFound(absl::string_view name);

// The time at which a mutation at `now` is recorded, after one that was recorded at `last`: the
// later one, so that it never goes backwards, in whole microseconds, as every engine keeps it.
absl::Time RecordedAt(absl::Time now, absl::Time last);

}  // namespace entente

#endif  // ENTENTE_COMMON_JOURNAL_RULES_H_
