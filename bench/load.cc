// Calls one method of one or more servers and prints how fast each answers, side by side: under
// load, in rounds that take turns between the targets, or at one call a second.

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "CLI/CLI.hpp"
#include "absl/strings/escaping.h"

#include "bench/caller.h"
#include "bench/report.h"

namespace entente::bench {
namespace {

using Callers = std::vector<std::unique_ptr<Caller>>;

struct Options {
  std::vector<std::string> targets;
  std::string method = "/bench.Bare/Get";
  std::vector<std::string> request_files;
  std::string request_hex;
  int outstanding = 32;
  int channels = 1;
  double seconds = 5;
  int rounds = 5;
  int idle_calls = 0;
};

constexpr std::chrono::seconds kWarmUp(1);

grpc::ByteBuffer ToBuffer(const std::string& bytes) {
  const grpc::Slice slice(bytes);
  return grpc::ByteBuffer(&slice, 1);
}

// The requests of the files, or the one in hexadecimal, which may be empty.
std::vector<grpc::ByteBuffer> ReadRequests(const Options& options) {
  std::vector<grpc::ByteBuffer> requests;
  for (const std::string& path : options.request_files) {
    std::ifstream file(path, std::ios::binary);
    requests.push_back(ToBuffer(std::string(std::istreambuf_iterator<char>(file), {})));
  }
  if (requests.empty()) requests.push_back(ToBuffer(absl::HexStringToBytes(options.request_hex)));
  return requests;
}

// "name=host:port" or "host:port", which is then the name too.
std::string NameOf(const std::string& target) { return target.substr(0, target.find('=')); }
std::string AddressOf(const std::string& target) { return target.substr(target.find('=') + 1); }

void Load(const Options& options, const Callers& callers, std::vector<Measured>& measured) {
  for (const auto& caller : callers) caller->Load(options.outstanding, kWarmUp);
  const std::chrono::duration<double> duration(options.seconds);
  for (int round = 0; round < options.rounds; ++round) {
    for (size_t i = 0; i < callers.size(); ++i) {
      measured[i].rounds.push_back(callers[i]->Load(options.outstanding, duration));
    }
  }
}

// Every target is called again 0.9 to 1.1 seconds after its last answer. An even beat would not do:
// it keeps a server whose threads rest after an idle second always on the same side of that rest.
void Idle(const Options& options, const Callers& callers, std::vector<Measured>& measured) {
  using Clock = std::chrono::steady_clock;
  constexpr Clock::time_point kNever = Clock::time_point::max();
  std::vector<int> calls(callers.size());
  std::minstd_rand random;
  std::uniform_int_distribution<int> gap_ms(900, 1100);
  std::vector<Clock::time_point> due;
  for (size_t i = 0; i < callers.size(); ++i) {
    Outcome connecting;
    callers[i]->CallOnce(connecting);
    measured[i].rounds.emplace_back();
    due.push_back(Clock::now() + std::chrono::milliseconds(gap_ms(random)));
  }
  for (;;) {
    const auto first = std::min_element(due.begin(), due.end());
    if (*first == kNever) return;
    const size_t i = first - due.begin();
    std::this_thread::sleep_until(*first);
    callers[i]->CallOnce(measured[i].rounds.front());
    const bool done = ++calls[i] == options.idle_calls;
    *first = done ? kNever : Clock::now() + std::chrono::milliseconds(gap_ms(random));
  }
}

int Run(const Options& options) {
  const std::vector<grpc::ByteBuffer> requests = ReadRequests(options);
  Callers callers;
  std::vector<Measured> measured;
  for (const std::string& target : options.targets) {
    callers.push_back(
        std::make_unique<Caller>(AddressOf(target), options.channels, options.method, requests));
    measured.push_back({.name = NameOf(target), .rounds = {}});
  }
  if (options.idle_calls > 0) {
    Idle(options, callers, measured);
    std::cout << IdleTable(measured);
  } else {
    Load(options, callers, measured);
    std::cout << LoadTable(measured);
  }
  uint64_t failures = 0;
  for (const Measured& target : measured) failures += Failures(target);
  return failures == 0 ? 0 : 1;
}

}  // namespace
}  // namespace entente::bench

int main(int argc, char** argv) {
  entente::bench::Options options;
  CLI::App app("Calls one method of one or more servers and prints how fast each answers.");
  app.option_defaults()->always_capture_default();
  app.add_option("--target", options.targets,
                 "host:port or name=host:port; repeatable, the first is what ratios refer to")
      ->required();
  app.add_option("--method", options.method, "/package.Service/Method, unary");
  auto* files = app.add_option("--request-file", options.request_files,
                               "Serialized request; repeatable, used in rotation")
                    ->check(CLI::ExistingFile);
  app.add_option("--request-hex", options.request_hex, "Serialized request in hexadecimal")
      ->excludes(files)
      ->check(CLI::Validator(
          [](const std::string& text) {
            const bool hex = text.size() % 2 == 0 &&
                             text.find_first_not_of("0123456789abcdefABCDEF") == std::string::npos;
            return hex ? "" : "an even number of hexadecimal digits is needed";
          },
          "HEX"));
  app.add_option("--outstanding", options.outstanding, "Calls under way at once")
      ->check(CLI::Range(1, 100000));
  app.add_option("--channels", options.channels, "Connections to each target")
      ->check(CLI::Range(1, 1000));
  app.add_option("--seconds", options.seconds, "Length of a round, for each target")
      ->check(CLI::PositiveNumber);
  app.add_option("--rounds", options.rounds, "Rounds")->check(CLI::Range(1, 1000));
  app.add_option("--idle-calls", options.idle_calls,
                 "Instead of load, this many calls to each target, about one a second");
  CLI11_PARSE(app, argc, argv);
  return entente::bench::Run(options);
}
