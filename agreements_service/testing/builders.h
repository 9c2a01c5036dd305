#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_BUILDERS_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_BUILDERS_H_

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "common/time/day.h"
#include "common/time/partial_date.h"

// For tests: domain values from short texts, which must be well-formed.
namespace entente::agreements::testing {

inline PartialDate Date(absl::string_view edtf) { return PartialDate::Parse(edtf).value(); }
inline absl::CivilDay Day(absl::string_view text) { return ParseDay(text).value(); }

// 2022-01-01 is where the tests' time begins.
inline absl::Time StartOfTime() { return absl::FromUnixSeconds(1'640'995'200); }

inline Evidence MakeEvidence(absl::string_view publisher = "Gazette",
                             absl::string_view published = "") {
  Evidence evidence;
  evidence.publisher = std::string(publisher);
  if (!published.empty()) evidence.published = Date(published);
  return evidence;
}

inline Party MakeState(absl::string_view code, absl::string_view name) {
  return {.id = std::string(code),
          .kind = PartyKind::kState,
          .country = std::string(code),
          .name = std::string(name)};
}

// A binding agreement of Kazakhstan and Türkiye of which nothing is known but its title.
inline Agreement MakeAgreement(absl::string_view id,
                               absl::string_view title = "Agreement on transport") {
  Agreement agreement;
  agreement.name = absl::StrCat("agreements/", id);
  agreement.titles = {{.language = "en", .text = std::string(title)}};
  agreement.instrument = Instrument::kAgreement;
  agreement.binding_force = BindingForce::kBinding;
  agreement.parties = {MakeState("KAZ", "Kazakhstan"), MakeState("TUR", "Türkiye")};
  agreement.evidence = {MakeEvidence()};
  return agreement;
}

inline Event MakeEvent(EventKind kind, absl::string_view edtf, absl::string_view place = "") {
  Event event;
  event.kind = kind;
  event.date = Date(edtf);
  event.place = std::string(place);
  return event;
}

inline Action MakeAction(absl::string_view party, ActionKind kind, absl::string_view edtf) {
  Action action;
  action.party = std::string(party);
  action.kind = kind;
  action.date = Date(edtf);
  return action;
}

inline Relation MakeRelation(RelationKind kind, absl::string_view agreement,
                             absl::string_view edtf = "") {
  Relation relation;
  relation.kind = kind;
  relation.agreement = absl::StrCat("agreements/", agreement);
  relation.date = Date(edtf);
  return relation;
}

inline Occasion MakeOccasion(absl::string_view id, absl::string_view start = "2022-05-10") {
  Occasion occasion;
  occasion.name = absl::StrCat("pairs/KAZ-TUR/occasions/", id);
  occasion.kind = OccasionKind::kStateVisit;
  occasion.title = "State visit";
  occasion.start = Date(start);
  occasion.evidence = {MakeEvidence()};
  return occasion;
}

inline Milestone MakeMilestone(absl::string_view id, absl::string_view date = "1992-03-02") {
  Milestone milestone;
  milestone.name = absl::StrCat("pairs/KAZ-TUR/milestones/", id);
  milestone.kind = MilestoneKind::kDiplomaticRelations;
  milestone.title = "Diplomatic relations are established";
  milestone.date = Date(date);
  milestone.evidence = {MakeEvidence()};
  return milestone;
}

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_BUILDERS_H_
