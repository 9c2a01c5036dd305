#ifndef ENTENTE_COMMON_API_FILTER_TREE_H_
#define ENTENTE_COMMON_API_FILTER_TREE_H_

#include <optional>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"

#include "common/api/filter.h"
#include "common/status/status_macros.h"

namespace entente {

// A filter whose conditions a service has turned into tests of its own. The default holds of
// everything.
template <typename Test>
class FilterTree {
 public:
  // `test_of(condition)` gives a condition's StatusOr<Test>.
  template <typename TestOf>
  static absl::StatusOr<FilterTree> Of(const Filter& filter, TestOf test_of) {
    FilterTree tree;
    ASSIGN_OR_RETURN(Node node, Compile(filter, test_of));
    tree.root_.parts.push_back(std::move(node));
    return tree;
  }

  // Makes the test a condition of the whole.
  void Require(Test test) {
    Node& condition = root_.parts.emplace_back();
    condition.kind = Filter::Kind::kCondition;
    condition.test = std::move(test);
  }

  // Whether the filter holds. `holds(test)` says it of one condition; where it does not know,
  // neither the condition nor its NOT holds, and the whole is not known where that decides it.
  template <typename HoldsOf>
  std::optional<bool> Holds(HoldsOf holds) const {
    return Holds(root_, holds);
  }

  // Calls `visit(test)` with the test of each condition that must hold for the whole to: those that
  // are combined by AND alone.
  template <typename Visit>
  void VisitRequired(Visit visit) const {
    VisitRequired(root_, visit);
  }

 private:
  struct Node {
    Filter::Kind kind = Filter::Kind::kAll;
    std::vector<Node> parts;
    Test test;  // of kCondition
  };

  template <typename TestOf>
  static absl::StatusOr<Node> Compile(const Filter& filter, TestOf& test_of) {
    Node node;
    node.kind = filter.kind;
    if (filter.kind == Filter::Kind::kCondition) {
      ASSIGN_OR_RETURN(node.test, test_of(filter.condition));
    }
    for (const Filter& part : filter.parts) {
      ASSIGN_OR_RETURN(Node compiled, Compile(part, test_of));
      node.parts.push_back(std::move(compiled));
    }
    return node;
  }

  template <typename HoldsOf>
  static std::optional<bool> Holds(const Node& node, HoldsOf& holds) {
    if (node.kind == Filter::Kind::kCondition) return holds(node.test);
    if (node.kind == Filter::Kind::kNot) {
      const std::optional<bool> one = Holds(node.parts.front(), holds);
      return one ? std::optional<bool>(!*one) : std::nullopt;
    }
    // One part decides: false of all, true of any. Else what is not known leaves it open.
    const bool decides = node.kind == Filter::Kind::kAny;
    std::optional<bool> all = !decides;
    for (const Node& part : node.parts) {
      const std::optional<bool> one = Holds(part, holds);
      if (one == decides) return decides;
      if (!one) all = std::nullopt;
    }
    return all;
  }

  template <typename Visit>
  static void VisitRequired(const Node& node, Visit& visit) {
    if (node.kind == Filter::Kind::kCondition) visit(node.test);
    if (node.kind != Filter::Kind::kAll) return;
    for (const Node& part : node.parts) VisitRequired(part, visit);
  }

  Node root_;  // kAll
};

}  // namespace entente

#endif  // ENTENTE_COMMON_API_FILTER_TREE_H_
