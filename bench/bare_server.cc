// The least a gRPC server can do: answers every call with the same bytes, through the API that
// --api names. What the services' own speed is compared with. Runs until it is killed: it holds
// nothing that an orderly end would save.

#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "CLI/CLI.hpp"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/health_check_service_interface.h"
#include "grpcpp/impl/server_builder_option.h"
#include "grpcpp/security/server_credentials.h"
#include "grpcpp/server_builder.h"

#include "bench/bare_callback.h"
#include "bench/bare_queue.h"

namespace entente::bench {
namespace {

struct Options {
  std::string api = "cq-registered";
  std::string listen = "127.0.0.1:0";
  std::string method = "/bench.Bare/Get";
  size_t bytes = 1500;
  int threads = 1;
  int queues = 1;
  bool health = false;
  bool reflection = false;
};

// Makes reflection a choice: its library, once linked, adds itself to every server.
class Plugins : public grpc::ServerBuilderOption {
 public:
  explicit Plugins(bool reflection) : reflection_(reflection) {}

  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    plugins->clear();
    if (reflection_) {
      plugins->push_back(std::make_unique<grpc::reflection::ProtoServerReflectionPlugin>());
    }
  }

 private:
  const bool reflection_;
};

int Serve(const Options& options) {
  const grpc::Slice slice(std::string(options.bytes, 'x'));
  const grpc::ByteBuffer reply(&slice, 1);
  GenericCallback generic_callback(reply);
  RegisteredCallback registered_callback(options.method, reply);
  grpc::AsyncGenericService generic_queue;
  RegisteredQueue registered_queue(options.method);

  grpc::EnableDefaultHealthCheckService(options.health);
  grpc::ServerBuilder builder;
  builder.SetOption(std::make_unique<Plugins>(options.reflection));
  int port = 0;
  builder.AddListeningPort(options.listen, grpc::InsecureServerCredentials(), &port);
  if (options.api == "callback") builder.RegisterCallbackGenericService(&generic_callback);
  if (options.api == "callback-registered") builder.RegisterService(&registered_callback);
  if (options.api == "cq") builder.RegisterAsyncGenericService(&generic_queue);
  if (options.api == "cq-registered") builder.RegisterService(&registered_queue);
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues;
  if (options.api == "cq" || options.api == "cq-registered") {
    for (int i = 0; i < options.queues; ++i) queues.push_back(builder.AddCompletionQueue());
  }
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) {
    std::cerr << "cannot listen on " << options.listen << '\n';
    return 1;
  }

  for (const auto& queue : queues) {
    if (options.api == "cq") OpenSlots(generic_queue, reply, queue.get());
    if (options.api == "cq-registered") OpenSlots(registered_queue, reply, queue.get());
  }
  std::vector<std::thread> workers;
  for (int i = 0; !queues.empty() && i < options.threads; ++i) {
    workers.emplace_back(WorkQueue, queues[i % queues.size()].get());
  }
  std::cout << port << std::endl;
  server->Wait();
  return 0;
}

}  // namespace
}  // namespace entente::bench

int main(int argc, char** argv) {
  entente::bench::Options options;
  CLI::App app("Answers every call with the same bytes and prints the port it listens on.");
  app.option_defaults()->always_capture_default();
  app.add_option("--api", options.api, "Server API; the registered ones answer --method alone")
      ->check(CLI::IsMember({"callback", "callback-registered", "cq", "cq-registered"}));
  app.add_option("--listen", options.listen, "Address; port 0 takes a free one");
  app.add_option("--method", options.method, "Method of the registered APIs");
  app.add_option("--bytes", options.bytes, "Size of every answer");
  app.add_option("--threads", options.threads, "Threads over the completion queues")
      ->check(CLI::Range(1, 64));
  app.add_option("--queues", options.queues, "Completion queues, at most one a thread")
      ->check(CLI::Range(1, 64));
  app.add_flag("--health", options.health, "Serve gRPC's default health service too");
  app.add_flag("--reflection", options.reflection, "Serve reflection too");
  CLI11_PARSE(app, argc, argv);
  if (options.queues > options.threads) {
    std::cerr << "--queues " << options.queues << " needs at least as many --threads\n";
    return 2;
  }
  return entente::bench::Serve(options);
}
