#include "trade_service/load/sdmx_json.h"

#include "absl/strings/match.h"

#include "trade_service/load/sdmx_json_compact.h"
#include "trade_service/load/sdmx_json_data.h"

namespace entente::trade {
namespace {

constexpr size_t kRecognisedIn = 64 << 10;

bool IsCompact(absl::string_view content) {
  return absl::StrContains(content.substr(0, kRecognisedIn), "\"CompactData\"");
}

}  // namespace

bool IsSdmxJson(absl::string_view content) {
  if (IsCompact(content)) return true;
  const absl::string_view head = content.substr(0, kRecognisedIn);
  return absl::StrContains(head, "\"dataSets\"") || absl::StrContains(head, "\"errors\"") ||
         absl::StrContains(head, "sdmx-json") ||
         (absl::StrContains(head, "\"structure") && absl::StrContains(head, "\"dimensions\""));
}

absl::StatusOr<LoadedFile> LoadSdmxJson(const File& file) {
  return IsCompact(file.content) ? LoadSdmxJsonCompact(file) : LoadSdmxJsonData(file);
}

}  // namespace entente::trade
