#include "trade_service/request.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/core/basis.h"
#include "trade_service/core/commodity_sum.h"
#include "trade_service/core/own_area.h"

namespace entente::trade {
namespace {

absl::StatusOr<std::string> CheckCode(const std::string& code, absl::string_view otherwise,
                                      absl::string_view reason, absl::string_view field) {
  if (code.empty()) return std::string(otherwise);
  if (!IsCode(code)) {
    return InvalidField(reason, field, "send at most 20 printable ASCII characters without blanks");
  }
  return code;
}

}  // namespace

absl::StatusOr<std::string> CheckArea(absl::string_view text, absl::string_view field) {
  if (text == kWorld || text == "WLD" || absl::EqualsIgnoreCase(text, "world")) {
    return std::string(kWorld);
  }
  absl::StatusOr<std::string> country = CheckCountry(text, field);
  if (country.ok()) return country;
  int number = 0;
  if (absl::SimpleAtoi(text, &number) && number > 0) return absl::StrCat(number);
  if (IsOwnArea(text)) return std::string(text);
  return country;
}

absl::StatusOr<std::string> CheckReporter(absl::string_view text, absl::string_view field) {
  ASSIGN_OR_RETURN(std::string area, CheckArea(text, field));
  if (area != kWorld) return area;
  return InvalidField("COUNTRY_UNKNOWN", field, "the world reports nothing; name a country");
}

absl::StatusOr<std::string> CheckFlow(const std::string& flow, absl::string_view otherwise) {
  return CheckCode(flow, otherwise, "FLOW_INVALID", "flow");
}

absl::StatusOr<std::string> CheckCommodity(const std::string& commodity,
                                           absl::string_view otherwise, absl::string_view field) {
  return CheckCode(commodity, otherwise, "COMMODITY_INVALID", field);
}

absl::StatusOr<std::string> CheckClassification(const std::string& classification) {
  return CheckCode(classification, "", "CLASSIFICATION_INVALID", "classification");
}

absl::Status CheckConversion(const std::string& classification, const std::string& commodity) {
  if (!IsHarmonizedSystem(classification)) {
    return InvalidField("CLASSIFICATION_INVALID", "classification",
                        "say to which revision of the Harmonized System values are converted, H0 "
                        "to H6");
  }
  if (HasParts(commodity)) return absl::OkStatus();
  return InvalidField("COMMODITY_INVALID", "commodity",
                      "send a code of 2, 4 or 6 digits of that revision; TOTAL is the same under "
                      "every revision, ask for it without convert");
}

absl::StatusOr<std::optional<Period>> CheckPeriod(const std::string& text,
                                                  absl::string_view field) {
  if (text.empty()) return std::optional<Period>();
  const absl::StatusOr<Period> period = Period::Parse(text);
  if (!period.ok()) return InvalidField("PERIOD_INVALID", field, period.status().message());
  return std::optional<Period>(*period);
}

absl::StatusOr<std::optional<Period>> CheckPeriod(const std::string& text, Frequency frequency,
                                                  absl::string_view field) {
  ASSIGN_OR_RETURN(const std::optional<Period> period, CheckPeriod(text, field));
  if (!period || period->frequency() == frequency) return period;
  return InvalidField("PERIOD_INVALID", field,
                      absl::StrCat("'", text, "' is of another frequency than is asked for"));
}

absl::Status CheckSource(const Store& store, const std::string& name, int64_t revision) {
  if (name.empty()) return absl::OkStatus();
  RETURN_IF_ERROR(MatchName(name, "sources/*", "source").status());
  return store.GetSource(name, revision).status();
}

absl::StatusOr<Release> FindRelease(const Store& store, const std::string& name, int64_t revision,
                                    absl::string_view field) {
  RETURN_IF_ERROR(MatchName(name, "sources/*/releases/*", field).status());
  const auto releases = store.Releases();
  const auto found = std::find_if(releases->begin(), releases->end(), [&](const Release& release) {
    return release.name == name && release.revision <= revision;
  });
  if (found != releases->end()) return *found;
  return store.GetRelease(name, revision).status();
}

}  // namespace entente::trade
