#include "trade_service/titles.h"

#include <vector>

#include "common/api/list.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/core/basis.h"

namespace entente::trade {
namespace {

constexpr int kMaxTitles = 10'000;
constexpr int kStandardTitles = 100;
constexpr size_t kChapterDigits = 2;

// Whose titles a commodity may be called by, the best first.
std::vector<absl::string_view> ClassificationsFor(absl::string_view classification,
                                                  absl::string_view code) {
  std::vector<absl::string_view> all = {classification};
  if (code.size() == kChapterDigits &&
      (classification == kHarmonizedChapters || IsHarmonizedSystem(classification))) {
    all.insert(all.end(), {kHarmonizedChapters, "H6", "H5", "H4", "H3", "H2", "H1", "H0"});
  }
  return all;
}

}  // namespace

absl::StatusOr<v1::ListCommodityTitlesResponse> ListCommodityTitles(
    const Store& store, const v1::ListCommodityTitlesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   MatchName(request.parent(), "classifications/*", "parent"));
  if (!request.prefix().empty() && !IsCode(request.prefix())) {
    return InvalidField("COMMODITY_INVALID", "prefix", "is no beginning of a code");
  }
  ASSIGN_OR_RETURN(const ListPoint list,
                   CheckList(request, store.journal(), kStandardTitles, kMaxTitles));
  const std::string prefix = TitleName(ids[0], request.prefix());
  ASSIGN_OR_RETURN(const Page<CommodityTitle> page,
                   FillPage<CommodityTitle>(
                       list,
                       [&](const std::string& after, int limit) {
                         return store.ListTitles(prefix, after, limit, list.read.revision);
                       },
                       [](const CommodityTitle&) { return true; },
                       [](const CommodityTitle& title) { return title.name; }));
  v1::ListCommodityTitlesResponse response;
  for (const CommodityTitle& title : page.items) {
    *response.add_commodity_titles() = ToProto(title);
  }
  response.set_next_page_token(page.next_token);
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<std::string> TitleOf(const Store& store, absl::string_view classification,
                                    absl::string_view code, int64_t revision) {
  for (const absl::string_view one : ClassificationsFor(classification, code)) {
    const absl::StatusOr<CommodityTitle> title = store.GetTitle(TitleName(one, code), revision);
    if (title.ok()) return title->title;
    if (title.status().code() != absl::StatusCode::kNotFound) return title.status();
  }
  return std::string();
}

}  // namespace entente::trade
