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

namespace entente::client {
namespace {

using brief::v1::Brief;

std::string BothNames(const common::v1::Pair& pair) {
  return absl::StrCat(pair.first().name(), " and ", pair.second().name());
}

// At what state of both stores the page was read.
std::string ReadAtText(const Brief& brief) {
  std::string text;
  if (brief.has_as_of()) {
    absl::StrAppend(&text, "Only what was published by ", DayText(brief.as_of()), ". ");
  }
  if (brief.has_trade()) absl::StrAppend(&text, "Trade revision ", brief.trade().revision(), ". ");
  if (brief.has_agreements()) {
    absl::StrAppend(&text, "Agreements revision ", brief.agreements().revision(), ". ");
  }
  return absl::StrCat(text, "[n]: number n of the sources at the end.");
}

void AddMissing(const Brief& brief, Page& page) {
  for (const auto& missing : brief.missing()) {
    page.Heading(absl::StrCat(missing.section(), ": missing"));
    page.Text(0, absl::StrCat(missing.code(), ": ", missing.message()));
  }
}

}  // namespace

std::string RenderText(const Brief& brief, const TextOptions& options) {
  Page page(options);
  page.Title(BothNames(brief.pair()), DayText(brief.day()));
  page.Text(0, ReadAtText(brief));
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
    AddTargets(brief.trade().targets(), brief.pair(), page);
  }
  if (brief.has_agreements()) {
    page.Heading("Milestones");
    AddMilestones(brief.agreements(), page);
    page.Heading("Occasions");
    AddOccasions(brief.agreements(), page);
    page.Heading("Agreements");
    AddAgreements(brief.agreements(), page);
  }
  if (brief.has_trade()) {
    page.Heading("Positions");
    AddPositions(brief.trade(), brief.pair(), page);
  }
  return page.Finish();
}

std::string RenderText(const std::vector<trade::v1::EvaluateTargetResponse>& targets,
                       const common::v1::Pair& pair, const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Targets of ", BothNames(pair)), "");
  AddTargets({targets.begin(), targets.end()}, pair, page);
  return page.Finish();
}

std::string RenderText(const brief::v1::AgreementsSection& section, const common::v1::Pair& pair,
                       const google::type::Date& day, const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Agreements of ", BothNames(pair)), DayText(day));
  AddAgreements(section, page);
  return page.Finish();
}

std::string RenderText(const agreements::v1::Agreement& agreement,
                       const agreements::v1::StatusOnDay& status, const TextOptions& options) {
  Page page(options);
  page.Title(agreement.titles().empty() ? agreement.name() : agreement.titles(0).text(),
             DayText(status.day()));
  AddAgreement(agreement, status, page);
  return page.Finish();
}

std::string RenderText(const trade::v1::GetSeriesResponse& response,
                       const common::v1::Country& reporter, const common::v1::Country& partner,
                       const TextOptions& options) {
  Page page(options);
  page.Title(absl::StrCat("Trade with ", partner.name(), " as ", reporter.name(), " reports"), "");
  AddSeries(response, reporter.name(), page);
  return page.Finish();
}

}  // namespace entente::client
