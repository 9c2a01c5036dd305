#ifndef ENTENTE_TRADE_SERVICE_FIGURE_CONVERT_H_
#define ENTENTE_TRADE_SERVICE_FIGURE_CONVERT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "entente/common/v1/types.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "entente/trade/v1/resources.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/series.h"
#include "trade_service/core/side.h"
#include "trade_service/core/source.h"
#include "trade_service/core/target.h"
#include "trade_service/core/vintage.h"
#include "trade_service/core/volume.h"

// Figures to entente.trade.v1, with the evidence that they refer to.
namespace entente::trade {

// The `evidence` list of an answer: figures refer to it by index, one entry a release or
// conversion.
class EvidenceTable {
 public:
  // `vintage` and `sources` (by name) must outlive the table.
  EvidenceTable(const Vintage& vintage, const absl::flat_hash_map<std::string, Source>& sources)
      : vintage_(vintage), sources_(sources) {}

  // Of the release with this id.
  uint32_t IndexOf(int64_t id);
  // Of the weights of a conversion.
  uint32_t IndexOf(const Conversion& conversion);
  void MoveTo(google::protobuf::RepeatedPtrField<common::v1::Evidence>* evidence);

 private:
  const Vintage& vintage_;
  const absl::flat_hash_map<std::string, Source>& sources_;
  absl::flat_hash_map<int64_t, uint32_t> index_;
  absl::flat_hash_map<std::string, uint32_t> conversion_index_;  // by name
  std::vector<common::v1::Evidence> entries_;
};

// Adds periods to a field of an answer.
template <typename Periods>
void AddPeriods(const Periods& periods, google::protobuf::RepeatedPtrField<std::string>* field) {
  for (const Period& period : periods) *field->Add() = period.ToString();
}

v1::Series ToProto(const Series& series, EvidenceTable& evidence);
v1::Figure ToProto(const Figure& figure, EvidenceTable& evidence);
v1::Volume ToProto(const Volume& volume, EvidenceTable& evidence);
v1::Side ToProto(const Side& side, EvidenceTable& evidence);
v1::Attainment ToProto(const Attainment& attainment, EvidenceTable& evidence);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_FIGURE_CONVERT_H_
