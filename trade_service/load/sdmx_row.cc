#include "trade_service/load/sdmx_row.h"

#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/file/columns.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"
#include "trade_service/load/cn.h"
#include "trade_service/load/leading_zero.h"
#include "trade_service/load/scaled.h"

namespace entente::trade {
namespace {

constexpr int kMaxScale = 9;
constexpr absl::string_view kAllProcedures = "T";

absl::Status Bad(absl::string_view reason, absl::string_view text, absl::string_view what) {
  return Error(absl::StatusCode::kInvalidArgument, reason, absl::StrCat(Quoted(text), " ", what));
}

// Reads 2024, 2024-Q1, 2024-03 and 2024-M03, of the frequency A, Q or M.
absl::StatusOr<Period> ReadPeriod(absl::string_view frequency, absl::string_view text) {
  std::string plain(text);
  if (plain.size() == 8 && plain[5] == 'M') plain.erase(5, 1);
  const absl::StatusOr<Period> period = Period::Parse(plain);
  if (period.ok() && CodeOf(period->frequency()) == frequency) return *period;
  return Bad("PERIOD_INVALID", text,
             absl::StrCat("is no period of frequency ", Quoted(frequency), " (A, Q or M)"));
}

// Reads OBS_STATUS, one letter or several, as SDMX's code list and Eurostat have them.
void ReadStatus(absl::string_view status, Flags& flags, std::vector<absl::string_view>& oddities) {
  for (const char c : status) {
    switch (absl::ascii_toupper(static_cast<unsigned char>(c))) {
      case 'A':  // normal
        break;
      case 'E':  // estimated
      case 'I':  // imputed
        flags.Add(Flag::kEstimated);
        break;
      case 'P':
        flags.Add(Flag::kProvisional);
        break;
      case 'C':
        oddities.push_back("CONFIDENTIAL");
        break;
      default:
        oddities.push_back("OBS_STATUS_OTHER");
        return;
    }
  }
}

absl::Status ReadFlow(const SdmxObservation& observation, const SdmxIndicator& indicator,
                      SdmxPart& part) {
  part.cell.flow = std::string(indicator.flow);
  part.valuation = indicator.valuation;
  if (!indicator.flow.empty()) return absl::OkStatus();
  // Comext has the statistical value: CIF of imports, FOB of exports.
  const absl::string_view flow = observation.Get(SdmxConcept::kFlow);
  if (flow != "1" && flow != "2") return Bad("FLOW_UNKNOWN", flow, "is neither 1 nor 2");
  part.cell.flow = std::string(flow == "1" ? kImports : kExports);
  part.valuation = flow == "1" ? Valuation::kCif : Valuation::kFob;
  return absl::OkStatus();
}

absl::Status ReadProduct(absl::string_view product, Cell& cell,
                         std::vector<absl::string_view>& oddities) {
  if (product.empty() || !IsCode(product)) return Bad("CODE_INVALID", product, "is no product");
  cell.commodity = std::string(product);
  if (RestoreLeadingZero(cell.commodity)) oddities.push_back("COMMODITY_PADDED");
  cell.classification = CombinedNomenclature(cell.commodity, cell.period.year());
  return absl::OkStatus();
}

absl::StatusOr<Decimal> ReadAmount(const SdmxObservation& observation, int exponent,
                                   bool apply_scale) {
  const absl::string_view text = observation.Get(SdmxConcept::kValue);
  if (text == ":" || IsMissing(text)) {
    const absl::string_view status = observation.Get(SdmxConcept::kStatus);
    if (absl::StrContains(absl::AsciiStrToLower(status), "c")) {
      return Bad("VALUE_CONFIDENTIAL", text, "stands for a value that is kept secret");
    }
    return Bad("VALUE_MISSING", text, "is no value");
  }
  if (apply_scale) {
    int scale = 0;
    const absl::string_view scale_text = observation.Get(SdmxConcept::kScale);
    if (!absl::SimpleAtoi(scale_text, &scale) || scale < 0 || scale > kMaxScale) {
      return Bad("SCALE_INVALID", scale_text, "is no power of ten from 0 to 9");
    }
    exponent += scale;
  }
  const absl::StatusOr<Decimal> amount = ParseScaled(text, exponent);
  if (!amount.ok()) return Bad("VALUE_INVALID", text, "is not a decimal number");
  return *amount;
}

}  // namespace

absl::StatusOr<SdmxPart> SdmxRowReader::Read(const SdmxObservation& observation,
                                             std::vector<absl::string_view>& oddities) {
  const auto get = [&](SdmxConcept one) { return observation.Get(one); };
  SdmxPart part;
  Cell& cell = part.cell;
  ASSIGN_OR_RETURN(cell.period,
                   ReadPeriod(get(SdmxConcept::kFrequency), get(SdmxConcept::kPeriod)));
  cell.frequency = cell.period.frequency();
  ASSIGN_OR_RETURN(cell.reporter, Area(get(SdmxConcept::kReporter)));
  ASSIGN_OR_RETURN(cell.partner, Area(get(SdmxConcept::kPartner)));
  if (cell.reporter == cell.partner) oddities.push_back("SELF_TRADE");

  const SdmxIndicator* indicator = flow_.FindIndicator(get(SdmxConcept::kIndicator));
  if (indicator == nullptr) {
    return Bad("INDICATOR_UNKNOWN", get(SdmxConcept::kIndicator), "is no indicator that is known");
  }
  part.measure = indicator->measure;
  RETURN_IF_ERROR(ReadFlow(observation, *indicator, part));
  if (flow_.has_products) {
    RETURN_IF_ERROR(ReadProduct(get(SdmxConcept::kProduct), cell, oddities));
  } else {
    cell.commodity = std::string(kTotal);
  }
  ASSIGN_OR_RETURN(part.amount, ReadAmount(observation, indicator->exponent, flow_.apply_scale));
  ReadStatus(get(SdmxConcept::kStatus), part.flags, oddities);
  if (get(SdmxConcept::kProcedure) != kAllProcedures) {
    part.procedure = std::string(get(SdmxConcept::kProcedure));
  }
  part.rest = observation.rest;
  part.locator = observation.locator;
  part.line = observation.line;
  return part;
}

absl::StatusOr<std::string> SdmxRowReader::Area(absl::string_view code) {
  const auto known = areas_.find(code);
  if (known != areas_.end()) return known->second;
  ASSIGN_OR_RETURN(std::string area, flow_.area(code));
  areas_.emplace(code, area);
  return area;
}

}  // namespace entente::trade
