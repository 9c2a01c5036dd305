#ifndef ENTENTE_COMMON_GEO_OTHER_NAMES_H_
#define ENTENTE_COMMON_GEO_OTHER_NAMES_H_

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace entente::geo {

// A name in use that iso-codes does not have.
struct OtherName {
  absl::string_view alpha3;
  absl::string_view name;
  // gettext code of the language whose usual name this is; empty if it is only to be understood.
  absl::string_view usual_in = "";
};

// The same name may stand for several countries: it is then ambiguous.
absl::Span<const OtherName> OtherNames();

}  // namespace entente::geo

#endif  // ENTENTE_COMMON_GEO_OTHER_NAMES_H_
