#include "trade_service/load/title_list.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/text/utf8.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/nothing_to_keep.h"

namespace entente::trade {

bool IsTitleId(absl::string_view text) {
  return !text.empty() && IsCode(text) && MatchName(text, "*", "id").ok();
}

TitleList::TitleList(const File& file, absl::string_view publisher, Columns columns)
    : table_(file.content), columns_(columns) {
  evidence_.publisher = std::string(publisher);
  evidence_.url = file.url;
  evidence_.published = file.published;
  evidence_.retrieved = file.retrieved;
}

void TitleList::Add(absl::string_view classification, absl::string_view code,
                    absl::string_view title, absl::string_view parent) {
  if (!IsTitleId(code)) {
    return Reject(columns_.code, "COMMODITY_INVALID", "is no code of a commodity");
  }
  if (title.empty() || !IsValidUtf8(title)) {
    return Reject(columns_.title, "TITLE_MISSING", "holds no title");
  }
  if (!codes_.insert(std::string(code)).second) {
    return Reject(columns_.code, "DUPLICATE_ROW", "stands in an earlier line too");
  }
  ++loaded_.report.kept;
  loaded_.batch.titles.push_back({.name = TitleName(classification, code),
                                  .title = std::string(title),
                                  .parent = std::string(parent),
                                  .evidence = evidence_});
}

absl::StatusOr<LoadedFile> TitleList::Take() && {
  if (loaded_.report.kept == 0) return NothingToKeep(loaded_.report);
  return std::move(loaded_);
}

void TitleList::Reject(int column, absl::string_view reason, absl::string_view what) {
  loaded_.report.Reject(table_.line(), column, reason,
                        absl::StrCat(Quoted(table_.fields()[column - 1]), " ", what));
}

}  // namespace entente::trade
