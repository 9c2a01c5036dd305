#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_UNITED_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_UNITED_H_

#include <vector>

#include "agreements_service/core/agreement.h"

// What several descriptions of one agreement say together.
namespace entente::agreements {

// Gives actions, events and relations of no evidence that of their agreement, which says whose they
// are.
void SayWhose(Agreement& agreement);

// Gives each action and event of `added` the id of the one of `known` that says the same; takes
// away ids that another one of `known` has.
void TakeIds(const Agreement& known, Agreement& added);

// Makes one relation of those that say the same, with the evidence of all.
void UniteRelations(Agreement& agreement);

// What `first` says and then what `second` does; of two parts that say the same the first, with the
// evidence of both. Instrument, binding force, occasion and note are those of the first that says
// them. PARTY_MISSING goes where there is a party. Parts without an id get one.
Agreement United(Agreement first, Agreement second);

// What merged agreements, at least one, say as one: under the name of the first, with the names of
// the others in `merged` and the revision and time of the latest. Each piece of evidence says when
// it was recorded. Nothing of any is lost but the second instrument, binding force and occasion.
Agreement Merged(std::vector<Agreement> agreements);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_UNITED_H_
