// Exact decimals: what is read is written back as it reads, and nothing is lost in a sum.

#include "tests/fuzz/fuzz.h"
#include "trade_service/core/decimal.h"

using entente::trade::Decimal;

void FuzzOne(absl::string_view input) {
  const size_t middle = input.find('\n');
  const auto one = Decimal::Parse(input.substr(0, middle));
  if (!one.ok()) return;
  FUZZ_CHECK(*Decimal::Parse(one->ToString()) == *one);
  if (middle == absl::string_view::npos) return;
  const auto other = Decimal::Parse(input.substr(middle + 1));
  if (!other.ok()) return;
  const auto sum = one->Add(*other);
  if (!sum.ok()) return;
  const auto back = sum->Subtract(*other);
  FUZZ_CHECK(!back.ok() || *back == *one);
}
