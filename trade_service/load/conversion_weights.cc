#include "trade_service/load/conversion_weights.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/digits.h"
#include "common/text/utf8.h"
#include "trade_service/core/basis.h"
#include "trade_service/core/conversion.h"
#include "trade_service/load/leading_zero.h"
#include "trade_service/load/nothing_to_keep.h"
#include "trade_service/load/scaled.h"

namespace entente::trade {
namespace {

constexpr char kPublisher[] = "Growth Lab, Harvard University";
constexpr char kMethod[] =
    "weights after Lukaszuk and Torun, Harmonizing the Harmonized System (2022)";
constexpr int kSumDecimals = 9;                    // to which the weights of a code add up to 1
constexpr int kNothing = -Decimal::kMaxScale - 1;  // below this power of ten 9.9 is rounded to 0
enum Column { kFrom, kTo, kWeight };

bool IsHeader(const std::vector<absl::string_view>& fields) {
  return fields.size() > kWeight && IsHarmonizedSystem(fields[kFrom]) &&
         IsHarmonizedSystem(fields[kTo]) && fields[kWeight] == "weight";
}

// A code of six digits, of which a leading zero may be lost; empty if it is none.
std::string CodeOf(absl::string_view text) {
  std::string code(text);
  RestoreLeadingZero(code);
  return code.size() == kSubheadingDigits && AllDigits(code) ? code : "";
}

// A weight as Python writes it, 1.5e-10 too, rounded to the decimals of a Decimal.
absl::StatusOr<Decimal> WeightOf(absl::string_view text) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(text, absl::MaxSplits(absl::ByAnyChar("eE"), 1));
  int power = 0;
  if (absl::SimpleAtoi(parts.second, &power) && power < kNothing) {
    ASSIGN_OR_RETURN(const Decimal mantissa, Decimal::Parse(parts.first));
    if (mantissa < Decimal::FromScaled(10, 0)) return Decimal();
  }
  ASSIGN_OR_RETURN(const Decimal units, ParseScaled(text, Decimal::kMaxScale));
  return units.TimesShare(Decimal::FromScaled(1, Decimal::kMaxScale), Decimal::kMaxScale);
}

class Reader {
 public:
  explicit Reader(const File& file) : file_(file), table_(file.content) {}

  absl::StatusOr<LoadedFile> Read() {
    RETURN_IF_ERROR(table_.ReadHeader());
    if (!IsHeader(table_.fields())) {
      return AtLine(table_.line(), "FILE_MALFORMED",
                    "is not the header of conversion weights: two revisions of the Harmonized "
                    "System and weight, as H4,H5,weight");
    }
    from_ = std::string(table_.fields()[kFrom]);
    to_ = std::string(table_.fields()[kTo]);
    if (from_ == to_) {
      return AtLine(table_.line(), "CLASSIFICATION_INVALID",
                    absl::StrCat("converts ", from_, " to itself"));
    }
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table_.Next());
      if (!found) break;
      ++loaded_.report.read;
      AddRow();
    }
    RETURN_IF_ERROR(table_.CheckEnd());
    RETURN_IF_ERROR(AddConversion());
    return std::move(loaded_);
  }

 private:
  struct Target {
    int64_t line;
    Decimal weight;
  };

  void AddRow() {
    const std::string from = CodeOf(table_.fields()[kFrom]);
    if (from.empty()) return Reject(kFrom, "COMMODITY_INVALID", "is no code of six digits");
    // A code that loses a row is known nevertheless: its weights do not add up then.
    std::map<std::string, Target>& targets = codes_[from];
    const std::string to = CodeOf(table_.fields()[kTo]);
    if (to.empty()) return Reject(kTo, "COMMODITY_INVALID", "is no code of six digits");
    const absl::StatusOr<Decimal> weight = WeightOf(table_.fields()[kWeight]);
    // A negative one may be rounded to zero.
    const bool negative = absl::StartsWith(table_.fields()[kWeight], "-");
    if (!weight.ok() || negative || *weight > Decimal::FromScaled(1, 0)) {
      return Reject(kWeight, "WEIGHT_INVALID", "is no decimal number from 0 to 1");
    }
    if (!targets.try_emplace(to, Target{table_.line(), *weight}).second) {
      return Reject(kTo, "DUPLICATE_ROW",
                    absl::StrCat("stands in an earlier line of ", from, " too"));
    }
  }

  void Reject(Column column, absl::string_view reason, absl::string_view what) {
    loaded_.report.Reject(table_.line(), column + 1, reason,
                          absl::StrCat(Quoted(table_.fields()[column]), " ", what));
  }

  // Keeps the codes whose weights add up.
  absl::Status AddConversion() {
    Conversion conversion;
    conversion.name = ConversionName(from_, to_);
    for (const auto& [from, targets] : codes_) {
      Decimal sum;
      for (const auto& [to, target] : targets) {
        ASSIGN_OR_RETURN(sum, sum.Add(target.weight));
      }
      ASSIGN_OR_RETURN(const Decimal over, sum.Subtract(Decimal::FromScaled(1, 0)));
      const Decimal tolerance = Decimal::FromScaled(1, kSumDecimals);
      const bool complete = std::max(over, -over) <= tolerance;
      for (const auto& [to, target] : targets) {
        if (!complete) {
          loaded_.report.Reject(target.line, 0, "WEIGHTS_INCOMPLETE",
                                absl::StrCat("the weights of ", from, " add up to ", sum.ToString(),
                                             " instead of 1"));
          continue;
        }
        ++loaded_.report.kept;
        if (target.weight == Decimal()) continue;
        conversion.weights.push_back({.from = from, .to = to, .weight = target.weight});
      }
    }
    if (conversion.weights.empty()) return NothingToKeep(loaded_.report);
    conversion.evidence.publisher = kPublisher;
    conversion.evidence.url = file_.url;
    conversion.evidence.published = file_.published;
    conversion.evidence.retrieved = file_.retrieved;
    conversion.evidence.note = absl::StrCat("From ", from_, " to ", to_, ": ", kMethod, ".");
    loaded_.batch.conversions.push_back(std::move(conversion));
    return absl::OkStatus();
  }

  const File& file_;
  Table table_;
  LoadedFile loaded_;
  std::string from_;
  std::string to_;
  std::map<std::string, std::map<std::string, Target>> codes_;  // by the code that is converted
};

}  // namespace

bool IsConversionWeightsHeader(absl::string_view line) {
  return IsHeader(absl::StrSplit(line, ','));
}

absl::StatusOr<LoadedFile> LoadConversionWeights(const File& file) { return Reader(file).Read(); }

}  // namespace entente::trade
