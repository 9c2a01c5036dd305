#include "client/render/figures.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using trade::v1::Figure;
using trade::v1::GetPairSummaryResponse;
using trade::v1::Side;
using trade::v1::Volume;
using Align = Table::Align;

constexpr size_t kYears = 6;

// Label, figure, currency, rounded, notes.
Table FigureTable() {
  return Table(2, {Align::kLeft, Align::kPoint, Align::kLeft, Align::kRight, Align::kLeft});
}

// When the source of a figure was published and recorded.
std::string Dated(const common::v1::Evidence& evidence) {
  return absl::StrCat(
      PublishedText(evidence),
      evidence.has_recorded() ? absl::StrCat(", recorded ", DayText(evidence.recorded())) : "");
}

// "UNCTAD; published 2017-11, recorded 2022-05-11 [2]".
std::string Origin(const Figure& figure, const GetPairSummaryResponse& summary, Page& page) {
  const unsigned int index = figure.evidence();
  if (index >= static_cast<unsigned int>(summary.evidence_size())) return "source not named";
  const auto& evidence = summary.evidence(static_cast<int>(index));
  return absl::StrCat(evidence.publisher(), "; ", Dated(evidence), " ",
                      page.references().To(evidence));
}

void AddFigure(const std::string& label, const Figure& figure, const std::string& notes,
               Table& table) {
  table.Row({label, Grouped(figure.amount().decimal()), figure.amount().currency(),
             Rounded(figure.amount().decimal()), notes});
}

// A figure that stands alone: with its own period and origin.
void AddSingle(const std::string& label, const Figure& figure,
               const GetPairSummaryResponse& summary, Table& table, Page& page) {
  const std::string remarks = Remarks({&figure});
  AddFigure(label, figure,
            absl::StrCat(figure.period(), page.Later(figure.period()), "; ", remarks,
                         remarks.empty() ? "" : "; ", Origin(figure, summary, page)),
            table);
}

// A figure of a total, whose period and origin stand with the total.
void AddPart(const std::string& label, const Figure& figure, const GetPairSummaryResponse& summary,
             Table& table, Page& page) {
  AddFigure(label, figure,
            absl::StrCat(Remarks({&figure}), " ",
                         page.references().To(summary.evidence(), figure.evidence())),
            table);
}

void AddTotal(const Side& side, const GetPairSummaryResponse& summary, Page& page) {
  const Volume& latest = side.latest();
  page.Subheading(absl::StrCat("As ", side.reporter().name(), " reports, ", latest.period(),
                               page.Later(latest.period())));
  Table table = FigureTable();
  AddPart(absl::StrCat("exports to ", side.partner().name()), latest.exports(), summary, table,
          page);
  AddPart(absl::StrCat("imports from ", side.partner().name()), latest.imports(), summary, table,
          page);
  const std::string refer = ReferTo(latest, summary.evidence(), page.references());
  table.Row({"both directions", Grouped(latest.total().decimal()), latest.total().currency(),
             Rounded(latest.total().decimal()), refer});
  table.Row({"balance", Signed(latest.balance().decimal()), latest.balance().currency(),
             Rounded(latest.balance().decimal()), refer});
  if (side.has_exports() && side.exports().period() > latest.period()) {
    AddSingle("latest exports", side.exports(), summary, table, page);
  }
  if (side.has_imports() && side.imports().period() > latest.period()) {
    AddSingle("latest imports", side.imports(), summary, table, page);
  }
  page.Add(table);
  page.Text(2, Origin(latest.exports(), summary, page));
}

// The latest volume in which reports of both countries count, if there is any.
const Volume* Nearest(const GetPairSummaryResponse& summary) {
  const auto found =
      std::find_if(summary.volumes().begin(), summary.volumes().end(), [](const Volume& volume) {
        return volume.definition().perspective() != trade::v1::PERSPECTIVE_REPORTER;
      });
  return found == summary.volumes().end() ? nullptr : &*found;
}

void AddNoTotal(const Side& side, const GetPairSummaryResponse& summary, Page& page) {
  const std::string& name = side.reporter().name();
  page.Subheading(absl::StrCat("As ", name, " reports: no total"));
  page.Text(2, absl::StrCat("Why: ", WhyEmpty(side.empty_reason(), name), "."));
  Table table = FigureTable();
  if (side.has_exports()) {
    AddSingle(absl::StrCat("exports to ", side.partner().name()), side.exports(), summary, table,
              page);
  }
  if (side.has_imports()) {
    AddSingle(absl::StrCat("imports from ", side.partner().name()), side.imports(), summary, table,
              page);
  }
  page.Add(table);
  if (const Volume* nearest = Nearest(summary); nearest != nullptr) {
    const std::string remarks = Remarks({&nearest->exports(), &nearest->imports()});
    page.Text(2, absl::StrCat("Nearest, and not ", name, "'s own: ",
                              Grouped(nearest->total().decimal()), " ", nearest->total().currency(),
                              " in ", nearest->period(), " (to ", summary.pair().second().name(),
                              " ", Grouped(nearest->exports().amount().decimal()), ", to ",
                              summary.pair().first().name(), " ",
                              Grouped(nearest->imports().amount().decimal()), "), ",
                              ByWhom(nearest->definition(), summary.pair()), ", ",
                              PublisherOf(*nearest, summary.evidence()),
                              remarks.empty() ? "" : absl::StrCat(", ", remarks), " ",
                              ReferTo(*nearest, summary.evidence(), page.references())));
  }
}

// Volumes of one definition, the latest first.
using Years = std::vector<const Volume*>;

// `volumes` by definition, in the order in which definitions are met.
std::vector<Years> ByDefinition(const GetPairSummaryResponse& summary) {
  std::vector<std::pair<std::string, Years>> found;
  for (const Volume& volume : summary.volumes()) {
    const std::string key =
        absl::StrCat(volume.definition().SerializeAsString(), volume.total().currency());
    auto entry = std::find_if(found.begin(), found.end(),
                              [&](const auto& known) { return known.first == key; });
    if (entry == found.end()) entry = found.insert(found.end(), {key, {}});
    entry->second.push_back(&volume);
  }
  std::vector<Years> all;
  for (auto& [key, years] : found) all.push_back(std::move(years));
  return all;
}

// "as each exporter reports; United Nations; USD; reporter inferred [2]".
std::string Describe(const Years& years, const GetPairSummaryResponse& summary, Page& page) {
  const Volume& latest = *years.front();
  std::vector<const Figure*> figures;
  for (const Volume* year : years)
    figures.insert(figures.end(), {&year->exports(), &year->imports()});
  const std::string remarks = Remarks(figures);
  return absl::StrCat(ByWhom(latest.definition(), summary.pair()), "; ",
                      PublisherOf(latest, summary.evidence()), "; ", latest.total().currency(),
                      remarks.empty() ? "" : absl::StrCat("; ", remarks), " ",
                      ReferTo(latest, summary.evidence(), page.references()));
}

std::string Earlier(const Years& years) {
  return years.size() <= kYears ? "" : absl::StrCat(years.size() - kYears, " earlier");
}

}  // namespace

void AddSides(const GetPairSummaryResponse& summary, Page& page) {
  if (summary.series().empty()) {
    page.Text(0,
              absl::StrCat("No figures: ", WhyEmpty(summary.empty_reason(), "either side"), "."));
    return;
  }
  for (const Side& side : summary.sides()) {
    if (side.has_latest()) {
      AddTotal(side, summary, page);
    } else {
      AddNoTotal(side, summary, page);
    }
  }
}

void AddYears(const GetPairSummaryResponse& summary, Page& page) {
  std::vector<std::string> others;
  for (const Years& years : ByDefinition(summary)) {
    const size_t shown = std::min(years.size(), kYears);
    if (years.front()->definition().perspective() == trade::v1::PERSPECTIVE_REPORTER) {
      std::string heading = Describe(years, summary, page);
      heading.front() = 'A';  // of "as"
      page.Subheading(heading);
      Table table(2, {Align::kRight, Align::kPoint, Align::kPoint, Align::kPoint, Align::kPoint});
      table.Row({"year", "exports", "imports", "total", "balance"});
      for (size_t i = 0; i < shown; ++i) {
        const Volume& year = *years[i];
        table.Row({year.period(), Grouped(year.exports().amount().decimal()),
                   Grouped(year.imports().amount().decimal()), Grouped(year.total().decimal()),
                   Signed(year.balance().decimal())});
      }
      if (years.size() > kYears) table.Line(2, Earlier(years));
      page.Add(table);
      continue;
    }
    std::vector<std::string> totals;
    for (size_t i = 0; i < shown; ++i) {
      totals.push_back(
          absl::StrCat(years[i]->period(), "  ", Grouped(years[i]->total().decimal())));
    }
    if (years.size() > kYears) totals.push_back(Earlier(years));
    others.push_back(
        absl::StrCat(Describe(years, summary, page), ": ", absl::StrJoin(totals, ";  ")));
  }
  if (others.empty()) return;
  page.Subheading("Totals by other definitions");
  for (const std::string& other : others) page.Text(2, other);
}

}  // namespace entente::client
