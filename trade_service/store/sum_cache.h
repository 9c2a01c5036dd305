#ifndef ENTENTE_TRADE_SERVICE_STORE_SUM_CACHE_H_
#define ENTENTE_TRADE_SERVICE_STORE_SUM_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"

#include "trade_service/commodity_sums.h"

namespace entente::trade {

// What was added up last, by a key that tells all that it depends on: many questions about one
// country need the same sums. Thread-safe.
class SumCache {
 public:
  using Sums = std::shared_ptr<const std::vector<CommoditySum>>;

  // A few hundred kB each for a country that trades in everything.
  static constexpr size_t kMax = 64;

  // Null if it is not there.
  Sums Find(absl::string_view key);
  void Keep(std::string key, Sums sums);
  void Clear();

 private:
  std::mutex mutex_;
  std::list<std::pair<std::string, Sums>> recent_ ABSL_GUARDED_BY(mutex_);  // the latest first
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SUM_CACHE_H_
