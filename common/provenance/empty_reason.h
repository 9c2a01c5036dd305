#ifndef ENTENTE_COMMON_PROVENANCE_EMPTY_REASON_H_
#define ENTENTE_COMMON_PROVENANCE_EMPTY_REASON_H_

namespace entente {

// Why an answer is empty. Numbered as in the contract.
enum class EmptyReason {
  kNotEmpty = 0,
  kNoSourceLoaded = 1,
  kPairNotCovered = 2,
  kNotReported = 3,
  kFilteredOut = 4,
  kNotKnownThen = 5
};

}  // namespace entente

#endif  // ENTENTE_COMMON_PROVENANCE_EMPTY_REASON_H_
