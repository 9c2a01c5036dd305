#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_NAMES_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_NAMES_H_

#include <array>

#include "absl/strings/string_view.h"

#include "agreements_service/core/field.h"

namespace entente::agreements {

// What a field is called besides FieldName(), for those who look for it.
struct FieldNames {
  Field field;
  absl::string_view turkish;
  absl::string_view kazakh;  // Cyrillic
  absl::string_view russian;
  absl::string_view french;
};

// Of every field, in order.
const std::array<FieldNames, static_cast<int>(kLastField)>& AllFieldNames();

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_FIELD_NAMES_H_
