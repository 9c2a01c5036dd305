#include "bench/report.h"

#include <algorithm>
#include <functional>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "bench/sample.h"

namespace entente::bench {
namespace {

using Figure = std::function<double(const Outcome&)>;

double CallsPerSecond(const Outcome& round) {
  return static_cast<double>(round.latencies_us.size()) / round.seconds;
}

Figure Latency(double share) {
  return [share](const Outcome& round) { return Quantile(round.latencies_us, share); };
}

double AnswerBytes(const Outcome& round) {
  const size_t calls = std::max<size_t>(round.latencies_us.size(), 1);
  return static_cast<double>(round.answer_bytes) / static_cast<double>(calls);
}

double MedianOf(const Measured& target, const Figure& figure) {
  std::vector<double> values;
  for (const Outcome& round : target.rounds) values.push_back(figure(round));
  return Median(values);
}

double MedianRatio(const Measured& target, const Measured& base, const Figure& figure) {
  std::vector<double> ratios;
  for (size_t i = 0; i < target.rounds.size(); ++i) {
    const double reference = figure(base.rounds[i]);
    if (reference > 0) ratios.push_back(figure(target.rounds[i]) / reference);
  }
  return Median(ratios);
}

// "0", or for instance "3 UNAVAILABLE".
std::string FailuresByCode(const Measured& target) {
  std::map<grpc::StatusCode, uint64_t> failures;
  for (const Outcome& round : target.rounds) {
    for (const auto& [code, calls] : round.failures) failures[code] += calls;
  }
  std::string text;
  for (const auto& [code, calls] : failures) {
    // gRPC's codes and Abseil's are the same numbers.
    absl::StrAppend(&text, text.empty() ? "" : ", ", calls, " ",
                    absl::StatusCodeToString(static_cast<absl::StatusCode>(code)));
  }
  return text.empty() ? "0" : text;
}

}  // namespace

uint64_t Failures(const Measured& target) {
  uint64_t sum = 0;
  for (const Outcome& round : target.rounds) {
    for (const auto& [code, calls] : round.failures) sum += calls;
  }
  return sum;
}

std::string LoadTable(const std::vector<Measured>& targets) {
  std::string table =
      absl::StrFormat("%-24s %9s %6s %9s %9s %6s %9s %7s  %s\n", "target", "calls/s", "ratio",
                      "p50 us", "p99 us", "ratio", "p99.9 us", "bytes", "failed");
  for (const Measured& target : targets) {
    absl::StrAppendFormat(
        &table, "%-24s %9.0f %6.2f %9.0f %9.0f %6.2f %9.0f %7.0f  %s\n", target.name,
        MedianOf(target, CallsPerSecond), MedianRatio(target, targets.front(), CallsPerSecond),
        MedianOf(target, Latency(0.5)), MedianOf(target, Latency(0.99)),
        MedianRatio(target, targets.front(), Latency(0.99)), MedianOf(target, Latency(0.999)),
        MedianOf(target, AnswerBytes), FailuresByCode(target));
  }
  return table;
}

std::string IdleTable(const std::vector<Measured>& targets) {
  std::string table =
      absl::StrFormat("%-24s %6s %10s %10s %10s %16s  %s\n", "target", "calls", "median us",
                      "p90 us", "worst us", "over median ms", "failed");
  for (const Measured& target : targets) {
    const std::vector<double>& latencies = target.rounds.front().latencies_us;
    const double median = Median(latencies);
    const double worst = Quantile(latencies, 1);
    absl::StrAppendFormat(&table, "%-24s %6d %10.0f %10.0f %10.0f %16.2f  %s\n", target.name,
                          latencies.size(), median, Quantile(latencies, 0.9), worst,
                          (worst - median) / 1000, FailuresByCode(target));
  }
  return table;
}

}  // namespace entente::bench
