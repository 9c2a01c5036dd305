#include "trade_service/cell_history.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/functional/function_ref.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/convert.h"
#include "trade_service/figure_convert.h"
#include "trade_service/request.h"
#include "trade_service/store/pruning.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// The cell's values in one release of a chain, by classification; under "" where the commodity is
// TOTAL.
using Values = std::map<std::string, Observation>;

// What a chain says of the cell, by the id of each release that changed what it is read from: the
// cell's block or, for TOTAL, the block's total. Values that stay the same may come again.
using Changes = std::map<int64_t, Values>;

// Whether a chain is read.
using Wanted = absl::FunctionRef<bool(int64_t chain)>;

struct CellQuery {
  BlockQuery block;
  std::string commodity;
  std::string source;
};

absl::StatusOr<CellQuery> CheckCell(const v1::ListCellHistoryRequest& request) {
  CellQuery query;
  ASSIGN_OR_RETURN(query.block.reporter, CheckReporter(request.reporter(), "reporter"));
  ASSIGN_OR_RETURN(query.block.partner, CheckArea(request.partner(), "partner"));
  if (request.flow().empty()) return InvalidField("FLOW_MISSING", "flow", "name one, e.g. X");
  ASSIGN_OR_RETURN(query.block.flow, CheckFlow(request.flow(), ""));
  ASSIGN_OR_RETURN(query.block.period, CheckPeriod(request.period(), "period"));
  if (!query.block.period) return InvalidField("PERIOD_MISSING", "period", "name one, e.g. 2021");
  ASSIGN_OR_RETURN(query.commodity, CheckCommodity(request.commodity(), kTotal));
  query.source = request.source();
  return query;
}

// Adds every state of the cell of total trade, as reported or summed.
absl::Status ReadTotals(const Store& store, const BlockQuery& query, Wanted wanted,
                        std::map<int64_t, Changes>& chains) {
  return store.ScanTotals(query, [&](const TotalState& state) {
    if (!wanted(state.position.chain)) return;
    Values& values = chains[state.position.chain][state.release];
    if (state.observation) values.emplace("", *state.observation);
  });
}

// Adds every state of the cell's blocks.
absl::Status ReadBlocks(const Store& store, const BlockQuery& query, const std::string& commodity,
                        Wanted wanted, std::map<int64_t, Changes>& chains) {
  std::vector<BlockState> states;
  RETURN_IF_ERROR(store.ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    if (wanted(state.position.chain)) states.push_back(state);
    return true;
  }));
  for (const BlockState& state : states) {
    Values& values = chains[state.position.chain][state.release];
    if (state.rows == 0) continue;
    ASSIGN_OR_RETURN(const BlockBytes bytes, store.ReadBlock(state));
    ASSIGN_OR_RETURN(std::vector<Observation> rows,
                     DecodeCommodity(state.position.key, commodity, bytes.columns, bytes.locators));
    for (Observation& row : rows) {
      values.emplace(row.cell.classification, std::move(row));
    }
  }
  return absl::OkStatus();
}

// What the data sets say of the cell, by chain; those of sources that reconcile both ends' reports
// from whichever end they tell it.
absl::StatusOr<std::map<int64_t, Changes>> ReadChanges(const Store& store, const Snapshot& snapshot,
                                                       const CellQuery& query) {
  const auto read = [&](const BlockQuery& block,
                        Wanted wanted) -> absl::StatusOr<std::map<int64_t, Changes>> {
    std::map<int64_t, Changes> chains;
    RETURN_IF_ERROR(query.commodity == kTotal
                        ? ReadTotals(store, block, wanted, chains)
                        : ReadBlocks(store, block, query.commodity, wanted, chains));
    return chains;
  };
  ASSIGN_OR_RETURN(auto chains, read(query.block, [](int64_t) { return true; }));
  const std::optional<BlockQuery> other_end = snapshot.OtherEnd(query.block);
  if (!other_end) return chains;
  ASSIGN_OR_RETURN(auto from_other, read(*other_end, [&](int64_t chain) {
                     const Release* const first = snapshot.vintage().Find(chain);
                     return first != nullptr && snapshot.IsReconciled(SourceOf(*first));
                   }));
  chains.merge(from_other);
  return chains;
}

// What a release of the chain says: the change that it made, or the last one recorded before it.
const Values& ValuesIn(const Changes& changes, int64_t release) {
  static const Values* const kNone = new Values();
  const auto later = changes.upper_bound(release);
  return later == changes.begin() ? *kNone : std::prev(later)->second;
}

// Adds the history of one cell of a chain. `releases`: of the chain, in order of publication.
void AddHistory(const Changes& changes, const std::string& classification,
                const std::vector<const Release*>& releases, EvidenceTable& evidence,
                v1::ListCellHistoryResponse& response) {
  v1::CellValue* last = nullptr;
  std::optional<Decimal> last_value;
  for (const Release* release : releases) {
    const Values& values = ValuesIn(changes, release->id);
    const auto found = values.find(classification);
    const Observation* const now = found == values.end() ? nullptr : &found->second;
    const std::optional<Decimal> value =
        now == nullptr ? std::nullopt : std::optional<Decimal>(now->value);
    if (last == nullptr && !value) continue;
    const uint32_t index = evidence.IndexOf(release->id);
    if (last != nullptr && value == last_value && last->currency() == release->currency) {
      last->set_last_evidence(index);
      continue;
    }
    last = response.add_values();
    last_value = value;
    last->set_source(std::string(SourceOf(*release)));
    last->set_dataset(release->dataset);
    last->set_classification(classification);
    last->set_currency(release->currency);
    last->set_evidence(index);
    last->set_last_evidence(index);
    if (now == nullptr) continue;
    last->set_value(now->value.ToString());
    last->set_valuation(static_cast<v1::Valuation>(now->valuation));
    SetFlags(now->flags, last->mutable_flags());
    last->set_cell(now->locator);
  }
}

// Takes the pruned ones out of `releases`, and names them. OUT_OF_RANGE if another one has been
// pruned since the list was made.
absl::Status TakePruned(const Store& store, std::vector<const Release*>& releases,
                        v1::ListCellHistoryResponse& response) {
  std::vector<const Release*> kept;
  for (const Release* release : releases) {
    if (release->pruned) {
      response.add_pruned_releases(release->name);
      continue;
    }
    RETURN_IF_ERROR(CheckKept(store, release->id));
    kept.push_back(release);
  }
  releases = std::move(kept);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::ListCellHistoryResponse> ListCellHistory(
    const Store& store, const v1::ListCellHistoryRequest& request) {
  ASSIGN_OR_RETURN(const CellQuery query, CheckCell(request));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
  const auto all = store.Releases();
  ASSIGN_OR_RETURN(const auto chains, ReadChanges(store, snapshot, query));

  std::map<int64_t, std::vector<const Release*>> releases;
  for (const Release& release : *all) {
    if (release.revision > read.revision || !chains.contains(release.chain)) continue;
    if (read.as_of && PublishedDay(release) > *read.as_of) continue;
    if (!query.source.empty() && SourceOf(release) != query.source) continue;
    releases[release.chain].push_back(&release);
  }
  v1::ListCellHistoryResponse response;
  const bool filtered = !chains.empty() && releases.empty();
  EvidenceTable evidence(snapshot.vintage(), snapshot.sources());
  for (auto& [chain, of_chain] : releases) {
    std::sort(of_chain.begin(), of_chain.end(),
              [](const Release* a, const Release* b) { return PublishedBefore(*a, *b); });
    RETURN_IF_ERROR(TakePruned(store, of_chain, response));
    const Changes& changes = chains.at(chain);
    Values classifications;
    for (const auto& [release, values] : changes) {
      classifications.insert(values.begin(), values.end());
    }
    for (const auto& [classification, value] : classifications) {
      AddHistory(changes, classification, of_chain, evidence, response);
    }
  }
  evidence.MoveTo(response.mutable_evidence());
  if (response.values().empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason,
                     snapshot.WhyEmpty(query.block, filtered && !query.source.empty()));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
