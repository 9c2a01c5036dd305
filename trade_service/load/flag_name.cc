#include "trade_service/load/flag_name.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

#include "entente/trade/v1/resources.pb.h"

namespace entente::trade {

bool AddFlags(absl::string_view names, Flags& flags) {
  for (const absl::string_view name : absl::StrSplit(names, ';', absl::SkipWhitespace())) {
    const std::string code =
        absl::StrReplaceAll(absl::AsciiStrToUpper(absl::StripAsciiWhitespace(name)), {{" ", "_"}});
    v1::Flag flag = v1::FLAG_UNSPECIFIED;
    if (!v1::Flag_Parse(absl::StrCat("FLAG_", code), &flag) || flag == v1::FLAG_UNSPECIFIED) {
      return false;
    }
    flags.Add(static_cast<Flag>(flag));
  }
  return true;
}

}  // namespace entente::trade
