#include "trade_service/availability.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_set.h"

#include "common/api/convert.h"
#include "common/api/request.h"
#include "common/status/status_macros.h"
#include "trade_service/convert.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// What a line of the answer is of.
using Group = std::tuple<std::string, std::string, std::string, Frequency>;

struct Contents {
  std::set<Period> periods;
  absl::flat_hash_set<std::string> partners;
  int64_t observations = 0;
  std::map<int64_t, BlockState> last;  // by data set: of its last period, the one with most rows
};

void AddBlock(const BlockState& block, Contents& contents) {
  const Period& period = block.position.key.period;
  const auto [last, added] = contents.last.try_emplace(block.position.chain, block);
  const Period& known = last->second.position.key.period;
  if (known < period || (known == period && last->second.rows < block.rows)) last->second = block;
  contents.periods.insert(period);
  contents.partners.insert(block.position.key.partner);
  contents.observations += block.rows;
}

// Which classifications and levels the blocks of several data sets have.
absl::Status SetKinds(const Snapshot& snapshot, const std::map<int64_t, BlockState>& blocks,
                      v1::Availability& proto) {
  std::set<std::string> classifications;
  std::set<int> levels;
  for (const auto& [chain, block] : blocks) {
    ASSIGN_OR_RETURN(BlockKinds kinds, snapshot.ReadKinds(block));
    classifications.merge(kinds.classifications);
    levels.merge(kinds.levels);
    const BlockKey& key = block.position.key;
    BlockQuery query;
    query.reporter = key.reporter;
    query.partner = key.partner;
    query.flow = key.flow;
    query.period = key.period;
    query.chain = chain;
    ASSIGN_OR_RETURN(const std::vector<StoredObservation> totals, snapshot.ReadTotals(query));
    if (!totals.empty()) levels.insert(0);
  }
  for (const std::string& one : classifications) proto.add_classifications(one);
  for (const int level : levels) proto.add_levels(level);
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<v1::GetAvailabilityResponse> GetAvailability(
    const Store& store, const rpc::Context& context, const v1::GetAvailabilityRequest& request) {
  BlockQuery query;
  if (!request.reporter().empty()) {
    ASSIGN_OR_RETURN(query.reporter, CheckReporter(request.reporter(), "reporter"));
  }
  if (!request.partner().empty()) {
    ASSIGN_OR_RETURN(query.partner, CheckArea(request.partner(), "partner"));
  }
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), store.journal()));
  RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
  ASSIGN_OR_RETURN(const Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of,
                                                           [&] { return context.Late(); }));

  std::map<Group, Contents> groups;
  auto group = groups.end();  // of the block before: mostly that of the next one, too
  bool any = false;
  RETURN_IF_ERROR(snapshot.ScanBlocks(query, std::nullopt, [&](const BlockState& block) {
    any = true;
    const absl::string_view source = SourceOf(*snapshot.vintage().Find(block.release));
    if (!request.source().empty() && source != request.source()) return true;
    const BlockKey& key = block.position.key;
    const Frequency frequency = key.period.frequency();
    if (group == groups.end() ||
        group->first != std::tie(source, key.reporter, key.flow, frequency)) {
      group = groups.try_emplace({std::string(source), key.reporter, key.flow, frequency}).first;
    }
    AddBlock(block, group->second);
    return true;
  }));

  v1::GetAvailabilityResponse response;
  for (const auto& [group, contents] : groups) {
    v1::Availability& proto = *response.add_available();
    proto.set_source(std::get<0>(group));
    proto.set_reporter(std::get<1>(group));
    proto.set_flow(std::get<2>(group));
    proto.set_frequency(static_cast<v1::Frequency>(std::get<3>(group)));
    proto.set_first_period(contents.periods.begin()->ToString());
    proto.set_last_period(contents.periods.rbegin()->ToString());
    proto.set_periods(static_cast<int32_t>(contents.periods.size()));
    proto.set_partners(static_cast<int32_t>(contents.partners.size()));
    proto.set_observations(contents.observations);
    RETURN_IF_ERROR(SetKinds(snapshot, contents.last, proto));
  }
  if (groups.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, snapshot.WhyEmpty(query, any));
    response.set_empty_reason(ToProto(reason));
  }
  response.set_revision(read.revision);
  return response;
}

}  // namespace entente::trade
