// Reads one server stream to its end, as bytes, and prints how much came and how fast.

#include <chrono>
#include <cstdint>
#include <iostream>
#include <memory>
#include <string>

#include "CLI/CLI.hpp"
#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/channel_arguments.h"

namespace entente::bench {
namespace {

struct Options {
  std::string target;
  std::string method = "/entente.trade.v1.StatisticsService/StreamObservations";
  std::string request_hex;
};

// Waits for the operation that was started last. Whether it came about.
bool Await(grpc::CompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  return ok;
}

int Run(const Options& options) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(-1);
  grpc::GenericStub stub(
      grpc::CreateCustomChannel(options.target, grpc::InsecureChannelCredentials(), arguments));
  grpc::CompletionQueue queue;
  grpc::ClientContext context;
  const auto start = std::chrono::steady_clock::now();
  const std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call =
      stub.PrepareCall(&context, options.method, &queue);
  call->StartCall(nullptr);
  Await(queue);
  const grpc::Slice slice(absl::HexStringToBytes(options.request_hex));
  call->WriteLast(grpc::ByteBuffer(&slice, 1), grpc::WriteOptions(), nullptr);
  Await(queue);
  uint64_t messages = 0;
  uint64_t bytes = 0;
  grpc::ByteBuffer message;
  for (call->Read(&message, nullptr); Await(queue); call->Read(&message, nullptr)) {
    ++messages;
    bytes += message.Length();
  }
  grpc::Status status;
  call->Finish(&status, nullptr);
  Await(queue);
  if (!status.ok()) {
    std::cerr << "the stream ended with an error: " << status.error_message() << "\n";
    return 1;
  }
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  const double megabytes = static_cast<double>(bytes) / 1e6;
  std::cout << absl::StrFormat("%d messages, %.1f MB in %.2f s: %.0f MB/s\n", messages, megabytes,
                               took.count(), megabytes / took.count());
  return 0;
}

}  // namespace
}  // namespace entente::bench

int main(int argc, char** argv) {
  entente::bench::Options options;
  CLI::App app("Reads one server stream to its end and prints how fast it came.");
  app.option_defaults()->always_capture_default();
  app.add_option("--target", options.target, "host:port")->required();
  app.add_option("--method", options.method, "/package.Service/Method, a server stream");
  app.add_option("--request-hex", options.request_hex, "Serialized request in hexadecimal");
  CLI11_PARSE(app, argc, argv);
  return entente::bench::Run(options);
}
