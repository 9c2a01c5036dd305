#include "trade_service/load/baci_titles.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/digits.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/baci_name.h"
#include "trade_service/load/leading_zero.h"
#include "trade_service/load/title_list.h"

namespace entente::trade {
namespace {

constexpr size_t kDigits = 6;
constexpr size_t kHeadingDigits = 4;
constexpr char kLastCode[] = "999999";  // that every list ends with
constexpr char kPublisher[] = "CEPII, BACI";
constexpr std::array<absl::string_view, 2> kHeader = {"code", "description"};
constexpr TitleList::Columns kColumns = {.code = 1, .title = 2};

bool IsHeader(const std::vector<absl::string_view>& fields) {
  return std::equal(fields.begin(), fields.end(), kHeader.begin(), kHeader.end());
}

}  // namespace

bool IsBaciTitlesHeader(absl::string_view line) {
  Table table(line);
  return table.ReadHeader().ok() && IsHeader(table.fields());
}

absl::StatusOr<LoadedFile> LoadBaciTitles(const File& file) {
  const std::optional<BaciName> name = ParseBaciTitlesName(file.name);
  if (!name) {
    return InvalidField("FILE_NAME_INVALID", "header.file_name",
                        absl::StrCat(Quoted(file.name),
                                     " does not tell the revision of the Harmonized System; keep "
                                     "CEPII's name, such as product_codes_HS92_V202301.csv"));
  }
  std::string code;
  TitleList titles(file, kPublisher, kColumns);
  if (file.published == PartialDate()) titles.evidence().published = name->published;
  Table& table = titles.table();
  RETURN_IF_ERROR(table.ReadHeader());
  if (!IsHeader(table.fields())) {
    return AtLine(table.line(), "FILE_MALFORMED",
                  "is not the header of BACI's list of commodities: code,description");
  }
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    ++titles.report().read;
    code = std::string(table.fields()[kColumns.code - 1]);
    const bool padded = RestoreLeadingZero(code);
    if (code.size() != kDigits || !AllDigits(code)) {
      titles.Reject(kColumns.code, "COMMODITY_INVALID",
                    "is not a commodity of 6 digits, nor of 5 after a zero");
      continue;
    }
    if (padded) titles.report().Note("COMMODITY_PADDED", LocatorOf(table.line()));
    titles.Add(name->classification, code, table.fields()[kColumns.title - 1],
               absl::string_view(code).substr(0, kHeadingDigits));
  }
  // CEPII ends the last line or does not.
  if (code != kLastCode) RETURN_IF_ERROR(table.CheckEnd());
  return std::move(titles).Take();
}

}  // namespace entente::trade
