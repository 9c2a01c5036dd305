// Dates, days and periods: what is read is written back as it reads.

#include "common/time/day.h"
#include "common/time/partial_date.h"
#include "common/time/period.h"
#include "tests/fuzz/fuzz.h"

void FuzzOne(absl::string_view input) {
  if (const auto date = entente::PartialDate::Parse(input); date.ok()) {
    FUZZ_CHECK(*entente::PartialDate::Parse(date->ToString()) == *date);
    FUZZ_CHECK(date->Earliest() <= date->Latest());
  }
  if (const auto period = entente::Period::Parse(input); period.ok()) {
    FUZZ_CHECK(period->ToString() == input);
    FUZZ_CHECK(*entente::Period::FromCode(period->code()) == *period);
  }
  if (const auto day = entente::ParseDay(input); day.ok()) {
    FUZZ_CHECK(entente::FormatDay(*day) == input);
  }
}
