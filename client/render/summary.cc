#include "client/render/summary.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/relationship.h"
#include "client/render/volumes.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using agreements::v1::ListedMilestone;
using brief::v1::AgreementsSection;
using brief::v1::Brief;
using trade::v1::EvaluateTargetResponse;
using trade::v1::GetPairSummaryResponse;
using trade::v1::Side;
using trade::v1::Volume;
using Align = Table::Align;

// "5,984,998,336.72 USD in 2023".
std::string TotalIn(const Volume& volume) {
  return absl::StrCat(Grouped(volume.total().decimal()), " ", volume.total().currency(), " in ",
                      volume.period());
}

// The latest total of a side that the page's day leaves room for, and that there are later ones.
std::string SideLine(const Side& side, const GetPairSummaryResponse& summary, absl::CivilDay day,
                     Page& page) {
  if (!side.has_latest()) return absl::StrCat("no total as ", side.reporter().name(), " reports");
  const Volume& latest = side.latest();
  const Volume* then = LatestBefore(summary, latest, day);
  const Volume& shown = then == nullptr ? latest : *then;
  std::string line = absl::StrCat(TotalIn(shown), page.Later(shown.period()), " ",
                                  ByWhom(shown.definition(), summary.pair()), " ",
                                  ReferTo(shown, summary.evidence(), page.references()));
  if (shown.period() == latest.period()) return line;
  return absl::StrCat(line, "; later than this day: ", TotalIn(latest));
}

// "; 3 later than this day".
std::string AndLater(int count) {
  return count == 0 ? "" : absl::StrCat("; ", count, " later than this day");
}

// How far a target is attained by each side's own figures up to the day.
std::string AttainedBy(const EvaluateTargetResponse& response, const Brief& brief,
                       absl::CivilDay day, Page& page) {
  const GetPairSummaryResponse& summary = brief.trade().summary();
  std::string text;
  for (const trade::v1::Attainment& attainment : response.attainments()) {
    const Volume& latest = attainment.volume();
    if (latest.definition().perspective() != trade::v1::PERSPECTIVE_REPORTER) continue;
    const Volume* then = LatestBefore(summary, latest, day);
    absl::StrAppend(&text, "; ",
                    Percent(then == nullptr ? attainment.attained_ratio()
                                            : RatioOf(*then, response.target().amount())),
                    " in ", then == nullptr ? latest.period() : then->period(),
                    then == nullptr ? page.Later(latest.period()) : "", " ",
                    ByWhom(latest.definition(), brief.pair()), " ",
                    then == nullptr ? ReferTo(latest, response.evidence(), page.references())
                                    : ReferTo(*then, summary.evidence(), page.references()));
  }
  return text;
}

// The target that was announced last, and how far it is attained.
std::string TargetLine(const Brief& brief, absl::CivilDay day, Page& page) {
  const auto& targets = brief.trade().targets();
  const auto last = std::find_if(targets.rbegin(), targets.rend(), [&](const auto& response) {
    return !page.IsLater(response.target().announced());
  });
  const int later = static_cast<int>(last - targets.rbegin());
  if (last == targets.rend()) return absl::StrCat("none by this day", AndLater(later));
  const trade::v1::Target& target = last->target();
  const std::string deadline = DateText(target.deadline());
  return absl::StrCat(AsSaid(target.amount().decimal()), " ", target.amount().currency(),
                      ", announced ", DateText(target.announced()), ", ",
                      deadline.empty() ? "no deadline" : absl::StrCat("by ", deadline), " ",
                      page.references().ToAll(target.evidence()),
                      AttainedBy(*last, brief, day, page), AndLater(later));
}

std::string AgreementsLine(const AgreementsSection& section, const google::type::Date& day) {
  if (section.agreements().empty()) {
    return absl::StrCat("none: ", WhyNone(section.agreements_empty_reason()));
  }
  return absl::StrCat(section.agreements_size(), " registered, ", section.in_force_for_both(),
                      " of them in force for both on ", DayText(day));
}

// The occasion that began last.
std::string OccasionLine(const AgreementsSection& section, Page& page) {
  const auto& occasions = section.occasions();
  if (occasions.empty()) return absl::StrCat("none: ", WhyNone(section.occasions_empty_reason()));
  const auto last = std::find_if(occasions.rbegin(), occasions.rend(), [&](const auto& occasion) {
    return !page.IsLater(occasion.start());
  });
  const int later = static_cast<int>(last - occasions.rbegin());
  if (last == occasions.rend()) return absl::StrCat("none by this day", AndLater(later));
  return absl::StrCat(DateText(last->start()), ", ", last->title(), " ",
                      page.references().ToAll(last->evidence()), AndLater(later));
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
  const absl::CivilDay day = DayOf(brief.day());
  Table table(0, {Align::kLeft, Align::kLeft});
  if (brief.has_trade()) {
    std::string label = "Trade";
    for (const Side& side : brief.trade().summary().sides()) {
      table.Row({std::exchange(label, ""), SideLine(side, brief.trade().summary(), day, page)});
    }
    if (!brief.trade().targets().empty()) {
      table.Row({"Last target", TargetLine(brief, day, page)});
    }
  }
  if (brief.has_agreements()) {
    const AgreementsSection& section = brief.agreements();
    table.Row({"Agreements", AgreementsLine(section, brief.day())});
    table.Row({"Last occasion", OccasionLine(section, page)});
    if (const ListedMilestone* next = NextMilestone(section); next != nullptr) {
      table.Row(
          {"Next anniversary",
           absl::StrCat(AnniversaryText(next->next_anniversary()), ": ", next->milestone().title(),
                        " ", page.references().ToAll(next->milestone().evidence()))});
    }
  }
  page.Add(table);
}

}  // namespace entente::client
