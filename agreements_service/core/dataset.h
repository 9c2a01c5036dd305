#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_DATASET_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_DATASET_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace entente::agreements {

// A file that was loaded.
struct Dataset {
  std::string name;  // "datasets/{first 16 digits of sha256}"
  std::string file_name;
  std::string url;
  std::string sha256;  // 64 hexadecimal digits
  int64_t resource_count = 0;
  std::string principal;
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Dataset&, const Dataset&) = default;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_DATASET_H_
