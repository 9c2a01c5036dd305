#include "trade_service/observation_filter.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/request.h"

namespace entente::trade {

absl::StatusOr<ObservationFilter> ObservationFilter::Of(
    const v1::StreamObservationsRequest& request) {
  ObservationFilter filter;
  const auto require = [&](ObservationTest test) {
    Node& condition = filter.root_.parts.emplace_back();
    condition.kind = Filter::Kind::kCondition;
    condition.test = std::move(test);
  };
  if (!request.source().empty()) {
    ObservationTest test;
    test.of_block = [source = request.source()](const BlockKey&, const Release& release) {
      return SourceOf(release) == source;
    };
    require(std::move(test));
  }
  ASSIGN_OR_RETURN(const std::string commodity, CheckCommodity(request.commodity(), ""));
  if (!commodity.empty()) {
    ObservationTest test;
    test.of_row = [commodity](const Observation& row) { return row.cell.commodity == commodity; };
    require(std::move(test));
  }
  ASSIGN_OR_RETURN(const Filter parsed, ParseFilter(request.filter()));
  ASSIGN_OR_RETURN(Node node, Compile(parsed));
  filter.root_.parts.push_back(std::move(node));
  return filter;
}

absl::StatusOr<ObservationFilter::Node> ObservationFilter::Compile(const Filter& filter) {
  Node node;
  node.kind = filter.kind;
  if (filter.kind == Filter::Kind::kCondition) {
    ASSIGN_OR_RETURN(node.test, TestOf(filter.condition));
  }
  for (const Filter& part : filter.parts) {
    ASSIGN_OR_RETURN(Node compiled, Compile(part));
    node.parts.push_back(std::move(compiled));
  }
  return node;
}

void ObservationFilter::Narrow(const Node& node, BlockQuery& query) {
  if (node.test.narrow) node.test.narrow(query);
  if (node.kind != Filter::Kind::kAll) return;
  for (const Node& part : node.parts) Narrow(part, query);
}

std::optional<bool> ObservationFilter::Holds(const Node& node, const BlockKey& key,
                                             const Release& release, const Observation* row) {
  if (node.kind == Filter::Kind::kCondition) {
    if (node.test.of_block) return node.test.of_block(key, release);
    if (row == nullptr) return std::nullopt;
    return node.test.of_row(*row);
  }
  if (node.kind == Filter::Kind::kNot) {
    const std::optional<bool> holds = Holds(node.parts.front(), key, release, row);
    return holds ? std::optional<bool>(!*holds) : std::nullopt;
  }
  // One part decides: false of all, true of any. Else what is not known leaves it open.
  const bool decides = node.kind == Filter::Kind::kAny;
  std::optional<bool> holds = !decides;
  for (const Node& part : node.parts) {
    const std::optional<bool> one = Holds(part, key, release, row);
    if (one == decides) return decides;
    if (!one) holds = std::nullopt;
  }
  return holds;
}

}  // namespace entente::trade
