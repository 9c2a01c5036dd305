#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/file/columns.h"
#include "trade_service/load/row.h"

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
  kIsQtyEstimated,
  kNetWgt,
  kIsNetWgtEstimated,
  kCifValue,
  kFobValue,
  kPrimaryValue,
  kLegacyEstimationFlag,
  kIsAggregate,
  // Columns of ours, which Comtrade's own files have not.
  kCurrency,
  kFlags,
  kRelease,
};

using ComtradeColumns = ColumnMap<Column>;

// The columns' names, in the order of Column.
std::vector<absl::string_view> ComtradeColumnNames();

// Finds the columns of UN Comtrade API v1.
absl::StatusOr<ComtradeColumns> ReadComtradeHeader(const std::vector<absl::string_view>& header);

// Why a row cannot be used.
struct RowError {
  Column column;
  std::string reason;
  std::string message;
};

// Reads a row whose number of fields was checked. Notes what is odd in `oddities` (reasons).
std::optional<RowError> ReadRow(const ComtradeColumns& columns,
                                const std::vector<absl::string_view>& fields, Row& row,
                                std::vector<absl::string_view>& oddities);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_ROW_H_
