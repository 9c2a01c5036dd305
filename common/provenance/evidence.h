#ifndef ENTENTE_COMMON_PROVENANCE_EVIDENCE_H_
#define ENTENTE_COMMON_PROVENANCE_EVIDENCE_H_

#include <optional>
#include <string>

#include "absl/time/time.h"

#include "common/time/partial_date.h"

namespace entente {

// How far a piece of evidence is trusted by whoever wrote it down. Numbered as in the contract.
enum class Confidence { kUnspecified = 0, kHigh = 1, kMedium = 2, kLow = 3 };

// Where a fact comes from. Every member may be missing; a piece of evidence without publisher and
// url says nothing.
struct Evidence {
  std::string source;   // resource name
  std::string release;  // resource name
  std::string publisher;
  std::string url;
  PartialDate published;               // in the world
  std::optional<absl::Time> recorded;  // here
  PartialDate retrieved;               // from the publisher
  std::string cell;                    // where in the publication
  std::string note;
  Confidence confidence = Confidence::kUnspecified;

  friend bool operator==(const Evidence&, const Evidence&) = default;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_PROVENANCE_EVIDENCE_H_
