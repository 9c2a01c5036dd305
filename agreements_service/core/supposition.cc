#include "agreements_service/core/supposition.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

std::vector<Evidence> OfSupposition() {
  Evidence evidence;
  evidence.publisher = "a supposition";
  return {std::move(evidence)};
}

template <typename T>
absl::Status CheckCount(const std::vector<T>& parts, size_t limit, absl::string_view field) {
  if (parts.size() <= limit) return absl::OkStatus();
  return InvalidField(
      "LIST_TOO_LONG", field,
      absl::StrCat("has ", parts.size(), " entries; at most ", limit, " are taken"));
}

// Adds parts without ids to those of an agreement.
template <typename T>
void AddSupposed(const std::vector<T>& parts, std::vector<T>& all) {
  for (const T& part : parts) {
    T& added = all.emplace_back(part);
    added.id.clear();
    added.evidence = OfSupposition();
  }
}

}  // namespace

absl::Status Suppose(const Supposition& supposition, Agreement& agreement) {
  RETURN_IF_ERROR(CheckCount(supposition.relations, kMaxEntries, "suppose.relations"));
  RETURN_IF_ERROR(CheckCount(supposition.events, kMaxEntries, "suppose.events"));
  RETURN_IF_ERROR(CheckCount(supposition.actions, kMaxActions, "suppose.actions"));
  const size_t actions = agreement.actions.size();
  const size_t events = agreement.events.size();
  AddSupposed(supposition.actions, agreement.actions);
  AddSupposed(supposition.events, agreement.events);
  AssignIds(agreement);
  for (size_t i = actions; i < agreement.actions.size(); ++i) {
    RETURN_IF_ERROR(CheckAction(agreement.actions[i], agreement,
                                absl::StrCat("suppose.actions[", i - actions, "]")));
  }
  for (size_t i = events; i < agreement.events.size(); ++i) {
    RETURN_IF_ERROR(
        CheckEvent(agreement.events[i], absl::StrCat("suppose.events[", i - events, "]")));
  }
  return absl::OkStatus();
}

absl::Status Suppose(Relation relation, const std::string& name, absl::string_view field,
                     Agreement& other) {
  RETURN_IF_ERROR(CheckRelation(relation, name, field));
  relation.agreement = name;
  relation.evidence = OfSupposition();
  other.relations.push_back(std::move(relation));
  return absl::OkStatus();
}

}  // namespace entente::agreements
