#include "client/render/agreements.h"

#include <algorithm>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "client/render/format.h"
#include "client/render/words.h"

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

// What a source says of the status in other words than are computed here.
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

// "Title, in force from 1995-08-10 [5]".
std::string Entry(const ListedAgreement& listed, Page& page) {
  const Agreement& agreement = listed.agreement();
  std::string text = Title(agreement);
  if (agreement.binding_force() == agreements::v1::BINDING_FORCE_NOT_BINDING) {
    absl::StrAppend(&text, "; not binding");
  }
  if (agreement.parties_size() > 2) {
    absl::StrAppend(&text, "; ", agreement.parties_size(), " parties");
  }
  const Event* force = Find(agreement, agreements::v1::EVENT_KIND_ENTRY_INTO_FORCE);
  if (force != nullptr) absl::StrAppend(&text, "; into force: ", DateText(force->date()));
  if (!listed.status().possible().empty()) {
    absl::StrAppend(&text, "; ", Possible(listed.status()));
  }
  for (const Claim* claim : Dissent(listed)) {
    absl::StrAppend(&text, "; ", claim->evidence().publisher(), " says \"", claim->value(), "\" ",
                    page.references().To(claim->evidence()));
  }
  return absl::StrCat(text, " ", page.references().ToAll(agreement.evidence()));
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
  std::string text = absl::StrCat("By field, in force/all: ", absl::StrJoin(several, ", "),
                                  several.empty() || single.empty() ? "" : "; ");
  if (!single.empty()) absl::StrAppend(&text, "one each: ", absl::StrJoin(single, ", "));
  return text;
}

}  // namespace

void AddAgreements(const AgreementsSection& section, Page& page) {
  if (section.agreements().empty()) {
    page.Text(0, "No agreement between the two is registered.");
    return;
  }
  page.Text(0,
            absl::StrCat(
                section.agreements_size(), " registered: ",
                absl::StrJoin(section.statuses(), "; ", [](std::string* out, const auto& counted) {
                  absl::StrAppend(out, counted.count(), " ", StatusWords(counted.status()));
                })));
  page.Text(0, FieldCounts(section));
  for (const auto& counted : section.statuses()) {
    std::string heading(StatusWords(counted.status()));
    heading.front() = absl::ascii_toupper(heading.front());
    page.Subheading(heading);
    std::vector<const ListedAgreement*> listed;
    for (const ListedAgreement& agreement : section.agreements()) {
      if (agreement.status().status() == counted.status()) listed.push_back(&agreement);
    }
    std::stable_sort(listed.begin(), listed.end(),
                     [](const ListedAgreement* a, const ListedAgreement* b) {
                       return Signed(a->agreement()) > Signed(b->agreement());
                     });
    Table table(2, {Align::kLeft, Align::kLeft});
    for (const ListedAgreement* agreement : listed) {
      table.Row({Signed(agreement->agreement()), Entry(*agreement, page)});
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
