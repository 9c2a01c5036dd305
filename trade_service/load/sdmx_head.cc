#include "trade_service/load/sdmx_head.h"

#include "absl/strings/str_cat.h"

namespace entente::trade {

void AddFlowId(absl::string_view id, SdmxHead& head) {
  constexpr size_t kMaxSize = 1000;
  if (id.empty() || id.size() > kMaxSize || head.flow_ids.size() > kMaxSize) return;
  absl::StrAppend(&head.flow_ids, head.flow_ids.empty() ? "" : " ", id);
}

absl::StatusOr<SdmxOrigin> OriginOf(const SdmxHead& head, const File& file) {
  const std::vector<absl::string_view> ids(head.ids.begin(), head.ids.end());
  return FindSdmxFlow(head.flow_ids, ids, file);
}

File RetrievedWhenPrepared(const File& file, const SdmxHead& head) {
  constexpr size_t kDay = 10;
  File dated = file;
  if (dated.retrieved == PartialDate()) {
    dated.retrieved = PartialDate::Parse(head.prepared.substr(0, kDay)).value_or(PartialDate());
  }
  return dated;
}

}  // namespace entente::trade
