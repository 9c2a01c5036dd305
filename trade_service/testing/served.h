#ifndef ENTENTE_TRADE_SERVICE_TESTING_SERVED_H_
#define ENTENTE_TRADE_SERVICE_TESTING_SERVED_H_

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>

#include "google/protobuf/text_format.h"
#include "grpcpp/grpcpp.h"

#include "common/rpc/server.h"
#include "common/status/error.h"
#include "common/testing/grpc_status.h"
#include "common/time/clock.h"
#include "entente/trade/v1/analysis_service.grpc.pb.h"
#include "entente/trade/v1/commitment_service.grpc.pb.h"
#include "entente/trade/v1/release_service.grpc.pb.h"
#include "entente/trade/v1/statistics_service.grpc.pb.h"
#include "trade_service/services.h"
#include "trade_service/testing/stores.h"

// For tests: the services over gRPC, on every engine.
namespace entente::trade::testing {

template <typename Proto>
Proto Parse(const std::string& text) {
  Proto proto;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &proto)) << text;
  return proto;
}

// "INVALID_ARGUMENT NAME_INVALID", or "OK".
inline std::string CodeAndReason(const absl::Status& status) {
  if (status.ok()) return "OK";
  return absl::StrCat(absl::StatusCodeToString(status.code()), " ", DetailsOf(status).reason);
}

class ServedTest : public EveryEngineTest {
 protected:
  static constexpr int64_t kMaxImportBytes = 4 << 20;

  // `options`: of the server, but for its head.
  explicit ServedTest(rpc::ServerOptions options = {}) {
    const auto wake = [this] { server_->Wake(); };
    statistics_service_ = NewStatisticsService(*store_);
    analysis_service_ = NewAnalysisService(*store_);
    release_service_ =
        NewReleaseService(*store_, SystemClock(), {folder_.File(""), kMaxImportBytes}, wake);
    commitment_service_ = NewCommitmentService(*store_, wake);
    options.head = [this] { return store_->journal().Head(); };
    server_ = rpc::Server::Start(options, {statistics_service_.get(), analysis_service_.get(),
                                           release_service_.get(), commitment_service_.get()})
                  .value();
    const auto channel =
        grpc::CreateChannel(server_->address(), grpc::InsecureChannelCredentials());
    statistics_ = v1::StatisticsService::NewStub(channel);
    analysis_ = v1::AnalysisService::NewStub(channel);
    releases_ = v1::ReleaseService::NewStub(channel);
    commitments_ = v1::CommitmentService::NewStub(channel);
  }

  // A unary call; the answer, or an error with its details.
  template <typename Stub, typename Request, typename Response>
  static absl::StatusOr<Response> Call(Stub& stub,
                                       grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                    const Request&, Response*),
                                       const Request& request) {
    grpc::ClientContext context;
    SetDeadline(context);
    Response response;
    const absl::Status status =
        entente::testing::FromGrpc((stub.*method)(&context, request, &response));
    if (!status.ok()) return status;
    return response;
  }

  static void SetDeadline(grpc::ClientContext& context) {
    context.set_deadline(std::chrono::system_clock::now() + std::chrono::minutes(5));
  }

  // Uploads a file.
  absl::StatusOr<v1::ImportReleaseResponse> Import(const v1::ImportHeader& header,
                                                   const std::string& content) {
    grpc::ClientContext context;
    SetDeadline(context);
    v1::ImportReleaseResponse response;
    const auto writer = releases_->ImportRelease(&context, &response);
    v1::ImportReleaseRequest part;
    *part.mutable_header() = header;
    bool open = writer->Write(part);
    for (size_t at = 0; open && at < content.size(); at += kPiece) {
      part.set_data(content.substr(at, kPiece));
      open = writer->Write(part);
    }
    part.mutable_end()->set_size_bytes(static_cast<int64_t>(content.size()));
    if (open) writer->Write(part);
    writer->WritesDone();
    const absl::Status status = entente::testing::FromGrpc(writer->Finish());
    if (!status.ok()) return status;
    return response;
  }

  absl::StatusOr<v1::ImportReleaseResponse> Import(const std::string& header,
                                                   const std::string& content) {
    clock_.Advance(absl::Seconds(1));
    return Import(Parse<v1::ImportHeader>(header), content);
  }

  int64_t Head() const { return store_->journal().Head(); }

  static constexpr size_t kPiece = 64 << 10;

  std::unique_ptr<rpc::Service> statistics_service_;
  std::unique_ptr<rpc::Service> analysis_service_;
  std::unique_ptr<rpc::Service> release_service_;
  std::unique_ptr<rpc::Service> commitment_service_;
  std::unique_ptr<rpc::Server> server_;
  std::unique_ptr<v1::StatisticsService::Stub> statistics_;
  std::unique_ptr<v1::AnalysisService::Stub> analysis_;
  std::unique_ptr<v1::ReleaseService::Stub> releases_;
  std::unique_ptr<v1::CommitmentService::Stub> commitments_;
};

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_SERVED_H_
