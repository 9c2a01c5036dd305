#ifndef ENTENTE_TRADE_SERVICE_CORE_BASIS_H_
#define ENTENTE_TRADE_SERVICE_CORE_BASIS_H_

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

#include "trade_service/core/series.h"
#include "trade_service/core/volume.h"

// Figures that are added up or compared must be of one source, currency and classification.
namespace entente::trade {

// The chapters of the Harmonized System, whatever its revision: revisions keep its chapters, and
// move few goods from one to another.
inline constexpr char kHarmonizedChapters[] = "HS";

// What figures are counted on. Where one is asked for, an empty member leaves the choice open.
struct Basis {
  std::string source;          // resource name
  std::string currency;        // ISO 4217
  std::string classification;  // "H6", kHarmonizedChapters; empty for TOTAL

  friend bool operator==(const Basis&, const Basis&) = default;
};

// Whether a classification is a revision of the Harmonized System: "H0" to "H6".
bool IsHarmonizedSystem(absl::string_view classification);

// Whether rows of a classification belong to `basis`: those of that classification or, with
// kHarmonizedChapters, of any revision.
bool IsOfClassification(absl::string_view classification, const Basis& basis);

// The classification of a basis for commodities of `digits`, told in `classification`.
std::string ClassificationAt(int digits, absl::string_view classification);

// Whether figures that share a source, currency and classification, as a series does, are within
// `asked`.
template <typename Figures>
bool IsWithin(const Figures& figures, const Basis& asked) {
  return (asked.source.empty() || asked.source == figures.source) &&
         (asked.currency.empty() || asked.currency == figures.currency) &&
         (asked.classification.empty() || IsOfClassification(figures.classification, asked));
}

// The basis of such figures of `commodity` where `asked`, which they are within, is asked for.
template <typename Figures>
Basis BasisOf(const Figures& figures, absl::string_view commodity, const Basis& asked) {
  return {.source = figures.source,
          .currency = figures.currency,
          .classification =
              asked.classification.empty()
                  ? ClassificationAt(static_cast<int>(commodity.size()), figures.classification)
                  : asked.classification};
}

// What the figures on a basis tell.
struct Claim {
  Basis basis;
  size_t told = 0;         // of how many reporters, partners and flows
  size_t values = 0;       // how many figures there are
  absl::CivilDay last{1};  // that a value is of; the year 1 if there is none
};

// The bases of `claims`, each once, by the rule of RankBases.
std::vector<Basis> RankClaims(const std::vector<Claim>& claims, const SourceKinds& kinds);

// The bases of `series` that are within `asked`, the one that has the say first. Those that tell
// less than half as many reporters, partners and flows as another are left out: one partner's
// figures are no ranking of partners. Of the rest the weightiest kind of source, then the one whose
// last value is the latest, then the source with more values, and the first name; of one source and
// last day the first currency, the Harmonized System and its later revision. Where none has a
// value, those count of which nothing could be converted. `series` are of one commodity.
std::vector<Basis> RankBases(const std::vector<Series>& series, const SourceKinds& kinds,
                             const Basis& asked);

// The first of them; nothing if there is none.
std::optional<Basis> ChooseBasis(const std::vector<Series>& series, const SourceKinds& kinds,
                                 const Basis& asked);

// The series that are on `basis`, one per reporter, partner, flow and frequency: chapters of
// several revisions become one series, of the points that have the say (UniteBySay in claims.h).
std::vector<Series> OnBasis(const Basis& basis, const std::vector<Series>& series);

// Classifications in which the source of `basis` has figures too that are not on it, in order.
template <typename Figures>
std::vector<std::string> OtherClassifications(const Basis& basis, const std::vector<Figures>& all) {
  std::set<std::string> others;
  for (const Figures& one : all) {
    if (one.source == basis.source && !IsOfClassification(one.classification, basis)) {
      others.insert(one.classification);
    }
  }
  return {others.begin(), others.end()};
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_BASIS_H_
