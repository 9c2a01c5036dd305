#include "client/render/agreements.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/terms.h"
#include "client/render/words.h"
#include "client/standing.h"

namespace entente::client {
namespace {

using agreements::v1::Action;
using agreements::v1::Agreement;
using agreements::v1::Claim;
using agreements::v1::Event;
using agreements::v1::EventKind;
using agreements::v1::ListedAgreement;
using agreements::v1::StatusOnDay;
using brief::v1::AgreementsSection;
using common::v1::Pair;
using Align = Table::Align;

const Event* Find(const Agreement& agreement, EventKind kind) {
  const auto found = std::find_if(agreement.events().begin(), agreement.events().end(),
                                  [&](const Event& event) { return event.kind() == kind; });
  return found == agreement.events().end() ? nullptr : &*found;
}

std::string Signed(const Agreement& agreement) {
  const Event* event = Find(agreement, agreements::v1::EVENT_KIND_SIGNED);
  return event == nullptr ? "" : DateText(event->date());
}

std::string Title(const Agreement& agreement) {
  return agreement.titles().empty() ? agreement.name() : agreement.titles(0).text();
}

// What a source says of the status (claims under that key) in other words than are computed here.
std::vector<const Claim*> Dissent(const ListedAgreement& listed) {
  const std::string status = Words(listed.status().status());
  std::vector<const Claim*> claims;
  for (const Claim& claim : listed.agreement().claims()) {
    if (claim.key() == "status" &&
        !absl::StartsWith(absl::AsciiStrToLower(claim.value()), status)) {
      claims.push_back(&claim);
    }
  }
  return claims;
}

std::string Possible(const StatusOnDay& status) {
  return absl::StrJoin(status.possible(), ", or ", [](std::string* out, int possible) {
    absl::StrAppend(out, StatusWords(static_cast<agreements::v1::Status>(possible)));
  });
}

// Whether an agreement binds as law. One that does not stays signed for ever.
bool Binds(const Agreement& agreement) {
  return agreement.binding_force() != agreements::v1::BINDING_FORCE_NOT_BINDING;
}

// The heading that it stands under. An agreement of many that is in force as a whole need not be so
// for both; and of what does not bind, an entry into force is not to be waited for.
std::string GroupOf(const ListedAgreement& listed, const Pair& pair) {
  const agreements::v1::Status status = listed.status().status();
  if (status == agreements::v1::STATUS_IN_FORCE) {
    switch (InForceForBoth(listed, pair)) {
      case agreements::v1::IN_FORCE_YES:
        return "in force for both";
      case agreements::v1::IN_FORCE_NO:
        return "in force, but not for both";
      default:
        return "in force, not known whether for both";
    }
  }
  if (status == agreements::v1::STATUS_SIGNED && !Binds(listed.agreement())) {
    return "signed, not binding";
  }
  return std::string(StatusWords(status));
}

// What weighs most comes first; the rest follows as the contract has it.
int RankOf(agreements::v1::Status status) {
  constexpr std::array kFirst = {agreements::v1::STATUS_IN_FORCE,
                                 agreements::v1::STATUS_PROVISIONALLY_APPLIED,
                                 agreements::v1::STATUS_INDETERMINATE,
                                 agreements::v1::STATUS_SIGNED, agreements::v1::STATUS_NEGOTIATED};
  const auto found = std::find(kFirst.begin(), kFirst.end(), status);
  return found != kFirst.end() ? static_cast<int>(found - kFirst.begin())
                               : static_cast<int>(kFirst.size()) + status;
}

// Agreements under one heading, the last signed first.
struct Group {
  std::string words;
  std::vector<const ListedAgreement*> listed;
};

std::vector<Group> GroupsOf(const AgreementsSection& section, const Pair& pair) {
  std::map<std::pair<int, std::string>, std::vector<const ListedAgreement*>> sorted;
  for (const ListedAgreement& listed : section.agreements()) {
    sorted[{RankOf(listed.status().status()), GroupOf(listed, pair)}].push_back(&listed);
  }
  std::vector<Group> groups;
  for (auto& [key, listed] : sorted) {
    std::stable_sort(listed.begin(), listed.end(),
                     [](const ListedAgreement* a, const ListedAgreement* b) {
                       return Signed(a->agreement()) > Signed(b->agreement());
                     });
    groups.push_back({key.second, std::move(listed)});
  }
  return groups;
}

// "; not known for Kazakhstan and Türkiye"; empty where it is in force for both, or for nobody.
std::string ForWhomNot(const ListedAgreement& listed, const Pair& pair) {
  if (listed.status().status() != agreements::v1::STATUS_IN_FORCE) return "";
  std::vector<std::string> no;
  std::vector<std::string> not_known;
  for (const common::v1::Country* country : {&pair.first(), &pair.second()}) {
    const agreements::v1::InForce in_force = InForceFor(listed, country->alpha3());
    if (in_force == agreements::v1::IN_FORCE_NO) no.push_back(country->name());
    if (in_force == agreements::v1::IN_FORCE_NOT_KNOWN) not_known.push_back(country->name());
  }
  return absl::StrCat(
      no.empty() ? "" : absl::StrCat("; not for ", absl::StrJoin(no, " and ")),
      not_known.empty() ? "" : absl::StrCat("; not known for ", absl::StrJoin(not_known, " and ")));
}

// "Title; into force: 1995-08-10 [5] A note."
std::string Entry(const ListedAgreement& listed, const Pair& pair, Page& page) {
  const Agreement& agreement = listed.agreement();
  std::string text = Title(agreement);
  if (agreement.parties_size() > 2) {
    absl::StrAppend(&text, "; ", agreement.parties_size(), " parties");
  }
  const Event* force = Find(agreement, agreements::v1::EVENT_KIND_ENTRY_INTO_FORCE);
  if (force != nullptr) {
    absl::StrAppend(&text, "; into force: ", DateText(force->date()), page.Later(force->date()));
  }
  absl::StrAppend(&text, ForWhomNot(listed, pair));
  if (!listed.status().possible().empty()) {
    absl::StrAppend(&text, "; ", Possible(listed.status()));
  }
  for (const Claim* claim : Dissent(listed)) {
    absl::StrAppend(&text, "; ", claim->evidence().publisher(), " says \"", claim->value(), "\" ",
                    page.references().To(claim->evidence()));
  }
  return absl::StrCat(text, " ", page.references().ToAll(agreement.evidence()),
                      agreement.note().empty() ? "" : " ", agreement.note());
}

void AddEvents(const Agreement& agreement, Page& page) {
  Table table(0, {Align::kLeft, Align::kLeft, Align::kLeft});
  for (const Event& event : agreement.events()) {
    std::vector<std::string> details;
    if (!event.place().empty()) details.push_back(event.place());
    if (!event.method().empty()) details.push_back(event.method());
    const std::string refer = page.references().ToAll(event.evidence());
    if (!refer.empty()) details.push_back(refer);
    table.Row({DateText(event.date()), Words(event.kind()), absl::StrJoin(details, ", ")});
  }
  for (const Action& action : agreement.actions()) {
    std::vector<std::string> details;
    if (action.has_effective()) {
      details.push_back(absl::StrCat("effective ", DateText(action.effective())));
    }
    if (!action.text().empty()) details.push_back(action.text());
    const std::string refer = page.references().ToAll(action.evidence());
    if (!refer.empty()) details.push_back(refer);
    table.Row({DateText(action.date()), absl::StrCat(Words(action.kind()), " of ", action.party()),
               absl::StrJoin(details, ", ")});
  }
  page.Add(table);
}

// For how many parties it is in force, and for which it is not or is not known to be.
void AddStandings(const Agreement& agreement, const StatusOnDay& status, Table& table) {
  if (status.status() != agreements::v1::STATUS_IN_FORCE) return;
  std::map<agreements::v1::InForce, std::vector<std::string>> by_answer;
  for (const auto& standing : status.standings()) {
    by_answer[standing.in_force()].push_back(standing.party());
  }
  std::string label = "in force for";
  for (const auto& [answer, parties] : by_answer) {
    table.Row({std::exchange(label, ""),
               absl::StrCat(Words(answer), ": ", parties.size(), " of ", agreement.parties_size(),
                            ": ", absl::StrJoin(parties, ", "))});
  }
}

// Fields with their counts; those of a single agreement stand together at the end.
std::string FieldCounts(const AgreementsSection& section) {
  std::vector<std::string> several;
  std::vector<std::string> single;
  for (const auto& counted : section.fields()) {
    const std::string field = Words(counted.field());
    if (counted.count() > 1) {
      several.push_back(absl::StrCat(field, " ", counted.in_force(), "/", counted.count()));
    } else {
      single.push_back(absl::StrCat(field, counted.in_force() > 0 ? " (in force)" : ""));
    }
  }
  std::string text = absl::StrCat("By field, in force for both/all: ", absl::StrJoin(several, ", "),
                                  several.empty() || single.empty() ? "" : "; ");
  if (!single.empty()) absl::StrAppend(&text, "one each: ", absl::StrJoin(single, ", "));
  return text;
}

}  // namespace

void AddAgreements(const AgreementsSection& section, const Pair& pair, Page& page) {
  if (section.agreements().empty()) {
    page.Text(0, absl::StrCat("No agreement: ", WhyNone(section.agreements_empty_reason()), "."));
    return;
  }
  const std::vector<Group> groups = GroupsOf(section, pair);
  page.Text(0, absl::StrCat(section.agreements_size(), " registered: ",
                            absl::StrJoin(groups, "; ", [](std::string* out, const Group& group) {
                              absl::StrAppend(out, group.listed.size(), " ", group.words);
                            })));
  page.Text(0, FieldCounts(section));
  page.Text(0, "Each with the day of its signature:");
  for (const Group& group : groups) {
    std::string heading = group.words;
    heading.front() = absl::ascii_toupper(heading.front());
    page.Subheading(heading);
    Table table(2, {Align::kLeft, Align::kLeft});
    for (const ListedAgreement* listed : group.listed) {
      const Event* event = Find(listed->agreement(), agreements::v1::EVENT_KIND_SIGNED);
      const bool later = event != nullptr && page.IsLater(event->date());
      table.Row({Signed(listed->agreement()),
                 absl::StrCat(later ? "later than this day: " : "", Entry(*listed, pair, page))});
    }
    page.Add(table);
  }
}

void AddAgreement(const Agreement& agreement, const StatusOnDay& status, Page& page) {
  const auto fields = absl::StrJoin(agreement.fields(), ", ", [](std::string* out, int field) {
    absl::StrAppend(out, Words(static_cast<agreements::v1::Field>(field)));
  });
  for (int i = 1; i < agreement.titles_size(); ++i) {
    page.Text(0,
              absl::StrCat(agreement.titles(i).text(), " (", agreement.titles(i).language(), ")"));
  }
  Table table(0, {Align::kLeft, Align::kLeft});
  const auto row = [&](std::string label, std::string text) {
    if (!text.empty()) table.Row({std::move(label), std::move(text)});
  };
  row("name", agreement.name());
  row("status", absl::StrCat(StatusWords(status.status()), status.possible().empty() ? "" : ": ",
                             Possible(status)));
  for (const std::string& reason : status.reasons()) row("", reason);
  if (agreement.parties_size() > 2) AddStandings(agreement, status, table);
  row("instrument",
      absl::StrCat(Words(agreement.instrument()), ", ",
                   agreement.binding_force() == 0 ? "not stated whether binding"
                                                  : Words(agreement.binding_force())));
  row("fields", fields);
  row("parties", absl::StrJoin(agreement.parties(), ", ", [](std::string* out, const auto& party) {
        absl::StrAppend(out, party.name().empty() ? party.id() : party.name());
      }));
  row("known as",
      absl::StrJoin(agreement.identifiers(), ", ", [](std::string* out, const auto& id) {
        absl::StrAppend(out, id.scheme(), " ", id.value());
      }));
  std::string label = "terms";
  for (const std::string& text : TermsTexts(agreement.terms())) row(std::exchange(label, ""), text);
  row("terms from", page.references().ToAll(agreement.terms().evidence()));
  row("occasion", agreement.occasion());
  for (const auto& relation : agreement.relations()) {
    row(Words(relation.kind()),
        absl::StrCat(relation.agreement(), " ", page.references().ToAll(relation.evidence())));
  }
  for (const Claim& claim : agreement.claims()) {
    row(absl::StrCat("claim: ", claim.key()),
        absl::StrCat("\"", claim.value(), "\" by ", claim.evidence().publisher(), " ",
                     page.references().To(claim.evidence())));
  }
  row("note", agreement.note());
  row("known from", page.references().ToAll(agreement.evidence()));
  page.Add(table);
  page.Heading("Events and actions");
  AddEvents(agreement, page);
}

}  // namespace entente::client
