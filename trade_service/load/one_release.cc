#include "trade_service/load/one_release.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

#include "common/hash/sha256.h"
#include "common/status/status_macros.h"
#include "trade_service/load/nothing_to_keep.h"

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

}  // namespace

absl::StatusOr<LoadedFile> OneRelease(const File& file, Source source, std::string currency,
                                      Cells cells, ImportReport report) {
  NewRelease added;
  ASSIGN_OR_RETURN(added.blocks, std::move(cells).Finish(report));
  int64_t count = 0;
  added.blocks->ForEachKey([&](const BlockKey&, int64_t rows) { count += rows; });
  if (count == 0) return NothingToKeep(report);
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
