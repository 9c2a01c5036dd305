#include "trade_service/load/comtrade_titles.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/table.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kHeader = "id,text,parent,";
constexpr absl::string_view kWhole = "Total - All ";
constexpr absl::string_view kOfWhole = " commodities";
constexpr char kPublisher[] = "United Nations Statistics Division, UN Comtrade";
enum Column { kCode, kText, kParent };

// Whether a text can be an id in a title's name.
bool IsId(absl::string_view text) {
  return !text.empty() && IsCode(text) && MatchName(text, "*", "id").ok();
}

// The classification that the title of TOTAL names; empty if it names none.
absl::string_view ClassificationOf(absl::string_view text) {
  // H4's list writes Commodities, the later ones commodities.
  if (!absl::ConsumePrefix(&text, kWhole) || !absl::EndsWithIgnoreCase(text, kOfWhole)) return "";
  text.remove_suffix(kOfWhole.size());
  return IsId(text) ? text : "";
}

class Reader {
 public:
  explicit Reader(const File& file) : table_(file.content) {
    evidence_.publisher = kPublisher;
    evidence_.url = file.url;
    evidence_.published = file.published;
    evidence_.retrieved = file.retrieved;
  }

  absl::StatusOr<LoadedFile> Read() {
    RETURN_IF_ERROR(table_.ReadHeader());
    const auto& header = table_.fields();
    if (header.size() <= kParent || header[kCode] != "id" || header[kText] != "text" ||
        header[kParent] != "parent") {
      return AtLine(table_.line(), "FILE_MALFORMED",
                    "is not the header of UN Comtrade's list of commodities: id,text,parent");
    }
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table_.Next());
      if (!found) break;
      ++loaded_.report.read;
      RETURN_IF_ERROR(AddRow());
    }
    RETURN_IF_ERROR(table_.CheckEnd());
    return std::move(loaded_);
  }

 private:
  absl::Status AddRow() {
    const absl::string_view code = table_.fields()[kCode];
    absl::string_view title = table_.fields()[kText];
    const absl::string_view parent = table_.fields()[kParent];
    if (code == kTotal) {
      const absl::string_view classification = ClassificationOf(title);
      if (!classification_.empty() && classification != classification_) {
        return AtLine(table_.line(), "CLASSIFICATION_MIXED",
                      absl::StrCat("begins the list of another classification than ",
                                   classification_, "; import each list by itself"));
      }
      classification_ = std::string(classification);
    }
    if (classification_.empty()) {
      return AtLine(table_.line(), "CLASSIFICATION_MISSING",
                    "no row before this one tells the classification; the list begins with TOTAL, "
                    "\"Total - All H5 commodities\"");
    }
    if (!IsId(code)) {
      return Reject(kCode, "COMMODITY_INVALID", "is no code of a commodity");
    }
    if (absl::ConsumePrefix(&title, code)) absl::ConsumePrefix(&title, " - ");
    if (title.empty() || !IsValidUtf8(title)) {
      return Reject(kText, "TITLE_MISSING", "holds no title");
    }
    if (!codes_.insert(std::string(code)).second) {
      return Reject(kCode, "DUPLICATE_ROW", "stands in an earlier line too");
    }
    ++loaded_.report.kept;
    loaded_.batch.titles.push_back({.name = TitleName(classification_, code),
                                    .title = std::string(title),
                                    .parent = std::string(IsId(parent) ? parent : ""),
                                    .evidence = evidence_});
    return absl::OkStatus();
  }

  absl::Status Reject(Column column, absl::string_view reason, absl::string_view what) {
    loaded_.report.Reject(table_.line(), column + 1, reason,
                          absl::StrCat(Quoted(table_.fields()[column]), " ", what));
    return absl::OkStatus();
  }

  Table table_;
  LoadedFile loaded_;
  Evidence evidence_;
  std::string classification_;
  absl::flat_hash_set<std::string> codes_;
};

}  // namespace

bool IsComtradeTitlesHeader(absl::string_view line) { return absl::StartsWith(line, kHeader); }

absl::StatusOr<LoadedFile> LoadComtradeTitles(const File& file) { return Reader(file).Read(); }

}  // namespace entente::trade
