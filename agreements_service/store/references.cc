#include "agreements_service/store/references.h"

#include <string>
#include <vector>

#include "absl/container/flat_hash_set.h"

#include "agreements_service/store/documents.h"
#include "common/status/status_macros.h"

namespace entente::agreements {

absl::Status NoteDanglingReferences(const Store& store, const Batch& batch, ImportReport& report) {
  absl::flat_hash_set<absl::string_view> in_batch;
  for (const Agreement& agreement : batch.agreements) in_batch.insert(agreement.name);
  for (const Agreement& addition : batch.additions) in_batch.insert(addition.name);
  for (const Occasion& occasion : batch.occasions) in_batch.insert(occasion.name);

  const Journal& journal = store.journal();
  const int64_t head = journal.Head();
  const auto note = [&](const char* collection, const std::string& name,
                        const std::string& from) -> absl::Status {
    if (name.empty() || in_batch.contains(name)) return absl::OkStatus();
    absl::Status found = journal.Get(collection, name, head).status();
    if (found.code() != absl::StatusCode::kNotFound) return found;
    report.Note("REFERENCE_DANGLING", from);
    return absl::OkStatus();
  };
  for (const std::vector<Agreement>* const list : {&batch.agreements, &batch.additions}) {
    for (const Agreement& agreement : *list) {
      RETURN_IF_ERROR(note(kOccasions, agreement.occasion, agreement.name));
      for (const Relation& relation : agreement.relations) {
        RETURN_IF_ERROR(note(kAgreements, relation.agreement, agreement.name));
      }
    }
  }
  for (const Milestone& milestone : batch.milestones) {
    RETURN_IF_ERROR(note(kAgreements, milestone.agreement, milestone.name));
  }
  return absl::OkStatus();
}

}  // namespace entente::agreements
