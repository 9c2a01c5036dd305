#include "trade_service/load/bulk_name.h"

#include "absl/strings/match.h"

namespace entente::trade {

std::optional<BulkName> ParseBulkName(absl::string_view file_name) {
  const size_t open = file_name.find('[');
  const size_t close = file_name.find(']', open);
  if (!absl::StartsWith(file_name, "COMTRADE-") || close == absl::string_view::npos) {
    return std::nullopt;
  }
  const absl::StatusOr<PartialDate> published =
      PartialDate::Parse(file_name.substr(open + 1, close - open - 1));
  if (!published.ok() || published->kind() != PartialDate::Kind::kDate) return std::nullopt;
  return BulkName{std::string(file_name.substr(0, open)), *published};
}

}  // namespace entente::trade
