#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_OBSERVATION_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_OBSERVATION_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// What an observation of trade says in SDMX, under whatever id its data flow has for it.
enum class SdmxConcept {
  kFrequency,
  kReporter,
  kPartner,
  kProduct,
  kFlow,
  kIndicator,
  kPeriod,
  kValue,
  kStatus,
  kScale,
  kProcedure,
};
inline constexpr size_t kSdmxConcepts = 11;

// An observation of an SDMX message, whatever the message's syntax.
struct SdmxObservation {
  // By concept; empty where it is not given.
  std::array<absl::string_view, kSdmxConcepts> values;
  // What else is said of it, where the syntax does not tell dimensions from attributes for sure:
  // "OVERLAP=OL TRANSPORT=1". Empty where it tells.
  std::string rest;
  std::string locator;  // "line 3", "series 2, observation 1"
  int64_t line = 0;     // 0 where the syntax has none

  absl::string_view Get(SdmxConcept one) const { return values[static_cast<size_t>(one)]; }
  void Set(SdmxConcept one, absl::string_view value) { values[static_cast<size_t>(one)] = value; }
};

// Of one series: its attributes may come behind its observations, which are held until then. Ten
// indicators, each day for 27 years.
inline constexpr size_t kMaxSeriesObservations = 100'000;

// FILE_MALFORMED if a series that has `count` observations already cannot take another.
absl::Status CheckSeriesSize(size_t count);

using SdmxVisitor = std::function<absl::Status(const SdmxObservation&)>;

// A message: gives its observations in their order until the visitor fails. May be asked again.
using SdmxMessage = std::function<absl::Status(const SdmxVisitor&)>;

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_OBSERVATION_H_
