#include "client/render/relationship.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/words.h"

namespace entente::client {
namespace {

using agreements::v1::DeclaredCount;
using agreements::v1::ListedMilestone;
using agreements::v1::Occasion;
using brief::v1::AgreementsSection;
using Align = Table::Align;

// "15 declared (14 by others), 2 registered". The first count leads; those that agree with it add
// nothing, of the others each number is named once.
std::string Counts(const Occasion& occasion) {
  if (occasion.declared_counts().empty()) {
    return occasion.registered().empty() ? ""
                                         : absl::StrCat(occasion.registered_size(), " registered");
  }
  const int lead = occasion.declared_counts(0).count();
  std::vector<int> others;
  for (const DeclaredCount& declared : occasion.declared_counts()) {
    const int count = declared.count();
    if (count != lead && std::find(others.begin(), others.end(), count) == others.end()) {
      others.push_back(count);
    }
  }
  return absl::StrCat(
      lead, " declared",
      others.empty() ? "" : absl::StrCat(" (", absl::StrJoin(others, ", "), " by others)"), ", ",
      occasion.registered_size(), " registered");
}

void AddDeclared(const Occasion& occasion, Page& page) {
  if (occasion.declared_counts().empty()) return;
  // Each number once, with all who say it; in order of who says it first.
  std::vector<std::pair<int, std::vector<std::string>>> by_count;
  for (const DeclaredCount& declared : occasion.declared_counts()) {
    auto entry = std::find_if(by_count.begin(), by_count.end(),
                              [&](const auto& known) { return known.first == declared.count(); });
    if (entry == by_count.end()) entry = by_count.insert(entry, {declared.count(), {}});
    entry->second.push_back(absl::StrCat(declared.evidence().publisher(), " ",
                                         page.references().To(declared.evidence())));
  }
  page.Text(2, absl::StrCat("declared: ",
                            absl::StrJoin(by_count, "; ", [](std::string* out, const auto& one) {
                              absl::StrAppend(out, one.first, " by ",
                                              absl::StrJoin(one.second, ", "));
                            })));
  const DeclaredCount& lead = occasion.declared_counts(0);
  if (!lead.fields().empty()) {
    page.Text(2, absl::StrCat("in ", lead.fields_size(), " fields: ",
                              absl::StrJoin(lead.fields(), ", ", [](std::string* out, int field) {
                                absl::StrAppend(out,
                                                Words(static_cast<agreements::v1::Field>(field)));
                              })));
  }
}

std::string Days(const Occasion& occasion) {
  const std::string end = DateText(occasion.end());
  return absl::StrCat(DateText(occasion.start()), end.empty() ? "" : absl::StrCat(" to ", end));
}

// "Title [5]" of the agreement of that name; the name itself if the section does not have it.
std::string Registered(const std::string& name, const AgreementsSection& section, Page& page) {
  for (const auto& listed : section.agreements()) {
    const auto& agreement = listed.agreement();
    if (agreement.name() == name && !agreement.titles().empty()) {
      return absl::StrCat(agreement.titles(0).text(), " ",
                          page.references().ToAll(agreement.evidence()));
    }
  }
  return name;
}

// What its day says of its next anniversary.
std::string Anniversary(const ListedMilestone& listed, const Page& page) {
  if (listed.has_next_anniversary()) return AnniversaryText(listed.next_anniversary());
  if (page.IsLater(listed.milestone().date())) return "later than this day";
  return "no exact day, no anniversary";
}

}  // namespace

std::string AnniversaryText(const agreements::v1::Anniversary& anniversary) {
  return absl::StrCat(Ordinal(anniversary.number()), " anniversary on ", DayText(anniversary.day()),
                      anniversary.uncertain() ? "?" : "");
}

void AddMilestones(const AgreementsSection& section, Page& page) {
  if (section.milestones().empty()) {
    page.Text(0, absl::StrCat("No milestone: ", WhyNone(section.milestones_empty_reason()), "."));
    return;
  }
  Table table(0, {Align::kLeft, Align::kLeft, Align::kLeft});
  for (const ListedMilestone& listed : section.milestones()) {
    const auto& milestone = listed.milestone();
    table.Row({DateText(milestone.date()), Anniversary(listed, page),
               absl::StrCat(milestone.title(), " ", page.references().ToAll(milestone.evidence()),
                            " ", milestone.note())});
  }
  page.Add(table);
}

void AddOccasions(const AgreementsSection& section, Page& page) {
  if (section.occasions().empty()) {
    page.Text(0, absl::StrCat("No occasion: ", WhyNone(section.occasions_empty_reason()), "."));
    return;
  }
  for (auto occasion = section.occasions().rbegin(); occasion != section.occasions().rend();
       ++occasion) {
    const std::string counts = Counts(*occasion);
    page.Text(0, absl::StrCat(
                     Days(*occasion), page.Later(occasion->start()), ", ", Words(occasion->kind()),
                     occasion->place().empty() ? "" : absl::StrCat(", ", occasion->place()), ": ",
                     occasion->title(), counts.empty() ? "" : ": ", counts, " ",
                     page.references().ToAll(occasion->evidence())));
    if (!occasion->note().empty()) page.Text(2, absl::StrCat("note: ", occasion->note()));
    AddDeclared(*occasion, page);
    for (const std::string& name : occasion->registered()) {
      page.Text(2, absl::StrCat("registered: ", Registered(name, section, page)));
    }
  }
}

}  // namespace entente::client
