#ifndef ENTENTE_COMMON_RPC_SERVICE_H_
#define ENTENTE_COMMON_RPC_SERVICE_H_

#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message_lite.h"

#include "common/rpc/context.h"
#include "common/rpc/stream.h"

namespace entente::rpc {

// Streams of serialized messages.
using ByteStream = Stream<std::string>;
using ByteUpload = Upload<absl::string_view, std::string>;

// Handlers of a method, on serialized messages. Exactly one is set.
struct Method {
  const google::protobuf::MethodDescriptor* descriptor = nullptr;
  // Whether the answer depends on the request and the store's head alone, so that it can be kept.
  bool keep_answer = false;
  // Whether it can change something, so that it takes its turn behind others that can.
  bool mutates = false;
  // Whether the handler never blocks, so that it need not wait for a worker.
  bool immediate = false;
  std::function<absl::StatusOr<std::string>(const Context&, absl::string_view)> unary;
  std::function<absl::StatusOr<std::unique_ptr<ByteStream>>(const Context&, absl::string_view)>
      server_stream;
  std::function<absl::StatusOr<std::unique_ptr<ByteUpload>>(const Context&)> client_stream;
};

// The handlers of one service of the contract. gRPC stays behind rpc::Server, which wraps every one
// of them alike: nothing that is registered here can be reached in another way.
//
//   rpc::Service service(*ServiceDescriptor);
//   service.Read("GetSeries", [&](const rpc::Context& context, const GetSeriesRequest& request)
//       -> absl::StatusOr<GetSeriesResponse> { ... });
//
// Registering a method that the service does not have, twice, or with other message types than its
// descriptor's ends the program: it is a mistake in the program, found at its first start.
class Service {
 public:
  explicit Service(const google::protobuf::ServiceDescriptor& descriptor);

  // A method that can change something: one such call is at work at a time, and however long it
  // takes, or waits for an import, it holds no reader up.
  // The handler is `StatusOr<Response>(const Context&, const Request&)`.
  template <typename Request, typename Response, typename Handler>
  void Unary(absl::string_view method, Handler handler) {
    AddUnary<Request, Response>(method, std::move(handler)).mutates = true;
  }

  // A unary method whose answer depends on the request and the store's head revision alone: its
  // answers are kept and given again until the head moves.
  template <typename Request, typename Response, typename Handler>
  void Read(absl::string_view method, Handler handler) {
    AddUnary<Request, Response>(method, std::move(handler)).keep_answer = true;
  }

  // A unary method whose handler never blocks: it is answered at once, however many calls wait.
  template <typename Request, typename Response, typename Handler>
  void Immediate(absl::string_view method, Handler handler) {
    AddUnary<Request, Response>(method, std::move(handler)).immediate = true;
  }

  // The handler is `StatusOr<unique_ptr<Stream<Response>>>(const Context&, const Request&)`.
  template <typename Request, typename Response, typename Handler>
  void ServerStream(absl::string_view method, Handler handler);

  // The handler is `StatusOr<unique_ptr<Upload<Request, Response>>>(const Context&)`.
  template <typename Request, typename Response, typename Handler>
  void ClientStream(absl::string_view method, Handler handler);

  const google::protobuf::ServiceDescriptor& descriptor() const { return descriptor_; }

  // In the order of the descriptor. Ends the program if a method has no handler.
  const std::vector<Method>& methods() const;

 private:
  template <typename Request, typename Response, typename Handler>
  Method& AddUnary(absl::string_view method, Handler handler);

  // The method's slot, after the checks that the class comment names.
  Method& Slot(absl::string_view method, const google::protobuf::Descriptor* request,
               const google::protobuf::Descriptor* response, bool client_streaming,
               bool server_streaming);

  const google::protobuf::ServiceDescriptor& descriptor_;
  std::vector<Method> methods_;
};

// INVALID_ARGUMENT if `bytes` are not a message of the type.
absl::Status ParseMessage(absl::string_view bytes, google::protobuf::MessageLite& message);

// ---- implementation -------------------------------------------------------------------------

template <typename Request, typename Response, typename Handler>
Method& Service::AddUnary(absl::string_view method, Handler handler) {
  Method& slot = Slot(method, Request::descriptor(), Response::descriptor(), false, false);
  slot.unary = [handler = std::move(handler)](
                   const Context& context, absl::string_view bytes) -> absl::StatusOr<std::string> {
    Request request;
    if (absl::Status status = ParseMessage(bytes, request); !status.ok()) return status;
    absl::StatusOr<Response> response = handler(context, request);
    if (!response.ok()) return std::move(response).status();
    return response->SerializeAsString();
  };
  return slot;
}

template <typename Request, typename Response, typename Handler>
void Service::ServerStream(absl::string_view method, Handler handler) {
  class Serializing : public ByteStream {
   public:
    explicit Serializing(std::unique_ptr<Stream<Response>> stream) : stream_(std::move(stream)) {}
    absl::StatusOr<Next> Pull(std::string& bytes) override {
      Response response;
      absl::StatusOr<Next> next = stream_->Pull(response);
      if (next.ok() && next->kind == Next::kMessage) response.SerializeToString(&bytes);
      return next;
    }

   private:
    std::unique_ptr<Stream<Response>> stream_;
  };
  Slot(method, Request::descriptor(), Response::descriptor(), false, true).server_stream =
      [handler = std::move(handler)](
          const Context& context,
          absl::string_view bytes) -> absl::StatusOr<std::unique_ptr<ByteStream>> {
    Request request;
    if (absl::Status status = ParseMessage(bytes, request); !status.ok()) return status;
    absl::StatusOr<std::unique_ptr<Stream<Response>>> stream = handler(context, request);
    if (!stream.ok()) return std::move(stream).status();
    return std::make_unique<Serializing>(*std::move(stream));
  };
}

template <typename Request, typename Response, typename Handler>
void Service::ClientStream(absl::string_view method, Handler handler) {
  class Parsing : public ByteUpload {
   public:
    explicit Parsing(std::unique_ptr<Upload<Request, Response>> upload)
        : upload_(std::move(upload)) {}
    absl::Status Accept(const absl::string_view& bytes) override {
      Request request;
      if (absl::Status status = ParseMessage(bytes, request); !status.ok()) return status;
      return upload_->Accept(request);
    }
    absl::StatusOr<std::string> Finish() override {
      absl::StatusOr<Response> response = upload_->Finish();
      if (!response.ok()) return std::move(response).status();
      return response->SerializeAsString();
    }

   private:
    std::unique_ptr<Upload<Request, Response>> upload_;
  };
  Slot(method, Request::descriptor(), Response::descriptor(), true, false).client_stream =
      [handler = std::move(handler)](
          const Context& context) -> absl::StatusOr<std::unique_ptr<ByteUpload>> {
    absl::StatusOr<std::unique_ptr<Upload<Request, Response>>> upload = handler(context);
    if (!upload.ok()) return std::move(upload).status();
    return std::make_unique<Parsing>(*std::move(upload));
  };
}

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_SERVICE_H_
