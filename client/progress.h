#ifndef ENTENTE_CLIENT_PROGRESS_H_
#define ENTENTE_CLIENT_PROGRESS_H_

#include <cstdint>
#include <functional>

namespace entente::client {

// Told how many bytes of a file were sent so far; may be empty.
using Progress = std::function<void(int64_t sent)>;

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_PROGRESS_H_
