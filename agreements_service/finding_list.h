#ifndef ENTENTE_AGREEMENTS_SERVICE_FINDING_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_FINDING_LIST_H_

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"

#include "agreements_service/request.h"
#include "agreements_service/store/snapshot.h"
#include "agreements_service/store/store.h"
#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/rpc/context.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

// Lists of what is found in agreements one by one: anomalies, conflicts. What is found has a
// `reason`.
namespace entente::agreements {

// What a request for such a list asks.
struct FindingQuery {
  AgreementFilter filter;
  std::set<std::string> reasons;  // empty: all
  bool of_source = false;         // only what one source says is wanted
  absl::CivilDay day;
  ListPoint list;
};

template <typename Request>
absl::StatusOr<FindingQuery> CheckFindings(const Request& request, const Journal& journal) {
  FindingQuery query;
  ASSIGN_OR_RETURN(query.filter.countries, CheckParties(request.countries()));
  query.reasons = {request.reasons().begin(), request.reasons().end()};
  query.of_source = !request.source().empty();
  ASSIGN_OR_RETURN(query.day, CheckDay(request));
  ASSIGN_OR_RETURN(query.list, CheckList(request, journal));
  return query;
}

// Makes a page of the list. `find(agreement)` gives a StatusOr of what is found in one agreement,
// `add(agreement, found, response)` puts that into the page. The first page goes through all
// agreements and counts; a later one ends as soon as it is full. DEADLINE_EXCEEDED.
template <typename Response, typename Find, typename Add>
absl::StatusOr<Response> ListFindings(const FindingQuery& query, const Snapshot& snapshot,
                                      const rpc::Context& context, Find find, Add add) {
  Response response;
  std::map<std::string, int64_t> counts;
  std::string last;  // agreement of the page
  const bool counting = query.list.after.empty();
  const auto visit = [&](const Agreement& agreement) -> absl::StatusOr<bool> {
    if (context.Late()) {
      return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
                   "the deadline passed while agreements were read; allow more time, or ask for "
                   "those of one pair");
    }
    ASSIGN_OR_RETURN(auto found, find(agreement));
    for (const auto& one : found) ++counts[one.reason];
    if (!query.reasons.empty()) {
      std::erase_if(found, [&](const auto& one) { return !query.reasons.contains(one.reason); });
    }
    if (found.empty()) return true;
    if (response.agreements_size() < query.list.limit) {
      add(agreement, found, response);
      last = agreement.name;
      return true;
    }
    if (response.next_page_token().empty()) {
      response.set_next_page_token(rpc::EncodePageToken(
          {.revision = query.list.read.revision, .after = last}, query.list.fingerprint));
    }
    return counting;
  };
  bool later = false;
  RETURN_IF_ERROR(snapshot.Visit(query.filter, query.list.after, visit, later));
  if (counting) {
    for (const auto& [reason, count] : counts) {
      auto& added = *response.add_counts();
      added.set_reason(reason);
      added.set_count(count);
    }
  }
  if (response.agreements().empty()) {
    EmptyReason why = EmptyReason::kFilteredOut;
    if (counts.empty() && (later || query.of_source)) {
      ASSIGN_OR_RETURN(why, snapshot.WhyEmpty(query.filter.countries, later));
    } else if (counts.empty()) {
      ASSIGN_OR_RETURN(why, snapshot.WhyNothing(query.filter.countries));
    }
    response.set_empty_reason(entente::ToProto(why));
  }
  response.set_revision(query.list.read.revision);
  return response;
}

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_FINDING_LIST_H_
