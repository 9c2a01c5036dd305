#include "trade_service/imported_reporters.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "trade_service/core/block.h"

namespace entente::trade {
namespace {

constexpr int kListed = 1000;

// What there is of a reporter at a frequency.
struct Reported {
  std::set<Period> periods;
  int64_t observations = 0;
};

}  // namespace

void AddReporters(const Batch& batch, v1::ImportReleaseResponse& response) {
  std::map<std::pair<std::string, Frequency>, Reported> reporters;
  for (const NewRelease& added : batch.releases) {
    added.blocks->ForEachKey([&](const BlockKey& key, int64_t rows) {
      Reported& reported = reporters[{key.reporter, key.period.frequency()}];
      reported.periods.insert(key.period);
      reported.observations += rows;
    });
  }
  for (const auto& [group, reported] : reporters) {
    if (response.reporters_size() == kListed) break;
    v1::ImportedReporter& proto = *response.add_reporters();
    proto.set_reporter(group.first);
    proto.set_frequency(static_cast<v1::Frequency>(group.second));
    proto.set_first_period(reported.periods.begin()->ToString());
    proto.set_last_period(reported.periods.rbegin()->ToString());
    proto.set_periods(static_cast<int32_t>(reported.periods.size()));
    proto.set_observations(reported.observations);
  }
  response.set_reporters_left_out(static_cast<int64_t>(reporters.size()) -
                                  response.reporters_size());
}

}  // namespace entente::trade
