#include "trade_service/definition_list.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "trade_service/figure_convert.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {

absl::StatusOr<v1::ListDefinitionsResponse> ListDefinitions(
    const Store& store, const v1::ListDefinitionsRequest& request) {
  PairQuery query;
  ASSIGN_OR_RETURN(query.pair, CheckCountries(request.countries(), "countries"));
  ASSIGN_OR_RETURN(query.period, CheckPeriod(request.period(), "period"));
  if (query.period) query.frequency = query.period->frequency();
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  ASSIGN_OR_RETURN(const PairTrade trade, snapshot.ReadPair(query));

  v1::ListDefinitionsResponse response;
  *response.mutable_pair() = entente::ToProto(query.pair);
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  for (const Volume& volume : trade.volumes) *response.add_volumes() = ToProto(volume, evidence);
  evidence.MoveTo(response.mutable_evidence());
  AddPeriods(trade.incomplete, response.mutable_incomplete_periods());
  if (trade.volumes.empty()) {
    response.set_empty_reason(trade.series.empty() ? ToProto(trade.empty_reason)
                                                   : common::v1::EMPTY_REASON_NOT_REPORTED);
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
