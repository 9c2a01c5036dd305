#include "trade_service/definition_list.h"

#include <iterator>
#include <optional>
#include <utility>
#include <vector>

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/core/definitions.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

BlockQuery QueryOf(const std::string& reporter, const std::string& partner,
                   const std::optional<Period>& period) {
  BlockQuery query;
  query.reporter = reporter;
  query.partner = partner;
  query.period = period;
  if (!period) query.frequency = Frequency::kAnnual;
  return query;
}

}  // namespace

absl::StatusOr<v1::ListDefinitionsResponse> ListDefinitions(
    const Store& store, const v1::ListDefinitionsRequest& request) {
  ASSIGN_OR_RETURN(const Pair pair, CheckCountries(request.countries(), "countries"));
  ASSIGN_OR_RETURN(const std::optional<Period> period, CheckPeriod(request.period(), "period"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));

  const BlockQuery query = QueryOf(pair.first, pair.second, period);
  ASSIGN_OR_RETURN(std::vector<Series> series, snapshot.ReadSeries(query, kTotal));
  ASSIGN_OR_RETURN(std::vector<Series> mirror,
                   snapshot.ReadSeries(QueryOf(pair.second, pair.first, period), kTotal));
  std::move(mirror.begin(), mirror.end(), std::back_inserter(series));
  ASSIGN_OR_RETURN(const std::vector<Volume> volumes,
                   VolumesByEveryDefinition(pair, series, snapshot.kinds(), snapshot.vintage()));

  v1::ListDefinitionsResponse response;
  *response.mutable_pair() = entente::ToProto(pair);
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  for (const Volume& volume : volumes) *response.add_volumes() = ToProto(volume, evidence);
  evidence.MoveTo(response.mutable_evidence());
  if (volumes.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(query, false));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
