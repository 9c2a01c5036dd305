#ifndef ENTENTE_TRADE_SERVICE_TITLES_H_
#define ENTENTE_TRADE_SERVICE_TITLES_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

absl::StatusOr<v1::ListCommodityTitlesResponse> ListCommodityTitles(
    const Store& store, const v1::ListCommodityTitlesRequest& request);

// What classifications call their commodities, at a revision. The store must outlive it.
class Titles {
 public:
  Titles(const Store& store, int64_t revision) : store_(store), revision_(revision) {}

  // The title of a code. Chapters of the Harmonized System are the same in every revision of it:
  // where their own have no title, the latest that has one gives it. Empty if none has.
  absl::StatusOr<std::string> Of(absl::string_view classification, absl::string_view code) const;

 private:
  const Store& store_;
  const int64_t revision_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_TITLES_H_
