#include "agreements_service/core/source.h"

#include <algorithm>
#include <string>

#include "absl/strings/match.h"

#include "common/text/fold.h"

namespace entente::agreements {

bool NamesPublisher(absl::string_view source, absl::string_view publisher) {
  if (source.empty()) return true;
  const std::string first = Fold(source);
  const std::string whole = Fold(publisher);
  return !first.empty() && absl::StartsWith(whole, first) &&
         (whole.size() == first.size() || whole[first.size()] == ' ');
}

bool NamesPublisher(absl::string_view source, const std::vector<Evidence>& evidence) {
  return std::any_of(evidence.begin(), evidence.end(), [source](const Evidence& one) {
    return NamesPublisher(source, one.publisher);
  });
}

}  // namespace entente::agreements
