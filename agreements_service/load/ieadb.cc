#include "agreements_service/load/ieadb.h"

#include <algorithm>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/utf8_row.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

// What columns have where there is nothing to say.
constexpr absl::string_view kNothing[] = {"Not Yet Assigned", "lineage legacy",
                                          "No known secretariat", "Secretariat not yet identified",
                                          "/No URL available/"};

// But for line ends and tabs.
bool IsControl(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return absl::ascii_iscntrl(byte) && !absl::ascii_isspace(byte);
}

}  // namespace

bool RejectIeadbRow(int64_t line, const std::vector<absl::string_view>& fields,
                    absl::string_view id, ImportReport& report) {
  if (RejectUnlessUtf8(line, fields, report)) return true;
  if (!id.empty()) return false;
  report.Reject(line, 1, "NOT_AN_AGREEMENT", "has no number of an agreement");
  return true;
}

std::string IeadbText(absl::string_view text, Agreement& agreement) {
  std::string plain(text);
  if (std::any_of(plain.begin(), plain.end(), IsControl)) {
    std::replace_if(plain.begin(), plain.end(), IsControl, ' ');
    agreement.anomalies.push_back(
        {.reason = "TEXT_INVALID",
         .detail = absl::StrCat("control characters in ", Quoted(plain))});
  }
  absl::RemoveExtraAsciiWhitespace(&plain);
  return plain;
}

BindingForce IeadbBindingForce(absl::string_view inclusion) {
  if (inclusion.size() != 3) return BindingForce::kUnspecified;
  if (absl::EndsWith(inclusion, "A")) return BindingForce::kBinding;
  if (absl::EndsWith(inclusion, "N")) return BindingForce::kNotBinding;
  return BindingForce::kUnspecified;
}

void AddIeadbClaim(absl::string_view column, absl::string_view value, Agreement& agreement) {
  if (std::find(std::begin(kNothing), std::end(kNothing), value) != std::end(kNothing)) return;
  AddClaim(column, IeadbText(value, agreement), agreement);
}

void AddIeadbEnd(absl::string_view date, absl::string_view manner, Agreement& agreement) {
  absl::StatusOr<PartialDate> end = DashedDate(date);
  if (manner.empty() && end.ok() && *end == PartialDate::Unknown()) return;
  if (!manner.empty() && end.ok() && *end == PartialDate()) end = PartialDate::Unknown();
  const size_t count = agreement.events.size();
  AddEvent(EventKind::kTerminated, end, agreement);
  if (agreement.events.size() > count) {
    agreement.events.back().method = IeadbText(manner, agreement);
  }
}

}  // namespace entente::agreements
