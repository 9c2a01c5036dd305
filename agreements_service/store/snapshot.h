#ifndef ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_
#define ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "agreements_service/core/search.h"
#include "agreements_service/core/search_conditions.h"
#include "agreements_service/core/status.h"
#include "agreements_service/store/store.h"
#include "common/geo/pair.h"
#include "common/provenance/empty_reason.h"

namespace entente::agreements {

// An agreement, and where it stands on the day that was asked for.
struct AgreementOnDay {
  Agreement agreement;
  StatusOnDay status;
  bool published = true;  // false: later than the state of the world that is read
};

// Where a page of a search begins.
struct SearchPoint {
  size_t position = 0;  // so many candidates come before
  int64_t found = 0;    // so many of them fit
};

// A page of what a search found.
struct Found {
  std::vector<Agreement> agreements;  // the best first
  int64_t total = 0;                  // of all pages
  bool more = false;                  // perhaps there are more than `total`
  bool later = false;                 // there are more that were published later
  std::optional<SearchPoint> next;    // absent: it was the last page
};

// The store at one revision and one state of the world: with `as_of`, only what had been published
// by the end of that day. The store must outlive it.
class Snapshot {
 public:
  Snapshot(const Store& store, int64_t revision, std::optional<absl::CivilDay> as_of)
      : store_(store), revision_(revision), as_of_(as_of) {}

  // NOT_FOUND, too, for what was published later.
  absl::StatusOr<Agreement> GetAgreement(absl::string_view name) const;
  absl::StatusOr<Occasion> GetOccasion(absl::string_view name) const;
  absl::StatusOr<Milestone> GetMilestone(absl::string_view name) const;

  // The agreement that another register has by this name. NOT_FOUND where there is none, too;
  // INVALID_ARGUMENT (IDENTIFIER_AMBIGUOUS) where there are several.
  absl::StatusOr<Agreement> GetAgreement(const Identifier& identifier) const;

  // The agreements that have a relation to one.
  absl::StatusOr<std::vector<Agreement>> SuccessorsOf(const Agreement& agreement) const;

  absl::StatusOr<StatusOnDay> StatusOf(const Agreement& agreement, absl::CivilDay day) const;

  // As Store::ListAgreements, those published later among them.
  absl::StatusOr<std::vector<AgreementOnDay>> ListWithStatus(const AgreementFilter& filter,
                                                             absl::string_view after, int limit,
                                                             absl::CivilDay day) const;

  // The published ones that `filter` lets pass, trimmed.
  absl::StatusOr<std::vector<Agreement>> All(const AgreementFilter& filter) const;

  // Calls `visit(agreement)` with the agreements that come after `after`, in order of name, until
  // it is false or an error, which this then is. `later` is set if it left out some that were
  // published later.
  absl::Status Visit(const AgreementFilter& filter, std::string after,
                     absl::FunctionRef<absl::StatusOr<bool>(const Agreement&)> visit,
                     bool& later) const;

  // Names of the agreements signed on an occasion.
  absl::StatusOr<std::vector<std::string>> SignedOn(const std::string& occasion) const;

  // The best `limit` agreements from `point` on that have all that the query asks for, a party of
  // each of the countries, and fit the conditions. With conditions that marks do not tell, or as of
  // a day, agreements must be read to count them: then it counts to the end of the page, and to 200
  // candidates if that is further.
  absl::StatusOr<Found> Search(const SearchQuery& query, const std::vector<std::string>& countries,
                               const SearchConditions& conditions, const SearchPoint& point,
                               size_t limit) const;

  // As Store::SuggestWords.
  absl::StatusOr<std::vector<WordSuggestion>> SuggestWords(const SearchQuery& query) const {
    return store_.SuggestWords(query, revision_);
  }

  // Whether an agreement, occasion or milestone of the store was known.
  template <typename T>
  bool Knows(const T& resource) const {
    return !as_of_.has_value() || KnownBy(resource, *as_of_);
  }

  // It without the parts that were published later.
  template <typename T>
  T Trim(T resource) const {
    return as_of_.has_value() ? AsPublished(std::move(resource), *as_of_) : resource;
  }

  // Why a list of agreements is empty. `later`: it would have had some that were published later.
  absl::StatusOr<EmptyReason> WhyEmpty(const std::vector<std::string>& countries, bool later) const;

  // Why there is nothing of one kind between these countries.
  absl::StatusOr<EmptyReason> WhyNothing(const std::vector<std::string>& countries) const;

  // Why a list of the occasions or milestones of a pair is, or of every pair.
  absl::StatusOr<EmptyReason> WhyEmptyBelow(const std::optional<Pair>& pair, bool later) const;

 private:
  // Trimmed, or the error that it was published later.
  template <typename T>
  absl::StatusOr<T> Published(absl::StatusOr<T> resource) const;
  // Whether there is anything at all between these countries.
  absl::StatusOr<bool> Covers(const std::vector<std::string>& countries) const;
  // Whether a candidate was published and fits; `later` is set if it was not published yet.
  absl::StatusOr<bool> Fits(const Agreement& agreement, const SearchConditions& conditions,
                            bool& later) const;

  const Store& store_;
  const int64_t revision_;
  const std::optional<absl::CivilDay> as_of_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_STORE_SNAPSHOT_H_
