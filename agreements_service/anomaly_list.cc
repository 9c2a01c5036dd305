#include "agreements_service/anomaly_list.h"

#include <vector>

#include "agreements_service/convert.h"
#include "agreements_service/core/anomaly.h"
#include "agreements_service/core/source.h"
#include "agreements_service/finding_list.h"

namespace entente::agreements {

absl::StatusOr<v1::ListAnomaliesResponse> ListAnomalies(const Store& store,
                                                        const rpc::Context& context,
                                                        const v1::ListAnomaliesRequest& request) {
  ASSIGN_OR_RETURN(const FindingQuery query, CheckFindings(request, store.journal()));
  const Snapshot snapshot(store, query.list.read.revision, query.list.read.as_of);
  using Found = std::vector<Anomaly>;
  return ListFindings<v1::ListAnomaliesResponse>(
      query, snapshot, context,
      [&](const Agreement& agreement) -> absl::StatusOr<Found> {
        if (!NamesPublisher(request.source(), agreement.evidence)) return Found();
        return AnomaliesOf(agreement, query.day);
      },
      [](const Agreement& agreement, const Found& found, v1::ListAnomaliesResponse& response) {
        v1::OddAgreement& odd = *response.add_agreements();
        odd.set_agreement(agreement.name);
        odd.set_title(agreement.titles.front().text);
        for (const Anomaly& anomaly : found) *odd.add_anomalies() = ToProto(anomaly);
        for (const Evidence& one : agreement.evidence) {
          *odd.add_evidence() = entente::ToProto(one);
        }
      });
}

}  // namespace entente::agreements
