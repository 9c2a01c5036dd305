#include "trade_service/titles.h"

#include <array>
#include <cstddef>
#include <vector>

#include "common/api/list.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/core/basis.h"

namespace entente::trade {
namespace {

constexpr size_t kChapterDigits = 2;
// Whose chapters may lend a title, the first first.
constexpr std::array<const char*, 8> kWithChapters = {
    kHarmonizedChapters, "H6", "H5", "H4", "H3", "H2", "H1", "H0"};

}  // namespace

absl::StatusOr<v1::ListCommodityTitlesResponse> ListCommodityTitles(
    const Store& store, const v1::ListCommodityTitlesRequest& request) {
  ASSIGN_OR_RETURN(const std::vector<std::string> ids,
                   MatchName(request.parent(), "classifications/*", "parent"));
  if (!request.prefix().empty() && !IsCode(request.prefix())) {
    return InvalidField("COMMODITY_INVALID", "prefix", "is no beginning of a code");
  }
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
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
  if (page.items.empty()) {
    ASSIGN_OR_RETURN(const std::vector<CommodityTitle> any,
                     store.ListTitles(TitleName(ids[0], ""), "", 1, list.read.revision));
    response.set_empty_reason(any.empty() ? common::v1::EMPTY_REASON_NO_SOURCE_LOADED
                                          : common::v1::EMPTY_REASON_FILTERED_OUT);
  }
  response.set_revision(list.read.revision);
  return response;
}

absl::StatusOr<std::string> Titles::Of(absl::string_view classification,
                                       absl::string_view code) const {
  const auto find = [&](absl::string_view whose) -> absl::StatusOr<std::string> {
    const absl::StatusOr<CommodityTitle> title = store_.GetTitle(TitleName(whose, code), revision_);
    if (title.ok()) return title->title;
    if (absl::IsNotFound(title.status())) return std::string();
    return title.status();
  };
  absl::StatusOr<std::string> title = find(classification);
  const bool is_chapter = code.size() == kChapterDigits && (classification == kHarmonizedChapters ||
                                                            IsHarmonizedSystem(classification));
  for (auto one = kWithChapters.begin();
       is_chapter && title.ok() && title->empty() && one != kWithChapters.end(); ++one) {
    title = find(*one);
  }
  return title;
}

}  // namespace entente::trade
