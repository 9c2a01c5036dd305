#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_ADDITION_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_ADDITION_H_

#include "agreements_service/core/agreement.h"

namespace entente::agreements {

// `known` with what one publication says of it, which others speak of, too: an addition. Its
// evidence names the publication as publisher, such as "International Environmental Agreements
// Database, members".
//
// - Actions, events, relations and claims that the publication said before give way to those that
//   it says now; those of others stay. Where both say the same, it is one part with the evidence of
//   both. Parts say whose they are: those of no evidence get that of the agreement they come from.
// - Titles, parties, identifiers, fields and anomalies are those of both. Of `known` they stay
// where
//   it is of other publications, and of this one alone only parties that still have an action do.
//   PARTY_MISSING goes where there is a party.
// - Instrument, binding force, terms, occasion and note are those of the first that says them.
//
// The first are the publications in the order of their names, so that it does not matter which of
// two is read first. Ids of what is known stay; an id of the addition that is taken becomes
// another. With a `known` that has nothing but its name it is what the addition says.
Agreement Joined(Agreement known, Agreement addition);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_ADDITION_H_
