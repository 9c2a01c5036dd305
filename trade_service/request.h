#ifndef ENTENTE_TRADE_SERVICE_REQUEST_H_
#define ENTENTE_TRADE_SERVICE_REQUEST_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/time/period.h"
#include "trade_service/core/release.h"
#include "trade_service/store/store.h"

// Checks that requests of this service's parts have in common. Every error is INVALID_ARGUMENT and
// names the field, unless another code is said.
namespace entente::trade {

// An area: a country in any form, the world ("W00", "WLD", "World"), or a source's own code of an
// area that is no country: a number, or what core/own_area.h takes ("EU27_2020", "XK").
absl::StatusOr<std::string> CheckArea(absl::string_view text, absl::string_view field);

// An area that reports: any but the world.
absl::StatusOr<std::string> CheckReporter(absl::string_view text, absl::string_view field);

// A flow, `otherwise` if the text is empty. FLOW_INVALID.
absl::StatusOr<std::string> CheckFlow(const std::string& flow, absl::string_view otherwise);

// A commodity, `otherwise` if the text is empty. COMMODITY_INVALID.
absl::StatusOr<std::string> CheckCommodity(const std::string& commodity,
                                           absl::string_view otherwise,
                                           absl::string_view field = "commodity");

// A classification of commodities, or any if the text is empty. CLASSIFICATION_INVALID.
absl::StatusOr<std::string> CheckClassification(const std::string& classification);

// That `convert` asks for what can be converted: a commodity of 2, 4 or 6 digits of a revision of
// the Harmonized System. CLASSIFICATION_INVALID, COMMODITY_INVALID.
absl::Status CheckConversion(const std::string& classification, const std::string& commodity);

// A period of any length, or none if the text is empty. PERIOD_INVALID.
absl::StatusOr<std::optional<Period>> CheckPeriod(const std::string& text, absl::string_view field);

// A period of a frequency, or none if the text is empty. PERIOD_INVALID.
absl::StatusOr<std::optional<Period>> CheckPeriod(const std::string& text, Frequency frequency,
                                                  absl::string_view field);

// A source by its name; empty for any. NOT_FOUND if the store has none at the revision.
absl::Status CheckSource(const Store& store, const std::string& name, int64_t revision);

// A release by its name, with id and chain. NOT_FOUND if the store has none at the revision.
absl::StatusOr<Release> FindRelease(const Store& store, const std::string& name, int64_t revision,
                                    absl::string_view field);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_REQUEST_H_
