// Weights that convert one revision of the Harmonized System to another.

#include "tests/fuzz/load.h"
#include "trade_service/load/conversion_weights.h"

void FuzzOne(absl::string_view input) {
  const auto loaded =
      entente::trade::ReadOrRefused(input, "fuzz.csv", entente::trade::LoadConversionWeights);
  if (!loaded) return;
  const entente::ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.rejected());
  FUZZ_CHECK(loaded->batch.conversions.size() == 1);
  const auto& weights = loaded->batch.conversions[0].weights;
  FUZZ_CHECK(!weights.empty() && static_cast<int64_t>(weights.size()) <= report.kept);
  // Such weights convert.
  const auto shares = entente::trade::CommodityShares(weights[0].to.substr(0, 2))
                          .Before(loaded->batch.conversions[0]);
  FUZZ_CHECK(shares.ok());
  FUZZ_CHECK(shares->Of(weights[0].from).share > entente::trade::Decimal());
}
