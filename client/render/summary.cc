#include "client/render/summary.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using agreements::v1::ListedMilestone;
using brief::v1::AgreementsSection;
using brief::v1::Brief;
using brief::v1::TradeSection;
using trade::v1::Side;
using Align = Table::Align;

std::string SideLine(const Side& side, const trade::v1::GetPairSummaryResponse& summary,
                     Page& page) {
  if (!side.has_latest()) return absl::StrCat("no total as ", side.reporter().name(), " reports");
  const trade::v1::Volume& latest = side.latest();
  return absl::StrCat(Grouped(latest.total().decimal()), " ", latest.total().currency(), " in ",
                      latest.period(), " ", ByWhom(latest.definition(), summary.pair()), " ",
                      ReferTo(latest, summary.evidence(), page.references()));
}

// The target that was announced last, and how far it is attained by each side's own figures.
std::string TargetLine(const TradeSection& section, const common::v1::Pair& pair, Page& page) {
  const auto& response = section.targets(section.targets_size() - 1);
  const trade::v1::Target& target = response.target();
  const std::string deadline = DateText(target.deadline());
  std::string text =
      absl::StrCat(AsSaid(target.amount().decimal()), " ", target.amount().currency(),
                   ", announced ", DateText(target.announced()), ", ",
                   deadline.empty() ? "no deadline" : absl::StrCat("by ", deadline), " ",
                   page.references().ToAll(target.evidence()));
  for (const trade::v1::Attainment& attainment : response.attainments()) {
    const auto& volume = attainment.volume();
    if (volume.definition().perspective() != trade::v1::PERSPECTIVE_REPORTER) continue;
    absl::StrAppend(&text, "; ", Percent(attainment.attained_ratio()), " in ", volume.period(), " ",
                    ByWhom(volume.definition(), pair), " ",
                    ReferTo(volume, response.evidence(), page.references()));
  }
  return text;
}

std::string AgreementsLine(const AgreementsSection& section, const google::type::Date& day) {
  const auto in_force = std::find_if(
      section.statuses().begin(), section.statuses().end(),
      [](const auto& counted) { return counted.status() == agreements::v1::STATUS_IN_FORCE; });
  if (section.agreements().empty()) return "none registered";
  return absl::StrCat(section.agreements_size(), " registered, ",
                      in_force == section.statuses().end() ? 0 : in_force->count(),
                      " of them in force on ", DayText(day));
}

// The milestone whose anniversary comes next; null if none has one.
const ListedMilestone* NextMilestone(const AgreementsSection& section) {
  const ListedMilestone* next = nullptr;
  const auto day = [](const ListedMilestone& listed) {
    const auto& date = listed.next_anniversary().day();
    return std::tuple(date.year(), date.month(), date.day());
  };
  for (const ListedMilestone& listed : section.milestones()) {
    if (!listed.has_next_anniversary()) continue;
    if (next == nullptr || day(listed) < day(*next)) next = &listed;
  }
  return next;
}

}  // namespace

void AddSummary(const Brief& brief, Page& page) {
  Table table(0, {Align::kLeft, Align::kLeft});
  if (brief.has_trade()) {
    std::string label = "Trade";
    for (const Side& side : brief.trade().summary().sides()) {
      table.Row({std::exchange(label, ""), SideLine(side, brief.trade().summary(), page)});
    }
    if (!brief.trade().targets().empty()) {
      table.Row({"Last target", TargetLine(brief.trade(), brief.pair(), page)});
    }
  }
  if (brief.has_agreements()) {
    const AgreementsSection& section = brief.agreements();
    table.Row({"Agreements", AgreementsLine(section, brief.day())});
    if (!section.occasions().empty()) {
      const auto& last = section.occasions(section.occasions_size() - 1);
      table.Row({"Last occasion", absl::StrCat(DateText(last.start()), ", ", last.title(), " ",
                                               page.references().ToAll(last.evidence()))});
    }
    if (const ListedMilestone* next = NextMilestone(section); next != nullptr) {
      const auto& anniversary = next->next_anniversary();
      table.Row({"Next anniversary",
                 absl::StrCat(DayText(anniversary.day()), ", the ", Ordinal(anniversary.number()),
                              ": ", next->milestone().title(), " ",
                              page.references().ToAll(next->milestone().evidence()))});
    }
  }
  page.Add(table);
}

}  // namespace entente::client
