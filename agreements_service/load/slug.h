#ifndef ENTENTE_AGREEMENTS_SERVICE_LOAD_SLUG_H_
#define ENTENTE_AGREEMENTS_SERVICE_LOAD_SLUG_H_

#include <string>

#include "absl/strings/string_view.h"

namespace entente::agreements {

// `text` in what an id may have: its fold in lower-case ASCII letters and digits, with hyphens
// between words, at most 60 characters; what is lost is told apart by a mark ("3+1" and "3 1" have
// two slugs). Never empty, and the same every time.
std::string SlugOf(absl::string_view text);

// "agreements/{register}-{id}": the name of the agreement that a register knows by `id`.
std::string AgreementName(absl::string_view register_name, absl::string_view id);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_LOAD_SLUG_H_
