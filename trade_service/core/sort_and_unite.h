#ifndef ENTENTE_TRADE_SERVICE_CORE_SORT_AND_UNITE_H_
#define ENTENTE_TRADE_SERVICE_CORE_SORT_AND_UNITE_H_

#include <algorithm>
#include <vector>

namespace entente::trade {

// Sorts `all` by key and keeps one of each: the first by `before`, or without that the first that
// came. What is in order already, each once, is left as it is, which is the usual case.
template <typename T, typename KeyOf, typename Before>
void SortAndUnite(std::vector<T>& all, KeyOf key_of, Before before) {
  const auto not_ascending = [&](const T& a, const T& b) { return key_of(a) >= key_of(b); };
  if (std::adjacent_find(all.begin(), all.end(), not_ascending) == all.end()) return;
  std::stable_sort(all.begin(), all.end(), [&](const T& a, const T& b) {
    return key_of(a) == key_of(b) ? before(a, b) : key_of(a) < key_of(b);
  });
  all.erase(std::unique(all.begin(), all.end(),
                        [&](const T& a, const T& b) { return key_of(a) == key_of(b); }),
            all.end());
}

template <typename T, typename KeyOf>
void SortAndUnite(std::vector<T>& all, KeyOf key_of) {
  SortAndUnite(all, key_of, [](const T&, const T&) { return false; });
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SORT_AND_UNITE_H_
