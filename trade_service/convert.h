#ifndef ENTENTE_TRADE_SERVICE_CONVERT_H_
#define ENTENTE_TRADE_SERVICE_CONVERT_H_

#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "entente/common/v1/types.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"
#include "entente/trade/v1/resources.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/core/area.h"
#include "trade_service/core/commodity_title.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/series.h"
#include "trade_service/core/side.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"
#include "trade_service/core/vintage.h"
#include "trade_service/core/volume.h"

// entente.trade.v1 to the types of core/ and back. Errors are INVALID_ARGUMENT and name the field.
namespace entente::trade {

// Whether a text has the form of an ISO 4217 code: three capital letters.
bool IsCurrency(absl::string_view text);

v1::Source ToProto(const Source& source);
absl::StatusOr<Source> FromProto(const v1::Source& proto);

v1::Release ToProto(const Release& release);
absl::StatusOr<Release> FromProto(const v1::Release& proto);

v1::Target ToProto(const Target& target);
absl::StatusOr<Target> FromProto(const v1::Target& proto);

v1::CommodityTitle ToProto(const CommodityTitle& title);
absl::StatusOr<CommodityTitle> FromProto(const v1::CommodityTitle& proto);

v1::Area ToProto(const Area& area);

v1::ConversionWeight ToProto(const ConversionWeight& weight);
v1::Conversion ToProto(const Conversion& conversion);
absl::StatusOr<Conversion> FromProto(const v1::Conversion& proto);

v1::Statement ToProto(const Statement& statement);
absl::StatusOr<Statement> FromProto(const v1::Statement& proto);

// A valuation or set of flags as sent; `field` names it.
absl::StatusOr<Valuation> FromProto(v1::Valuation valuation, absl::string_view field);
absl::StatusOr<Flags> FromProto(const google::protobuf::RepeatedField<int>& protos,
                                absl::string_view field);
// Sets a message's repeated field of flags.
void SetFlags(const Flags& flags, google::protobuf::RepeatedField<int>* proto);
// The frequency that is asked for; nothing where it is unspecified.
absl::StatusOr<std::optional<Frequency>> FromProto(v1::Frequency frequency,
                                                   absl::string_view field);

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

v1::Series ToProto(const Series& series, EvidenceTable& evidence);
v1::Figure ToProto(const Figure& figure, EvidenceTable& evidence);
v1::Volume ToProto(const Volume& volume, EvidenceTable& evidence);
v1::Side ToProto(const Side& side, EvidenceTable& evidence);
v1::Attainment ToProto(const Attainment& attainment, EvidenceTable& evidence);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CONVERT_H_
