#ifndef ENTENTE_CLIENT_CLI_OPTIONS_H_
#define ENTENTE_CLIENT_CLI_OPTIONS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

// The command line, read and checked.
namespace entente::client {

// Those from kCsv on are of observations alone, whose text is CSV too.
enum class Format { kText, kJson, kCsv, kSdmxCsv, kProtobuf };

// Options of every command.
struct GlobalOptions {
  std::string trade_address = "127.0.0.1:50051";
  std::string agreements_address = "127.0.0.1:50052";
  std::optional<absl::Duration> timeout;  // as asked for; absent: the command's default
  Format format = Format::kText;
  absl::CivilDay day;  // of statuses and anniversaries
  std::optional<absl::CivilDay> as_of;
  int64_t trade_revision = 0;       // 0: the latest
  int64_t agreements_revision = 0;  // 0: the latest

  // The time until which to wait from now on.
  absl::Time Deadline(absl::Duration standard = absl::Seconds(10)) const;
};

// Two countries, as they were typed.
struct PairArguments {
  std::string first;
  std::string second;
};

struct ShowArguments {
  std::string name;  // with or without "agreements/"
};

struct ImportArguments {
  std::vector<std::string> files;
  int file_format = 0;  // of the service's ImportFormat
  std::string dataset;
  std::string published;
  std::string url;
  std::string request_id;
  bool dry_run = false;
  // Of trade statistics whose format does not tell it.
  std::string source;
  std::string currency;
  int exponent = 0;  // power of ten that a value is in
  std::string period;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_OPTIONS_H_
