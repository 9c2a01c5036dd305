#ifndef ENTENTE_COMMON_API_HANDLERS_H_
#define ENTENTE_COMMON_API_HANDLERS_H_

#include <functional>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/rpc/context.h"
#include "common/rpc/service.h"

namespace entente {

// Registers the unary handlers of a service over a store: functions of three forms.
template <typename Store>
class Handlers {
 public:
  // `on_commit` is told of every mutation that was made; a service that only reads has none. What
  // is passed by reference must outlive the service.
  Handlers(rpc::Service& service, Store& store, std::function<void()> on_commit = nullptr)
      : service_(service), store_(store), on_commit_(std::move(on_commit)) {}

  // A method whose answer depends on the request and the store's head alone.
  template <typename Request, typename Response>
  void Read(absl::string_view method,
            absl::StatusOr<Response> (*handler)(const Store&, const Request&)) {
    service_.Read<Request, Response>(method, [&store = std::as_const(store_), handler](
                                                 const rpc::Context&, const Request& request) {
      return handler(store, request);
    });
  }

  // The same, of a method that ends at the caller's deadline.
  template <typename Request, typename Response>
  void Read(absl::string_view method,
            absl::StatusOr<Response> (*handler)(const Store&, const rpc::Context&,
                                                const Request&)) {
    service_.Read<Request, Response>(
        method, [&store = std::as_const(store_), handler](const rpc::Context& context,
                                                          const Request& request) {
          return handler(store, context, request);
        });
  }

  // A method that changes the store.
  template <typename Request, typename Response>
  void Mutate(absl::string_view method,
              absl::StatusOr<Response> (*handler)(Store&, const rpc::Context&, const Request&)) {
    service_.Unary<Request, Response>(
        method, [&store = store_, on_commit = on_commit_, handler](const rpc::Context& context,
                                                                   const Request& request) {
          absl::StatusOr<Response> response = handler(store, context, request);
          if (response.ok()) on_commit();
          return response;
        });
  }

 private:
  rpc::Service& service_;
  Store& store_;
  const std::function<void()> on_commit_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_API_HANDLERS_H_
