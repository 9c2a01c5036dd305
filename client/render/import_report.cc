#include "client/render/import_report.h"

#include <map>
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

// "line 17, column 3"; only what is known of it.
std::string Place(const common::v1::RejectedRow& row) {
  return row.column() > 0 ? absl::StrCat("line ", row.line(), ", column ", row.column())
                          : absl::StrCat("line ", row.line());
}

void AddCounts(const ImportReport& report, std::string& out) {
  std::vector<std::string> counts = {absl::StrCat(Grouped(report.read()), " read"),
                                     absl::StrCat(Grouped(report.kept()), " kept")};
  if (report.merged() > 0) counts.push_back(absl::StrCat(Grouped(report.merged()), " merged"));
  if (report.superseded() > 0) {
    counts.push_back(absl::StrCat(Grouped(report.superseded()), " left for their total"));
  }
  counts.push_back(absl::StrCat(Grouped(report.rejected()), " rejected"));
  absl::StrAppend(&out, "  rows: ", absl::StrJoin(counts, ", "), "\n");
}

void AddReport(const ImportReport& report, std::string& out) {
  AddCounts(report, out);
  Table reasons(4, {Align::kRight, Align::kLeft});
  for (const auto& rejection : report.rejections()) {
    reasons.Row({Grouped(rejection.count()), rejection.reason()});
  }
  Table details(4, {Align::kLeft, Align::kLeft, Align::kLeft});
  for (const auto& row : report.first_rejected()) {
    details.Row({Place(row), row.reason(), row.message()});
  }
  if (report.rejected() > report.first_rejected_size()) {
    absl::StrAppend(&out, "  rejected, by reason:\n", reasons.ToString(kWidth),
                    "  of them the first:\n", details.ToString(kWidth));
  } else if (report.rejected() > 0) {
    absl::StrAppend(&out, "  rejected:\n", details.ToString(kWidth));
  }
  Table anomalies(4, {Align::kRight, Align::kLeft, Align::kLeft});
  for (const auto& anomaly : report.anomalies()) {
    anomalies.Row(
        {Grouped(anomaly.count()), anomaly.reason(), absl::StrCat("first at ", anomaly.first())});
  }
  if (!report.anomalies().empty()) {
    absl::StrAppend(&out, "  odd, and kept as the source has it:\n", anomalies.ToString(kWidth));
  }
  Table totals(4, {Align::kLeft, Align::kPoint});
  for (const auto& total : report.totals()) totals.Row({total.of(), Grouped(total.value())});
  if (report.totals_left_out() > 0) {
    totals.Line(4, absl::StrCat("and ", Grouped(report.totals_left_out()), " more"));
  }
  if (!report.totals().empty()) {
    absl::StrAppend(&out, "  totals of what was kept:\n", totals.ToString(kWidth));
  }
}

// "2018 to 2022, 4 periods"; "2021".
std::string Periods(const trade::v1::ImportedReporter& reporter) {
  if (reporter.periods() == 1) return reporter.first_period();
  return absl::StrCat(reporter.first_period(), " to ", reporter.last_period(), ", ",
                      reporter.periods(), " periods");
}

// Reporters that have the same periods share a line.
std::string ReportersOf(const trade::v1::ImportReleaseResponse& response) {
  if (response.reporters().empty()) return "";
  std::map<std::string, std::vector<std::string>> by_periods;
  for (const auto& reporter : response.reporters()) {
    by_periods[Periods(reporter)].push_back(reporter.reporter());
  }
  Table table(4, {Align::kLeft, Align::kRight, Align::kLeft});
  for (const auto& [periods, reporters] : by_periods) {
    table.Row({periods, absl::StrCat(reporters.size()), absl::StrJoin(reporters, " ")});
  }
  if (response.reporters_left_out() > 0) {
    table.Line(4, absl::StrCat("and ", Grouped(response.reporters_left_out()), " more"));
  }
  return absl::StrCat("  reporters, by the periods that they have:\n", table.ToString(kWidth));
}

// The report of either service; `names` are those of what the file became, `found` what is told of
// it besides.
template <typename Response>
std::string Render(const Response& response, const std::vector<std::string>& names,
                   const std::string& found, absl::string_view file_name, bool dry_run) {
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
  absl::StrAppend(&out, found);
  AddReport(response.report(), out);
  return out;
}

}  // namespace

std::string RenderText(const trade::v1::ImportReleaseResponse& response,
                       absl::string_view file_name, bool dry_run) {
  std::vector<std::string> names;
  for (int i = 0; i < response.releases_size(); ++i) {
    const trade::v1::Release& release = response.releases(i);
    names.push_back(absl::StrCat(release.name(), ", ", Grouped(release.observation_count()),
                                 " observations", release.has_pruned() ? ", pruned since" : ""));
    if (response.already_loaded() || i >= response.changes_size()) continue;
    const trade::v1::ReleaseChanges& changes = response.changes(i);
    if (changes.added() == release.observation_count()) continue;  // there is none before it
    absl::StrAppend(&names.back(), ": ", Grouped(changes.changed()), " changed, ",
                    Grouped(changes.added()), " added, ", Grouped(changes.deleted()),
                    " deleted against the release before it");
  }
  return Render(response, names, ReportersOf(response), file_name, dry_run);
}

std::string RenderText(const agreements::v1::ImportDatasetResponse& response,
                       absl::string_view file_name, bool dry_run) {
  std::vector<std::string> names;
  if (!response.dataset().name().empty()) {
    names.push_back(absl::StrCat(response.dataset().name(), ", ",
                                 Grouped(response.dataset().resource_count()), " resources"));
  }
  return Render(response, names, "", file_name, dry_run);
}

}  // namespace entente::client
