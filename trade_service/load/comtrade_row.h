#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_

#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/observation.h"

namespace entente::trade {

// A column of UN Comtrade API v1 that is read. Others are passed over.
enum class Column {
  kTypeCode,
  kFreqCode,
  kPeriod,
  kReporterCode,
  kFlowCode,
  kPartnerCode,
  kPartner2Code,
  kClassificationCode,
  kCmdCode,
  kCustomsCode,
  kMosCode,
  kMotCode,
  kQtyUnitCode,
  kQty,
  kNetWgt,
  kCifValue,
  kFobValue,
  kPrimaryValue,
  kLegacyEstimationFlag,
  kIsAggregate,
};
inline constexpr size_t kColumns = static_cast<size_t>(Column::kIsAggregate) + 1;

// Where a file has which column.
class ColumnMap {
 public:
  // FILE_MALFORMED if a column that every row needs is missing, or one that is read stands twice.
  static absl::StatusOr<ColumnMap> Read(const std::vector<absl::string_view>& header);

  // The field without blanks around it; empty where the file lacks the column.
  absl::string_view Get(const std::vector<absl::string_view>& fields, Column column) const;

  // Its place in a row, 1 for the first; 0 where the file lacks it.
  int Position(Column column) const { return positions_[static_cast<size_t>(column)]; }

  size_t width() const { return width_; }

 private:
  std::array<int, kColumns> positions_ = {};
  size_t width_ = 0;
};

// Which of the detail dimensions a row totals. A row that totals all of them is the cell's total.
enum Totals : unsigned {
  kSecondPartner = 1,
  kTransport = 2,
  kCustoms = 4,
  kSupply = 8,
  kAllTotals = 15,
};

// A row as read.
struct ComtradeRow {
  Observation observation;
  unsigned totals = 0;  // set of Totals
  std::string detail;   // which part of the cell it is; empty for the total
};

// Why a row cannot be used.
struct RowError {
  Column column;
  std::string reason;
  std::string message;
};

// Reads a row whose number of fields was checked. Notes what is odd in `oddities` (reasons).
std::optional<RowError> ReadRow(const ColumnMap& columns,
                                const std::vector<absl::string_view>& fields, ComtradeRow& row,
                                std::vector<absl::string_view>& oddities);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_
