#include "client/agreements_client.h"

#include "client/connection.h"
#include "entente/agreements/v1/agreement_service.grpc.pb.h"
#include "entente/agreements/v1/registry_service.grpc.pb.h"
#include "entente/agreements/v1/relationship_service.grpc.pb.h"

namespace entente::client {

using agreements::v1::AgreementService;
using agreements::v1::RegistryService;
using agreements::v1::RelationshipService;

struct AgreementsClient::Stubs {
  explicit Stubs(const std::string& address)
      : connection("the agreements service", address,
                   {agreements::v1::GetAgreementRequest::descriptor()->file()->service(0),
                    agreements::v1::GetOccasionRequest::descriptor()->file()->service(0),
                    agreements::v1::ImportDatasetRequest::descriptor()->file()->service(0)}),
        agreements(connection.channel()),
        relationship(connection.channel()),
        registry(connection.channel()) {}

  const Connection connection;
  AgreementService::Stub agreements;
  RelationshipService::Stub relationship;
  RegistryService::Stub registry;
};

AgreementsClient::AgreementsClient(const std::string& address)
    : stubs_(std::make_unique<Stubs>(address)) {}

AgreementsClient::~AgreementsClient() = default;

absl::StatusOr<agreements::v1::GetAgreementResponse> AgreementsClient::GetAgreement(
    const agreements::v1::GetAgreementRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->agreements, &AgreementService::Stub::GetAgreement, request,
                                 deadline);
}

absl::StatusOr<agreements::v1::GetStatusResponse> AgreementsClient::GetStatus(
    const agreements::v1::GetStatusRequest& request, absl::Time deadline) const {
  return stubs_->connection.Call(stubs_->agreements, &AgreementService::Stub::GetStatus, request,
                                 deadline);
}

absl::StatusOr<agreements::v1::ListAgreementsResponse> AgreementsClient::ListAgreements(
    const agreements::v1::ListAgreementsRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(
      stubs_->agreements, &AgreementService::Stub::ListAgreements, request, deadline);
}

absl::StatusOr<agreements::v1::ListOccasionsResponse> AgreementsClient::ListOccasions(
    const agreements::v1::ListOccasionsRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(
      stubs_->relationship, &RelationshipService::Stub::ListOccasions, request, deadline);
}

absl::StatusOr<agreements::v1::ListMilestonesResponse> AgreementsClient::ListMilestones(
    const agreements::v1::ListMilestonesRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(
      stubs_->relationship, &RelationshipService::Stub::ListMilestones, request, deadline);
}

absl::StatusOr<agreements::v1::ListDueResponse> AgreementsClient::ListDue(
    const agreements::v1::ListDueRequest& request, absl::Time deadline) const {
  return stubs_->connection.CallAllPages(stubs_->relationship, &RelationshipService::Stub::ListDue,
                                         request, deadline);
}

absl::StatusOr<agreements::v1::ImportDatasetResponse> AgreementsClient::Import(
    const agreements::v1::ImportHeader& header, std::istream& file, const Progress& progress,
    absl::Time deadline) const {
  return stubs_->connection.Upload(stubs_->registry, &RegistryService::Stub::ImportDataset, header,
                                   file, progress, deadline);
}

}  // namespace entente::client
