#include "agreements_service/load/utf8_row.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "common/text/utf8.h"

namespace entente::agreements {

bool RejectUnlessUtf8(int64_t line, const std::vector<absl::string_view>& fields,
                      ImportReport& report) {
  const auto bad = std::find_if_not(fields.begin(), fields.end(), IsValidUtf8);
  if (bad == fields.end()) return false;
  report.Reject(line, static_cast<int>(bad - fields.begin()) + 1, "TEXT_INVALID",
                absl::StrCat("is not UTF-8: ", Quoted(*bad)));
  return true;
}

}  // namespace entente::agreements
