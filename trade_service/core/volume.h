#ifndef ENTENTE_TRADE_SERVICE_CORE_VOLUME_H_
#define ENTENTE_TRADE_SERVICE_CORE_VOLUME_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "common/geo/pair.h"
#include "trade_service/core/series.h"
#include "trade_service/core/source.h"

namespace entente::trade {

// By whose figures a volume is counted. Numbered as in the contract.
enum class Perspective {
  kReporter = 1,   // one country's own reports of both directions
  kExporters = 2,  // each direction as its exporter reports it
  kImporters = 3,  // each direction as its importer reports it
  kReconciled = 4  // each direction as the source reconciled it
};

// Whether goods that only pass through count: exports of what was imported before, imports of what
// was exported before. Numbered as in the contract.
enum class ReExports {
  kIncluded = 1,  // flows X and M
  kExcluded = 2   // domestic exports and foreign imports
};

// What a trade volume means.
struct Definition {
  Perspective perspective = Perspective::kReporter;
  ReExports re_exports = ReExports::kIncluded;
  std::string reporter;  // of kReporter; else empty
  std::string source;    // resource name
  Frequency frequency = Frequency::kAnnual;

  friend bool operator==(const Definition&, const Definition&) = default;
};

// A figure with its period and where it comes from.
struct Figure {
  Period period;
  Decimal value;
  std::string currency;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  std::string locator;
  int64_t release = 0;  // id

  friend bool operator==(const Figure&, const Figure&) = default;
};

// Trade in both directions in one period, under one definition. Exports and imports are those of
// the definition's reporter or, where it has none, of the pair's first country.
struct Volume {
  Definition definition;
  Period period;
  Figure exports;
  Figure imports;
  Decimal total;
  Decimal balance;

  const std::string& currency() const { return exports.currency; }

  friend bool operator==(const Volume&, const Volume&) = default;
};

// The figure that a point of a series is.
Figure FigureOf(const Series& series, const Point& point);

// Kinds of the sources that series come from, by name.
using SourceKinds = absl::flat_hash_map<std::string, SourceKind>;

// How weighty a source's word is: national before compiled before reconciled before unknown ones.
// Smaller is weightier.
int WeightOf(const SourceKinds& kinds, const std::string& source);

// Puts volumes into order: latest period first, then national before compiled before reconciled
// sources, then by source, perspective and reporter, re-exports in before out.
void SortVolumes(const SourceKinds& kinds, std::vector<Volume>& volumes);

// The volumes of a pair, re-exports included, under every definition for which one source has both
// directions of a period in one currency, as SortVolumes orders them. `series`: flows X and M of
// total trade between the two; others are passed over. A source of kind kReconciled gives
// reconciled volumes alone; values whose reporter is inferred count as their exporter's or
// importer's, never as a country's own. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<std::vector<Volume>> Volumes(const Pair& pair, const std::vector<Series>& series,
                                            const SourceKinds& kinds);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_VOLUME_H_
