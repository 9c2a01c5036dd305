#include "client/agreement_counts.h"

#include <algorithm>
#include <map>
#include <set>

#include "client/standing.h"

namespace entente::client {

using agreements::v1::Field;
using agreements::v1::Status;

void CountAgreements(const common::v1::Pair& pair, brief::v1::AgreementsSection& section) {
  std::map<Field, brief::v1::FieldCount> fields;
  std::map<Status, brief::v1::StatusCount> statuses;
  int in_force_for_both = 0;
  for (const auto& listed : section.agreements()) {
    const Status status = listed.status().status();
    const bool in_force = InForceForBoth(listed, pair) == agreements::v1::IN_FORCE_YES;
    if (in_force) ++in_force_for_both;
    auto& counted = statuses[status];
    counted.set_status(status);
    counted.set_count(counted.count() + 1);
    const std::set<int> own(listed.agreement().fields().begin(), listed.agreement().fields().end());
    for (const int number : own) {
      auto& field = fields[static_cast<Field>(number)];
      field.set_field(static_cast<Field>(number));
      field.set_count(field.count() + 1);
      if (in_force) field.set_in_force(field.in_force() + 1);
    }
  }
  section.set_in_force_for_both(in_force_for_both);
  const auto larger = [](const auto& a, const auto& b) { return a.count() > b.count(); };
  section.clear_fields();
  for (const auto& [field, count] : fields) *section.add_fields() = count;
  std::stable_sort(section.mutable_fields()->begin(), section.mutable_fields()->end(), larger);
  section.clear_statuses();
  for (const auto& [status, count] : statuses) *section.add_statuses() = count;
  std::stable_sort(section.mutable_statuses()->begin(), section.mutable_statuses()->end(), larger);
}

}  // namespace entente::client
