#include "trade_service/load/sdmx_flow.h"

#include <algorithm>
#include <array>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/load/eurostat_area.h"
#include "trade_service/load/eurostat_source.h"
#include "trade_service/load/imf_area.h"
#include "trade_service/load/one_release.h"

namespace entente::trade {
namespace {

constexpr absl::string_view kComextIds[] = {"DS-045409"};
constexpr SdmxComponent kComextComponents[] = {
    {SdmxConcept::kFrequency, "freq"},
    {SdmxConcept::kReporter, "reporter"},
    {SdmxConcept::kPartner, "partner"},
    {SdmxConcept::kProduct, "product"},
    {SdmxConcept::kFlow, "flow"},
    {SdmxConcept::kProcedure, "stat_procedure", false},
    {SdmxConcept::kIndicator, "indicators"},
    {SdmxConcept::kPeriod, "TIME_PERIOD"},
    {SdmxConcept::kValue, "OBS_VALUE"},
    {SdmxConcept::kStatus, "OBS_STATUS", false},
    {SdmxConcept::kStatus, "OBS_FLAG", false},
};
constexpr SdmxIndicator kComextIndicators[] = {
    {"VALUE_IN_EUROS", SdmxMeasure::kValue},
    {"QUANTITY_IN_100KG", SdmxMeasure::kNetWeight, 2},
    {"SUPPLEMENTARY_QUANTITY", SdmxMeasure::kQuantity},
};
// What the indicators of both IMF data flows mean.
constexpr SdmxIndicator kDotIndicators[] = {
    {"TXG_FOB_USD", SdmxMeasure::kValue, 0, kExports, Valuation::kFob},
    {"TMG_CIF_USD", SdmxMeasure::kValue, 0, kImports, Valuation::kCif},
    {"TMG_FOB_USD", SdmxMeasure::kValue, 0, kImports, Valuation::kFob},
};
constexpr SdmxIndicator kImtsIndicators[] = {
    {"XG_FOB_USD", SdmxMeasure::kValue, 0, kExports, Valuation::kFob},
    {"MG_CIF_USD", SdmxMeasure::kValue, 0, kImports, Valuation::kCif},
    {"MG_FOB_USD", SdmxMeasure::kValue, 0, kImports, Valuation::kFob},
};

constexpr absl::string_view kDotIds[] = {"DOT", "DOTS"};
constexpr SdmxComponent kDotComponents[] = {
    {SdmxConcept::kFrequency, "FREQ"},           {SdmxConcept::kReporter, "REF_AREA"},
    {SdmxConcept::kPartner, "COUNTERPART_AREA"}, {SdmxConcept::kIndicator, "INDICATOR"},
    {SdmxConcept::kScale, "UNIT_MULT"},          {SdmxConcept::kPeriod, "TIME_PERIOD"},
    {SdmxConcept::kValue, "OBS_VALUE"},          {SdmxConcept::kStatus, "OBS_STATUS", false},
};
Source Dot() {
  return {.name = "sources/imf-dot",
          .title = "Direction of Trade Statistics",
          .publisher = "International Monetary Fund",
          .url = "https://data.imf.org",
          .kind = SourceKind::kCompiled,
          .note = ""};
}

constexpr absl::string_view kImtsIds[] = {"IMTS", "DSD_IMTS"};
constexpr SdmxComponent kImtsComponents[] = {
    {SdmxConcept::kFrequency, "FREQUENCY"},         {SdmxConcept::kReporter, "COUNTRY"},
    {SdmxConcept::kPartner, "COUNTERPART_COUNTRY"}, {SdmxConcept::kIndicator, "INDICATOR"},
    {SdmxConcept::kPeriod, "TIME_PERIOD"},          {SdmxConcept::kValue, "OBS_VALUE"},
    {SdmxConcept::kStatus, "OBS_STATUS", false},    {SdmxConcept::kScale, "SCALE", false},
};
Source Imts() {
  return {.name = "sources/imf-imts",
          .title = "International Trade in Goods (by partner country)",
          .publisher = "International Monetary Fund",
          .url = "https://data.imf.org",
          .kind = SourceKind::kCompiled,
          .note = ""};
}

// The value of the United States' exports to the world in 2023 is 2019551.635133 in a message of
// DOT with UNIT_MULT 6, and 2019551635133 in one of IMTS with SCALE 6: there the scale must be
// applied, here it has been.
constexpr SdmxFlow kFlows[] = {
    {kComextIds, kComextComponents, kComextIndicators, EurostatArea, IsEurostatGroup, false, true,
     "EUR", EurostatComext},
    {kDotIds, kDotComponents, kDotIndicators, ImfDotArea, IsImfGroup, true, false, "USD", Dot},
    {kImtsIds, kImtsComponents, kImtsIndicators, ImfImtsArea, IsImfGroup, false, false, "USD",
     Imts},
};

bool HasId(const SdmxFlow& flow, absl::string_view id) {
  return std::find(flow.ids.begin(), flow.ids.end(), id) != flow.ids.end();
}

bool IsMadeOf(const SdmxFlow& flow, absl::Span<const absl::string_view> ids) {
  return std::all_of(
      flow.components.begin(), flow.components.end(), [&](const SdmxComponent& wanted) {
        return !wanted.required || std::any_of(ids.begin(), ids.end(), [&](absl::string_view id) {
          return absl::EqualsIgnoreCase(id, wanted.id);
        });
      });
}

}  // namespace

std::optional<SdmxConcept> SdmxFlow::ConceptOf(absl::string_view id) const {
  for (const SdmxComponent& component : components) {
    if (absl::EqualsIgnoreCase(component.id, id)) return component.meaning;
  }
  return std::nullopt;
}

absl::Status SdmxFlow::CheckDimension(absl::string_view id) const {
  if (ConceptOf(id)) return absl::OkStatus();
  return DimensionUnknown(
      absl::StrCat(Quoted(id), " is none of the dimensions that are known of this data flow"));
}

absl::Status DimensionUnknown(absl::string_view why) {
  return Error(absl::StatusCode::kInvalidArgument, "DIMENSION_UNKNOWN",
               absl::StrCat(why,
                            ", and parts of a value must not be taken for the whole; fetch "
                            "the total of that dimension, and leave the dimension out"));
}

const SdmxIndicator* SdmxFlow::FindIndicator(absl::string_view code) const {
  const auto found =
      std::find_if(indicators.begin(), indicators.end(),
                   [&](const SdmxIndicator& indicator) { return indicator.code == code; });
  return found == indicators.end() ? nullptr : &*found;
}

absl::StatusOr<SdmxOrigin> FindSdmxFlow(absl::string_view id,
                                        absl::Span<const absl::string_view> components,
                                        const File& file) {
  for (const absl::string_view part : absl::StrSplit(id, absl::ByAnyChar(":.=()/ "))) {
    for (const SdmxFlow& flow : kFlows) {
      if (HasId(flow, part)) return SdmxOrigin{&flow, flow.source()};
    }
  }
  if (!file.source.empty()) {
    for (const SdmxFlow& flow : kFlows) {
      if (!IsMadeOf(flow, components)) continue;
      return SdmxOrigin{&flow, NamedSource(file.source)};
    }
  }
  return Error(absl::StatusCode::kInvalidArgument, "DATAFLOW_UNKNOWN",
               absl::StrCat(Quoted(id),
                            " is none of the data flows that are known (Eurostat's DS-045409, "
                            "IMF's DOT and IMTS); for another with the dimensions of one of them, "
                            "name its source"));
}

}  // namespace entente::trade
