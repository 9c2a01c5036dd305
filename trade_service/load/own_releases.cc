#include "trade_service/load/own_releases.h"

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/core/vintage.h"
#include "trade_service/load/bns_partner.h"
#include "trade_service/load/eurostat_area.h"
#include "trade_service/load/imf_area.h"
#include "trade_service/load/one_release.h"

namespace entente::trade {
namespace {

// Each waits in temporary files of its own, and in so many rows of memory.
constexpr size_t kMaxDatasets = 64;
constexpr size_t kRowsEach = 1 << 12;

// Sources with groups of countries among the partners, as their own formats tell them.
constexpr std::pair<absl::string_view, bool (*)(absl::string_view)> kGroupsOf[] = {
    {"sources/kaz-bns/", IsBnsGroup},
    {"sources/eurostat-comext/", IsEurostatGroup},
    {"sources/imf-dot/", IsImfGroup},
    {"sources/imf-imts/", IsImfGroup}};

Cells CellsOf(const Release& release, const std::string& folder) {
  Cells::Options options{.max_rows = kRowsEach, .folder = folder};
  for (const auto& [source, is_group] : kGroupsOf) {
    if (absl::StartsWith(release.name, source)) options.is_group = is_group;
  }
  return Cells(std::move(options));
}

// Whether `a` was published before `b`, or on the same day and recorded before it where both are
// from.
bool Before(const Release& a, const Release& b) {
  return std::pair(PublishedDay(a), a.recorded) < std::pair(PublishedDay(b), b.recorded);
}

}  // namespace

absl::Status OwnReleases::Add(const Row& row, const Release& from) {
  const std::string dataset = file_.dataset.empty() ? from.dataset : "";
  auto gathered = by_dataset_.find(dataset);
  if (gathered == by_dataset_.end()) {
    if (by_dataset_.size() == kMaxDatasets) {
      return Error(absl::StatusCode::kInvalidArgument, "RELEASE_MIXED",
                   absl::StrCat("the file has rows of more than ", kMaxDatasets,
                                " data sets; name one for all of them with --dataset, or export "
                                "fewer at once, e.g. with --filter 'release = ...*'"));
    }
    gathered = by_dataset_.try_emplace(dataset, Gathered{from, CellsOf(from, file_.folder)}).first;
  }
  Release& last = gathered->second.last;
  if (last.name != from.name && Before(last, from)) last = from;
  return gathered->second.cells.Add(row);
}

absl::StatusOr<LoadedFile> OwnReleases::Finish(const Source& source, const std::string& currency,
                                               ImportReport report) && {
  if (by_dataset_.empty()) {
    return OneRelease(file_, source, currency, Cells({.folder = file_.folder}), std::move(report));
  }
  std::vector<std::pair<const std::string, Gathered>*> in_order;
  for (auto& one : by_dataset_) in_order.push_back(&one);
  std::stable_sort(in_order.begin(), in_order.end(), [](const auto* a, const auto* b) {
    return Before(a->second.last, b->second.last);
  });
  LoadedFile all;
  all.report = std::move(report);
  for (auto* const one_dataset : in_order) {
    auto& [dataset, gathered] = *one_dataset;
    const Release& last = gathered.last;
    const size_t told = all.report.totals.size();
    File file = file_;
    if (!dataset.empty()) file.dataset = absl::StrCat(DatasetOf("", file_.name), "-", dataset);
    if (file.published == PartialDate()) file.published = last.published;
    if (file.retrieved == PartialDate()) file.retrieved = last.retrieved;
    if (file.url.empty()) file.url = last.url;
    ASSIGN_OR_RETURN(LoadedFile one, OneRelease(file, source, currency, std::move(gathered.cells),
                                                std::move(all.report)));
    Release& release = one.batch.releases[0].release;
    release.note = last.note;
    if (!last.file_name.empty()) release.file_name = last.file_name;
    all.report = std::move(one.report);
    if (in_order.size() > 1) {  // the same words are of several releases
      for (size_t i = told; i < all.report.totals.size(); ++i) {
        std::string& of = all.report.totals[i].first;
        of = absl::StrCat(release.dataset, ": ", of);
      }
    }
    all.batch.releases.push_back(std::move(one.batch.releases[0]));
  }
  all.batch.sources.push_back(source);
  all.batch.sources_supposed = true;
  return all;
}

}  // namespace entente::trade
