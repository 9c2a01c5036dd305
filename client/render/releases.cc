#include "client/render/releases.h"

#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "client/render/basis.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::CellValue;
using trade::v1::ListCellHistoryResponse;
using trade::v1::Release;
using Align = Table::Align;

// "sources/un-comtrade" of one of its releases.
absl::string_view SourceOf(const Release& release) {
  return absl::string_view(release.name()).substr(0, release.name().find("/releases/"));
}

// When it was published or, where that is not known, recorded.
std::string PublishedOf(const Release& release) {
  return release.published().edtf().empty() ? DayText(release.recorded())
                                            : release.published().edtf();
}

// What stands behind the name of one that was pruned.
std::string PrunedText(const Release& release) {
  if (!release.has_pruned()) return "";
  return absl::StrCat(", pruned ", DayText(release.pruned().recorded()));
}

std::string PublishedOf(const ListCellHistoryResponse& response, unsigned int index) {
  if (index >= static_cast<unsigned int>(response.evidence_size())) return "";
  const std::string published = DateText(response.evidence(static_cast<int>(index)).published());
  return published.empty() ? "undated" : published;
}

void AddValue(const CellValue& value, const ListCellHistoryResponse& response, Table& table,
              Page& page) {
  const std::string first = page.references().To(response.evidence(), value.evidence());
  const std::string last = page.references().To(response.evidence(), value.last_evidence());
  table.Row({PublishedOf(response, value.evidence()),
             value.has_value() ? Grouped(value.value()) : "withdrawn",
             SourceText(first == last ? first : absl::StrCat(first, " to ", last), value.cell(),
                        Remarks(value.flags(), value.valuation()))});
}

}  // namespace

void AddReleases(const trade::v1::ListReleasesResponse& response, Page& page) {
  if (response.releases().empty()) {
    page.Text(0, absl::StrCat("No release: ", WhyNone(response.empty_reason()), "."));
    return;
  }
  using Key = std::pair<std::string, std::string>;  // source, data set
  std::map<Key, std::multimap<std::string, const Release*>> datasets;
  for (const Release& release : response.releases()) {
    datasets[{std::string(SourceOf(release)), release.dataset()}].emplace(PublishedOf(release),
                                                                          &release);
  }
  for (const auto& [key, releases] : datasets) {
    page.Blank();
    page.Subheading(absl::StrCat(key.second, ", ", key.first));
    Table table(2, {Align::kLeft, Align::kLeft, Align::kRight, Align::kLeft});
    table.Header({"published", "recorded", "values", "release"});
    for (const auto& [published, release] : releases) {
      table.Row({DateText(release->published()), DayText(release->recorded()),
                 Grouped(release->observation_count()),
                 absl::StrCat(release->name(), PrunedText(*release))});
    }
    page.Add(table);
  }
}

void AddHistory(const ListCellHistoryResponse& response, absl::string_view reporter, Page& page) {
  if (response.values().empty()) {
    page.Text(0, absl::StrCat("No value: ", WhyNoFigure(response.empty_reason(), reporter), "."));
  }
  const auto key = [](const CellValue& value) {
    return std::tie(value.source(), value.dataset(), value.classification());
  };
  for (auto value = response.values().begin(); value != response.values().end();) {
    const CellValue& first = *value;
    page.Blank();
    page.Subheading(absl::StrCat(
        first.dataset(), ", ", first.source(), ", ", first.currency(),
        first.classification().empty() ? "" : absl::StrCat(", ", first.classification())));
    Table table(2, {Align::kLeft, Align::kPoint, Align::kLeft});
    table.Header({"published", "value", "source"});
    for (; value != response.values().end() && key(*value) == key(first); ++value) {
      AddValue(*value, response, table, page);
    }
    page.Add(table);
  }
  if (response.pruned_releases().empty()) return;
  page.Blank();
  page.Text(0, "Without what these said, which have been pruned:");
  for (const std::string& name : response.pruned_releases()) page.Text(2, name);
}

}  // namespace entente::client
