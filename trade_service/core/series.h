#ifndef ENTENTE_TRADE_SERVICE_CORE_SERIES_H_
#define ENTENTE_TRADE_SERVICE_CORE_SERIES_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "trade_service/core/conversion.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/vintage.h"

namespace entente::trade {

// One value of a series.
struct Point {
  Period period;
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  std::optional<Decimal> fob_value;  // of the same goods, where `value` is the CIF one
  std::optional<Decimal> net_weight_kg;
  std::string locator;
  int64_t release = 0;  // id
  // Of a value that was made of several rows or converted: ids of their other releases, what it was
  // converted by, and how much trade of the chapter could not be converted, where there is any.
  std::vector<int64_t> further_releases = {};
  std::vector<std::shared_ptr<const Conversion>> conversions = {};
  std::optional<Decimal> unconverted = std::nullopt;

  friend bool operator==(const Point&, const Point&) = default;
};

// What one source says that a reporter traded with a partner, in one flow and commodity.
struct Series {
  std::string reporter;
  std::string partner;
  std::string flow;
  std::string commodity;
  std::string classification;  // empty for TOTAL
  Frequency frequency = Frequency::kAnnual;
  std::string source;  // resource name
  std::string currency;
  std::vector<Point> points;                     // in order of period, one per period
  std::vector<Period> unconverted_periods = {};  // that could not be converted, in order

  friend bool operator==(const Series&, const Series&) = default;
};

// The series that `observations` make up, which stand in `vintage`, each with the release that
// brought it: one series per source, currency, reporter, partner, flow, commodity, classification
// and frequency, in order of source, reporter, partner, flow, commodity and classification. Where
// two data sets of a source have the same cell, the one published last has the say. Observations of
// one cell are never added.
std::vector<Series> BuildSeries(const std::vector<StoredObservation>& observations,
                                const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SERIES_H_
