#ifndef ENTENTE_AGREEMENTS_SERVICE_REVISION_DIFF_H_
#define ENTENTE_AGREEMENTS_SERVICE_REVISION_DIFF_H_

#include <memory>

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "common/rpc/stream.h"
#include "common/time/clock.h"
#include "entente/agreements/v1/registry_service.pb.h"

namespace entente::agreements {

// The answer of DiffRevisions. The store and the clock must outlive it.
absl::StatusOr<std::unique_ptr<rpc::Stream<v1::DiffRevisionsResponse>>> DiffRevisions(
    const Store& store, const Clock& clock, const v1::DiffRevisionsRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_REVISION_DIFF_H_
