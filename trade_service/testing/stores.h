#ifndef ENTENTE_TRADE_SERVICE_TESTING_STORES_H_
#define ENTENTE_TRADE_SERVICE_TESTING_STORES_H_

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

#include "common/testing/temp_folder.h"
#include "common/time/fake_clock.h"
#include "trade_service/block.h"
#include "trade_service/store/store.h"
#include "trade_service/testing/builders.h"

// For tests: every engine of Store behind one suite.
namespace entente::trade::testing {

enum class EngineKind { kMemory, kSqlite };

class EveryEngineTest : public ::testing::TestWithParam<EngineKind> {
 protected:
  EveryEngineTest() {
    store_ = GetParam() == EngineKind::kMemory
                 ? NewMemoryStore(clock_)
                 : OpenSqliteStore(folder_.File("trade.db"), clock_).value();
  }

  FakeClock clock_{StartOfTime()};
  entente::testing::TempFolder folder_;
  std::unique_ptr<Store> store_;
};

inline auto EveryEngine() { return ::testing::Values(EngineKind::kMemory, EngineKind::kSqlite); }

inline std::string EngineName(const ::testing::TestParamInfo<EngineKind>& info) {
  return info.param == EngineKind::kMemory ? "Memory" : "Sqlite";
}

// A batch of one release.
inline Batch BatchOf(Release release, std::vector<Observation> observations) {
  release.observation_count = static_cast<int64_t>(observations.size());
  Batch batch;
  batch.releases.push_back({std::move(release), BlocksOf(std::move(observations)).value()});
  return batch;
}

inline NewRelease NewReleaseOf(Release release, std::vector<Observation> observations = {}) {
  return BatchOf(std::move(release), std::move(observations)).releases[0];
}

inline Mutation ByAyse(const std::string& request_id = "") {
  return {.principal = "ayse",
          .reason = "test",
          .request_id = request_id,
          .fingerprint = request_id,
          .writes = {}};
}

// Every state of the blocks that a scan gives.
inline std::vector<BlockState> ScanStates(
    const Store& store, const BlockQuery& query = {},
    const std::optional<BlockPosition>& after = std::nullopt) {
  std::vector<BlockState> states;
  const absl::Status status = store.ScanBlocks(query, after, [&](const BlockState& state) {
    states.push_back(state);
    return true;
  });
  EXPECT_TRUE(status.ok()) << status;
  return states;
}

// Every observation in them.
inline std::vector<StoredObservation> ScanAll(
    const Store& store, const BlockQuery& query = {},
    const std::optional<BlockPosition>& after = std::nullopt) {
  std::vector<StoredObservation> all;
  for (const BlockState& state : ScanStates(store, query, after)) {
    if (state.rows == 0) continue;
    const BlockBytes bytes = store.ReadBlock(state).value();
    const auto rows = DecodeBlock(state.position.key, bytes.columns, bytes.locators);
    EXPECT_TRUE(rows.ok()) << rows.status();
    for (const Observation& row : *rows) {
      all.push_back({.observation = row, .release = state.release});
    }
  }
  return all;
}

// Holds what ReadPartnerTotals gives of a reporter, flow and period against what ScanTotals gives.
inline void ExpectPartnerTotalsAgree(const Store& store, const BlockQuery& query) {
  std::map<std::pair<int64_t, int64_t>, PartnerTotals> groups;  // by chain and release
  const absl::Status status = store.ScanTotals(query, [&](const TotalState& state) {
    PartnerTotals& group = groups[{state.position.chain, state.release}];
    if (state.observation) {
      group.totals.push_back(FigureOf(*state.observation, &Cell::partner, state.release));
    } else {
      group.ended.push_back(state.position.key.partner);
    }
  });
  EXPECT_TRUE(status.ok()) << status;
  const auto read = store.ReadPartnerTotals(query.reporter, query.flow, *query.period);
  ASSERT_TRUE(read.ok()) << read.status();
  ASSERT_EQ(read->size(), groups.size());
  auto group = groups.begin();
  for (const PartnerTotals& one : *read) {
    EXPECT_EQ(std::pair(one.chain, one.release), group->first);
    EXPECT_EQ(one.totals, group->second.totals);
    EXPECT_EQ(one.ended, group->second.ended);
    ++group;
  }
}

}  // namespace entente::trade::testing

#endif  // ENTENTE_TRADE_SERVICE_TESTING_STORES_H_
