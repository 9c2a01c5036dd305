#include "agreements_service/core/agreement.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/provenance/published.h"

namespace entente::agreements {
namespace {

absl::string_view Slug(ActionKind kind) {
  switch (kind) {
    case ActionKind::kSignature:
      return "signature";
    case ActionKind::kDefinitiveSignature:
      return "definitive-signature";
    case ActionKind::kRatification:
      return "ratification";
    case ActionKind::kAcceptance:
      return "acceptance";
    case ActionKind::kApproval:
      return "approval";
    case ActionKind::kAccession:
      return "accession";
    case ActionKind::kSuccession:
      return "succession";
    case ActionKind::kProvisionalApplication:
      return "provisional-application";
    case ActionKind::kNotification:
      return "notification";
    case ActionKind::kEntryIntoForce:
      return "entry-into-force";
    case ActionKind::kReservation:
      return "reservation";
    case ActionKind::kDeclaration:
      return "declaration";
    case ActionKind::kObjection:
      return "objection";
    case ActionKind::kSuspension:
      return "suspension";
    case ActionKind::kWithdrawal:
      return "withdrawal";
    case ActionKind::kDenunciation:
      return "denunciation";
    case ActionKind::kDomesticStep:
      return "domestic-step";
  }
  return "action";
}

absl::string_view Slug(EventKind kind) {
  switch (kind) {
    case EventKind::kAdopted:
      return "adopted";
    case EventKind::kSigned:
      return "signed";
    case EventKind::kProvisionalApplication:
      return "provisional-application";
    case EventKind::kEntryIntoForce:
      return "entry-into-force";
    case EventKind::kApplied:
      return "applied";
    case EventKind::kSuspended:
      return "suspended";
    case EventKind::kResumed:
      return "resumed";
    case EventKind::kTerminated:
      return "terminated";
    case EventKind::kExpired:
      return "expired";
    case EventKind::kRegistered:
      return "registered";
  }
  return "event";
}

// Ids of one list, which stay distinct.
class Ids {
 public:
  template <typename T>
  explicit Ids(const std::vector<T>& list) {
    for (const T& entry : list) taken_.insert(entry.id);
  }

  // `stem`, with a number behind it if it is taken. Goes on counting where it stopped, so that many
  // of one stem take no longer than many of different ones.
  std::string Make(const std::string& stem) {
    int& number = last_number_[stem];
    while (true) {
      std::string id = ++number == 1 ? stem : absl::StrCat(stem, "-", number);
      if (taken_.insert(id).second) return id;
    }
  }

 private:
  absl::flat_hash_set<std::string> taken_;
  absl::flat_hash_map<std::string, int> last_number_;  // by stem
};

// Leaves out the parts that were not known by `day`, and of the others the evidence that came
// later.
template <typename T>
void KeepKnown(std::vector<T>& parts, absl::CivilDay day) {
  std::erase_if(parts, [day](const T& one) { return !KnownBy(one.date, one.evidence, day); });
  for (T& one : parts) KeepPublished(one.evidence, day);
}

}  // namespace

bool Binds(const Agreement& agreement) {
  switch (agreement.binding_force) {
    case BindingForce::kBinding:
      return true;
    case BindingForce::kNotBinding:
      return false;
    case BindingForce::kUnspecified:
      return agreement.instrument != Instrument::kJointStatement;
  }
  return true;
}

void AssignIds(Agreement& agreement) {
  Ids action_ids(agreement.actions);
  for (Action& action : agreement.actions) {
    if (!action.id.empty()) continue;
    action.id =
        action_ids.Make(absl::StrCat(absl::AsciiStrToLower(action.party), "-", Slug(action.kind)));
  }
  Ids event_ids(agreement.events);
  for (Event& event : agreement.events) {
    if (event.id.empty()) event.id = event_ids.Make(std::string(Slug(event.kind)));
  }
}

bool KnownBy(const Agreement& agreement, absl::CivilDay day) {
  const auto later = [&](const auto& one) {
    return one.date.kind() == PartialDate::Kind::kDate && !KnownBy(one.date, one.evidence, day);
  };
  const auto dated = [](const auto& one) { return one.date.kind() == PartialDate::Kind::kDate; };
  const auto count = [&](const auto& test) {
    return std::count_if(agreement.actions.begin(), agreement.actions.end(), test) +
           std::count_if(agreement.events.begin(), agreement.events.end(), test);
  };
  const auto happenings = count(dated);
  return PublishedBy(agreement.evidence, day) && (happenings == 0 || count(later) < happenings);
}

Agreement AsPublished(Agreement agreement, absl::CivilDay day) {
  KeepKnown(agreement.actions, day);
  KeepKnown(agreement.events, day);
  KeepKnown(agreement.relations, day);
  std::erase_if(agreement.claims,
                [day](const Claim& claim) { return !PublishedBy(claim.evidence, day); });
  if (!PublishedBy(agreement.terms.evidence, day)) agreement.terms = Terms();
  KeepPublished(agreement.terms.evidence, day);
  KeepPublished(agreement.evidence, day);
  return agreement;
}

}  // namespace entente::agreements
