#include "trade_service/imported_reporters.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/core/block.h"

namespace entente::trade {
namespace {

constexpr int kListed = 1000;

struct Contents {
  std::set<Period> periods;
  int64_t observations = 0;
};

}  // namespace

absl::Status AddReporters(const Batch& batch, v1::ImportReleaseResponse& response) {
  std::map<std::pair<std::string, Frequency>, Contents> reporters;
  for (const NewRelease& added : batch.releases) {
    RETURN_IF_ERROR(added.blocks->ForEach([&](const EncodedBlock& block) {
      Contents& contents = reporters[{block.key.reporter, block.key.period.frequency()}];
      contents.periods.insert(block.key.period);
      contents.observations += block.rows;
      return absl::OkStatus();
    }));
  }
  for (const auto& [group, contents] : reporters) {
    if (response.reporters_size() == kListed) break;
    v1::ImportedReporter& proto = *response.add_reporters();
    proto.set_reporter(group.first);
    proto.set_frequency(static_cast<v1::Frequency>(group.second));
    proto.set_first_period(contents.periods.begin()->ToString());
    proto.set_last_period(contents.periods.rbegin()->ToString());
    proto.set_periods(static_cast<int32_t>(contents.periods.size()));
    proto.set_observations(contents.observations);
  }
  response.set_reporters_left_out(static_cast<int64_t>(reporters.size()) -
                                  response.reporters_size());
  return absl::OkStatus();
}

}  // namespace entente::trade
