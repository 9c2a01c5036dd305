#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_

#include <string>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/span.h"

// What happened to an agreement in English, with date and source and without the full stop: "It was
// signed on 2022-05-10 in Ankara, according to Anadolu Agency".
namespace entente::agreements {

std::string Sentence(const Event& event, const Agreement& agreement);
std::string Sentence(const Action& action, const Agreement& agreement);
// `agreement` is the one that has the relation; without a date it says no day.
std::string Sentence(const Relation& relation, const Agreement& agreement);

// "Kazakhstan denounced it on 2001-02-03, according to Gazette, with effect by article 14 on
// 2001-08-03", of which nobody recorded the effect.
std::string Sentence(const Action& leaving, const Span& effect, const Agreement& agreement);

// "By article 12 it enters into force 30 days after the last notification, which is not recorded".
// The agreement must have such a rule, here not one of a date.
std::string NoEntrySentence(const Agreement& agreement);
// "By article 12 it enters into force 30 days after the last notification, on 1995-09-14".
std::string EntrySentence(const Span& entry, const Agreement& agreement);

// "article 12" as it is cited, or "its terms" where a rule does not say where it stands.
absl::string_view Cited(absl::string_view article);

// " on 1995-08-10", " between 1995-09-01 and 1995-09-30", " on a day that is not known, from
// 1995-09-01 on".
std::string When(const Span& span);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SENTENCE_H_
