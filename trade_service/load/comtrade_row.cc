#include "trade_service/load/comtrade_row.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/text/digits.h"
#include "common/text/utf8.h"
#include "trade_service/load/comtrade_area.h"
#include "trade_service/load/flag_name.h"
#include "trade_service/load/leading_zero.h"

namespace entente::trade {
namespace {

constexpr std::array<ColumnName<Column>, 25> kNames = {{
    {Column::kTypeCode, "typeCode", false},
    {Column::kFreqCode, "freqCode", true},
    {Column::kPeriod, "period", true},
    {Column::kReporterCode, "reporterCode", true},
    {Column::kFlowCode, "flowCode", true},
    {Column::kPartnerCode, "partnerCode", true},
    {Column::kPartner2Code, "partner2Code", false},
    {Column::kClassificationCode, "classificationCode", true},
    {Column::kCmdCode, "cmdCode", true},
    {Column::kCustomsCode, "customsCode", false},
    {Column::kMosCode, "mosCode", false},
    {Column::kMotCode, "motCode", false},
    {Column::kQtyUnitCode, "qtyUnitCode", false},
    {Column::kQty, "qty", false},
    {Column::kIsQtyEstimated, "isQtyEstimated", false},
    {Column::kNetWgt, "netWgt", false},
    {Column::kIsNetWgtEstimated, "isNetWgtEstimated", false},
    {Column::kCifValue, "cifvalue", false},
    {Column::kFobValue, "fobvalue", false},
    {Column::kPrimaryValue, "primaryValue", true},
    {Column::kLegacyEstimationFlag, "legacyEstimationFlag", false},
    {Column::kIsAggregate, "isAggregate", false},
    {Column::kCurrency, "currency", false},
    {Column::kFlags, "flags", false},
    {Column::kRelease, "release", false},
}};

// Flows of Comtrade's flow list; others are kept too, and noted.
constexpr std::array<absl::string_view, 12> kFlows = {"M",   "X",   "DX",  "FM",  "RM",  "RX",
                                                      "MIP", "MOP", "XIP", "XOP", "MIF", "XIF"};

std::optional<Period> ReadPeriod(absl::string_view frequency, absl::string_view period) {
  int number = 0;
  if (!AllDigits(period) || !absl::SimpleAtoi(period, &number)) return std::nullopt;
  absl::StatusOr<Period> read = absl::InvalidArgumentError("");
  if (frequency == "A" && period.size() == 4) {
    read = Period::Of(Frequency::kAnnual, number, 1);
  } else if (frequency == "M" && period.size() == 6) {
    read = Period::Of(Frequency::kMonthly, number / 100, number % 100);
  }
  if (!read.ok()) return std::nullopt;
  return *read;
}

// A number that some files leave blank and others give as 0 where it is not available. False if the
// text is no number.
bool ReadAvailable(absl::string_view text, std::optional<Decimal>& value) {
  value.reset();
  if (text.empty()) return true;
  const absl::StatusOr<Decimal> number = Decimal::Parse(text);
  if (!number.ok()) return false;
  if (*number != Decimal()) value = *number;
  return true;
}

// Which of its two valuations the primary value is. Where both are the same, the usual one.
Valuation ValuationOf(absl::string_view flow, const Decimal& value,
                      const std::optional<Decimal>& cif, const std::optional<Decimal>& fob) {
  const bool is_cif = cif == value;
  const bool is_fob = fob == value;
  if (is_cif && is_fob) {
    return absl::StrContains(flow, 'M') ? Valuation::kCif : Valuation::kFob;
  }
  if (is_cif) return Valuation::kCif;
  if (is_fob) return Valuation::kFob;
  return Valuation::kUnspecified;
}

// False where the text is blank; nothing if it is neither true nor false.
std::optional<bool> ReadFlag(absl::string_view text) {
  if (text.empty() || text == "0" || absl::EqualsIgnoreCase(text, "false")) return false;
  if (text == "1" || absl::EqualsIgnoreCase(text, "true")) return true;
  return std::nullopt;
}

// What the source estimated. Values are as reported.
struct Estimates {
  bool quantity = false;
  bool net_weight = false;
};

// Reads legacyEstimationFlag: bit 1 means the quantity, bit 2 the net weight. Nothing if the text
// is no number.
std::optional<Estimates> ReadEstimates(absl::string_view text) {
  int flag = 0;
  if (!text.empty() && !absl::SimpleAtoi(text, &flag)) return std::nullopt;
  return Estimates{(flag & 2) != 0, (flag & 4) != 0};
}

bool Is(absl::string_view field, absl::string_view total) {
  return field.empty() || field == total;
}

}  // namespace

std::vector<absl::string_view> ComtradeColumnNames() {
  std::vector<absl::string_view> names;
  for (const ColumnName<Column>& one : kNames) names.push_back(one.name);
  return names;
}

absl::StatusOr<ComtradeColumns> ReadComtradeHeader(const std::vector<absl::string_view>& header) {
  return ComtradeColumns::Read(header, kNames);
}

std::optional<RowError> ReadRow(const ComtradeColumns& columns,
                                const std::vector<absl::string_view>& fields, Row& row,
                                std::vector<absl::string_view>& oddities) {
  const auto get = [&](Column column) {
    const absl::string_view field = columns.Get(fields, column);
    return IsMissing(field) ? absl::string_view() : field;
  };
  const auto error = [&](Column column, absl::string_view reason, absl::string_view what) {
    return RowError{column, std::string(reason),
                    absl::StrCat(Quoted(columns.Get(fields, column)), " ", what)};
  };
  Observation& observation = row.observation;
  Cell& cell = observation.cell;

  if (!Is(get(Column::kTypeCode), "C")) {
    return error(Column::kTypeCode, "TYPE_UNKNOWN", "is not C, trade in commodities");
  }
  const std::optional<Period> period = ReadPeriod(get(Column::kFreqCode), get(Column::kPeriod));
  if (!period) {
    return error(Column::kPeriod, "PERIOD_INVALID",
                 "is not a year (freqCode A) or YYYYMM (freqCode M)");
  }
  cell.period = *period;
  cell.frequency = period->frequency();

  for (const auto& [column, area] : {std::pair(Column::kReporterCode, &cell.reporter),
                                     std::pair(Column::kPartnerCode, &cell.partner)}) {
    absl::StatusOr<std::string> read = ComtradeArea(get(column));
    if (!read.ok()) return error(column, "AREA_INVALID", "is not a number of a Comtrade area");
    *area = *std::move(read);
  }
  if (cell.reporter == cell.partner) oddities.push_back("SELF_TRADE");

  cell.flow = std::string(get(Column::kFlowCode));
  if (cell.flow.empty()) return error(Column::kFlowCode, "FLOW_MISSING", "is no flow");
  if (std::find(kFlows.begin(), kFlows.end(), cell.flow) == kFlows.end()) {
    oddities.push_back("FLOW_UNKNOWN");
  }

  cell.commodity = std::string(get(Column::kCmdCode));
  if (cell.commodity.empty()) {
    return error(Column::kCmdCode, "COMMODITY_MISSING", "is no commodity");
  }
  const absl::string_view classification = get(Column::kClassificationCode);
  // Of the Harmonized System alone: elsewhere an odd number of digits is a code of its own.
  if (absl::StartsWith(classification, "H") && RestoreLeadingZero(cell.commodity)) {
    oddities.push_back("COMMODITY_PADDED");
  }
  cell.classification = cell.commodity == kTotal ? "" : std::string(classification);
  for (const Column column :
       {Column::kFlowCode, Column::kCmdCode, Column::kClassificationCode, Column::kQtyUnitCode}) {
    if (!IsCode(get(column))) return error(column, "CODE_INVALID", "is no code");
  }

  const absl::StatusOr<Decimal> value = Decimal::Parse(get(Column::kPrimaryValue));
  if (!value.ok()) {
    return error(Column::kPrimaryValue, "VALUE_INVALID", "is not a decimal number");
  }
  observation.value = *value;

  std::optional<Decimal> cif;
  std::optional<Decimal> fob;
  for (const auto& [column, number] :
       {std::pair(Column::kCifValue, &cif), std::pair(Column::kFobValue, &fob),
        std::pair(Column::kNetWgt, &observation.net_weight_kg),
        std::pair(Column::kQty, &observation.quantity)}) {
    if (!ReadAvailable(get(column), *number)) {
      return error(column, "VALUE_INVALID", "is not a decimal number");
    }
  }
  observation.valuation = ValuationOf(cell.flow, *value, cif, fob);
  if (observation.valuation == Valuation::kCif && fob != *value) observation.fob_value = fob;
  if (observation.quantity) observation.quantity_unit = std::string(get(Column::kQtyUnitCode));

  std::optional<Estimates> estimates = ReadEstimates(get(Column::kLegacyEstimationFlag));
  if (!estimates) return error(Column::kLegacyEstimationFlag, "FLAG_INVALID", "is no number");
  bool aggregated = false;
  for (const auto& [column, flag] : {std::pair(Column::kIsQtyEstimated, &estimates->quantity),
                                     std::pair(Column::kIsNetWgtEstimated, &estimates->net_weight),
                                     std::pair(Column::kIsAggregate, &aggregated)}) {
    const std::optional<bool> read = ReadFlag(get(column));
    if (!read) return error(column, "FLAG_INVALID", "is neither true nor false");
    *flag |= *read;
  }
  if (aggregated) observation.flags.Add(Flag::kAggregated);
  if ((estimates->quantity && observation.quantity) ||
      (estimates->net_weight && observation.net_weight_kg)) {
    observation.flags.Add(Flag::kEstimated);
  }
  if (!AddFlags(get(Column::kFlags), observation.flags)) {
    return error(Column::kFlags, "FLAG_INVALID", "has an unknown flag");
  }

  row.totals = (Is(get(Column::kPartner2Code), "0") ? kSecondPartner : 0u) |
               (Is(get(Column::kMotCode), "0") ? kTransport : 0u) |
               (Is(get(Column::kCustomsCode), "C00") ? kCustoms : 0u) |
               (Is(get(Column::kMosCode), "0") ? kSupply : 0u);
  row.detail.clear();
  if (row.totals != kAllTotals) {
    row.detail = absl::StrCat(get(Column::kPartner2Code), ",", get(Column::kMotCode), ",",
                              get(Column::kCustomsCode), ",", get(Column::kMosCode));
  }
  return std::nullopt;
}

}  // namespace entente::trade
