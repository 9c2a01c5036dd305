#ifndef ENTENTE_TRADE_SERVICE_CORE_BASIS_H_
#define ENTENTE_TRADE_SERVICE_CORE_BASIS_H_

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
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

// The basis that the points of a series are on.
Basis BasisOf(const Series& series);

// Whether figures of a source, currency and classification are within `asked`.
bool IsWithin(absl::string_view source, absl::string_view currency,
              absl::string_view classification, const Basis& asked);

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

// Which of several figures on one basis has the say of a period: the greatest. One that GivesWay
// comes last, then the later classification first. It must not outlive `classification`.
using Say = std::pair<bool, absl::string_view>;
Say SayOf(const Flags& flags, absl::string_view classification);

// The series that are on `basis`, one per reporter, partner, flow and frequency: chapters of
// several revisions become one series, in which SayOf decides.
std::vector<Series> OnBasis(const Basis& basis, const std::vector<Series>& series);

// Classifications in which the source of `basis` has series too that are not on it, in order.
std::vector<std::string> OtherClassifications(const Basis& basis,
                                              const std::vector<Series>& series);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_BASIS_H_
