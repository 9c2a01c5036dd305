#include "trade_service/load/baci.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/core/locator.h"
#include "trade_service/load/baci_name.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/comtrade_area.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/scaled.h"
#include "trade_service/packed_row.h"

namespace entente::trade {
namespace {

constexpr int kThousand = 3;  // power of ten: of US dollars, and of kilograms
constexpr uint32_t kAreas = 1000;
constexpr uint32_t kYears = 10000;
constexpr int kCommodityDigits = 6;
constexpr int32_t kBeforeDigits = 1'000'000;  // the 1 before them in PackedRow::commodity
constexpr int kFastDigits = 15;  // of a number that is read in 64 bits, whatever its scale

constexpr int kColumns = 6;
enum BaciColumn { kYear = 1, kExporter, kImporter, kCommodity, kValue, kQuantity };

// An amount: packed, or large where its scale is PackedNumber::kText.
struct Amount {
  PackedNumber packed;
  Decimal large;

  PackedNumber Packed(RowTexts& texts) const {
    return packed.scale == PackedNumber::kText ? Pack(large, texts) : packed;
  }
};

// A row, as numbers.
struct Numbers {
  uint32_t year = 0;
  uint32_t exporter = 0;
  uint32_t importer = 0;
  uint32_t commodity = 0;
  int commodity_digits = 0;
  Amount value;
  Amount weight;
};

// Reads the numbers of one line, without copying any of it.
class LineScanner {
 public:
  explicit LineScanner(absl::string_view line) : p_(line.data()), end_(p_ + line.size()) {}

  // 0 if the line is a row of BACI, else the number of the column that is not.
  int Read(Numbers& row) {
    if (!Integer(row.year) || !Comma()) return kYear;
    if (!Integer(row.exporter) || !Comma()) return kExporter;
    if (!Integer(row.importer) || !Comma()) return kImporter;
    const char* const commodity = p_;
    if (!Integer(row.commodity) || !Comma()) return kCommodity;
    row.commodity_digits = static_cast<int>(p_ - commodity) - 1;
    if (!Thousands(row.value) || !Comma()) return kValue;
    if (!Quantity(row.weight) || p_ != end_) return kQuantity;
    return 0;
  }

 private:
  bool Comma() { return p_ != end_ && *p_++ == ','; }

  // 1 to 6 digits.
  bool Integer(uint32_t& value) {
    value = 0;
    const char* const begin = p_;
    for (; p_ != end_ && absl::ascii_isdigit(*p_); ++p_) value = value * 10 + (*p_ - '0');
    return p_ != begin && p_ - begin <= kCommodityDigits;
  }

  // A number of thousands. Digits with a point between them at most: no sign, no exponent.
  bool Thousands(Amount& amount) {
    const char* const begin = p_;
    int64_t mantissa = 0;
    const char* point = nullptr;
    for (; p_ != end_ && p_ - begin <= kFastDigits; ++p_) {
      if (absl::ascii_isdigit(*p_)) {
        mantissa = mantissa * 10 + (*p_ - '0');
      } else if (*p_ == '.' && point == nullptr) {
        point = p_;
      } else {
        break;
      }
    }
    const int decimals = point == nullptr ? 0 : static_cast<int>(p_ - point) - 1;
    if (p_ == begin || point == begin || (point != nullptr && p_ == point + 1) ||
        p_ - begin > kFastDigits || (p_ != end_ && *p_ != ',' && *p_ != '"' && *p_ != ' ')) {
      return AnyThousands(begin, amount);
    }
    amount.packed = PackedNumber::FromScaled(mantissa, decimals - kThousand);
    return true;
  }

  // The same for any number there is.
  bool AnyThousands(const char* begin, Amount& amount) {
    p_ = std::find_if(begin, end_, [](char c) { return c == ',' || c == '"' || c == ' '; });
    const absl::StatusOr<Decimal> read =
        ParseScaled(absl::string_view(begin, p_ - begin), kThousand);
    if (!read.ok()) return false;
    amount = {{0, PackedNumber::kText}, *read};
    return true;
  }

  // Blanks and a number, or NA; quoted or not.
  bool Quantity(Amount& weight) {
    const bool quoted = p_ != end_ && *p_ == '"';
    if (quoted) ++p_;
    while (p_ != end_ && *p_ == ' ') ++p_;
    weight = {};
    if (end_ - p_ >= 2 && p_[0] == 'N' && p_[1] == 'A') {
      p_ += 2;
    } else if (!Thousands(weight)) {
      return false;
    }
    while (p_ != end_ && *p_ == ' ') ++p_;
    return !quoted || (p_ != end_ && *p_++ == '"');
  }

  const char* p_;
  const char* const end_;
};

// A line's fields without quotes and blanks around them.
std::vector<absl::string_view> BareFields(absl::string_view line) {
  std::vector<absl::string_view> fields = absl::StrSplit(line, ',');
  for (absl::string_view& field : fields) {
    field = absl::StripAsciiWhitespace(field);
    if (absl::ConsumePrefix(&field, "\"")) absl::ConsumeSuffix(&field, "\"");
    field = absl::StripAsciiWhitespace(field);
  }
  return fields;
}

// The lines of a file, into cells.
class BaciReader {
 public:
  // `folder`: for temporary files.
  BaciReader(absl::string_view content, std::string classification, const std::string& folder)
      : cells({.sum_totals = true, .folder = folder}),
        rest_(content),
        classification_(std::move(classification)),
        areas_(kAreas) {
    row_.valuation = Valuation::kFob;
    row_.flags.Add(Flag::kReporterInferred);
    for (uint32_t number = 1; number < kAreas; ++number) {
      areas_[number] = ComtradeArea(absl::StrCat(number)).value();
    }
  }

  absl::Status ReadAll() {
    absl::string_view header = Next();
    absl::ConsumePrefix(&header, kByteOrderMark);
    if (!IsBaciHeader(header)) {
      return AtLine(line_, "FILE_MALFORMED", "is not the header of a file of BACI: t,i,j,k,v,q");
    }
    while (!rest_.empty()) {
      const absl::string_view line = Next();
      if (line.empty()) continue;
      ++report.read;
      RETURN_IF_ERROR(ReadLine(line));
    }
    if (report.read == 0) return AtLine(line_, "FILE_EMPTY", "there is a header and no row");
    if (!ended_) {
      return AtLine(
          line_, "FILE_TRUNCATED",
          "the file ends inside this line; fetch it again, or end the line if it is whole");
    }
    return absl::OkStatus();
  }

  ImportReport report;
  Cells cells;

 private:
  // The next line, without its end.
  absl::string_view Next() {
    ++line_;
    const size_t end = rest_.find('\n');
    ended_ = end != absl::string_view::npos;
    absl::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(ended_ ? end + 1 : rest_.size());
    absl::ConsumeSuffix(&line, "\r");
    return line;
  }

  absl::Status ReadLine(absl::string_view line) {
    Numbers numbers;
    if (LineScanner(line).Read(numbers) == 0) return Keep(line, numbers);
    // Another way of writing a row, or none at all.
    const std::vector<absl::string_view> fields = BareFields(line);
    if (fields.size() != kColumns) {
      return AtLine(line_, fields.size() < kColumns ? "FILE_TRUNCATED" : "FILE_MALFORMED",
                    absl::StrCat("has ", fields.size(), " fields where the header has ", kColumns,
                                 "; fetch the file again"));
    }
    const int column = LineScanner(absl::StrJoin(fields, ",")).Read(numbers);
    return column == 0 ? Keep(line, numbers) : Reject(line, column);
  }

  absl::Status Reject(absl::string_view line, int column) {
    constexpr std::array<std::pair<const char*, const char*>, kColumns> kReasons = {{
        {"PERIOD_INVALID", "is not a year"},
        {"AREA_INVALID", "is not a number of a BACI area"},
        {"AREA_INVALID", "is not a number of a BACI area"},
        {"COMMODITY_INVALID", "is not a commodity of 6 digits, nor of 5 after a zero"},
        {"VALUE_INVALID", "is not a decimal number"},
        {"VALUE_INVALID", "is neither a decimal number nor NA"},
    }};
    const auto& [reason, what] = kReasons[column - 1];
    report.Reject(line_, column, reason,
                  absl::StrCat(Quoted(BareFields(line)[column - 1]), " ", what));
    return absl::OkStatus();
  }

  absl::Status Keep(absl::string_view line, const Numbers& numbers) {
    if (numbers.year == 0 || numbers.year >= kYears) return Reject(line, kYear);
    if (numbers.exporter == 0 || numbers.exporter >= kAreas) return Reject(line, kExporter);
    if (numbers.importer == 0 || numbers.importer >= kAreas) return Reject(line, kImporter);
    if (numbers.commodity_digits < kCommodityDigits - 1) return Reject(line, kCommodity);
    if (const auto pair = std::tuple(numbers.year, numbers.exporter, numbers.importer);
        pair != pair_) {
      pair_ = pair;
      RETURN_IF_ERROR(cells.Turn(
          {.reporter = areas_[numbers.exporter],
           .partner = areas_[numbers.importer],
           .flow = kExports,
           .period = Period::Of(Frequency::kAnnual, static_cast<int>(numbers.year), 1).value()}));
      row_.classification = cells.texts().classifications.NumberOf(classification_);
      row_.quantity_unit = cells.texts().units.NumberOf("");
    }
    row_.commodity = kBeforeDigits + static_cast<int32_t>(numbers.commodity);
    row_.line = line_;
    row_.value = numbers.value.Packed(cells.texts());
    row_.net_weight_kg = numbers.weight.Packed(cells.texts());
    if (numbers.commodity_digits != kCommodityDigits) {
      report.Note("COMMODITY_PADDED", LocatorOf(line_));
    }
    if (numbers.exporter == numbers.importer) report.Note("SELF_TRADE", LocatorOf(line_));
    return cells.Put(row_);
  }

  absl::string_view rest_;
  int64_t line_ = 0;
  bool ended_ = true;  // the last line, by a line end
  const std::string classification_;
  std::vector<std::string> areas_;                 // by number
  PackedRow row_;                                  // with what all rows have
  std::tuple<uint32_t, uint32_t, uint32_t> pair_;  // year, exporter and importer of the last row
};

Source Baci() {
  return {.name = "sources/cepii-baci",
          .title = "BACI",
          .publisher = "CEPII",
          .url = "https://www.cepii.fr/CEPII/en/bdd_modele/bdd_modele_item.asp?id=37",
          .kind = SourceKind::kReconciled,
          .note = ""};
}

}  // namespace

bool IsBaciHeader(absl::string_view line) {
  return BareFields(line) == std::vector<absl::string_view>{"t", "i", "j", "k", "v", "q"};
}

bool IsBaciCountriesHeader(absl::string_view line) {
  const std::vector<absl::string_view> fields = BareFields(line);
  return fields.size() > 1 && fields[0] == "country_code" &&
         absl::StartsWith(fields[1], "country_name");
}

absl::StatusOr<LoadedFile> LoadBaci(const File& file) {
  const std::optional<BaciName> name = ParseBaciName(file.name);
  if (!name) {
    return InvalidField("FILE_NAME_INVALID", "header.file_name",
                        absl::StrCat(Quoted(file.name),
                                     " does not tell the revision of the Harmonized System; keep "
                                     "CEPII's name, such as BACI_HS92_Y2021_V202301.csv"));
  }
  BaciReader reader(file.content, name->classification, file.folder);
  RETURN_IF_ERROR(reader.ReadAll());
  File named = file;
  if (named.dataset.empty()) named.dataset = name->dataset;
  if (named.published == PartialDate()) named.published = name->published;
  return OneRelease(named, Baci(), "USD", std::move(reader.cells), std::move(reader.report));
}

}  // namespace entente::trade
