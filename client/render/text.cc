#include "client/render/text.h"

#include <functional>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/agreements.h"
#include "client/render/areas.h"
#include "client/render/availability.h"
#include "client/render/basis.h"
#include "client/render/commodities.h"
#include "client/render/definitions.h"
#include "client/render/due.h"
#include "client/render/figures.h"
#include "client/render/format.h"
#include "client/render/mirror.h"
#include "client/render/partners.h"
#include "client/render/relationship.h"
#include "client/render/releases.h"
#include "client/render/series.h"
#include "client/render/statements.h"
#include "client/render/summary.h"
#include "client/render/targets.h"
#include "client/render/trend.h"
#include "client/render/words.h"
#include "common/geo/country.h"
#include "common/time/day.h"

namespace entente::client {
namespace {

using brief::v1::Brief;

std::string BothNames(const common::v1::Pair& pair) {
  return absl::StrCat(pair.first().name(), " and ", pair.second().name());
}

// At what state of the world and of the stores a page was read. `cites`: it has references.
std::string ReadAtText(const AsOf& as_of, const std::vector<std::string>& revisions,
                       bool cites = true) {
  std::string text;
  if (as_of.has_value()) {
    absl::StrAppend(&text, "Only what was known by ", FormatDay(*as_of), ". ");
  }
  for (const std::string& revision : revisions) absl::StrAppend(&text, revision, ". ");
  return cites ? absl::StrCat(text, "[n]: number n of the sources at the end.") : text;
}

std::string TradeRevision(int64_t revision) { return absl::StrCat("Trade revision ", revision); }
std::string AgreementsRevision(int64_t revision) {
  return absl::StrCat("Agreements revision ", revision);
}

// The name of a country or of the world.
std::string NameOf(const std::string& alpha3) {
  return alpha3 == "W00" ? "the world" : CountryName(alpha3, "en");
}

// A page of trade statistics: its title, what it was read at, and what `add` adds. `cites`: with
// references.
std::string TradePage(const std::string& title, const AsOf& as_of, int64_t revision,
                      const TextOptions& options, const std::function<void(Page&)>& add,
                      bool cites = true) {
  Page page(options);
  page.Title(title, "");
  page.Text(0, ReadAtText(as_of, {TradeRevision(revision)}, cites));
  add(page);
  return page.Finish();
}

// "Exports of Kazakhstan".
std::string FlowOf(const std::string& flow, const std::string& alpha3) {
  std::string words = FlowWords(flow);
  words.front() = absl::ascii_toupper(static_cast<unsigned char>(words.front()));
  return absl::StrCat(words, " of ", NameOf(alpha3));
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
  return TradePage(absl::StrCat("Targets of ", BothNames(pair)), as_of, section.revision(), options,
                   [&](Page& page) { AddTargets(section, pair, page); });
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

std::string RenderText(const agreements::v1::ListDueRequest& request,
                       const agreements::v1::ListDueResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  const std::string countries = absl::StrJoin(
      request.countries(), " and ",
      [](std::string* out, const std::string& alpha3) { absl::StrAppend(out, NameOf(alpha3)); });
  Page page(options);
  page.Title(absl::StrCat("What is due", countries.empty() ? "" : " for ", countries),
             absl::StrCat(DayText(request.first_day()), " to ", DayText(request.last_day())));
  page.Text(0, ReadAtText(as_of, {AgreementsRevision(response.revision())}, /*cites=*/false));
  AddDue(response, page);
  return page.Finish();
}

std::string RenderText(const trade::v1::GetSeriesRequest& request,
                       const trade::v1::GetSeriesResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  const std::string reporter = NameOf(request.reporter());
  return TradePage(
      absl::StrCat("Trade with ", NameOf(request.partner()), " as ", reporter, " reports"), as_of,
      response.revision(), options, [&](Page& page) { AddSeries(response, reporter, page); });
}

std::string RenderText(const trade::v1::GetTrendRequest& request,
                       const trade::v1::GetTrendResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  return TradePage(absl::StrCat("Trend of trade with ", NameOf(request.partner()), " as ",
                                NameOf(request.reporter()), " reports"),
                   as_of, response.revision(), options, [&](Page& page) {
                     AddTrend(response, CommodityWords(request.commodity()), page);
                   });
}

std::string RenderText(const trade::v1::RankCommoditiesRequest& request,
                       const trade::v1::RankCommoditiesResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  return TradePage(
      absl::StrCat(FlowOf(request.flow(), request.reporter()), " ", FlowDirection(request.flow()),
                   " ", NameOf(request.partner()), " by ", LevelWords(request.level())),
      as_of, response.revision(), options,
      [&](Page& page) { AddCommodities(request, response, NameOf(request.reporter()), page); });
}

std::string RenderText(const trade::v1::RankPartnersRequest& request,
                       const trade::v1::RankPartnersResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  return TradePage(absl::StrCat(FlowOf(request.flow(), request.reporter()), " by partner"), as_of,
                   response.revision(), options, [&](Page& page) {
                     AddPartners(response, CommodityWords(request.commodity()),
                                 NameOf(request.reporter()), NameOf(request.partner()), page);
                   });
}

std::string RenderText(const trade::v1::RankSuppliersRequest& request,
                       const trade::v1::RankSuppliersResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  const std::string importer = NameOf(request.importer());
  return TradePage(absl::StrCat("Suppliers of ", importer, ", as ",
                                request.by_exporters() ? "each exporter" : importer, " reports"),
                   as_of, response.revision(), options, [&](Page& page) {
                     AddSuppliers(response, CommodityWords(request.commodity()), importer,
                                  NameOf(request.exporter()), page);
                   });
}

std::string RenderText(const trade::v1::CompareMirrorRequest& request,
                       const trade::v1::CompareMirrorResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  const std::string exporter = NameOf(request.exporter());
  const std::string importer = NameOf(request.importer());
  return TradePage(
      absl::StrCat("Exports of ", exporter, " to ", importer, " as both ends report them"), as_of,
      response.revision(), options, [&](Page& page) {
        AddMirror(response, CommodityWords(request.commodity()), exporter, importer, page);
      });
}

std::string RenderText(const trade::v1::ListDefinitionsRequest& request,
                       const trade::v1::ListDefinitionsResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  return TradePage(absl::StrCat("Trade of ", BothNames(response.pair()), " by definition",
                                request.period().empty() ? "" : ", ", request.period()),
                   as_of, response.revision(), options,
                   [&](Page& page) { AddDefinitions(response, page); });
}

std::string RenderText(const trade::v1::GetAvailabilityRequest& request,
                       const trade::v1::GetAvailabilityResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  std::string title = "What is loaded";
  if (!request.reporter().empty()) absl::StrAppend(&title, " of ", NameOf(request.reporter()));
  if (!request.partner().empty()) absl::StrAppend(&title, " with ", NameOf(request.partner()));
  return TradePage(
      title, as_of, response.revision(), options,
      [&](Page& page) {
        AddAvailability(response,
                        request.reporter().empty() ? "any country" : NameOf(request.reporter()),
                        page);
      },
      false);
}

std::string RenderText(const trade::v1::ListAreasRequest& request,
                       const trade::v1::ListAreasResponse& response, const TextOptions& options) {
  Page page(options);
  const bool every = request.kind() == trade::v1::AREA_KIND_UNSPECIFIED;
  page.Title(every ? "Areas" : absl::StrCat("Areas: ", Words(request.kind())), "");
  AddAreas(response, page);
  return page.Finish();
}

std::string RenderText(const trade::v1::ListReleasesRequest& request,
                       const trade::v1::ListReleasesResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  const bool every = request.parent() == "sources/-";
  return TradePage(
      absl::StrCat("Releases of ", every ? "every source" : request.parent()), as_of,
      response.revision(), options, [&](Page& page) { AddReleases(response, page); }, false);
}

std::string RenderText(const trade::v1::ListCellHistoryRequest& request,
                       const trade::v1::ListCellHistoryResponse& response, const AsOf& as_of,
                       const TextOptions& options) {
  return TradePage(
      absl::StrCat(FlowOf(request.flow(), request.reporter()), " ", FlowDirection(request.flow()),
                   " ", NameOf(request.partner()), ", ", request.period(), ", ",
                   CommodityWords(request.commodity()), ": what was published when"),
      as_of, response.revision(), options,
      [&](Page& page) { AddHistory(response, NameOf(request.reporter()), page); });
}

}  // namespace entente::client
