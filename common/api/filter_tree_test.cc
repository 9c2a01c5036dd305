#include "common/api/filter_tree.h"

#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// A filter of the values yes, no and open, each of which says of itself whether it holds.
FilterTree<std::string> TreeOf(const std::string& text) {
  const absl::StatusOr<Filter> filter = ParseFilter(text);
  EXPECT_OK(filter) << text;
  const auto tree = FilterTree<std::string>::Of(
      *filter, [](const FilterCondition& condition) -> absl::StatusOr<std::string> {
        return condition.value;
      });
  return tree.value();
}

std::string HoldsText(const FilterTree<std::string>& tree) {
  const std::optional<bool> holds = tree.Holds([](const std::string& value) -> std::optional<bool> {
    if (value == "open") return std::nullopt;
    return value == "yes";
  });
  if (!holds) return "open";
  return *holds ? "yes" : "no";
}

TEST(FilterTreeTest, KnowsWhatItsConditionsDecide) {
  const std::pair<const char*, const char*> cases[] = {{"", "yes"},
                                                       {"yes", "yes"},
                                                       {"open", "open"},
                                                       {"yes no", "no"},
                                                       {"yes open", "open"},
                                                       {"no open", "no"},
                                                       {"no OR yes", "yes"},
                                                       {"open OR yes", "yes"},
                                                       {"open OR no", "open"},
                                                       {"NOT yes", "no"},
                                                       {"NOT open", "open"},
                                                       {"NOT (no OR open)", "open"},
                                                       {"NOT (no AND open)", "yes"}};
  for (const auto& [text, holds] : cases) EXPECT_EQ(HoldsText(TreeOf(text)), holds) << text;
}

TEST(FilterTreeTest, WhatIsRequiredHoldsBesides) {
  FilterTree<std::string> tree = TreeOf("yes OR no");
  tree.Require("no");
  EXPECT_EQ(HoldsText(tree), "no");
  EXPECT_EQ(HoldsText(FilterTree<std::string>()), "yes");
}

TEST(FilterTreeTest, VisitsWhatMustHold) {
  const auto required = [](const std::string& text) {
    std::vector<std::string> visited;
    TreeOf(text).VisitRequired([&](const std::string& test) { visited.push_back(test); });
    return visited;
  };
  EXPECT_THAT(required("a (b AND c) NOT d"), ElementsAre("a", "b", "c"));
  EXPECT_THAT(required("a OR b"), IsEmpty());
}

TEST(FilterTreeTest, ABadConditionIsAnError) {
  const auto tree = FilterTree<std::string>::Of(
      ParseFilter("a NOT (b OR c)").value(),
      [](const FilterCondition& condition) -> absl::StatusOr<std::string> {
        if (condition.value == "c") return FilterError(condition.column, "no c");
        return condition.value;
      });
  EXPECT_EQ(DetailsOf(tree.status()).metadata.at("column"), "13");
}

}  // namespace
}  // namespace entente
