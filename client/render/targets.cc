#include "client/render/targets.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/definition.h"
#include "client/render/format.h"
#include "client/render/words.h"
#include "common/time/partial_date.h"
#include "common/time/period.h"

namespace entente::client {
namespace {

using common::v1::Pair;
using trade::v1::Attainment;
using trade::v1::EvaluateTargetResponse;
using trade::v1::Target;
using Targets = google::protobuf::RepeatedPtrField<EvaluateTargetResponse>;

// "10 bn USD".
std::string Short(const Target& target) {
  return absl::StrCat(AsSaid(target.amount().decimal()), " ", target.amount().currency());
}

// Announcements of the same amount under the same definition, the latest first.
using Group = std::vector<const EvaluateTargetResponse*>;

std::vector<Group> ByAmount(const Targets& targets) {
  std::vector<std::pair<std::string, Group>> found;
  for (auto target = targets.rbegin(); target != targets.rend(); ++target) {
    const std::string key = absl::StrCat(target->target().amount().SerializeAsString(), "|",
                                         target->target().definition().SerializeAsString());
    auto entry = std::find_if(found.begin(), found.end(),
                              [&](const auto& known) { return known.first == key; });
    if (entry == found.end()) entry = found.insert(found.end(), {key, {}});
    entry->second.push_back(&*target);
  }
  std::vector<Group> groups;
  for (auto& [key, group] : found) groups.push_back(std::move(group));
  return groups;
}

// Whether a period had ended before the day, or the first that it can be.
bool EndsBefore(absl::string_view period, const common::v1::PartialDate& date) {
  const absl::StatusOr<Period> parsed = Period::Parse(period);
  const absl::StatusOr<PartialDate> day = PartialDate::Parse(date.edtf());
  return parsed.ok() && day.ok() && day->kind() == PartialDate::Kind::kDate &&
         parsed->Last() < day->Earliest();
}

std::string Met(const Attainment& attainment, const Target& target) {
  const std::string& first = attainment.first_met();
  if (first.empty()) return "not met in any year";
  const std::string& since = attainment.met_since();
  return absl::StrCat(since.empty() ? "not met" : absl::StrCat("met since ", since),
                      since == first ? "" : absl::StrCat(", first met in ", first),
                      EndsBefore(first, target.announced()) ? ", before it was announced" : "");
}

// "2016: 14.6 % (each exporter) [4]"; whether it was met only where it was.
std::string Compact(const Attainment& attainment, const EvaluateTargetResponse& response,
                    const Pair& pair, Page& page) {
  const auto& volume = attainment.volume();
  return absl::StrCat(
      volume.period(), page.Later(volume.period()), ": ", Percent(attainment.attained_ratio()),
      " (", Whose(volume.definition(), pair),
      attainment.first_met().empty() ? "" : absl::StrCat(", ", Met(attainment, response.target())),
      ") ", ReferTo(volume, response.evidence(), page.references()));
}

void AddAttainment(const EvaluateTargetResponse& response, const Pair& pair, Page& page) {
  if (response.attainments().empty()) {
    page.Text(
        2, absl::StrCat("Not measured: ", WhyEmpty(response.empty_reason(), "either side"), "."));
    return;
  }
  std::vector<std::string> others;
  for (const Attainment& attainment : response.attainments()) {
    const auto& volume = attainment.volume();
    if (volume.definition().perspective() == trade::v1::PERSPECTIVE_REPORTER) {
      page.Text(2, absl::StrCat(
                       Percent(attainment.attained_ratio()), " in ", volume.period(),
                       page.Later(volume.period()), ", ", ByWhom(volume.definition(), pair), ": ",
                       Grouped(volume.total().decimal()), "; ", Met(attainment, response.target()),
                       " ", ReferTo(volume, response.evidence(), page.references())));
    } else {
      others.push_back(Compact(attainment, response, pair, page));
    }
  }
  if (!others.empty()) {
    page.Text(2, absl::StrCat("By other definitions: ", absl::StrJoin(others, "; ")));
  }
}

// "replaced by 15 bn USD of 2024-11-12"; empty if the target still stands.
std::string ReplacedBy(const Target& target, const Targets& targets) {
  const auto later =
      std::find_if(targets.begin(), targets.end(), [&](const EvaluateTargetResponse& response) {
        return response.target().supersedes() == target.name();
      });
  if (later == targets.end()) return "";
  return absl::StrCat("; replaced by ", Short(later->target()), " of ",
                      DateText(later->target().announced()));
}

std::string Announcement(const Target& target, const Targets& targets, const Pair& pair,
                         Page& page) {
  const std::string deadline = DateText(target.deadline());
  return absl::StrCat(
      "announced ", DateText(target.announced()), page.Later(target.announced()),
      target.place().empty() ? "" : absl::StrCat(" in ", target.place()),
      target.announced_by().empty() ? "" : absl::StrCat(" by ", target.announced_by()),
      target.side().empty() ? " for both" : absl::StrCat(" for ", NameIn(pair, target.side())),
      target.text().empty() ? "" : absl::StrCat(": \"", target.text(), "\""), "; ",
      deadline.empty() ? "no deadline" : absl::StrCat("deadline ", deadline),
      ReplacedBy(target, targets), " ", page.references().ToAll(target.evidence()));
}

}  // namespace

void AddTargets(const brief::v1::TradeSection& section, const Pair& pair, Page& page) {
  const Targets& targets = section.targets();
  if (targets.empty()) {
    page.Text(0, absl::StrCat("No target: ", WhyNone(section.targets_empty_reason()), "."));
    return;
  }
  for (const Group& group : ByAmount(targets)) {
    const Target& last = group.front()->target();
    const std::string exact =
        absl::StrCat(Grouped(last.amount().decimal()), " ", last.amount().currency());
    const std::string brief = Short(last);
    page.Subheading(absl::StrCat(
        exact, brief == exact ? "" : absl::StrCat(" (", AsSaid(last.amount().decimal()), ")"),
        last.has_definition() ? absl::StrCat(", counted ", ByWhom(last.definition(), pair)) : ""));
    AddAttainment(*group.front(), pair, page);
    for (const EvaluateTargetResponse* response : group) {
      page.Text(2, Announcement(response->target(), targets, pair, page));
    }
  }
}

}  // namespace entente::client
