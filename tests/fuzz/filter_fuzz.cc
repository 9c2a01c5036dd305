// Filters of observations, as a caller may send them: what is refused says where; what is told of a
// block without reading it, and what a scan is narrowed to, holds of its rows.

#include <string>

#include "common/api/filter.h"
#include "common/status/error.h"
#include "tests/fuzz/fuzz.h"
#include "trade_service/observation_filter.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

void CheckRefused(const absl::Status& why) {
  FUZZ_CHECK(absl::IsInvalidArgument(why));
  const ErrorDetails details = DetailsOf(why);
  FUZZ_CHECK(!details.reason.empty() && details.metadata.contains("column"));
  FUZZ_CHECK(details.violations.size() == 1 && details.violations[0].field == "filter");
}

bool AsksFor(const BlockQuery& query, const BlockKey& key) {
  return (query.reporter.empty() || query.reporter == key.reporter) &&
         (query.partner.empty() || query.partner == key.partner) &&
         (query.flow.empty() || query.flow == key.flow) &&
         (!query.frequency || *query.frequency == key.period.frequency()) &&
         (!query.period || *query.period == key.period);
}

void CheckRow(const ObservationFilter& filter, const Observation& row) {
  static const Release& release = *new Release(testing::MakeRelease("kaz-bns", "d", "2022"));
  const BlockKey key = KeyOf(row.cell);
  const bool holds = filter.HoldsOf(key, release, row);
  FUZZ_CHECK(filter.HoldsOf(key, release).value_or(holds) == holds);
  BlockQuery query;
  filter.Narrow(query);
  FUZZ_CHECK(!holds || AsksFor(query, key));
}

}  // namespace
}  // namespace entente::trade

void FuzzOne(absl::string_view input) {
  using entente::trade::testing::MakeObservation;
  entente::trade::v1::StreamObservationsRequest request;
  request.set_filter(std::string(input));
  const auto filter = entente::trade::ObservationFilter::Of(request);
  if (!filter.ok()) {
    entente::trade::CheckRefused(filter.status());
    return;
  }
  FUZZ_CHECK(entente::ParseFilter(input).ok());
  entente::trade::Observation row = MakeObservation("KAZ", "TUR", "X", "2021", "5");
  entente::trade::CheckRow(*filter, row);
  row = MakeObservation("DEU", "W00", "M", "2021-04", "-1.5");
  row.cell.commodity = "270900";
  row.cell.classification = "H6";
  row.valuation = entente::trade::Valuation::kCif;
  row.flags.Add(entente::trade::Flag::kEstimated);
  row.net_weight_kg = entente::trade::testing::Dec("12");
  entente::trade::CheckRow(*filter, row);
}
