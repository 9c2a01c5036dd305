#ifndef ENTENTE_COMMON_GEO_NAME_INDEX_H_
#define ENTENTE_COMMON_GEO_NAME_INDEX_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/strings/string_view.h"

namespace entente::geo {

// Every name of every country and former country, in every language of iso-codes, folded. Rows are
// those of name_table.h.
class NameIndex {
 public:
  // Built at the first call, in some tens of milliseconds; thread-safe.
  static const NameIndex& Get();

  // The rows that `name` is a name of, in order. Iso-codes has slips (one translation calls
  // Nicaragua 'Paraguai'): a row is left out if another has many times its support.
  std::vector<int> Find(absl::string_view name) const;

  // Up to `max` rows below `end` with a name like `name`, the most alike first: a few typing errors
  // from it, or an English one with words that start with it. None for less than three letters.
  std::vector<int> Nearest(absl::string_view name, int end, int max) const;

 private:
  struct Support {
    int row;
    int votes;  // the weight of the names that speak for the row
  };
  using Supports = absl::InlinedVector<Support, 1>;

  NameIndex();
  void Add(absl::string_view name, int row, int votes);

  absl::flat_hash_map<std::string, Supports> supports_;  // by folded name
};

}  // namespace entente::geo

#endif  // ENTENTE_COMMON_GEO_NAME_INDEX_H_
