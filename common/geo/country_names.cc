#include "common/geo/country_names.h"

#include <cstddef>

#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/geo/name_index.h"
#include "common/geo/name_table.h"
#include "common/geo/other_names.h"

namespace entente {

std::vector<std::string> CountriesCalled(absl::string_view name) {
  std::vector<std::string> codes;
  for (const int row : geo::NameIndex::Get().Find(name)) {
    if (static_cast<std::size_t>(row) < Countries().size()) {
      codes.push_back(Countries()[row].alpha3);
    }
  }
  return codes;
}

std::vector<std::string> NamesOfCountry(absl::string_view alpha3, absl::string_view language) {
  const int row = geo::RowOf(alpha3);
  const geo::NamesByRow* const names = geo::FindNames(language);
  if (row < 0 || names == nullptr) return {};
  return absl::StrSplit((*names)[row], '|', absl::SkipEmpty());
}

std::vector<std::string> OtherNamesOfCountry(absl::string_view alpha3) {
  std::vector<std::string> names;
  for (const geo::OtherName& other : geo::OtherNames()) {
    if (other.alpha3 == alpha3) names.emplace_back(other.name);
  }
  return names;
}

}  // namespace entente
