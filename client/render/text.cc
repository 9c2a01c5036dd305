#include "client/render/text.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

#include "client/render/agreements.h"
#include "client/render/definition.h"
#include "client/render/figures.h"
#include "client/render/format.h"
#include "client/render/relationship.h"
#include "client/render/series.h"
#include "client/render/statements.h"
#include "client/render/summary.h"
#include "client/render/targets.h"
#include "common/time/day.h"

namespace entente::client {
namespace {

using brief::v1::Brief;

std::string BothNames(const common::v1::Pair& pair) {
  return absl::StrCat(pair.first().name(), " and ", pair.second().name());
}

// At what state of the world and of the stores a page was read.
std::string ReadAtText(const AsOf& as_of, const std::vector<std::string>& revisions) {
  std::string text;
  if (as_of.has_value()) {
    absl::StrAppend(&text, "Only what was known by ", FormatDay(*as_of), ". ");
  }
  for (const std::string& revision : revisions) absl::StrAppend(&text, revision, ". ");
  return absl::StrCat(text, "[n]: number n of the sources at the end.");
}

std::string TradeRevision(int64_t revision) { return absl::StrCat("Trade revision ", revision); }
std::string AgreementsRevision(int64_t revision) {
  return absl::StrCat("Agreements revision ", revision);
}

void AddMissing(const Brief& brief, Page& page) {
  for (const auto& missing : brief.missing()) {
    page.Heading(absl::StrCat(missing.section(), ": missing"));
    page.Text(0, absl::StrCat(missing.code(), ": ", missing.message()));
  }
}

}  // namespace

std::string RenderText(const Brief& brief, const TextOptions& options) {
  Page page(options, DayOf(brief.day()));
  page.Title(BothNames(brief.pair()), DayText(brief.day()));
  std::vector<std::string> revisions;
  if (brief.has_trade()) revisions.push_back(TradeRevision(brief.trade().revision()));
  if (brief.has_agreements()) {
    revisions.push_back(AgreementsRevision(brief.agreements().revision()));
  }
  page.Text(0,
            ReadAtText(brief.has_as_of() ? AsOf(DayOf(brief.as_of())) : std::nullopt, revisions));
  AddMissing(brief, page);
  if (brief.has_trade() || brief.has_agreements()) {
    page.Heading("In short");
    AddSummary(brief, page);
  }
  if (brief.has_trade()) {
    page.Heading("Trade");
    AddSides(brief.trade().summary(), page);
    if (!brief.trade().summary().volumes().empty()) {
      page.Heading("By year");
      AddYears(brief.trade().summary(), page);
    }
    page.Heading("Said and measured");
    AddStatements(brief.trade(), brief.pair(), page);
    page.Heading("Targets");
    AddTargets(brief.trade(), brief.pair(), page);
  }
  if (brief.has_agreements()) {
    page.Heading("Milestones");
    AddMilestones(brief.agreements(), page);
    page.Heading("Occasions");
    AddOccasions(brief.agreements(), page);
    page.Heading("Agreements");
    AddAgreements(brief.agreements(), brief.pair(), page);
  }
  if (brief.has_trade()) {
    page.Heading("Positions");
    AddPositions(brief.trade(), brief.pair(), page);
  }
  return page.Finish();
}

std::string RenderText(const brief::v1::TradeSection& section, const common::v1::Pair& pair,
                       const AsOf& as_of, const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Targets of ", BothNames(pair)), "");
  page.Text(0, ReadAtText(as_of, {TradeRevision(section.revision())}));
  AddTargets(section, pair, page);
  return page.Finish();
}

std::string RenderText(const brief::v1::AgreementsSection& section, const common::v1::Pair& pair,
                       absl::CivilDay day, const AsOf& as_of, const TextOptions& options) {
  Page page(options, day);
  page.Title(absl::StrCat("Agreements of ", BothNames(pair)), FormatDay(day));
  page.Text(0, ReadAtText(as_of, {AgreementsRevision(section.revision())}));
  AddAgreements(section, pair, page);
  return page.Finish();
}

std::string RenderText(const agreements::v1::ListedAgreement& listed, int64_t revision,
                       const AsOf& as_of, const TextOptions& options) {
  const agreements::v1::Agreement& agreement = listed.agreement();
  const google::type::Date& day = listed.status().day();
  Page page(options, DayOf(day));
  page.Title(agreement.titles().empty() ? agreement.name() : agreement.titles(0).text(),
             DayText(day));
  page.Text(0, ReadAtText(as_of, {AgreementsRevision(revision)}));
  AddAgreement(agreement, listed.status(), page);
  return page.Finish();
}

std::string RenderText(const trade::v1::GetSeriesResponse& response,
                       const common::v1::Country& reporter, const common::v1::Country& partner,
                       const AsOf& as_of, const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Trade with ", partner.name(), " as ", reporter.name(), " reports"), "");
  page.Text(0, ReadAtText(as_of, {TradeRevision(response.revision())}));
  AddSeries(response, reporter.name(), page);
  return page.Finish();
}

}  // namespace entente::client
