#ifndef ENTENTE_BENCH_REPORT_H_
#define ENTENTE_BENCH_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "bench/caller.h"

namespace entente::bench {

// A target and its outcomes: one a round under load, one alone when idle.
struct Measured {
  std::string name;
  std::vector<Outcome> rounds;
};

// Calls that failed, over all rounds.
uint64_t Failures(const Measured& target);

// A table with a line a target. Each figure is the median of its rounds; each ratio is the median
// of the ratios of the target's rounds to the same rounds of the first target, 0 where that one had
// no success.
std::string LoadTable(const std::vector<Measured>& targets);

// A table with a line a target: median, 90th percentile, worst, and worst above median.
std::string IdleTable(const std::vector<Measured>& targets);

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_REPORT_H_
