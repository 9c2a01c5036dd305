#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_FACT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_FACT_H_

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/span.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// Something that happened, and the sentences that say so, without their full stops.
struct Fact {
  Span span;
  std::vector<std::string> sentences;
  // What a term counts from; it happened on days of its own.
  std::vector<std::string> grounds = {};
};

// Whether the date says that something happened, on whatever day.
bool Happened(const PartialDate& date);

// Reads the facts of one agreement, which must outlive it: what is recorded, and by its terms what
// is not. Not thread-safe: it keeps what it has computed.
class FactReader {
 public:
  explicit FactReader(const Agreement& agreement);

  const std::optional<Fact>& signature() const { return signature_; }

  // As it is recorded or, where nothing is, by its terms. Absent for what does not bind.
  const std::optional<Fact>& entry_into_force() const { return entry_into_force_; }

  // The two apart, whatever the other says.
  std::optional<Fact> RecordedEntry() const;
  std::optional<Fact> EntryByTerms() const;

  // Absent for what does not bind.
  std::optional<Fact> ProvisionalApplication() const;

  // The days on which such an action has taken effect for `parties` parties, at least one; absent
  // if it has not for as many.
  std::optional<Fact> FromActions(std::initializer_list<ActionKind> kinds, size_t parties) const;

  // An unknown date can be any day from the signature on.
  Span SpanOf(const PartialDate& date) const;

  // An action of which the effect has happened; of a withdrawal or denunciation without a recorded
  // one it is that of a notice, by its terms.
  Fact FactOf(const Action& action) const;

 private:
  // What events of the kind say, or else actions of at least `parties` parties.
  std::optional<Fact> FromEventsOrActions(EventKind kind, std::initializer_list<ActionKind> kinds,
                                          size_t parties) const;
  // When all had signed it.
  std::optional<Fact> LastSignature() const;
  // What the rule for its entry into force counts from.
  std::optional<Fact> BasisOf(const EntryRule& rule) const;
  // When a notice given on one of those days takes effect.
  Span EffectOfNotice(const Span& given) const;
  Span ComputeEffectOfNotice(const Span& given) const;
  // Between how many parties it must be in force to be in force at all.
  size_t PartiesInForce() const;
  size_t AllParties() const;

  const Agreement& agreement_;
  std::optional<Fact> signature_;
  absl::CivilDay not_before_ = absl::CivilDay::min();
  std::optional<Fact> entry_into_force_;
  // Of the notices that were asked for, by the first and the last day that each can be of.
  mutable std::map<std::pair<absl::CivilDay, absl::CivilDay>, Span> effects_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_FACT_H_
