#ifndef ENTENTE_CLIENT_RENDER_WORDS_H_
#define ENTENTE_CLIENT_RENDER_WORDS_H_

#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/generated_enum_reflection.h"

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

// "in force", "signed, not in force as far as is known", ...
absl::string_view StatusWords(agreements::v1::Status status);

// Why a list of resources is empty, as the end of a sentence.
absl::string_view WhyNone(common::v1::EmptyReason reason);

// Why there is no figure, as the end of a sentence. `country`: whose figure.
std::string WhyEmpty(common::v1::EmptyReason reason, absl::string_view country);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_WORDS_H_
