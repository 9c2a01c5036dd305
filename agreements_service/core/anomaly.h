#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_ANOMALY_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_ANOMALY_H_

#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"

namespace entente::agreements {

// What is odd in an agreement: what is stored with it, and then what can be seen in it. Nothing of
// it is wrong for certain.
//
//   ENTRY_BEFORE_SIGNATURE  it entered into force before it was signed
//   END_BEFORE_ENTRY        it ended before it entered into force
//   ENTRY_NOT_BY_TERMS      it entered into force on another day than by its terms
//   DATE_FAR_OFF            a date is more than ten years after `day`
//   PARTY_UNKNOWN           no more is known of a party than its name
//   ONE_PARTY               it has one party alone
//   PARTIES_NOT_TWO         a source calls it bilateral, and it has one party or more than two
//
// The first three hold whatever days partial dates mean.
std::vector<Anomaly> AnomaliesOf(const Agreement& agreement, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_ANOMALY_H_
