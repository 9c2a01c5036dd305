#include "agreements_service/store/replaced.h"

#include <algorithm>
#include <set>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

// What tells the parts of an agreement apart.
std::set<std::string> PartsOf(const Agreement& agreement) {
  std::set<std::string> parts;
  for (const Action& action : agreement.actions) parts.insert(absl::StrCat("action ", action.id));
  for (const Event& event : agreement.events) parts.insert(absl::StrCat("event ", event.id));
  for (const Relation& relation : agreement.relations) {
    parts.insert(
        absl::StrCat("relation ", static_cast<int>(relation.kind), " ", relation.agreement));
  }
  if (agreement.terms != Terms()) parts.insert("terms");
  return parts;
}

}  // namespace

absl::Status NoteReplacedParts(const Store& store, const Batch& batch, ImportReport& report) {
  const int64_t head = store.journal().Head();
  const auto note = [&](const Agreement& agreement) -> absl::Status {
    const absl::StatusOr<Agreement> present = store.GetUnmerged(agreement.name, head);
    if (present.status().code() == absl::StatusCode::kNotFound) return absl::OkStatus();
    RETURN_IF_ERROR(present.status());
    const std::set<std::string> kept = PartsOf(agreement);
    const std::set<std::string> had = PartsOf(*present);
    if (!std::includes(kept.begin(), kept.end(), had.begin(), had.end())) {
      report.Note("RECORDED_PARTS_REPLACED", agreement.name);
    }
    return absl::OkStatus();
  };
  for (const Agreement& agreement : batch.agreements) RETURN_IF_ERROR(note(agreement));
  for (const Agreement& addition : batch.additions) {
    ASSIGN_OR_RETURN(const Agreement joined, store.WithAddition(addition, head));
    RETURN_IF_ERROR(note(joined));
  }
  return absl::OkStatus();
}

}  // namespace entente::agreements
