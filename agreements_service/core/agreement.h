#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_AGREEMENT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_AGREEMENT_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "agreements_service/core/field.h"
#include "agreements_service/core/terms.h"
#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// All enums are numbered as in the contract, which says what each value means.
enum class Instrument {
  kUnspecified = 0,
  kTreaty = 1,
  kAgreement = 2,
  kConvention = 3,
  kProtocol = 4,
  kMemorandumOfUnderstanding = 5,
  kExchangeOfNotes = 6,
  kJointStatement = 7,
  kPlan = 8,
  kFinalAct = 9,
  kOther = 10
};

enum class BindingForce { kUnspecified = 0, kBinding = 1, kNotBinding = 2 };

enum class PartyKind {
  kState = 1,
  kPredecessorState = 2,
  kOrganisation = 3,
  kMinistry = 4,
  kTerritory = 5,
  kOther = 6
};

enum class ActionKind {
  kSignature = 1,
  kDefinitiveSignature = 2,
  kRatification = 3,
  kAcceptance = 4,
  kApproval = 5,
  kAccession = 6,
  kSuccession = 7,
  kProvisionalApplication = 8,
  kNotification = 9,
  kEntryIntoForce = 10,
  kReservation = 11,
  kDeclaration = 12,
  kObjection = 13,
  kSuspension = 14,
  kWithdrawal = 15,
  kDenunciation = 16,
  kDomesticStep = 17
};

// Those by which a party consents to be bound.
inline constexpr std::initializer_list<ActionKind> kConsents = {
    ActionKind::kDefinitiveSignature, ActionKind::kRatification,
    ActionKind::kAcceptance,          ActionKind::kApproval,
    ActionKind::kAccession,           ActionKind::kSuccession};

enum class EventKind {
  kAdopted = 1,
  kSigned = 2,
  kProvisionalApplication = 3,
  kEntryIntoForce = 4,
  kApplied = 5,
  kSuspended = 6,
  kResumed = 7,
  kTerminated = 8,
  kExpired = 9,
  kRegistered = 10
};

enum class RelationKind {
  kAmends = 1,
  kProtocolTo = 2,
  kSupersedes = 3,
  kTerminates = 4,
  kExtends = 5,
  kConsolidates = 6
};

struct Title {
  std::string language;  // BCP 47
  std::string text;

  friend bool operator==(const Title&, const Title&) = default;
};

struct Party {
  std::string id;  // unique in the agreement; the alpha-3 code for a state
  PartyKind kind = PartyKind::kState;
  std::string country;  // alpha-3 of the state that it is, became or acts for, if there is one
  std::string name;     // at the time

  friend bool operator==(const Party&, const Party&) = default;
};

// A name in another register.
struct Identifier {
  std::string scheme;
  std::string value;

  friend bool operator==(const Identifier&, const Identifier&) = default;
};

// An act of one party.
struct Action {
  std::string id;     // unique in the agreement
  std::string party;  // id of one of its parties
  ActionKind kind = ActionKind::kSignature;
  PartialDate date;
  PartialDate effective;  // absent: with its date
  std::string text;
  std::vector<Evidence> evidence;  // empty: the agreement's

  // When it takes effect.
  const PartialDate& Effect() const { return effective == PartialDate() ? date : effective; }

  friend bool operator==(const Action&, const Action&) = default;
};

// What happened to the agreement as a whole.
struct Event {
  std::string id;  // unique in the agreement
  EventKind kind = EventKind::kSigned;
  PartialDate date;  // an entry into force can be `never`
  std::string place;
  std::string method;
  std::vector<Evidence> evidence;  // empty: the agreement's

  friend bool operator==(const Event&, const Event&) = default;
};

struct Relation {
  RelationKind kind = RelationKind::kAmends;
  std::string agreement;           // name of the other
  PartialDate date;                // absent: from this agreement's entry into force
  std::vector<Evidence> evidence;  // empty: the agreement's

  friend bool operator==(const Relation&, const Relation&) = default;
};

// What a source says in its own words.
struct Claim {
  std::string key;
  std::string value;
  Evidence evidence;

  friend bool operator==(const Claim&, const Claim&) = default;
};

// The reason of an anomaly: no source tells the parties.
inline constexpr char kPartyMissing[] = "PARTY_MISSING";

// Something odd that is kept as its source has it.
struct Anomaly {
  std::string reason;  // "DATE_INVALID"
  std::string detail;

  friend bool operator==(const Anomaly&, const Anomaly&) = default;
};

// An agreement between governments.
struct Agreement {
  std::string name;           // "agreements/{agreement}"
  std::vector<Title> titles;  // the best known first; at least one
  Instrument instrument = Instrument::kUnspecified;
  BindingForce binding_force = BindingForce::kUnspecified;
  std::vector<Field> fields;
  std::vector<Party> parties;  // at least one, unless an anomaly says kPartyMissing
  std::vector<Identifier> identifiers;
  std::vector<Action> actions;
  std::vector<Event> events;
  std::vector<Relation> relations;
  std::vector<Claim> claims;
  std::vector<Anomaly> anomalies;  // that its source alone shows
  Terms terms;
  std::string occasion;  // on which it was signed; empty: none
  std::string note;
  std::vector<Evidence> evidence;   // at least one
  std::vector<std::string> merged;  // names of those merged into it; only as it is read
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Agreement&, const Agreement&) = default;
};

// False where the agreement is said not to bind, and for a joint statement of which nothing is
// said.
bool Binds(const Agreement& agreement);

// Gives each action and event without an id one that is made of party and kind, such as
// "kaz-domestic-step", "kaz-domestic-step-2" or "entry-into-force": the same ones every time.
void AssignIds(Agreement& agreement);

// Whether the agreement was known by the end of `day`: its evidence was published, and so was one
// at least of the dated actions and events, if it has any (see common/provenance/published.h).
bool KnownBy(const Agreement& agreement, absl::CivilDay day);

// The agreement without the actions, events, relations, claims, terms and evidence that were not
// known by the end of `day`.
Agreement AsPublished(Agreement agreement, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_AGREEMENT_H_
