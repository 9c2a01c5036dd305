#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_TERMS_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_TERMS_H_

#include <optional>
#include <string>
#include <vector>

#include "agreements_service/core/length.h"
#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

// How an agreement enters into force and ends by its own words; the contract says what each rule
// means. `article` is where in the text a rule stands, such as "article 12"; empty: not stated.
namespace entente::agreements {

// Numbered as in the contract.
enum class EntryBasis { kSignature = 1, kNotifications = 2, kConsents = 3, kDate = 4 };

struct EntryRule {
  EntryBasis basis = EntryBasis::kSignature;
  Length after;      // of no time: at once
  int consents = 0;  // of kConsents: of how many parties; 0: of all
  PartialDate date;  // of kDate
  std::string article;

  friend bool operator==(const EntryRule&, const EntryRule&) = default;
};

struct DurationRule {
  std::optional<Length> length;  // absent: without limit
  std::string article;

  friend bool operator==(const DurationRule&, const DurationRule&) = default;
};

struct RenewalRule {
  std::optional<Length> length;  // absent: it goes on without limit
  std::string article;

  friend bool operator==(const RenewalRule&, const RenewalRule&) = default;
};

struct NoticeRule {  // at least one of the two
  std::optional<Length> before_end;
  std::optional<Length> any_time;
  std::string article;

  friend bool operator==(const NoticeRule&, const NoticeRule&) = default;
};

struct SunsetRule {
  Length length;
  std::string article;

  friend bool operator==(const SunsetRule&, const SunsetRule&) = default;
};

struct Terms {
  std::optional<EntryRule> entry;
  std::optional<DurationRule> duration;
  std::optional<RenewalRule> renewal;  // only where the duration has a length
  std::optional<NoticeRule> notice;    // `before_end` only where there is a renewal
  std::optional<SunsetRule> sunset;
  std::vector<Evidence> evidence;  // empty: the agreement's

  friend bool operator==(const Terms&, const Terms&) = default;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_TERMS_H_
