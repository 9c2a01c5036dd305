#ifndef ENTENTE_COMMON_API_UPDATE_H_
#define ENTENTE_COMMON_API_UPDATE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/protobuf/field_mask.pb.h"
#include "google/protobuf/message.h"

#include "common/journal/journal.h"

namespace entente {

// Takes the fields that `mask` names from `from` into `into`, a resource as it was read; an empty
// mask and "*" take every field. Name, etag, recorded and revision stay as they are.
// INVALID_ARGUMENT (MASK_INVALID) for a path that the resource does not have or that cannot be set.
absl::Status ApplyMask(const google::protobuf::FieldMask& mask,
                       const google::protobuf::Message& from, google::protobuf::Message& into);

// Runs `write(head)`, which reads a resource at `head`, makes a new state of it and writes that on
// the condition that nobody else did meanwhile. If somebody did (ABORTED), it is run again, unless
// the caller had named the state that it expects (`expected_revision` other than 0). A repetition
// of a request that was applied returns its commit at once.
template <typename WriteAt>
absl::StatusOr<Commit> ReadModifyWrite(const Journal& journal, const Mutation& mutation,
                                       int64_t expected_revision, WriteAt write) {
  constexpr int kAttempts = 10;
  const absl::StatusOr<std::optional<Commit>> earlier = journal.FindRepetition(mutation);
  if (!earlier.ok()) return earlier.status();
  if (earlier->has_value()) return **earlier;
  absl::StatusOr<Commit> commit;
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    commit = write(journal.Head());
    if (expected_revision != 0 || commit.status().code() != absl::StatusCode::kAborted) break;
  }
  return commit;
}

}  // namespace entente

#endif  // ENTENTE_COMMON_API_UPDATE_H_
