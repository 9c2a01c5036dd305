#ifndef ENTENTE_TRADE_SERVICE_CONVERTED_SERIES_H_
#define ENTENTE_TRADE_SERVICE_CONVERTED_SERIES_H_

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "trade_service/core/converted_point.h"
#include "trade_service/store/snapshot.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// Reads series of one commodity that are comparable over revisions of the Harmonized System: values
// of other revisions are converted to the one that is asked for, as GetSeries says.
class ConvertedSeries {
 public:
  // `commodity` is a code of `classification`; `snapshot` is of `store` at `revision`. What is
  // passed by reference must outlive the reader.
  ConvertedSeries(const Store& store, int64_t revision, const Snapshot& snapshot,
                  std::string classification, std::string commodity);

  // The series in the blocks that `query` asks for, in order of source, reporter, partner and flow.
  // Periods that could not be converted are told by a series, which may have no point at all.
  absl::StatusOr<std::vector<Series>> Read(const BlockQuery& query);

 private:
  // From a revision to the one that is asked for; null if weights are missing.
  absl::StatusOr<const ConversionPath*> PathOf(const std::string& from);
  absl::StatusOr<std::optional<ConversionPath>> FindPath(const std::string& from);
  // The path that begins with the weights from one revision to another; nothing if they are
  // missing.
  absl::StatusOr<std::optional<ConversionPath>> Step(absl::string_view from, const std::string& to);
  // Whether a row can tell anything of the commodity.
  absl::StatusOr<bool> IsWanted(const Cell& cell);
  // What the series of `blocks`, those of one key, of one point each, tell of the commodity.
  absl::StatusOr<std::vector<Series>> ReadPeriod(const std::vector<Series>& rows,
                                                 absl::Span<const BlockState> blocks);

  const Store& store_;
  const int64_t revision_;
  const Snapshot& snapshot_;
  const std::string classification_;
  const std::string commodity_;
  const CommodityShares own_;
  std::map<std::string, std::optional<ConversionPath>> paths_;  // by the revision they are from
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CONVERTED_SERIES_H_
