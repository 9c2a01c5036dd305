#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_CONDITIONS_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_CONDITIONS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/search_names.h"
#include "agreements_service/core/status.h"

namespace entente::agreements {

// What a found agreement must be besides; an empty or absent member asks for any. The contract says
// what each means (SearchAgreementsRequest).
struct SearchConditions {
  std::vector<Field> fields;
  std::vector<Instrument> instruments;
  std::optional<absl::CivilDay> signed_from;
  std::optional<absl::CivilDay> signed_until;
  std::vector<std::string> sources;
  std::vector<Status> statuses;
  absl::CivilDay day;  // for which the status is asked

  // Whether an agreement must be read to tell if it fits. Marks tell the rest.
  bool MustRead() const;
  // An agreement that fits has one at least of the marks of each.
  std::vector<Marks> Marked() const;
};

// Whether the agreement fits all conditions but that of statuses.
bool Fits(const SearchConditions& conditions, const Agreement& agreement);

// Whether its status on `day` fits.
bool Fits(const SearchConditions& conditions, Status status);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_CONDITIONS_H_
