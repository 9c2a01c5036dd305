#include "trade_service/store/commodities.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/core/sort_and_unite.h"
#include "trade_service/core/summed_commodities.h"

namespace entente::trade {
namespace {

// Blocks of one source and currency: of each part of the period, the one that has the say first.
struct Candidate {
  std::string source;
  std::string currency;
  int weight = 0;    // of the source
  int64_t rows = 0;  // in all of its blocks
  std::vector<std::vector<BlockState>> parts;
};

// How many codes there are by classification.
using CodeCounts = std::map<std::string, size_t>;

// The classification that has the say. One with less than half as many codes as another stands
// back; of the rest the Harmonized System before others, then the last one. Rows of two are never
// put together: they tell the same goods.
std::optional<std::string> ChooseClassification(const CodeCounts& all, const Basis& asked) {
  const auto is_asked_for = [&](const std::string& one) {
    return asked.classification.empty() || IsOfClassification(one, asked);
  };
  size_t most = 0;
  for (const auto& [one, codes] : all) {
    if (is_asked_for(one)) most = std::max(most, codes);
  }
  std::optional<std::string> best;
  for (const auto& [one, codes] : all) {
    if (!is_asked_for(one) || codes * 2 < most) continue;
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

// The candidates for what is asked for, in the order in which they have the say: those with less
// than half as many rows as another stand behind; the weightiest kind of source, then the one with
// more rows, then the first name.
absl::StatusOr<std::vector<Candidate>> FindCandidates(const Snapshot& snapshot,
                                                      const CommodityQuery& query,
                                                      const std::vector<Period>& periods) {
  std::map<std::pair<std::string, std::string>, Candidate> all;  // by source and currency
  int64_t most = 0;
  BlockKey key = query.key;
  for (size_t i = 0; i < periods.size(); ++i) {
    key.period = periods[i];
    ASSIGN_OR_RETURN(const std::vector<BlockState> blocks, snapshot.FindBlocks(key));
    for (const BlockState& block : blocks) {
      const Release& release = *snapshot.vintage().Find(block.release);
      std::string source(SourceOf(release));
      if (!query.asked.source.empty() && source != query.asked.source) continue;
      if (!query.asked.currency.empty() && release.currency != query.asked.currency) continue;
      Candidate& candidate = all[{source, release.currency}];
      candidate.source = std::move(source);
      candidate.currency = release.currency;
      candidate.weight = WeightOf(snapshot.kinds(), candidate.source);
      candidate.rows += block.rows;
      candidate.parts.resize(periods.size());
      candidate.parts[i].push_back(block);
      most = std::max(most, candidate.rows);
    }
  }
  std::vector<Candidate> candidates;
  candidates.reserve(all.size());
  for (auto& [heading, candidate] : all) {
    for (std::vector<BlockState>& blocks : candidate.parts) {
      std::stable_sort(blocks.begin(), blocks.end(), [&](const BlockState& a, const BlockState& b) {
        return PublishedBefore(*snapshot.vintage().Counting(b.position.chain),
                               *snapshot.vintage().Counting(a.position.chain));
      });
    }
    candidates.push_back(std::move(candidate));
  }
  const auto rank = [&](const Candidate& one) {
    return std::tuple(one.rows * 2 < most, one.weight, -one.rows);
  };
  std::stable_sort(candidates.begin(), candidates.end(),
                   [&](const Candidate& a, const Candidate& b) { return rank(a) < rank(b); });
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
  SortAndUnite(rows,
               [](const ClassifiedRow& row) { return std::tie(row.row.code, row.classification); });
  return rows;
}

// The classifications of rows of which a product of `level` digits can be told, with their codes.
CodeCounts ClassificationsAt(int level, const std::vector<ClassifiedRow>& rows) {
  CodeCounts all;
  for (const auto& [classification, row] : rows) {
    if (row.code.size() < static_cast<size_t>(level) || IsNotSpecified(row.code)) continue;
    ++all[classification];
  }
  return all;
}

// The commodities of one part; nothing if there are none on what is asked for, which names source
// and currency.
absl::StatusOr<std::optional<Commodities>> ReadPart(const Snapshot& snapshot,
                                                    const std::vector<BlockState>& blocks,
                                                    int level, const Basis& asked) {
  ASSIGN_OR_RETURN(std::vector<ClassifiedRow> rows, ReadRows(snapshot, blocks));
  CodeCounts classifications = ClassificationsAt(level, rows);
  const std::optional<std::string> chosen = ChooseClassification(classifications, asked);
  if (!chosen) return std::optional<Commodities>();
  classifications.erase(*chosen);
  std::vector<CommodityRow> taken;
  for (auto& [classification, row] : rows) {
    if (classification == *chosen || row.code == kTotal) taken.push_back(std::move(row));
  }

  Commodities commodities;
  commodities.basis = asked;
  if (asked.classification.empty()) {
    commodities.basis.classification = ClassificationAt(level, *chosen);
  }
  commodities.rows.push_back(std::make_unique<const std::vector<CommodityRow>>(std::move(taken)));
  ASSIGN_OR_RETURN(commodities.table,
                   CommoditiesAt(level, *commodities.rows.front(), commodities.basis.classification,
                                 asked.currency));
  RETURN_IF_ERROR(FlagSums(*chosen, snapshot.ListsAllIn(blocks, static_cast<size_t>(level)),
                           commodities.table));
  for (const auto& [other, codes] : classifications) {
    commodities.other_classifications.push_back(other);
  }
  return std::optional<Commodities>(std::move(commodities));
}

// Of sources that list the world, the trade with it: of everybody or, with every partner added up,
// of the reporter. Of several classifications the last one has the say, then the release that was
// published last.
absl::StatusOr<std::optional<Commodities>> ReadListedWorld(const Snapshot& snapshot,
                                                           const CommodityQuery& query) {
  const BlockKey& key = query.key;
  const std::vector<WorldState> worlds = snapshot.WorldsOf(key.flow);
  const WorldState* chosen = nullptr;
  for (const WorldState& world : worlds) {
    if (world.period != key.period || !IsWithin(snapshot.BasisOf(world), query.asked)) continue;
    if (chosen == nullptr || world.classification > chosen->classification) chosen = &world;
  }
  if (chosen == nullptr) return std::optional<Commodities>();
  ASSIGN_OR_RETURN(const SumCache::Sums sums, snapshot.ReadWorld(*chosen, key.reporter, key.flow));
  if (sums->empty()) return std::optional<Commodities>();
  std::vector<CommodityRow> rows;
  rows.reserve(sums->size());
  for (const CommoditySum& sum : *sums) {
    CommodityRow& row = rows.emplace_back();
    row.code = sum.commodity;
    row.value = sum.value;
    row.valuation = sum.valuation;
    row.flags = sum.flags;
    row.release = chosen->release;
  }
  Commodities commodities;
  commodities.basis = snapshot.BasisOf(*chosen);
  commodities.basis.classification = ClassificationAt(query.level, chosen->classification);
  commodities.rows.push_back(std::make_unique<const std::vector<CommodityRow>>(std::move(rows)));
  ASSIGN_OR_RETURN(commodities.table,
                   CommoditiesAt(query.level, *commodities.rows.front(),
                                 commodities.basis.classification, commodities.basis.currency));
  return std::optional<Commodities>(std::move(commodities));
}

absl::StatusOr<Commodities> AddUpParts(std::vector<Commodities> parts) {
  Commodities whole;
  whole.basis = parts.front().basis;
  std::vector<const CommodityTable*> tables;
  std::set<std::string> others;
  for (Commodities& part : parts) {
    tables.push_back(&part.table);
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(whole.rows));
    others.insert(part.other_classifications.begin(), part.other_classifications.end());
  }
  ASSIGN_OR_RETURN(whole.table, AddUp(tables));
  whole.other_classifications.assign(others.begin(), others.end());
  return whole;
}

// As ReadCommodities, added up from periods of `frequency`.
absl::StatusOr<std::optional<Commodities>> ReadParts(const Snapshot& snapshot,
                                                     const CommodityQuery& query,
                                                     Frequency frequency,
                                                     std::vector<Period>* missing) {
  const std::vector<Period> periods = query.key.period.Parts(frequency);
  ASSIGN_OR_RETURN(const std::vector<Candidate> candidates,
                   FindCandidates(snapshot, query, periods));
  for (const Candidate& candidate : candidates) {
    Basis basis = {candidate.source, candidate.currency, query.asked.classification};
    std::vector<Commodities> parts;
    std::vector<Period> lacking;
    // The latest part chooses the classification.
    for (size_t i = periods.size(); i-- > 0;) {
      ASSIGN_OR_RETURN(std::optional<Commodities> part,
                       ReadPart(snapshot, candidate.parts[i], query.level, basis));
      if (!part) {
        lacking.insert(lacking.begin(), periods[i]);
        continue;
      }
      basis = part->basis;
      parts.push_back(*std::move(part));
    }
    if (parts.empty()) continue;
    if (lacking.empty()) {
      if (parts.size() == 1) return std::optional<Commodities>(std::move(parts.front()));
      std::reverse(parts.begin(), parts.end());
      return AddUpParts(std::move(parts));
    }
    if (missing != nullptr && missing->empty()) *missing = std::move(lacking);
  }
  return std::optional<Commodities>();
}

}  // namespace

absl::StatusOr<std::optional<Commodities>> ReadCommodities(const Snapshot& snapshot,
                                                           const CommodityQuery& query,
                                                           std::vector<Period>* missing) {
  if (query.parts) return ReadParts(snapshot, query, *query.parts, missing);
  for (const Frequency frequency : FrequenciesFrom(query.key.period.frequency())) {
    ASSIGN_OR_RETURN(std::optional<Commodities> commodities,
                     ReadParts(snapshot, query, frequency, missing));
    if (commodities) return commodities;
  }
  return query.key.partner == kWorld ? ReadListedWorld(snapshot, query)
                                     : std::optional<Commodities>();
}

}  // namespace entente::trade
