#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_FLOW_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_FLOW_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "trade_service/core/observation.h"
#include "trade_service/core/source.h"
#include "trade_service/load/file.h"
#include "trade_service/load/sdmx_observation.h"

namespace entente::trade {

// What an SDMX observation measures.
enum class SdmxMeasure { kValue, kNetWeight, kQuantity };

// A code of a data flow's indicator dimension.
struct SdmxIndicator {
  absl::string_view code;
  SdmxMeasure measure;
  int exponent = 0;  // power of ten between the measure's unit and ours
  // What the code implies; where it does not, the flow dimension tells both.
  absl::string_view flow = "";
  Valuation valuation = Valuation::kUnspecified;
};

// A dimension, measure or attribute of a data flow.
struct SdmxComponent {
  SdmxConcept meaning;
  absl::string_view id;  // compared without regard to case
  bool required = true;
};

// How a publisher of trade statistics speaks SDMX: the ids of the data flow and of its data
// structure, and what its codes mean.
struct SdmxFlow {
  absl::Span<const absl::string_view> ids;
  absl::Span<const SdmxComponent> components;
  absl::Span<const SdmxIndicator> indicators;
  absl::StatusOr<std::string> (*area)(absl::string_view code);
  bool (*is_group)(absl::string_view area);
  // Whether a value is to be multiplied by its scale, a power of ten. Where it is not, the scale
  // only describes how the value is usually shown.
  bool apply_scale;
  bool has_products;  // if not, all of it is total trade
  absl::string_view currency;
  Source (*source)();

  // What the component of that id says; nothing if it is none that is read.
  std::optional<SdmxConcept> ConceptOf(absl::string_view id) const;
  // DIMENSION_UNKNOWN if a dimension has an id that is not known.
  absl::Status CheckDimension(absl::string_view id) const;
  const SdmxIndicator* FindIndicator(absl::string_view code) const;
};

// DIMENSION_UNKNOWN: `why` says how it shows that a message has a dimension that is not known.
absl::Status DimensionUnknown(absl::string_view why);

// A data flow, and the source whose it is.
struct SdmxOrigin {
  const SdmxFlow* flow;
  Source source;
};

// The data flow that `id` names, in any of the ways that messages have: "ESTAT:DS-045409(1.0)",
// "DOT", "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF.STA:DSD_IMTS(1.0.0)". If it
// is none that is known and the file's source was given, the known one whose dimensions are among
// `components`. DATAFLOW_UNKNOWN if there is none.
absl::StatusOr<SdmxOrigin> FindSdmxFlow(absl::string_view id,
                                        absl::Span<const absl::string_view> components,
                                        const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_FLOW_H_
