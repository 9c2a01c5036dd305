#ifndef ENTENTE_AGREEMENTS_SERVICE_TESTING_SERVER_H_
#define ENTENTE_AGREEMENTS_SERVICE_TESTING_SERVER_H_

#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/clock.h"
#include "grpcpp/create_channel.h"
#include "gtest/gtest.h"

#include "agreements_service/services.h"
#include "agreements_service/store/store.h"
#include "agreements_service/testing/builders.h"
#include "common/rpc/server.h"
#include "common/testing/grpc_status.h"
#include "common/testing/matchers.h"
#include "common/time/fake_clock.h"
#include "entente/agreements/v1/agreement_service.grpc.pb.h"
#include "entente/agreements/v1/registry_service.grpc.pb.h"
#include "entente/agreements/v1/relationship_service.grpc.pb.h"

namespace entente::agreements::testing {

// For tests: all services over an empty store in memory, on a free port.
class ServerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    rpc::ServerOptions options;
    options.head = [this] { return store_->journal().Head(); };
    ASSERT_OK_AND_ASSIGN(
        server_, rpc::Server::Start(options, {agreement_service_.get(), relationship_service_.get(),
                                              registry_service_.get()}));
    const auto channel =
        grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    agreements_ = v1::AgreementService::NewStub(channel);
    relationships_ = v1::RelationshipService::NewStub(channel);
    registry_ = v1::RegistryService::NewStub(channel);
  }

  void TearDown() override { server_.reset(); }

  // Calls a unary method of a stub.
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> Call(Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&, Response*),
                                       const Request& request) {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(5)));
    Response response;
    const absl::Status status =
        entente::testing::FromGrpc((stub.*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  // Uploads a file in two pieces.
  absl::StatusOr<v1::ImportDatasetResponse> Import(const v1::ImportHeader& header,
                                                   const std::string& content,
                                                   bool with_end = true) {
    grpc::ClientContext context;
    v1::ImportDatasetResponse response;
    const auto writer = registry_->ImportDataset(&context, &response);
    v1::ImportDatasetRequest part;
    *part.mutable_header() = header;
    writer->Write(part);
    const size_t half = content.size() / 2;
    for (const std::string& piece : {content.substr(0, half), content.substr(half)}) {
      part.set_data(piece);
      writer->Write(part);
    }
    if (with_end) {
      part.mutable_end()->set_size_bytes(static_cast<int64_t>(content.size()));
      writer->Write(part);
    }
    writer->WritesDone();
    const absl::Status status = entente::testing::FromGrpc(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  static constexpr int64_t kMaxImportBytes = 100'000;

  FakeClock clock_{StartOfTime()};
  const std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
  std::unique_ptr<rpc::Server> server_;
  const OnCommit on_commit_ = [this] { server_->Wake(); };
  const std::unique_ptr<rpc::Service> agreement_service_ = NewAgreementService(*store_, on_commit_);
  const std::unique_ptr<rpc::Service> relationship_service_ =
      NewRelationshipService(*store_, on_commit_);
  const std::unique_ptr<rpc::Service> registry_service_ = NewRegistryService(
      *store_, SystemClock(), {::testing::TempDir(), kMaxImportBytes}, on_commit_);
  std::unique_ptr<v1::AgreementService::Stub> agreements_;
  std::unique_ptr<v1::RelationshipService::Stub> relationships_;
  std::unique_ptr<v1::RegistryService::Stub> registry_;
};

}  // namespace entente::agreements::testing

#endif  // ENTENTE_AGREEMENTS_SERVICE_TESTING_SERVER_H_
