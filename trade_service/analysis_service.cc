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
  service->Read<v1::GetTrendRequest, v1::GetTrendResponse>(
      "GetTrend", [&store](const rpc::Context&, const v1::GetTrendRequest& request) {
        return GetTrend(store, request);
      });
  service->Read<v1::RankCommoditiesRequest, v1::RankCommoditiesResponse>(
      "RankCommodities", [&store](const rpc::Context&, const v1::RankCommoditiesRequest& request) {
        return RankCommodities(store, request);
      });
  service->Read<v1::RankPartnersRequest, v1::RankPartnersResponse>(
      "RankPartners", [&store](const rpc::Context&, const v1::RankPartnersRequest& request) {
        return RankPartners(store, request);
      });
  service->Read<v1::RankSuppliersRequest, v1::RankSuppliersResponse>(
      "RankSuppliers", [&store](const rpc::Context&, const v1::RankSuppliersRequest& request) {
        return RankSuppliers(store, request);
      });
  service->Read<v1::CompareMirrorRequest, v1::CompareMirrorResponse>(
      "CompareMirror", [&store](const rpc::Context&, const v1::CompareMirrorRequest& request) {
        return CompareMirror(store, request);
      });
  service->Read<v1::ListDefinitionsRequest, v1::ListDefinitionsResponse>(
      "ListDefinitions", [&store](const rpc::Context&, const v1::ListDefinitionsRequest& request) {
        return ListDefinitions(store, request);
      });
  return service;
}

}  // namespace entente::trade
