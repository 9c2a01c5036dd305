#ifndef ENTENTE_TRADE_SERVICE_CORE_CLAIMS_H_
#define ENTENTE_TRADE_SERVICE_CORE_CLAIMS_H_

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"

#include "trade_service/core/basis.h"
#include "trade_service/core/gives_way.h"
#include "trade_service/core/sort_and_unite.h"

// How figures of any type, of series or of areas, choose a basis and stand on it.
namespace entente::trade {

// Gathers what figures tell on each basis. `Of` says of whom a figure is: an area, or reporter,
// partner and flow.
template <typename Of>
class Claims {
 public:
  struct Gathered {
    Claim claim;           // but `told`
    std::vector<Of> told;  // in any order, as often as they come
  };

  // The claim of a basis.
  Gathered& On(const Basis& basis) {
    const auto known = std::find_if(all_.begin(), all_.end(),
                                    [&](const Gathered& one) { return one.claim.basis == basis; });
    if (known != all_.end()) return *known;
    return all_.emplace_back(Gathered{.claim = {.basis = basis}, .told = {}});
  }

  // The bases, by the rule of RankBases.
  std::vector<Basis> Rank(const SourceKinds& kinds) && {
    std::vector<Claim> claims;
    claims.reserve(all_.size());
    for (Gathered& one : all_) {
      SortAndUnite(one.told, [](const Of& of) { return of; });
      one.claim.told = one.told.size();
      claims.push_back(one.claim);
    }
    return RankClaims(claims, kinds);
  }

 private:
  std::vector<Gathered> all_;
};

// A figure and the classification that it is told in, which must outlive this.
template <typename Figure>
struct Classified {
  const Figure* figure;
  absl::string_view classification;
};

// Sorts figures by key, and of those of one key on a basis keeps the one that has the say: that of
// the latest classification of those that do not give way (GivesWay) or, if all do, of all.
template <typename Figure, typename KeyOf>
void UniteBySay(std::vector<Classified<Figure>>& all, KeyOf key_of) {
  const auto say = [](const Classified<Figure>& one) {
    return std::pair(!GivesWay(one.figure->flags), one.classification);
  };
  SortAndUnite(
      all, [&](const Classified<Figure>& one) { return key_of(*one.figure); },
      [&](const auto& a, const auto& b) { return say(b) < say(a); });
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_CLAIMS_H_
