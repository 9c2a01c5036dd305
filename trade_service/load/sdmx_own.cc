#include "trade_service/load/sdmx_own.h"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

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
#include "trade_service/load/flag_name.h"
#include "trade_service/load/one_release.h"
#include "trade_service/load/own_releases.h"
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
  kFlags,
  kCell,
  kDataset,
  kPublished,
  kRetrieved,
  kRecorded,
  kUrl,
  kFileName,
  kNote,
  kSourceTitle,
  kPublisher,
  kSourceUrl,
  kSourceKind,
  kSourceNote
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
    {Column::kCell, "CELL", false},
    {Column::kDataset, "DATASET", false},
    {Column::kPublished, "PUBLISHED", false},
    {Column::kRetrieved, "RETRIEVED", false},
    {Column::kRecorded, "RECORDED", false},
    {Column::kUrl, "URL", false},
    {Column::kFileName, "FILE_NAME", false},
    {Column::kNote, "NOTE", false},
    {Column::kSourceTitle, "SOURCE_TITLE", false},
    {Column::kPublisher, "PUBLISHER", false},
    {Column::kSourceUrl, "SOURCE_URL", false},
    {Column::kSourceKind, "SOURCE_KIND", false},
    {Column::kSourceNote, "SOURCE_NOTE", false},
};

constexpr std::pair<absl::string_view, Valuation> kValuations[] = {
    {"", Valuation::kUnspecified}, {"CIF", Valuation::kCif}, {"FOB", Valuation::kFob}};

std::optional<Valuation> ValuationOf(absl::string_view code) {
  const auto* const found = std::find_if(std::begin(kValuations), std::end(kValuations),
                                         [&](const auto& one) { return one.first == code; });
  return found == std::end(kValuations) ? std::nullopt : std::optional(found->second);
}

// The kind that the contract calls SOURCE_KIND_ and that name; an empty one is not stated.
std::optional<SourceKind> SourceKindOf(absl::string_view name) {
  v1::SourceKind kind = v1::SOURCE_KIND_UNSPECIFIED;
  if (!name.empty() && !v1::SourceKind_Parse(absl::StrCat("SOURCE_KIND_", name), &kind)) {
    return std::nullopt;
  }
  return static_cast<SourceKind>(kind);
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

// Why a row cannot be used.
struct Refusal {
  Column column;
  absl::string_view reason;
  absl::string_view what;
};

class OwnSdmxReader {
 public:
  explicit OwnSdmxReader(const File& file) : file_(file), table_(file.content), releases_(file) {}

  absl::StatusOr<LoadedFile> Read() && {
    RETURN_IF_ERROR(table_.ReadHeader());
    ASSIGN_OR_RETURN(columns_, ColumnMap<Column>::Read(table_.fields(), kColumns));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table_.Next());
      if (!found) break;
      RETURN_IF_ERROR(CheckMessage());
      RETURN_IF_ERROR(ReadRelease());
      RETURN_IF_ERROR(AddRow());
    }
    RETURN_IF_ERROR(table_.CheckEnd());
    return std::move(releases_).Finish(
        file_.source.empty() ? about_source_ : NamedSource(file_.source), currency_,
        std::move(report_));
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
      RETURN_IF_ERROR(ReadSource());
    }
    if (source == source_ && currency == currency_) return absl::OkStatus();
    return AtLine(table_.line(), "RELEASE_MIXED",
                  absl::StrCat("is of ", Quoted(source), " in ", Quoted(currency),
                               ", the first row of ", Quoted(source_), " in ", Quoted(currency_),
                               "; export each by itself, e.g. with --source"));
  }

  // A text about source or release.
  absl::StatusOr<std::string> Text(Column column) const {
    const absl::string_view text = Get(column);
    if (!IsValidUtf8(text)) return Invalid(column, "is no UTF-8");
    return std::string(text);
  }

  absl::StatusOr<PartialDate> Date(Column column) const {
    absl::StatusOr<PartialDate> date = PartialDate::Parse(Get(column));
    if (!date.ok()) return Invalid(column, "is no date in EDTF");
    return date;
  }

  absl::Status Invalid(Column column, absl::string_view what) const {
    return AtLine(
        table_.line(), "RELEASE_INVALID",
        absl::StrCat("column ", columns_.Position(column), ": ", Quoted(Get(column)), " ", what));
  }

  // What the first row says of the source.
  absl::Status ReadSource() {
    about_source_ = NamedSource(source_);
    if (!Get(Column::kSourceTitle).empty()) {
      ASSIGN_OR_RETURN(about_source_.title, Text(Column::kSourceTitle));
    }
    if (!Get(Column::kPublisher).empty()) {
      ASSIGN_OR_RETURN(about_source_.publisher, Text(Column::kPublisher));
    }
    ASSIGN_OR_RETURN(about_source_.url, Text(Column::kSourceUrl));
    ASSIGN_OR_RETURN(about_source_.note, Text(Column::kSourceNote));
    const std::optional<SourceKind> kind = SourceKindOf(Get(Column::kSourceKind));
    if (!kind) return Invalid(Column::kSourceKind, "is no kind of a source");
    about_source_.kind = *kind;
    return absl::OkStatus();
  }

  // What a row says of its release, unless the row before it is of the same.
  absl::Status ReadRelease() {
    const absl::string_view name = Get(Column::kRelease);
    if (from_.name == name) return absl::OkStatus();
    from_.name = std::string(name);
    ASSIGN_OR_RETURN(from_.dataset, Text(Column::kDataset));
    ASSIGN_OR_RETURN(from_.published, Date(Column::kPublished));
    ASSIGN_OR_RETURN(from_.retrieved, Date(Column::kRetrieved));
    from_.recorded = {};
    const absl::string_view recorded = Get(Column::kRecorded);
    std::string error;
    if (!recorded.empty() &&
        !absl::ParseTime(absl::RFC3339_full, recorded, &from_.recorded, &error)) {
      return Invalid(Column::kRecorded, "is no time (RFC 3339)");
    }
    ASSIGN_OR_RETURN(from_.url, Text(Column::kUrl));
    ASSIGN_OR_RETURN(from_.file_name, Text(Column::kFileName));
    ASSIGN_OR_RETURN(from_.note, Text(Column::kNote));
    return absl::OkStatus();
  }

  absl::Status AddRow() {
    Row row;
    const std::optional<Refusal> refusal = ReadRow(row.observation);
    if (!refusal) return releases_.Add(row, from_);
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
    if (!AddFlags(Get(Column::kFlags), observation.flags)) {
      return Refusal{Column::kFlags, "FLAG_INVALID", "has an unknown flag"};
    }
    const absl::string_view place = Get(Column::kCell);
    if (!IsValidUtf8(place)) return Refusal{Column::kCell, "CELL_INVALID", "is no UTF-8"};
    observation.locator = place.empty() ? LocatorOf(table_.line()) : std::string(place);
    return std::nullopt;
  }

  std::optional<Refusal> ReadCell(Cell& cell) const {
    const absl::StatusOr<Period> period = Period::Parse(Get(Column::kPeriod));
    if (!period.ok() || CodeOf(period->frequency()) != Get(Column::kFrequency)) {
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
  Source about_source_;
  Release from_;  // of the row that is read
  OwnReleases releases_;
  ImportReport report_;
};

}  // namespace

bool IsOwnStructure(absl::string_view structure_id) { return structure_id == kStructure; }

absl::StatusOr<LoadedFile> LoadOwnSdmxCsv(const File& file) { return OwnSdmxReader(file).Read(); }

}  // namespace entente::trade
