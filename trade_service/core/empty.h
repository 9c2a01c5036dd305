#ifndef ENTENTE_TRADE_SERVICE_CORE_EMPTY_H_
#define ENTENTE_TRADE_SERVICE_CORE_EMPTY_H_

namespace entente::trade {

// Why an answer is empty. Numbered as in the contract.
enum class EmptyReason {
  kNotEmpty = 0,
  kNoSourceLoaded = 1,
  kPairNotCovered = 2,
  kNotReported = 3,
  kFilteredOut = 4,
  kNotKnownThen = 5
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_EMPTY_H_
