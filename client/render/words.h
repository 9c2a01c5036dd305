#ifndef ENTENTE_CLIENT_RENDER_WORDS_H_
#define ENTENTE_CLIENT_RENDER_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"
#include "google/protobuf/repeated_field.h"

#include "entente/agreements/v1/resources.pb.h"
#include "entente/common/v1/types.pb.h"
#include "entente/trade/v1/resources.pb.h"

// The contract's enums in words.
namespace entente::client {

// The name of a value without its enum's prefix, in lower case: FIELD_DEFENCE_INDUSTRY is
// "defence industry". Empty for a value that this program does not know.
std::string EnumWords(const google::protobuf::EnumDescriptor& type, int value);

template <typename Enum>
std::string Words(Enum value) {
  return EnumWords(*google::protobuf::GetEnumDescriptor<Enum>(), value);
}

// A flow's code in the field's words; others are left as the source spells them.
std::string FlowWords(absl::string_view flow);

// Which way a flow goes, to stand before the partner: "to", "from", "with".
absl::string_view FlowDirection(absl::string_view flow);

// What to know about a value: "estimated, CIF"; empty if nothing.
std::string Remarks(const google::protobuf::RepeatedField<int>& flags,
                    trade::v1::Valuation valuation);

// "in force", "signed, not in force as far as is known", ...
absl::string_view StatusWords(agreements::v1::Status status);

// Why a list of resources is empty, as the end of a sentence.
absl::string_view WhyNone(common::v1::EmptyReason reason);

// Why there is no figure, as the end of a sentence. `country`: whose figure.
std::string WhyEmpty(common::v1::EmptyReason reason, absl::string_view country);

// The same where one direction would have been enough.
std::string WhyNoFigure(common::v1::EmptyReason reason, absl::string_view country);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_WORDS_H_
