#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SOURCE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SOURCE_H_

#include <vector>

#include "absl/strings/string_view.h"

#include "common/provenance/evidence.h"

namespace entente::agreements {

// Whether `source` names a publisher: by the first words of its name, as common/text/fold.h
// compares words. "unctad" names "UNCTAD, IIA Navigator", "unc" does not; an empty
// source names all, one without words none.
bool NamesPublisher(absl::string_view source, absl::string_view publisher);

// Whether it names the publisher of one of these.
bool NamesPublisher(absl::string_view source, const std::vector<Evidence>& evidence);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SOURCE_H_
