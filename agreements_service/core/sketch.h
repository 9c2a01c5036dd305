#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SKETCH_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SKETCH_H_

#include <cstddef>
#include <string>
#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/field.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// What is compared of an agreement.
struct Sketch {
  std::string name;
  Title title;                         // the first one
  std::vector<std::string> languages;  // of the titles; all lists but identifiers are in order
  // Of all titles, folded, without numbers and what says little: names of the two parties, words
  // that any title has. A country's name is its code.
  std::vector<std::string> words;
  std::vector<std::string> numbers;  // in the first title, but years; as often as they are there
  std::vector<Field> fields;
  std::vector<std::string> parties;  // codes of countries, and ids of what has none
  PartialDate signed_on;             // or adopted; absent: not known
  PartialDate in_force_from;
  std::vector<Identifier> identifiers;
  std::vector<std::string> publishers;  // in its evidence
  Instrument instrument = Instrument::kUnspecified;
  size_t parts = 0;  // how much is recorded of it
};

Sketch SketchOf(const Agreement& agreement);

// Whether its parties are two countries, which every register lists alike. Those of an agreement of
// many, and of a group, they list differently.
bool IsOfTwoCountries(const Sketch& sketch);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SKETCH_H_
