#ifndef ENTENTE_TRADE_SERVICE_TESTING_BLOCKS_H_
#define ENTENTE_TRADE_SERVICE_TESTING_BLOCKS_H_

#include <utility>
#include <vector>

#include "gtest/gtest.h"

#include "trade_service/block.h"
#include "trade_service/core/batch.h"

// For tests: observations to blocks and back.
namespace entente::trade::testing {

inline std::vector<Observation> RowsOf(const BlockSource& blocks) {
  absl::StatusOr<std::vector<Observation>> rows = ObservationsOf(blocks);
  EXPECT_TRUE(rows.ok()) << rows.status();
  return rows.ok() ? *std::move(rows) : std::vector<Observation>();
}

// The observations of a batch's only release.
inline std::vector<Observation> RowsOf(const Batch& batch) {
  EXPECT_EQ(batch.releases.size(), 1u);
  return batch.releases.empty() ? std::vector<Observation>() : RowsOf(*batch.releases[0].blocks);
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_BLOCKS_H_
