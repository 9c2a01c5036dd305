#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_MERGE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_MERGE_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"

#include "common/provenance/evidence.h"

namespace entente::agreements {

// That an agreement is the same as another one.
struct Merge {
  std::string name;       // "merges/{id of the duplicate}"
  std::string agreement;  // name of the one that the duplicate was merged into
  std::string duplicate;  // name
  bool undone = false;
  std::string principal;  // who merged them, or undid it
  std::string reason;
  std::vector<Evidence> evidence;
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Merge&, const Merge&) = default;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_MERGE_H_
