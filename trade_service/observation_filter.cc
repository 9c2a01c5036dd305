#include "trade_service/observation_filter.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/request.h"

namespace entente::trade {

absl::StatusOr<ObservationFilter> ObservationFilter::Of(
    const v1::StreamObservationsRequest& request) {
  ASSIGN_OR_RETURN(const std::string commodity, CheckCommodity(request.commodity(), ""));
  ASSIGN_OR_RETURN(const Filter parsed, ParseFilter(request.filter()));
  ObservationFilter filter;
  ASSIGN_OR_RETURN(filter.tree_, FilterTree<ObservationTest>::Of(parsed, TestOf));
  if (!request.source().empty()) {
    ObservationTest test;
    test.of_block = [source = request.source()](const BlockKey&, const Release& release) {
      return SourceOf(release) == source;
    };
    filter.tree_.Require(std::move(test));
  }
  if (!commodity.empty()) {
    ObservationTest test;
    test.of_row = [commodity](const Observation& row) { return row.cell.commodity == commodity; };
    filter.tree_.Require(std::move(test));
  }
  return filter;
}

void ObservationFilter::Narrow(BlockQuery& query) const {
  tree_.VisitRequired([&](const ObservationTest& test) {
    if (test.narrow) test.narrow(query);
  });
}

std::optional<bool> ObservationFilter::Holds(const BlockKey& key, const Release& release,
                                             const Observation* row) const {
  return tree_.Holds([&](const ObservationTest& test) -> std::optional<bool> {
    if (test.of_block) return test.of_block(key, release);
    if (row == nullptr) return std::nullopt;
    return test.of_row(*row);
  });
}

}  // namespace entente::trade
