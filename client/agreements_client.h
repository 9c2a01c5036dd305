#ifndef ENTENTE_CLIENT_AGREEMENTS_CLIENT_H_
#define ENTENTE_CLIENT_AGREEMENTS_CLIENT_H_

#include <istream>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "client/progress.h"
#include "entente/agreements/v1/agreement_service.pb.h"
#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/agreements/v1/relationship_service.pb.h"

namespace entente::client {

// The agreements service; all that TradeClient says of requests, answers and errors holds here too.
// Thread-safe.
class AgreementsClient {
 public:
  // `address`: "host:port". Connects with the first call.
  explicit AgreementsClient(const std::string& address);
  ~AgreementsClient();

  absl::StatusOr<agreements::v1::GetAgreementResponse> GetAgreement(
      const agreements::v1::GetAgreementRequest& request, absl::Time deadline) const;

  absl::StatusOr<agreements::v1::GetStatusResponse> GetStatus(
      const agreements::v1::GetStatusRequest& request, absl::Time deadline) const;

  // All pages, at the revision of the first; so are the next three.
  absl::StatusOr<agreements::v1::ListAgreementsResponse> ListAgreements(
      const agreements::v1::ListAgreementsRequest& request, absl::Time deadline) const;

  absl::StatusOr<agreements::v1::ListOccasionsResponse> ListOccasions(
      const agreements::v1::ListOccasionsRequest& request, absl::Time deadline) const;

  absl::StatusOr<agreements::v1::ListMilestonesResponse> ListMilestones(
      const agreements::v1::ListMilestonesRequest& request, absl::Time deadline) const;

  absl::StatusOr<agreements::v1::ListDueResponse> ListDue(
      const agreements::v1::ListDueRequest& request, absl::Time deadline) const;

  // Loads `file` to its end. DATA_LOSS if it cannot be read; nothing is stored then.
  absl::StatusOr<agreements::v1::ImportDatasetResponse> Import(
      const agreements::v1::ImportHeader& header, std::istream& file, const Progress& progress,
      absl::Time deadline) const;

 private:
  struct Stubs;
  const std::unique_ptr<Stubs> stubs_;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_AGREEMENTS_CLIENT_H_
