// Names of files, as a caller may send them: whatever one says is the id of a data set and a date.

#include <string>

#include "common/api/request.h"
#include "tests/fuzz/fuzz.h"
#include "trade_service/load/baci_name.h"
#include "trade_service/load/bulk_name.h"
#include "trade_service/load/file.h"

using entente::PartialDate;

namespace {

bool IsId(const std::string& dataset) { return entente::MatchName(dataset, "*", "dataset").ok(); }

}  // namespace

void FuzzOne(absl::string_view input) {
  if (input.empty()) return;
  const std::string name(input);
  FUZZ_CHECK(IsId(entente::trade::DatasetOf("", name)));
  if (const auto bulk = entente::trade::ParseBulkName(name)) {
    FUZZ_CHECK(IsId(entente::trade::DatasetOf(bulk->dataset, name)));
    FUZZ_CHECK(bulk->published.kind() == PartialDate::Kind::kDate);
  }
  for (const auto& baci :
       {entente::trade::ParseBaciName(name), entente::trade::ParseBaciTitlesName(name)}) {
    if (!baci) continue;
    FUZZ_CHECK(IsId(baci->dataset));
    FUZZ_CHECK(baci->published == PartialDate() ||
               baci->published.kind() == PartialDate::Kind::kDate);
  }
}
