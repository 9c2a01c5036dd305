#ifndef ENTENTE_COMMON_API_REQUEST_H_
#define ENTENTE_COMMON_API_REQUEST_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/message.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "common/geo/pair.h"
#include "common/journal/journal.h"
#include "common/rpc/context.h"
#include "common/rpc/page.h"
#include "entente/common/v1/types.pb.h"

// Checks that requests of both services have in common. Every error is INVALID_ARGUMENT and names
// the field, unless another code is said.
namespace entente {

// At which state a read is made.
struct ReadPoint {
  int64_t revision = 0;
  std::optional<absl::CivilDay> as_of;  // absent: whatever was published
};

// The point that `read_at` means now. FAILED_PRECONDITION (REVISION_NOT_REACHED) if the store has
// not got that far.
absl::StatusOr<ReadPoint> ResolveReadAt(const common::v1::ReadAt& read_at, const Journal& journal);

// The same for a later page of a list, or a stream that goes on: it keeps the revision of the
// first.
absl::StatusOr<ReadPoint> ResolveReadAt(common::v1::ReadAt read_at, const rpc::PageToken& token,
                                        const Journal& journal);

// Exactly two different countries, in any form.
absl::StatusOr<Pair> CheckCountries(
    const google::protobuf::RepeatedPtrField<std::string>& countries, absl::string_view field);

// One country in any form; its alpha-3 code.
absl::StatusOr<std::string> CheckCountry(absl::string_view text, absl::string_view field);

// Matches a resource name with a pattern such as "pairs/*/targets/*" and returns what stands for
// the stars. Every part must be 1 to 80 characters of a-z, A-Z, 0-9, '-', '.', '_', '@'.
// NAME_INVALID.
absl::StatusOr<std::vector<std::string>> MatchName(absl::string_view name,
                                                   absl::string_view pattern,
                                                   absl::string_view field);

// The pair that its id "KAZ-TUR" names; no other form is taken. NAME_INVALID.
absl::StatusOr<Pair> CheckPairName(absl::string_view id, absl::string_view field);

// The pair of a name below it, such as "pairs/KAZ-TUR/targets/2022" of `collection` "targets".
// NAME_INVALID.
absl::StatusOr<Pair> CheckNameBelowPair(absl::string_view name, absl::string_view collection,
                                        absl::string_view field);

// Below what a collection is listed.
struct Parent {
  std::optional<Pair> pair;  // absent: every pair
  std::string prefix;        // of the names that belong to it
};

// "pairs/{pair}", or "pairs/-" for every pair; the request's field is `parent`. NAME_INVALID.
absl::StatusOr<Parent> CheckParent(const std::string& parent, absl::string_view collection);

// NOT_FOUND for a resource that the store has and that was published after `as_of`.
absl::Status NotPublishedYet(absl::string_view name, absl::CivilDay as_of);

// "r17", for the state that revision 17 made.
std::string EtagOf(int64_t revision);
// The revision; 0 for an empty text. ETAG_INVALID.
absl::StatusOr<int64_t> ParseEtag(absl::string_view etag, absl::string_view field);

// A mutation without writes, ready for them: principal, reason, and request_id with the fingerprint
// of the request. REQUEST_ID_INVALID. `field`: where the request has its request_id.
absl::StatusOr<Mutation> StartMutation(const rpc::Context& context,
                                       const google::protobuf::Message& request,
                                       absl::string_view request_id, absl::string_view reason,
                                       absl::string_view field = "request_id");

}  // namespace entente

#endif  // ENTENTE_COMMON_API_REQUEST_H_
