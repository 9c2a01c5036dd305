#ifndef ENTENTE_CLIENT_SERVICE_CONFIG_H_
#define ENTENTE_CLIENT_SERVICE_CONFIG_H_

#include <string>
#include <vector>

#include "google/protobuf/descriptor.h"

namespace entente::client {

// gRPC's service config, as JSON, for the methods of `services`. The contract decides:
//
//   streams of the server      no limit, not retried: they resume where their caller says
//   streams of the client      imports: at most 1 h, not retried
//   Get, List, Search, Evaluate, Compare, Rank, Check
//                              reads: at most 30 s, tried again while the server is UNAVAILABLE
//   Prune                      a mutation, at most 1 h, not retried: it takes as long as the store is
//                              large
//   all others                 mutations: at most 30 s, not retried. A repetition is only safe with
//                              a request_id, and that is known to the caller alone
//
// The limits are upper bounds; a call's own deadline is usually earlier.
std::string ServiceConfig(const std::vector<const google::protobuf::ServiceDescriptor*>& services);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_SERVICE_CONFIG_H_
