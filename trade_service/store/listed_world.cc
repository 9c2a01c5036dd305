#include "trade_service/store/listed_world.h"

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/commodity_sums.h"
#include "trade_service/core/area.h"
#include "trade_service/core/basis.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

constexpr size_t kAreas = 150;    // at least
constexpr size_t kChapters = 96;  // of IsChapter

using FlowAndPeriod = std::pair<std::string, Period>;

// Who trades with whom in a flow and period.
struct Coverage {
  absl::flat_hash_set<std::string> reporters;
  absl::flat_hash_set<std::string> partners;
  bool has_world = false;  // has rows of the world

  bool IsWhole() const {
    return !has_world && reporters.size() >= kAreas && partners.size() >= kAreas;
  }
};

bool IsPair(const BlockKey& key) {
  return IsPartOfWorld(key.reporter) && IsPartOfWorld(key.partner);
}

// Whether two digits are a chapter of the Harmonized System: 01 to 97; 77 is reserved, and what is
// above is for national use.
bool IsChapter(const std::string& digits) {
  return digits >= "01" && digits <= "97" && digits != "77";
}

// Of exports and imports.
std::map<FlowAndPeriod, Coverage> CoverageOf(const BlockSource& blocks) {
  std::map<FlowAndPeriod, Coverage> all;
  blocks.ForEachKey([&](const BlockKey& key, int64_t) {
    if (key.flow != kExports && key.flow != kImports) return;
    Coverage& coverage = all[{key.flow, key.period}];
    coverage.has_world |= key.reporter == kWorld || key.partner == kWorld;
    if (!IsPair(key)) return;
    coverage.reporters.insert(key.reporter);
    coverage.partners.insert(key.partner);
  });
  return all;
}

// Whether sums are of one revision of the Harmonized System, of as many digits each, and of every
// chapter of it.
bool HasEveryChapter(const std::vector<CommoditySum>& sums) {
  std::set<std::string> chapters;
  for (const CommoditySum& sum : sums) {
    const CommoditySum& first = sums.front();
    if (sum.classification != first.classification) return false;
    if (sum.commodity.size() != first.commodity.size()) return false;
    std::string chapter = sum.commodity.substr(0, 2);
    if (IsChapter(chapter)) chapters.insert(std::move(chapter));
  }
  return chapters.size() >= kChapters && IsHarmonizedSystem(sums.front().classification);
}

// Sums as the columns of a block.
absl::StatusOr<std::string> ColumnsOf(const std::vector<CommoditySum>& sums) {
  RowTexts texts;
  std::vector<PackedRow> rows;
  rows.reserve(sums.size());
  for (const CommoditySum& sum : sums) {
    Observation observation;
    observation.cell.commodity = sum.commodity;
    observation.cell.classification = sum.classification;
    observation.value = sum.value;
    observation.valuation = sum.valuation;
    observation.flags = sum.flags;
    rows.push_back(Pack(observation, texts));
  }
  ASSIGN_OR_RETURN(EncodedBlock block, EncodeBlock(BlockKey(), rows, texts, false));
  return std::move(block.columns);
}

}  // namespace

absl::StatusOr<std::vector<ListedWorld>> WorldsIn(const BlockSource& blocks) {
  std::map<FlowAndPeriod, CommoditySums> sums;
  for (const auto& [of, coverage] : CoverageOf(blocks)) {
    if (coverage.IsWhole()) sums.try_emplace(of);
  }
  std::vector<ListedWorld> worlds;
  if (sums.empty()) return worlds;
  RETURN_IF_ERROR(blocks.ForEach([&](const EncodedBlock& block) -> absl::Status {
    const auto of = sums.find({block.key.flow, block.key.period});
    if (of == sums.end() || !IsPair(block.key)) return absl::OkStatus();
    return of->second.Add(block.columns);
  }));
  for (const auto& [of, added] : sums) {
    ASSIGN_OR_RETURN(const std::vector<CommoditySum> all, added.All());
    if (!HasEveryChapter(all)) continue;
    ListedWorld& world = worlds.emplace_back();
    world.state.flow = of.first;
    world.state.period = of.second;
    world.state.classification = all.front().classification;
    ASSIGN_OR_RETURN(world.columns, ColumnsOf(all));
  }
  return worlds;
}

std::future<absl::StatusOr<std::vector<ListedWorld>>> StartWorldsIn(const BlockSource& blocks) {
  return std::async(std::launch::async, WorldsIn, std::cref(blocks));
}

}  // namespace entente::trade
