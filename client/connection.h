#ifndef ENTENTE_CLIENT_CONNECTION_H_
#define ENTENTE_CLIENT_CONNECTION_H_

#include <cstddef>
#include <cstdint>
#include <istream>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "google/protobuf/descriptor.h"
#include "grpcpp/channel.h"
#include "grpcpp/client_context.h"
#include "grpcpp/support/sync_stream.h"

#include "client/progress.h"
#include "client/taker.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

// Internal to the clients: how every call is made. The only header of this room that shows gRPC.
namespace entente::client {

// A server and the way to it. Thread-safe.
class Connection {
 public:
  // `server`: what errors call it, "the trade service". `address`: "host:port" or any gRPC target.
  Connection(std::string server, std::string address,
             const std::vector<const google::protobuf::ServiceDescriptor*>& services);

  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Calls a unary method of a generated stub.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(Stub& stub,
                                grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request, absl::Time deadline) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    Response response;
    RETURN_IF_ERROR(ToStatus((stub.*method)(&context, request, &response)));
    return response;
  }

  // Calls a list method until its last page: all pages in one response. The page tokens keep the
  // revision of the first.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> CallAllPages(Stub& stub,
                                        grpc::Status (Stub::*method)(grpc::ClientContext*,
                                                                     const Request&, Response*),
                                        Request request, absl::Time deadline) const {
    if (request.page_size() == 0) request.set_page_size(kPageSize);
    Response all;
    do {
      ASSIGN_OR_RETURN(const Response page, Call(stub, method, request, deadline));
      request.set_page_token(page.next_page_token());
      all.MergeFrom(page);
    } while (!request.page_token().empty());
    all.clear_next_page_token();
    return all;
  }

  // Calls a method that streams its answer, and gives each part to `take`, whose error ends the
  // call and comes back.
  template <typename Stub, typename Request, typename Response>
  absl::Status Stream(Stub& stub,
                      std::unique_ptr<grpc::ClientReader<Response>> (Stub::*method)(
                          grpc::ClientContext*, const Request&),
                      const Request& request, const Taker<Response>& take,
                      absl::Time deadline) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    const auto reader = (stub.*method)(&context, request);
    Response part;
    while (reader->Read(&part)) {
      if (absl::Status taken = take(part); !taken.ok()) {
        context.TryCancel();
        reader->Finish().ok();  // the error of `take` says more
        return taken;
      }
    }
    return ToStatus(reader->Finish());
  }

  // Sends a file to an import method: header, data, end. Is not tried again (what gRPC would keep
  // for that makes it slow), so it first gives a connection a second to come about. DATA_LOSS if
  // `file` cannot be read to its end; nothing is stored then.
  template <typename Stub, typename Part, typename Header, typename Response>
  absl::StatusOr<Response> Upload(
      Stub& stub,
      std::unique_ptr<grpc::ClientWriter<Part>> (Stub::*method)(grpc::ClientContext*, Response*),
      const Header& header, std::istream& file, const Progress& progress,
      absl::Time deadline) const {
    grpc::ClientContext context;
    context.set_deadline(absl::ToChronoTime(deadline));
    AwaitConnection(deadline);
    Response response;
    const auto writer = (stub.*method)(&context, &response);
    Part part;
    *part.mutable_header() = header;
    bool open = writer->Write(part);
    int64_t sent = 0;
    std::string block(kBlockBytes, '\0');
    while (open && file.read(block.data(), kBlockBytes).gcount() > 0) {
      part.set_data(block.data(), static_cast<size_t>(file.gcount()));
      open = writer->Write(part);
      sent += file.gcount();
      if (progress) progress(sent);
    }
    if (file.bad()) {
      context.TryCancel();
      writer->Finish().ok();  // the error below says more
      return Error(absl::StatusCode::kDataLoss, "FILE_UNREADABLE",
                   absl::StrCat("reading failed after ", sent, " bytes; nothing was stored"));
    }
    if (open) {
      part.mutable_end()->set_size_bytes(sent);
      open = writer->Write(part);
    }
    if (open) writer->WritesDone();
    RETURN_IF_ERROR(ToStatus(writer->Finish()));
    return response;
  }

 private:
  static constexpr int kPageSize = 1000;
  static constexpr std::streamsize kBlockBytes = 512 << 10;

  // Returns when there is a connection, or none after a second or by `deadline`.
  void AwaitConnection(absl::Time deadline) const;

  // The status with the details that the server sent; names the server where it did not answer.
  absl::Status ToStatus(const grpc::Status& status) const;

  const std::string server_;
  const std::string address_;
  const std::shared_ptr<grpc::Channel> channel_;
};

// The last and most telling part of a message of gRPC: "failed to connect to all addresses; last
// error: UNKNOWN: ...: Connection refused" is "Connection refused".
std::string ShortReason(const std::string& message);

// A channel to `address` with this client's name, keepalive and limits, and the service config of
// `services`.
std::shared_ptr<grpc::Channel> OpenChannel(
    const std::string& address,
    const std::vector<const google::protobuf::ServiceDescriptor*>& services);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CONNECTION_H_
