#include "common/api/handlers.h"
#include "trade_service/commodity_ranking.h"
#include "trade_service/definition_list.h"
#include "trade_service/mirror_comparison.h"
#include "trade_service/partner_ranking.h"
#include "trade_service/services.h"
#include "trade_service/trend.h"

namespace entente::trade {

std::unique_ptr<rpc::Service> NewAnalysisService(const Store& store) {
  auto service = std::make_unique<rpc::Service>(
      *v1::GetTrendRequest::descriptor()->file()->FindServiceByName("AnalysisService"));
  Handlers handlers(*service, store);
  handlers.Read("GetTrend", GetTrend);
  handlers.Read("RankCommodities", RankCommodities);
  handlers.Read("RankPartners", RankPartners);
  handlers.Read("RankSuppliers", RankSuppliers);
  handlers.Read("CompareMirror", CompareMirror);
  handlers.Read("ListDefinitions", ListDefinitions);
  return service;
}

}  // namespace entente::trade
