#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_

#include <string>

#include "agreements_service/core/agreement.h"

// What happened to an agreement in English, with date and source and without the full stop: "It was
// signed on 2022-05-10 in Ankara, according to Anadolu Agency".
namespace entente::agreements {

std::string Sentence(const Event& event, const Agreement& agreement);
std::string Sentence(const Action& action, const Agreement& agreement);
// `agreement` is the one that has the relation; without a date it says no day.
std::string Sentence(const Relation& relation, const Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_
