#include "trade_service/core/commodity_title.h"

#include "absl/strings/str_cat.h"

namespace entente::trade {

std::string TitleName(absl::string_view classification, absl::string_view code) {
  return absl::StrCat("classifications/", classification, "/commodities/", code);
}

}  // namespace entente::trade
