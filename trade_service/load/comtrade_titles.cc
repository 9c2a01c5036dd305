#include "trade_service/load/comtrade_titles.h"

#include <string>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/title_list.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kHeader = "id,text,parent,";
constexpr absl::string_view kWhole = "Total - All ";
constexpr absl::string_view kOfWhole = " commodities";
constexpr char kPublisher[] = "United Nations Statistics Division, UN Comtrade";
enum Column { kCode = 1, kText, kParent };

// The classification that the title of TOTAL names; empty if it names none.
absl::string_view ClassificationOf(absl::string_view text) {
  // H4's list writes Commodities, the later ones commodities.
  if (!absl::ConsumePrefix(&text, kWhole) || !absl::EndsWithIgnoreCase(text, kOfWhole)) return "";
  text.remove_suffix(kOfWhole.size());
  return IsTitleId(text) ? text : "";
}

class Reader {
 public:
  explicit Reader(const File& file) : titles_(file, kPublisher, {.code = kCode, .title = kText}) {}

  absl::StatusOr<LoadedFile> Read() {
    Table& table = titles_.table();
    RETURN_IF_ERROR(table.ReadHeader());
    const auto& header = table.fields();
    if (header.size() < kParent || header[kCode - 1] != "id" || header[kText - 1] != "text" ||
        header[kParent - 1] != "parent") {
      return AtLine(table.line(), "FILE_MALFORMED",
                    "is not the header of UN Comtrade's list of commodities: id,text,parent");
    }
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table.Next());
      if (!found) break;
      ++titles_.report().read;
      RETURN_IF_ERROR(AddRow());
    }
    RETURN_IF_ERROR(table.CheckEnd());
    return std::move(titles_).Take();
  }

 private:
  absl::Status AddRow() {
    const Table& table = titles_.table();
    const absl::string_view code = table.fields()[kCode - 1];
    absl::string_view title = table.fields()[kText - 1];
    const absl::string_view parent = table.fields()[kParent - 1];
    if (code == kTotal) {
      const absl::string_view classification = ClassificationOf(title);
      if (!classification_.empty() && classification != classification_) {
        return AtLine(table.line(), "CLASSIFICATION_MIXED",
                      absl::StrCat("begins the list of another classification than ",
                                   classification_, "; import each list by itself"));
      }
      classification_ = std::string(classification);
    }
    if (classification_.empty()) {
      return AtLine(table.line(), "CLASSIFICATION_MISSING",
                    "no row before this one tells the classification; the list begins with TOTAL, "
                    "\"Total - All H5 commodities\"");
    }
    if (absl::ConsumePrefix(&title, code)) absl::ConsumePrefix(&title, " - ");
    titles_.Add(classification_, code, title, IsTitleId(parent) ? parent : "");
    return absl::OkStatus();
  }

  TitleList titles_;
  std::string classification_;
};

}  // namespace

bool IsComtradeTitlesHeader(absl::string_view line) { return absl::StartsWith(line, kHeader); }

absl::StatusOr<LoadedFile> LoadComtradeTitles(const File& file) { return Reader(file).Read(); }

}  // namespace entente::trade
