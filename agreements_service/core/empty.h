#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_EMPTY_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_EMPTY_H_

namespace entente::agreements {

// Why an answer is empty. Numbered as in the contract.
enum class EmptyReason {
  kNotEmpty = 0,
  kNoSourceLoaded = 1,
  kPairNotCovered = 2,
  kNotReported = 3,
  kFilteredOut = 4,
  kNotKnownThen = 5
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_EMPTY_H_
