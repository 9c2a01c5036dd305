#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/empty.h"
#include "agreements_service/core/search.h"
#include "agreements_service/core/status.h"
#include "agreements_service/store/store.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// An agreement, and where it stands on the day that was asked for.
struct Standing {
  Agreement agreement;
  StatusOnDay status;
  bool published = true;  // false: later than the state of the world that is read
};

// What a search found.
struct Found {
  std::vector<Agreement> agreements;  // the best first
  int64_t total = 0;
};

// Agreements of a store at one revision and one state of the world: with `as_of`, only what had
// been published by the end of that day. The store must outlive it.
class Snapshot {
 public:
  Snapshot(const Store& store, int64_t revision, std::optional<absl::CivilDay> as_of)
      : store_(store), revision_(revision), as_of_(as_of) {}

  // NOT_FOUND, too, for one that was published later.
  absl::StatusOr<Agreement> GetAgreement(absl::string_view name) const;

  absl::StatusOr<StatusOnDay> StatusOf(const Agreement& agreement, absl::CivilDay day) const;

  // As Store::ListAgreements, those published later among them.
  absl::StatusOr<std::vector<Standing>> ListStandings(const AgreementFilter& filter,
                                                      absl::string_view after, int limit,
                                                      absl::CivilDay day) const;

  // Names of the agreements signed on an occasion.
  absl::StatusOr<std::vector<std::string>> SignedOn(const std::string& occasion) const;

  // The best `limit` agreements that have all the words.
  absl::StatusOr<Found> Search(const SearchQuery& query, const AgreementFilter& filter,
                               size_t limit) const;

  // Whether what is dated `date` had happened: a date counts as its last day, and what has none as
  // always known.
  bool Knows(const PartialDate& date) const;

  // Why a list of agreements is empty. `later`: it would have had some that were published later.
  absl::StatusOr<EmptyReason> WhyEmpty(const std::vector<std::string>& countries, bool later) const;

 private:
  bool IsPublished(const Agreement& agreement) const;
  // Without the parts that were published later.
  Agreement Trim(Agreement agreement) const;
  // The published ones that `filter` lets pass.
  absl::StatusOr<std::vector<Agreement>> All(const AgreementFilter& filter) const;

  const Store& store_;
  const int64_t revision_;
  const std::optional<absl::CivilDay> as_of_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_
