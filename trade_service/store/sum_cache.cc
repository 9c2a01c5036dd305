#include "trade_service/store/sum_cache.h"

#include <algorithm>

namespace entente::trade {

SumCache::Sums SumCache::Find(absl::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = std::find_if(recent_.begin(), recent_.end(),
                                  [&](const auto& one) { return one.first == key; });
  if (found == recent_.end()) return nullptr;
  recent_.splice(recent_.begin(), recent_, found);
  return found->second;
}

void SumCache::Keep(std::string key, Sums sums) {
  const std::lock_guard lock(mutex_);
  recent_.emplace_front(std::move(key), std::move(sums));
  if (recent_.size() > kMax) recent_.pop_back();
}

void SumCache::Clear() {
  const std::lock_guard lock(mutex_);
  recent_.clear();
}

}  // namespace entente::trade
