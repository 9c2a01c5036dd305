#include "trade_service/store/commodities.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

// Blocks of one source and currency, the one that has the say first.
struct Candidate {
  std::string source;
  std::string currency;
  std::vector<BlockState> blocks;
};

// The classification that has the say: the Harmonized System before others, then the last one.
// Rows of two are never put together: they tell the same goods.
std::optional<std::string> ChooseClassification(const std::set<std::string>& all,
                                                const Basis& asked) {
  std::optional<std::string> best;
  for (const std::string& one : all) {
    if (!asked.classification.empty() && !IsOfClassification(one, asked)) continue;
    if (!best || IsHarmonizedSystem(one) || !IsHarmonizedSystem(*best)) best = one;
  }
  return best;
}

CommodityRow RowOf(Observation observation, int64_t release) {
  return {.code = std::move(observation.cell.commodity),
          .value = observation.value,
          .valuation = observation.valuation,
          .flags = observation.flags,
          .net_weight_kg = observation.net_weight_kg,
          .quantity = observation.quantity,
          .quantity_unit = std::move(observation.quantity_unit),
          .locator = std::move(observation.locator),
          .release = release};
}

absl::StatusOr<std::vector<Candidate>> FindCandidates(const Snapshot& snapshot, const BlockKey& key,
                                                      const Basis& asked) {
  ASSIGN_OR_RETURN(const std::vector<BlockState> blocks, snapshot.FindBlocks(key));
  std::map<std::tuple<int, std::string, std::string>, std::vector<BlockState>> all;
  for (const BlockState& block : blocks) {
    const Release& release = *snapshot.vintage().Find(block.release);
    std::string source(SourceOf(release));
    if (!asked.source.empty() && source != asked.source) continue;
    if (!asked.currency.empty() && release.currency != asked.currency) continue;
    const int weight = WeightOf(snapshot.kinds(), source);
    all[{weight, std::move(source), release.currency}].push_back(block);
  }
  std::vector<Candidate> candidates;
  candidates.reserve(all.size());
  for (auto& [heading, of_one] : all) {
    const auto& [weight, source, currency] = heading;
    std::stable_sort(of_one.begin(), of_one.end(), [&](const BlockState& a, const BlockState& b) {
      return PublishedBefore(*snapshot.vintage().Counting(b.position.chain),
                             *snapshot.vintage().Counting(a.position.chain));
    });
    candidates.push_back({source, currency, std::move(of_one)});
  }
  return candidates;
}

// A row and its classification.
struct ClassifiedRow {
  std::string classification;
  CommodityRow row;
};

// The rows of every classification, by code; of one cell the first block that has it has the say.
absl::StatusOr<std::vector<ClassifiedRow>> ReadRows(const Snapshot& snapshot,
                                                    const std::vector<BlockState>& blocks) {
  std::vector<ClassifiedRow> rows;
  for (const BlockState& block : blocks) {
    ASSIGN_OR_RETURN(std::vector<Observation> observations, snapshot.ReadBlock(block));
    rows.reserve(rows.size() + observations.size());
    for (Observation& observation : observations) {
      std::string classification = std::move(observation.cell.classification);
      rows.push_back({std::move(classification), RowOf(std::move(observation), block.release)});
    }
  }
  if (blocks.size() < 2) return rows;  // in order as they are
  const auto cell = [](const ClassifiedRow& row) {
    return std::tie(row.row.code, row.classification);
  };
  std::stable_sort(rows.begin(), rows.end(), [&](const ClassifiedRow& a, const ClassifiedRow& b) {
    return cell(a) < cell(b);
  });
  rows.erase(std::unique(rows.begin(), rows.end(),
                         [&](const ClassifiedRow& a, const ClassifiedRow& b) {
                           return cell(a) == cell(b);
                         }),
             rows.end());
  return rows;
}

// Classifications of rows of which a product of `level` digits can be told.
std::set<std::string> ClassificationsAt(int level, const std::vector<ClassifiedRow>& rows) {
  std::set<std::string> all;
  for (const auto& [classification, row] : rows) {
    if (row.code.size() < static_cast<size_t>(level) || IsNotSpecified(row.code)) continue;
    all.insert(classification);
  }
  return all;
}

}  // namespace

absl::StatusOr<std::optional<Commodities>> ReadCommodities(const Snapshot& snapshot,
                                                           const BlockKey& key, int level,
                                                           const Basis& asked) {
  ASSIGN_OR_RETURN(const std::vector<Candidate> candidates, FindCandidates(snapshot, key, asked));
  for (const Candidate& candidate : candidates) {
    ASSIGN_OR_RETURN(std::vector<ClassifiedRow> rows, ReadRows(snapshot, candidate.blocks));
    std::set<std::string> classifications = ClassificationsAt(level, rows);
    const std::optional<std::string> chosen = ChooseClassification(classifications, asked);
    if (!chosen) continue;
    classifications.erase(*chosen);
    std::vector<CommodityRow> taken;
    for (auto& [classification, row] : rows) {
      if (classification == *chosen || row.code == kTotal) taken.push_back(std::move(row));
    }

    Commodities commodities;
    commodities.basis = {.source = candidate.source,
                         .currency = candidate.currency,
                         .classification = asked.classification.empty()
                                               ? ClassificationAt(level, *chosen)
                                               : asked.classification};
    commodities.rows = std::make_unique<const std::vector<CommodityRow>>(std::move(taken));
    ASSIGN_OR_RETURN(commodities.table,
                     CommoditiesAt(level, *commodities.rows, commodities.basis.classification,
                                   candidate.currency));
    commodities.other_classifications.assign(classifications.begin(), classifications.end());
    return std::optional<Commodities>(std::move(commodities));
  }
  return std::optional<Commodities>();
}

}  // namespace entente::trade
