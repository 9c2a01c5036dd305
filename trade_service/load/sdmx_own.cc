#include "trade_service/load/sdmx_own.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/api/request.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "entente/trade/v1/resources.pb.h"
#include "trade_service/convert.h"
#include "trade_service/core/locator.h"
#include "trade_service/core/own_area.h"
#include "trade_service/load/area_code.h"
#include "trade_service/load/cells.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/sdmx_action.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kStructure = "ENTENTE:TRADE(1.0.0)";
constexpr absl::string_view kNotApplicable = "_Z";

enum class Column {
  kStructureId,
  kAction,
  kFrequency,
  kReporter,
  kPartner,
  kFlow,
  kClassification,
  kCommodity,
  kRelease,
  kPeriod,
  kValue,
  kCurrency,
  kValuation,
  kFobValue,
  kNetWeight,
  kQuantity,
  kQuantityUnit,
  kFlags
};

constexpr ColumnName<Column> kColumns[] = {
    {Column::kStructureId, "STRUCTURE_ID"},
    {Column::kAction, "ACTION"},
    {Column::kFrequency, "FREQ"},
    {Column::kReporter, "REPORTER"},
    {Column::kPartner, "COUNTERPART_AREA"},
    {Column::kFlow, "FLOW"},
    {Column::kClassification, "CLASSIFICATION"},
    {Column::kCommodity, "COMMODITY"},
    {Column::kRelease, "RELEASE"},
    {Column::kPeriod, "TIME_PERIOD"},
    {Column::kValue, "OBS_VALUE"},
    {Column::kCurrency, "CURRENCY"},
    {Column::kValuation, "VALUATION", false},
    {Column::kFobValue, "FOB_VALUE", false},
    {Column::kNetWeight, "NET_WEIGHT_KG", false},
    {Column::kQuantity, "QUANTITY", false},
    {Column::kQuantityUnit, "QUANTITY_UNIT", false},
    {Column::kFlags, "FLAGS[]", false},
};

constexpr std::pair<absl::string_view, Valuation> kValuations[] = {
    {"", Valuation::kUnspecified}, {"CIF", Valuation::kCif}, {"FOB", Valuation::kFob}};

std::optional<Valuation> ValuationOf(absl::string_view code) {
  const auto* const found = std::find_if(std::begin(kValuations), std::end(kValuations),
                                         [&](const auto& one) { return one.first == code; });
  return found == std::end(kValuations) ? std::nullopt : std::optional(found->second);
}

// The flag that the contract calls FLAG_ and that name.
std::optional<Flag> FlagOf(absl::string_view name) {
  v1::Flag flag = v1::FLAG_UNSPECIFIED;
  if (!v1::Flag_Parse(absl::StrCat("FLAG_", name), &flag) || flag == v1::FLAG_UNSPECIFIED) {
    return std::nullopt;
  }
  return static_cast<Flag>(flag);
}

// The area that a code stands for, as it is kept; nothing if it is none. An alpha-2 code is none,
// so that a country is not taken for an area of the source's own.
std::optional<std::string> AreaOf(absl::string_view code) {
  if (code == "WLD") return std::string(kWorld);
  if (IsOwnArea(code)) return std::string(code);
  if (!Alpha3Of(code).empty()) return std::nullopt;
  absl::StatusOr<std::string> area = OwnAreaCode(code);
  return area.ok() ? std::optional(*std::move(area)) : std::nullopt;
}

absl::string_view FrequencyCode(Frequency frequency) {
  if (frequency == Frequency::kAnnual) return "A";
  return frequency == Frequency::kQuarterly ? "Q" : "M";
}

// Why a row cannot be used.
struct Refusal {
  Column column;
  absl::string_view reason;
  absl::string_view what;
};

class OwnSdmxReader {
 public:
  explicit OwnSdmxReader(const File& file)
      : file_(file), table_(file.content), cells_({.folder = file.folder}) {}

  absl::StatusOr<LoadedFile> Read() && {
    RETURN_IF_ERROR(table_.ReadHeader());
    ASSIGN_OR_RETURN(columns_, ColumnMap<Column>::Read(table_.fields(), kColumns));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table_.Next());
      if (!found) break;
      RETURN_IF_ERROR(CheckMessage());
      RETURN_IF_ERROR(AddRow());
    }
    RETURN_IF_ERROR(table_.CheckEnd());
    return OneRelease(file_, NamedSource(file_.source.empty() ? source_ : file_.source), currency_,
                      std::move(cells_), std::move(report_));
  }

 private:
  absl::string_view Get(Column column) const { return columns_.Get(table_.fields(), column); }

  // What all rows must have in common.
  absl::Status CheckMessage() {
    if (const absl::string_view id = Get(Column::kStructureId); id != kStructure) {
      return AtLine(table_.line(), "DATAFLOW_MIXED",
                    absl::StrCat("is of ", Quoted(id), ", the first row of ", Quoted(kStructure),
                                 "; load each by itself"));
    }
    if (const absl::Status action = CheckSdmxAction(Get(Column::kAction)); !action.ok()) {
      return Prefix(action, absl::StrCat("line ", table_.line()));
    }
    const absl::string_view release = Get(Column::kRelease);
    const std::string source(release.substr(0, release.find("/releases/")));
    const std::string currency(Get(Column::kCurrency));
    if (report_.read++ == 0) {
      if (!MatchName(release, "sources/*/releases/*", "RELEASE").ok() || !IsCurrency(currency)) {
        return AtLine(table_.line(), "RELEASE_INVALID",
                      absl::StrCat(Quoted(release), " in ", Quoted(currency),
                                   " is no release (sources/*/releases/*) in a currency"));
      }
      source_ = source;
      currency_ = currency;
    }
    if (source == source_ && currency == currency_) return absl::OkStatus();
    return AtLine(table_.line(), "RELEASE_MIXED",
                  absl::StrCat("is of ", Quoted(source), " in ", Quoted(currency),
                               ", the first row of ", Quoted(source_), " in ", Quoted(currency_),
                               "; export each by itself, e.g. with --source"));
  }

  absl::Status AddRow() {
    Row row;
    row.observation.locator = LocatorOf(table_.line());
    const std::optional<Refusal> refusal = ReadRow(row.observation);
    if (!refusal) return cells_.Add(row);
    report_.Reject(table_.line(), columns_.Position(refusal->column), refusal->reason,
                   absl::StrCat(Quoted(Get(refusal->column)), " ", refusal->what));
    return absl::OkStatus();
  }

  std::optional<Refusal> ReadRow(Observation& observation) const {
    if (auto refusal = ReadCell(observation.cell)) return refusal;
    std::optional<Decimal> value;
    for (const auto& [column, number] :
         {std::pair(Column::kValue, &value), std::pair(Column::kFobValue, &observation.fob_value),
          std::pair(Column::kNetWeight, &observation.net_weight_kg),
          std::pair(Column::kQuantity, &observation.quantity)}) {
      const absl::string_view text = Get(column);
      if (text.empty() && column != Column::kValue) continue;
      const absl::StatusOr<Decimal> read = Decimal::Parse(text);
      if (!read.ok()) return Refusal{column, "VALUE_INVALID", "is not a decimal number"};
      *number = *read;
    }
    observation.value = *value;
    observation.quantity_unit = std::string(Get(Column::kQuantityUnit));
    const std::optional<Valuation> valuation = ValuationOf(Get(Column::kValuation));
    if (!valuation) {
      return Refusal{Column::kValuation, "VALUATION_INVALID", "is neither CIF nor FOB"};
    }
    observation.valuation = *valuation;
    for (const absl::string_view name :
         absl::StrSplit(Get(Column::kFlags), ';', absl::SkipEmpty())) {
      const std::optional<Flag> flag = FlagOf(name);
      if (!flag) return Refusal{Column::kFlags, "FLAG_INVALID", "has an unknown flag"};
      observation.flags.Add(*flag);
    }
    return std::nullopt;
  }

  std::optional<Refusal> ReadCell(Cell& cell) const {
    const absl::StatusOr<Period> period = Period::Parse(Get(Column::kPeriod));
    if (!period.ok() || FrequencyCode(period->frequency()) != Get(Column::kFrequency)) {
      return Refusal{Column::kPeriod, "PERIOD_INVALID", "is no period of the row's FREQ"};
    }
    cell.period = *period;
    cell.frequency = period->frequency();
    for (const auto& [column, area] : {std::pair(Column::kReporter, &cell.reporter),
                                       std::pair(Column::kPartner, &cell.partner)}) {
      const std::optional<std::string> known = AreaOf(Get(column));
      if (!known) {
        return Refusal{column, "AREA_INVALID",
                       "is neither an alpha-3 code nor one of a source's own"};
      }
      *area = *known;
    }
    for (const auto& [column, text] :
         {std::pair(Column::kFlow, &cell.flow), std::pair(Column::kCommodity, &cell.commodity),
          std::pair(Column::kClassification, &cell.classification)}) {
      *text = std::string(Get(column));
      if (text->empty() || !IsCode(*text)) return Refusal{column, "CODE_INVALID", "is no code"};
    }
    if (!IsCode(Get(Column::kQuantityUnit))) {
      return Refusal{Column::kQuantityUnit, "CODE_INVALID", "is no code"};
    }
    if (cell.classification == kNotApplicable) cell.classification.clear();
    return std::nullopt;
  }

  const File& file_;
  Table table_;
  ColumnMap<Column> columns_;
  std::string source_;
  std::string currency_;
  Cells cells_;
  ImportReport report_;
};

}  // namespace

bool IsOwnStructure(absl::string_view structure_id) { return structure_id == kStructure; }

absl::StatusOr<LoadedFile> LoadOwnSdmxCsv(const File& file) { return OwnSdmxReader(file).Read(); }

}  // namespace entente::trade
