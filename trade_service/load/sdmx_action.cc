#include "trade_service/load/sdmx_action.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/text/utf8.h"

namespace entente::trade {
namespace {

constexpr std::array<absl::string_view, 4> kWhole = {"Information", "I", "Replace", "R"};

}  // namespace

absl::Status CheckSdmxAction(absl::string_view action) {
  if (action.empty() || std::any_of(kWhole.begin(), kWhole.end(), [&](absl::string_view whole) {
        return absl::EqualsIgnoreCase(action, whole);
      })) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kInvalidArgument, "ACTION_REFUSED",
               absl::StrCat("the action is ", Quoted(action),
                            ", so that the data only say what changed; fetch them whole, with the "
                            "action Information or Replace, without updatedAfter"));
}

}  // namespace entente::trade
