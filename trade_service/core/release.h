#ifndef ENTENTE_TRADE_SERVICE_CORE_RELEASE_H_
#define ENTENTE_TRADE_SERVICE_CORE_RELEASE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/time/partial_date.h"

namespace entente::trade {

// How many cells a release changes, adds and deletes against the one of its data set that the store
// recorded before it. Of the first one all are added; in another currency all are others.
struct ChangeCounts {
  int64_t changed = 0;
  int64_t added = 0;
  int64_t deleted = 0;

  friend bool operator==(const ChangeCounts&, const ChangeCounts&) = default;
};

// What went when a release was pruned.
struct Pruned {
  int64_t revision = 0;  // that pruned it; 0: it is only asked what would go
  absl::Time recorded;   // when
  int64_t blocks = 0;    // with values, which this release has and none that is kept
  int64_t bytes = 0;     // of their values, as they were stored

  friend bool operator==(const Pruned&, const Pruned&) = default;
};

// What a source published at one time. A later release of the same data set takes its place whole.
struct Release {
  int64_t id = 0;     // the store's own number, 1 for the first
  int64_t chain = 0;  // id of the first release of the data set; the store's too
  std::string name;   // "sources/{source}/releases/{release}"
  std::string dataset;
  PartialDate published;
  PartialDate retrieved;
  std::string url;
  std::string file_name;
  std::string currency;  // ISO 4217
  std::string note;
  std::string sha256;
  int64_t observation_count = 0;
  std::string principal;
  absl::Time recorded;
  int64_t revision = 0;
  ChangeCounts changes;          // the store's, as id and chain
  std::optional<Pruned> pruned;  // none: it is kept

  friend bool operator==(const Release&, const Release&) = default;
};

// "sources/{source}" of a release's name.
inline absl::string_view SourceOf(const Release& release) {
  return absl::string_view(release.name).substr(0, release.name.find("/releases/"));
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_RELEASE_H_
