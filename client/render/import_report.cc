#include "client/render/import_report.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/layout.h"

namespace entente::client {
namespace {

using common::v1::ImportReport;
using Align = Table::Align;

constexpr int kWidth = 100;

std::string Count(int64_t count) { return Grouped(absl::StrCat(count)); }

// "line 17, column 3"; only what is known of it.
std::string Place(const common::v1::RejectedRow& row) {
  return row.column() > 0 ? absl::StrCat("line ", row.line(), ", column ", row.column())
                          : absl::StrCat("line ", row.line());
}

void AddCounts(const ImportReport& report, std::string& out) {
  std::vector<std::string> counts = {absl::StrCat(Count(report.read()), " read"),
                                     absl::StrCat(Count(report.kept()), " kept")};
  if (report.merged() > 0) counts.push_back(absl::StrCat(Count(report.merged()), " merged"));
  if (report.superseded() > 0) {
    counts.push_back(absl::StrCat(Count(report.superseded()), " left for their total"));
  }
  counts.push_back(absl::StrCat(Count(report.rejected()), " rejected"));
  absl::StrAppend(&out, "  rows: ", absl::StrJoin(counts, ", "), "\n");
}

void AddReport(const ImportReport& report, std::string& out) {
  AddCounts(report, out);
  Table details(4, {Align::kLeft, Align::kLeft, Align::kLeft});
  for (const auto& row : report.first_rejected()) {
    details.Row({Place(row), row.reason(), row.message()});
  }
  if (!report.first_rejected().empty()) {
    absl::StrAppend(&out, "  rejected",
                    report.rejected() > report.first_rejected_size()
                        ? absl::StrCat(", the first ", report.first_rejected_size())
                        : "",
                    ":\n", details.ToString(kWidth));
  }
  Table anomalies(4, {Align::kRight, Align::kLeft, Align::kLeft});
  for (const auto& anomaly : report.anomalies()) {
    anomalies.Row(
        {Count(anomaly.count()), anomaly.reason(), absl::StrCat("first at ", anomaly.first())});
  }
  if (!report.anomalies().empty()) {
    absl::StrAppend(&out, "  odd, and kept as the source has it:\n", anomalies.ToString(kWidth));
  }
  Table totals(4, {Align::kLeft, Align::kPoint});
  for (const auto& total : report.totals()) totals.Row({total.of(), Grouped(total.value())});
  if (!report.totals().empty()) {
    absl::StrAppend(&out, "  totals of what was kept:\n", totals.ToString(kWidth));
  }
}

// The report of either service; `names` are those of what the file became.
template <typename Response>
std::string Render(const Response& response, const std::vector<std::string>& names,
                   absl::string_view file_name, bool dry_run) {
  std::string out = absl::StrCat(file_name, ": ");
  if (response.already_loaded()) {
    absl::StrAppend(&out, "already loaded, nothing changed; revision ", response.revision(), "\n");
  } else if (dry_run) {
    absl::StrAppend(&out, "dry run, nothing changed; compared with revision ", response.revision(),
                    "\n");
  } else {
    absl::StrAppend(&out, "imported; revision ", response.revision(), "\n");
  }
  for (const std::string& name : names) absl::StrAppend(&out, "  ", name, "\n");
  AddReport(response.report(), out);
  return out;
}

}  // namespace

std::string RenderText(const trade::v1::ImportReleaseResponse& response,
                       absl::string_view file_name, bool dry_run) {
  std::vector<std::string> names;
  for (int i = 0; i < response.releases_size(); ++i) {
    const trade::v1::Release& release = response.releases(i);
    names.push_back(absl::StrCat(release.name(), ", ", Count(release.observation_count()),
                                 " observations", release.has_pruned() ? ", pruned since" : ""));
    if (response.already_loaded() || i >= response.changes_size()) continue;
    const trade::v1::ReleaseChanges& changes = response.changes(i);
    if (changes.added() == release.observation_count()) continue;  // there is none before it
    absl::StrAppend(&names.back(), ": ", Count(changes.changed()), " changed, ",
                    Count(changes.added()), " added, ", Count(changes.deleted()),
                    " deleted against the release before it");
  }
  return Render(response, names, file_name, dry_run);
}

std::string RenderText(const agreements::v1::ImportDatasetResponse& response,
                       absl::string_view file_name, bool dry_run) {
  std::vector<std::string> names;
  if (!response.dataset().name().empty()) {
    names.push_back(absl::StrCat(response.dataset().name(), ", ",
                                 Count(response.dataset().resource_count()), " resources"));
  }
  return Render(response, names, file_name, dry_run);
}

}  // namespace entente::client
