#include "common/rpc/server.h"

#include <arpa/inet.h>

#include <algorithm>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpc/grpc.h"
#include "grpcpp/ext/proto_server_reflection_plugin.h"
#include "grpcpp/impl/server_builder_option.h"
#include "grpcpp/impl/server_builder_plugin.h"
#include "grpcpp/resource_quota.h"
#include "grpcpp/server.h"
#include "grpcpp/server_builder.h"

#include "common/rpc/call.h"
#include "common/rpc/health.h"
#include "common/rpc/registered_service.h"
#include "common/rpc/server_core.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::rpc {
namespace {

// Calls of one method that can come in at the same instant without waiting for each other.
constexpr int kEntrancesPerUnaryMethod = 16;
constexpr int kEntrancesPerStreamMethod = 2;

// gRPC's reflection is synchronous: every open call of it holds a thread. One listens, the others
// serve; what they do not suffice for is told RESOURCE_EXHAUSTED.
constexpr int kReflectionThreads = 8;

// How long no call has come in before a server that stops closes its connections.
constexpr absl::Duration kQuiet = absl::Milliseconds(100);

// How long callers may take to stop calling after the last call has ended, and to close their
// connections.
constexpr absl::Duration kLinger = absl::Seconds(1);

void Serve(grpc::ServerCompletionQueue& queue) {
  void* tag = nullptr;
  bool ok = false;
  while (queue.Next(&tag, &ok)) {
    static_cast<Tag*>(tag)->Run(ok);
  }
}

// Host and port of "host:port" or "[v6]:port". "localhost" is 127.0.0.1 whatever the system's files
// and name servers say, or do not say (RFC 6761, 6.3).
struct Address {
  std::string host;
  uint32_t port = 0;
};

absl::StatusOr<Address> ParseAddress(const std::string& listen) {
  const size_t colon = listen.rfind(':');
  uint32_t port = 0;
  if (colon == std::string::npos || colon == 0 ||
      !absl::SimpleAtoi(listen.substr(colon + 1), &port) || port > 65535) {
    return InvalidField("ADDRESS_INVALID", "listen",
                        absl::StrCat("'", listen, "' is not host:port, e.g. 127.0.0.1:50051"));
  }
  std::string host = listen.substr(0, colon);
  if (host == "localhost") host = "127.0.0.1";
  return Address{std::move(host), port};
}

bool IsLoopback(const std::string& host) {
  in_addr v4;
  if (inet_pton(AF_INET, host.c_str(), &v4) == 1) return (ntohl(v4.s_addr) >> 24) == 127;
  return host == "[::1]";
}

// The address to listen on, unless it is open and nobody said that it may be.
absl::StatusOr<Address> CheckAddress(const ServerOptions& options) {
  ASSIGN_OR_RETURN(Address address, ParseAddress(options.listen));
  if (IsLoopback(address.host) || options.insecure) return address;
  return InvalidField("ADDRESS_OPEN", "listen",
                      absl::StrCat("'", options.listen,
                                   "' can be reached from other machines without encryption; "
                                   "listen on 127.0.0.1, or say --insecure if that is wanted"));
}

// Leaves reflection out, which gRPC puts into every server of a program that links it.
class NoReflection final : public grpc::ServerBuilderOption {
 public:
  void UpdateArguments(grpc::ChannelArguments*) override {}
  void UpdatePlugins(std::vector<std::unique_ptr<grpc::ServerBuilderPlugin>>* plugins) override {
    std::erase_if(*plugins,
                  [](auto& plugin) { return plugin->name() == "proto_server_reflection"; });
  }
};

// What bounds the memory and the threads of gRPC itself.
void SetLimits(const ServerOptions& options, grpc::ServerBuilder& builder) {
  builder.SetMaxReceiveMessageSize(options.message_bytes);
  builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS, options.calls_per_connection);
  grpc::ResourceQuota quota("server");
  quota.Resize(options.transport_bytes);
  quota.SetMaxThreads(kReflectionThreads);
  builder.SetResourceQuota(quota);
  builder.SetSyncServerOption(grpc::ServerBuilder::NUM_CQS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MIN_POLLERS, 1);
  builder.SetSyncServerOption(grpc::ServerBuilder::MAX_POLLERS, 1);
}

}  // namespace

struct Server::State {
  explicit State(const ServerOptions& options) : core(options) {}

  void Drain() {
    health.StopServing();
    core.draining = true;
    core.waiters.WakeAll();
    const absl::Time end = absl::Now() + core.options.drain;
    while (core.admitted > 0 && absl::Now() < end) absl::SleepFor(absl::Milliseconds(1));
    // A call that meets gRPC's own shutdown on its way in is told CANCELLED, or nothing until the
    // end. So callers are refused by us, until no more of them come or those who do not give up
    // have had time enough.
    const absl::Time closing = std::min(end, absl::Now() + kLinger);
    int64_t refused;
    do {
      refused = core.refused;
      absl::SleepFor(std::min(kQuiet, closing - absl::Now()));
    } while (core.refused != refused && absl::Now() < closing);
    const auto stopped =
        std::async(std::launch::async, [this, end] { server->Shutdown(absl::ToChronoTime(end)); });
    // Also of handlers that are at work for a caller that is gone: their calls end through a queue.
    while (core.calls.load(std::memory_order_acquire) > 0) absl::SleepFor(absl::Milliseconds(1));
    // Connections close when callers have taken their last answers. What else gRPC holds, such as a
    // call that came in just as it stopped and was handed to nobody, it would keep until the end.
    if (stopped.wait_for(absl::ToChronoSeconds(kLinger)) == std::future_status::timeout) {
      grpc_server_cancel_all_calls(server->c_server());
    }
    stopped.wait();
    for (auto& queue : queues) queue->Shutdown();
    for (std::thread& poller : pollers) poller.join();
    server->Wait();
  }

  ServerCore core;
  Health health;
  std::unique_ptr<Service> health_service = health.MakeService();
  std::vector<std::unique_ptr<RegisteredService>> services;
  std::vector<std::unique_ptr<grpc::ServerCompletionQueue>> queues;
  std::unique_ptr<grpc::Server> server;
  std::vector<std::thread> pollers;
  std::string address;
  std::once_flag drained;
};

absl::StatusOr<std::unique_ptr<Server>> Server::Start(const ServerOptions& options,
                                                      const std::vector<const Service*>& services) {
  ASSIGN_OR_RETURN(const Address address, CheckAddress(options));
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();

  auto state = std::make_unique<State>(options);
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort(absl::StrCat(address.host, ":", address.port),
                           grpc::InsecureServerCredentials(), &port);
  builder.AddChannelArgument(GRPC_ARG_ALLOW_REUSEPORT, 0);
  SetLimits(options, builder);
  if (!options.reflection) builder.SetOption(std::make_unique<NoReflection>());
  const auto add = [&](const Service& service) {
    state->health.Add(service.descriptor().full_name());
    state->services.push_back(std::make_unique<RegisteredService>(service));
    builder.RegisterService(state->services.back().get());
  };
  for (const Service* service : services) add(*service);
  add(*state->health_service);
  for (int i = 0; i < options.poll_threads; ++i) {
    state->queues.push_back(builder.AddCompletionQueue());
  }
  state->server = builder.BuildAndStart();
  if (state->server == nullptr || port == 0) {
    for (auto& queue : state->queues) {
      queue->Shutdown();
      Serve(*queue);
    }
    return Error(
        absl::StatusCode::kUnavailable, "ADDRESS_UNAVAILABLE",
        absl::StrCat("cannot listen on ", options.listen, "; is another server running there?"));
  }
  state->address = absl::StrCat(address.host, ":", port);

  for (auto& queue : state->queues) {
    for (auto& service : state->services) {
      for (size_t i = 0; i < service->methods().size(); ++i) {
        const bool unary = service->methods()[i].unary != nullptr;
        const int entrances = unary ? kEntrancesPerUnaryMethod : kEntrancesPerStreamMethod;
        for (int k = 0; k < entrances; ++k) {
          AwaitCall({state->core, *service, static_cast<int>(i), queue.get()});
        }
      }
    }
    state->pollers.emplace_back([&queue = *queue] { Serve(queue); });
  }
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() { Drain(); }

const std::string& Server::address() const { return state_->address; }

void Server::Wake() { state_->core.waiters.WakeAll(); }

void Server::Drain() {
  std::call_once(state_->drained, [this] { state_->Drain(); });
}

}  // namespace entente::rpc
