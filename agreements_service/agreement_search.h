#ifndef ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_SEARCH_H_
#define ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_SEARCH_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "entente/agreements/v1/agreement_service.pb.h"

namespace entente::agreements {

// AgreementService.SearchAgreements.
absl::StatusOr<v1::SearchAgreementsResponse> SearchAgreements(
    const Store& store, const v1::SearchAgreementsRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_AGREEMENT_SEARCH_H_
