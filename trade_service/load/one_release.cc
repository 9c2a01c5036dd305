#include "trade_service/load/one_release.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

constexpr size_t kChecksumInName = 12;

// What tells the release from others of its data set: the content, packed or not, and how it is
// read, so that a file which was described wrongly can be loaded again.
std::string ChecksumOf(const File& file, const std::string& currency) {
  const std::string read_as =
      absl::StrJoin({file.content_sha256.empty() ? file.sha256 : file.content_sha256,
                     file.published.ToString(), currency, absl::StrCat(file.exponent),
                     file.period ? file.period->ToString() : std::string()},
                    "\n");
  return Sha256Hex(read_as).substr(0, kChecksumInName);
}

// Why nothing of a file was kept, and what to do.
std::string WhyNothing(const ImportReport& report) {
  if (!report.first_rejected().empty()) {
    const ImportReport::RejectedRow& first = report.first_rejected().front();
    return absl::StrCat("none of the ", report.read, " rows can be used; the first: line ",
                        first.line, ": ", first.message);
  }
  std::string why = "the file has no row with a value";
  if (!report.anomalies().empty()) {
    const ImportReport::Anomaly& first = report.anomalies().front();
    absl::StrAppend(&why, " (", first.reason, ", first at ", first.first, ")");
  }
  return absl::StrCat(why, "; look whether its figures are there, and download it again");
}

}  // namespace

absl::StatusOr<LoadedFile> OneRelease(const File& file, Source source, std::string currency,
                                      Cells cells, ImportReport report) {
  NewRelease added;
  ASSIGN_OR_RETURN(added.blocks, std::move(cells).Finish(report));
  int64_t count = 0;
  added.blocks->ForEachKey([&](const BlockKey&, int64_t rows) { count += rows; });
  if (count == 0) {
    return Error(absl::StatusCode::kInvalidArgument, "NOTHING_TO_KEEP", WhyNothing(report));
  }
  Release& release = added.release;
  release.dataset = DatasetOf(file.dataset, file.name);
  release.name =
      absl::StrCat(source.name, "/releases/", release.dataset, "-", ChecksumOf(file, currency));
  release.published = file.published;
  release.retrieved = file.retrieved;
  release.url = file.url;
  release.file_name = file.name;
  release.currency = std::move(currency);
  release.sha256 = file.sha256;
  release.observation_count = count;
  release.principal = file.principal;
  LoadedFile loaded;
  loaded.batch.sources.push_back(std::move(source));
  loaded.batch.sources_supposed = true;
  loaded.batch.releases.push_back(std::move(added));
  loaded.report = std::move(report);
  return loaded;
}

Source NamedSource(const std::string& name) {
  Source source;
  source.name = name;
  source.title = std::string(absl::StripPrefix(name, "sources/"));
  source.publisher = source.title;
  return source;
}

}  // namespace entente::trade
