#include "trade_service/conversion_weights.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

// What a page token goes on behind: weights are ordered by both codes.
std::string PlaceOf(const ConversionWeight& weight) {
  return absl::StrCat(weight.from, "/", weight.to);
}

}  // namespace

absl::StatusOr<v1::ListConversionWeightsResponse> ListConversionWeights(
    const Store& store, const v1::ListConversionWeightsRequest& request) {
  RETURN_IF_ERROR(
      MatchName(request.parent(), "classifications/*/conversions/*", "parent").status());
  if (!IsCode(request.prefix())) {
    return InvalidField("COMMODITY_INVALID", "prefix", "is no beginning of a code");
  }
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  v1::ListConversionWeightsResponse response;
  response.set_revision(list.read.revision);
  const absl::StatusOr<Conversion> conversion =
      store.GetConversion(request.parent(), list.read.revision);
  if (absl::IsNotFound(conversion.status())) {
    response.set_empty_reason(common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
    return response;
  }
  RETURN_IF_ERROR(conversion.status());

  // Weights behind a place, in order of place.
  const auto fetch = [&](const std::string& after,
                         int limit) -> absl::StatusOr<std::vector<ConversionWeight>> {
    const auto& weights = conversion->weights;
    const auto first = std::partition_point(
        weights.begin(), weights.end(),
        [&](const ConversionWeight& weight) { return PlaceOf(weight) <= after; });
    return std::vector(first, first + std::min<ptrdiff_t>(limit, weights.end() - first));
  };
  ASSIGN_OR_RETURN(const Page<ConversionWeight> page, FillPage<ConversionWeight>(
                                                          list, fetch,
                                                          [&](const ConversionWeight& weight) {
                                                            return absl::StartsWith(
                                                                weight.from, request.prefix());
                                                          },
                                                          PlaceOf));
  for (const ConversionWeight& weight : page.items) {
    *response.add_conversion_weights() = ToProto(weight);
  }
  *response.mutable_evidence() = entente::ToProto(conversion->evidence);
  response.set_next_page_token(page.next_token);
  if (page.items.empty()) response.set_empty_reason(common::v1::EMPTY_REASON_FILTERED_OUT);
  return response;
}

}  // namespace entente::trade
