#ifndef ENTENTE_COMMON_RPC_SERVER_MAIN_H_
#define ENTENTE_COMMON_RPC_SERVER_MAIN_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/rpc/service.h"

namespace entente::rpc {

// Which server it is.
struct Program {
  std::string name;         // "trade_server"
  std::string description;  // one line for --help
  std::string listen;       // default address
};

// What the flags say about the store.
struct BackendOptions {
  std::string store;                // path of the SQLite file; empty: in memory
  std::string spool_folder;         // where uploads wait
  int64_t max_import_bytes = 0;     // of one file
  std::function<void()> on_commit;  // to be called after every commit
};

// An open store and the services over it.
class Backend {
 public:
  virtual ~Backend() = default;
  virtual std::vector<const Service*> services() const = 0;
  // The store's head revision.
  virtual int64_t Head() const = 0;
};
using OpenBackend =
    std::function<absl::StatusOr<std::unique_ptr<Backend>>(const BackendOptions& options)>;

// The main function of both servers: flags, store, services, run until SIGTERM or SIGINT, drain.
// Says "NAME listening on HOST:PORT" on standard output when it serves, and logs to standard error.
// Exit codes: 0 stopped as asked, 1 could not start, 2 wrong flags.
int ServerMain(int argc, char** argv, const Program& program, const OpenBackend& open);

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_SERVER_MAIN_H_
