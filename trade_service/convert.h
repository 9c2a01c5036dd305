#ifndef ENTENTE_TRADE_SERVICE_CONVERT_H_
#define ENTENTE_TRADE_SERVICE_CONVERT_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_field.h"

#include "entente/trade/v1/resources.pb.h"
#include "trade_service/core/area.h"
#include "trade_service/core/commodity_title.h"
#include "trade_service/core/conversion.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"
#include "trade_service/core/volume.h"

// Resources of entente.trade.v1 to the types of core/ and back. Errors are INVALID_ARGUMENT and
// name the field.
namespace entente::trade {

// Whether a text has the form of an ISO 4217 code: three capital letters.
bool IsCurrency(absl::string_view text);

v1::Amount ToProto(const Amount& amount);
v1::Definition ToProto(const Definition& definition);

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

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CONVERT_H_
