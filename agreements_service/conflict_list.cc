#include "agreements_service/conflict_list.h"

#include <optional>
#include <utility>
#include <vector>

#include "agreements_service/convert.h"
#include "agreements_service/core/conflict.h"
#include "agreements_service/core/source.h"
#include "agreements_service/core/status.h"
#include "agreements_service/finding_list.h"
#include "agreements_service/load/vocabulary.h"

namespace entente::agreements {
namespace {

// What `source` says otherwise of one agreement than its `status`, which is computed where anything
// is said.
absl::StatusOr<std::vector<Conflict>> ConflictsOf(const Agreement& agreement,
                                                  const Snapshot& snapshot,
                                                  absl::string_view source, absl::CivilDay day,
                                                  StatusOnDay& status) {
  std::vector<Claim> claims;
  for (const Claim& claim : agreement.claims) {
    if (claim.key == kStatusClaim && NamesPublisher(source, claim.evidence.publisher)) {
      claims.push_back(claim);
    }
  }
  std::vector<Conflict> conflicts;
  if (claims.empty()) return conflicts;
  ASSIGN_OR_RETURN(const std::vector<Agreement> successors, snapshot.SuccessorsOf(agreement));
  status = StatusOn(agreement, successors, day);
  for (const Claim& claim : claims) {
    std::optional<Conflict> conflict = ConflictOf(
        claim, StatusesOf(claim.evidence.publisher, claim.value), agreement, successors, status);
    if (conflict.has_value()) conflicts.push_back(*std::move(conflict));
  }
  return conflicts;
}

}  // namespace

absl::StatusOr<v1::ListConflictsResponse> ListConflicts(const Store& store,
                                                        const rpc::Context& context,
                                                        const v1::ListConflictsRequest& request) {
  ASSIGN_OR_RETURN(const FindingQuery query, CheckFindings(request, store.journal()));
  const Snapshot snapshot(store, query.list.read.revision, query.list.read.as_of);
  StatusOnDay status;  // of the agreement whose conflicts were found last
  return ListFindings<v1::ListConflictsResponse>(
      query, snapshot, context,
      [&](const Agreement& agreement) {
        return ConflictsOf(agreement, snapshot, request.source(), query.day, status);
      },
      [&status](const Agreement& agreement, const std::vector<Conflict>& found,
                v1::ListConflictsResponse& response) {
        v1::DisputedAgreement& disputed = *response.add_agreements();
        disputed.set_agreement(agreement.name);
        disputed.set_title(agreement.titles.front().text);
        *disputed.mutable_status() = ToProto(status);
        for (const Conflict& conflict : found) *disputed.add_conflicts() = ToProto(conflict);
      });
}

}  // namespace entente::agreements
