#include "agreements_service/core/record.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

template <typename T>
absl::Status CheckIdIsFree(const std::vector<T>& list, const std::string& id,
                           absl::string_view field) {
  if (id.empty() ||
      std::none_of(list.begin(), list.end(), [&](const T& entry) { return entry.id == id; })) {
    return absl::OkStatus();
  }
  return InvalidField("ID_TAKEN", field,
                      absl::StrCat("'", id, "' is taken; choose another one, or send none"));
}

}  // namespace

absl::Status Record(Action action, Agreement& agreement) {
  RETURN_IF_ERROR(CheckIdIsFree(agreement.actions, action.id, "action.id"));
  agreement.actions.push_back(std::move(action));
  RETURN_IF_ERROR(CheckLengths(agreement));
  AssignIds(agreement);
  return CheckAction(agreement.actions.back(), agreement, "action");
}

absl::Status Record(Event event, Agreement& agreement) {
  RETURN_IF_ERROR(CheckIdIsFree(agreement.events, event.id, "event.id"));
  agreement.events.push_back(std::move(event));
  RETURN_IF_ERROR(CheckLengths(agreement));
  AssignIds(agreement);
  return CheckEvent(agreement.events.back(), "event");
}

absl::Status Record(Relation relation, Agreement& agreement) {
  RETURN_IF_ERROR(CheckRelation(relation, agreement.name, "relation"));
  agreement.relations.push_back(std::move(relation));
  return CheckLengths(agreement);
}

}  // namespace entente::agreements
