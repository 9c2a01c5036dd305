#include "common/rpc/server_main.h"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <thread>

#include "CLI/CLI.hpp"
#include "absl/strings/str_cat.h"

#include "common/obs/log.h"
#include "common/rpc/lifecycle.h"
#include "common/rpc/request_log.h"
#include "common/rpc/server.h"

namespace entente::rpc {
namespace {

constexpr int kExitFailed = 1;
constexpr int kExitUsage = 2;

// The folder that a path is in.
std::string FolderOf(const std::string& path) {
  const size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : path.substr(0, slash + 1);
}

struct Flags {
  ServerOptions server;
  BackendOptions backend;
  bool memory = false;
  int drain_seconds = 10;
};

void Declare(const Program& program, CLI::App& app, Flags& flags) {
  flags.server.listen = program.listen;
  flags.server.workers = std::max(2, static_cast<int>(std::thread::hardware_concurrency()));
  flags.backend.max_import_bytes = int64_t{1} << 30;
  app.set_version_flag("--version", absl::StrCat(program.name, " ", ENTENTE_VERSION));
  app.option_defaults()->always_capture_default();
  app.add_option("--listen", flags.server.listen, "Address to listen on; port 0 takes a free one");
  app.add_flag("--insecure", flags.server.insecure,
               "Allow an address that other machines can reach, without encryption");
  auto* store = app.add_option("--store", flags.backend.store,
                               "SQLite file to keep everything in; made if it is missing");
  auto* memory =
      app.add_flag("--memory", flags.memory, "Keep everything in memory, for trying out");
  store->excludes(memory);
  app.add_option("--poll-threads", flags.server.poll_threads, "Threads that talk to the network")
      ->check(CLI::Range(1, 64));
  app.add_option("--workers", flags.server.workers, "Threads that answer from the store")
      ->check(CLI::Range(1, 256));
  app.add_option("--kept-answer-bytes", flags.server.kept_answer_bytes,
                 "Memory for answers that are kept until the store changes; 0 keeps none");
  app.add_option("--max-import-bytes", flags.backend.max_import_bytes, "Size of one imported file")
      ->check(CLI::PositiveNumber);
  app.add_flag("--reflection,!--no-reflection", flags.server.reflection,
               "Let callers ask for the contract (gRPC reflection); on by default");
  app.add_option("--drain-seconds", flags.drain_seconds,
                 "What open calls are given to end in when the server stops")
      ->check(CLI::Range(0, 3600));
  app.footer(absl::StrCat("Example:\n  ", program.name, " --store /var/lib/entente/",
                          program.name.substr(0, program.name.find('_')), ".db"));
}

int Fail(obs::Log& log, absl::string_view doing, const absl::Status& status) {
  log.Write(obs::Severity::kError, absl::StrCat(doing, ": ", status.message()),
            {{"code", absl::StatusCodeToString(status.code())}});
  return kExitFailed;
}

int Run(const Program& program, Flags flags, const OpenBackend& open) {
  const StopSignals signals;
  obs::Log log(STDERR_FILENO);
  std::atomic<Server*> running = nullptr;
  flags.backend.on_commit = [&running] {
    if (Server* server = running.load()) server->Wake();
  };
  flags.backend.spool_folder = flags.memory ? "/tmp" : FolderOf(flags.backend.store);

  absl::StatusOr<std::unique_ptr<Backend>> backend = open(flags.backend);
  if (!backend.ok()) return Fail(log, "cannot open the store", backend.status());
  flags.server.drain = absl::Seconds(flags.drain_seconds);
  flags.server.head = [&backend] { return (*backend)->Head(); };
  flags.server.observers.push_back(RequestLog(log));
  absl::StatusOr<std::unique_ptr<Server>> server =
      Server::Start(flags.server, (*backend)->services());
  if (!server.ok()) return Fail(log, "cannot serve", server.status());
  running = server->get();

  const std::string& address = (*server)->address();
  log.Write(obs::Severity::kInfo, "listening",
            {{"address", address}, {"version", ENTENTE_VERSION}, {"revision", (*backend)->Head()}});
  std::printf("%s listening on %s\n", program.name.c_str(), address.c_str());
  std::fflush(stdout);

  const int signal = signals.Wait();
  log.Write(obs::Severity::kInfo, "stopping", {{"signal", int64_t{signal}}});
  (*server)->Drain();
  running = nullptr;
  log.Write(obs::Severity::kInfo, "stopped");
  return 0;
}

}  // namespace

int ServerMain(int argc, char** argv, const Program& program, const OpenBackend& open) {
  CLI::App app(program.description, program.name);
  Flags flags;
  Declare(program, app, flags);
  try {
    app.parse(argc, argv);
    if (!flags.memory && flags.backend.store.empty()) {
      throw CLI::RequiredError("--store FILE (or --memory)");
    }
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : kExitUsage;
  }
  return Run(program, std::move(flags), open);
}

}  // namespace entente::rpc
