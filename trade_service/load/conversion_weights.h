#ifndef ENTENTE_TRADE_SERVICE_LOAD_CONVERSION_WEIGHTS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_CONVERSION_WEIGHTS_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of conversion weights: H4,H5,weight,...
bool IsConversionWeightsHeader(absl::string_view line);

// Reads the weights that convert one revision of the Harmonized System to another, as Harvard's
// Growth Lab publishes them (Dataverse, doi:10.7910/DVN/6AADMR). The header tells both revisions.
// Codes that lost their leading zero get it back; weights, of 36 decimals at most or with an
// exponent, are rounded, half to even, to the 18 decimals that a Decimal has, and what weighs
// nothing is left out.
// INVALID_ARGUMENT: CLASSIFICATION_INVALID if both revisions are the same, NOTHING_TO_KEEP if no
// code has weights, and the errors of a table. Rows that are rejected tell column and reason:
// COMMODITY_INVALID, WEIGHT_INVALID, DUPLICATE_ROW, and WEIGHTS_INCOMPLETE for every other row of a
// code whose weights do not add up to 1 within 10^-9: values converted by them would be too small.
absl::StatusOr<LoadedFile> LoadConversionWeights(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_CONVERSION_WEIGHTS_H_
