// A block as the client gets it from a service, which need not be ours: rows of which
// each has a value, or a sentence.

#include "client/observations.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/message.h"

void FuzzOne(absl::string_view input) {
  entente::trade::v1::ObservationBlock block;
  if (!block.ParseFromString(entente::MessageBytes(input, *block.GetDescriptor()))) return;
  const auto rows = entente::client::RowsOf(block);
  if (!rows.ok()) {
    FUZZ_CHECK(absl::IsDataLoss(rows.status()) && !rows.status().message().empty());
    return;
  }
  const auto& values = block.columns().values();
  const int count = values.texts().empty() ? values.mantissas_size() : values.texts_size();
  FUZZ_CHECK(static_cast<int>(rows->size()) == count);
}
