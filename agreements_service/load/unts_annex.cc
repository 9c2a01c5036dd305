#include "agreements_service/load/unts_annex.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/date.h"
#include "agreements_service/load/unts_conclusion.h"
#include "agreements_service/load/unts_words.h"
#include "agreements_service/load/vocabulary.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr size_t kNowhere = absl::string_view::npos;

constexpr std::pair<absl::string_view, ActionKind> kActions[] = {
    {"Ratification", ActionKind::kRatification},
    {"Acceptance", ActionKind::kAcceptance},
    {"Approval", ActionKind::kApproval},
    {"Accession", ActionKind::kAccession},
    {"Succession", ActionKind::kSuccession},
    {"Definitive signature", ActionKind::kDefinitiveSignature},
    {"Provisional application", ActionKind::kProvisionalApplication},
    {"Declaration", ActionKind::kDeclaration},
    {"Reservation", ActionKind::kReservation},
    {"Withdrawal", ActionKind::kWithdrawal},
    {"Denunciation", ActionKind::kDenunciation},
};

// How the act was done, which comes behind the party's name.
constexpr absl::string_view kDeeds[] = {" Deposit of ", " Receipt by ", " Notification "};

constexpr absl::string_view kEffect = "Date of effect: ";

// The entries of a text, each up to and with its registration.
std::vector<absl::string_view> Entries(absl::string_view text) {
  std::vector<absl::string_view> entries;
  while (true) {
    text = absl::StripAsciiWhitespace(text);
    // What the Secretariat adds behind a registration is no entry.
    if (absl::StartsWith(text, "Information provided by the Secretariat")) {
      text.remove_prefix(std::min(text.find(": "), text.size() - 2) + 2);
      TakeDate(text);
      continue;
    }
    if (text.empty()) return entries;
    size_t end = text.find(kRegistration);
    if (end != kNowhere) {
      // "Spain, 14 January 2019": the authority has no digits.
      absl::string_view rest = text.substr(end);
      rest.remove_prefix(std::min(rest.find_first_of("0123456789"), rest.size()));
      TakeDate(rest);
      end = text.size() - rest.size();
    }
    entries.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end, text.size()));
  }
}

// The date behind "Date of effect: ".
absl::StatusOr<PartialDate> EffectOf(absl::string_view entry) {
  const size_t at = entry.find(kEffect);
  if (at == kNowhere) return PartialDate();
  entry.remove_prefix(at + kEffect.size());
  return NamedMonth(TakeDate(entry));
}

// Reads "Ratification Finland Deposit of instrument with the Secretary-General of the United
// Nations: 11 January 2019 Date of effect: 11 April 2019 Registration ..."; false if it is none.
bool AddAct(absl::string_view entry, Agreement& agreement, ImportReport& report) {
  for (const auto& [word, kind] : kActions) {
    absl::string_view rest = entry;
    if (!absl::ConsumePrefix(&rest, word)) continue;
    rest = absl::StripLeadingAsciiWhitespace(rest);
    std::string text;
    if (absl::StartsWith(rest, "(") && rest.find(')') != kNowhere) {  // "(with declaration)"
      text = std::string(rest.substr(1, rest.find(')') - 1));
      rest = absl::StripLeadingAsciiWhitespace(rest.substr(rest.find(')') + 1));
    }
    size_t name_end = kNowhere;
    for (const absl::string_view deed : kDeeds) name_end = std::min(name_end, rest.find(deed));
    const size_t colon = rest.find(": ", name_end == kNowhere ? 0 : name_end);
    if (name_end == kNowhere || colon == kNowhere) return false;
    ImportReport unheard;
    const std::string name(absl::StripAsciiWhitespace(rest.substr(0, name_end)));
    if (PartyNamed(name, unheard).kind == PartyKind::kOther) return false;
    rest.remove_prefix(colon + 2);
    const absl::StatusOr<PartialDate> date = NamedMonth(TakeDate(rest));
    const absl::StatusOr<PartialDate> effect = EffectOf(entry);
    if (!date.ok() || *date == PartialDate() || !effect.ok()) return false;
    AddAction(kind, AddParty(name, agreement, report), date, agreement);
    agreement.actions.back().effective = *effect;
    agreement.actions.back().text = std::move(text);
    return true;
  }
  return false;
}

// Reads "Termination Date of effect: 1 January 2019 Registration ...".
bool AddTermination(absl::string_view entry, Agreement& agreement) {
  if (!absl::ConsumePrefix(&entry, "Termination")) return false;
  if (!absl::StartsWith(absl::StripLeadingAsciiWhitespace(entry), kEffect)) return false;
  const absl::StatusOr<PartialDate> effect = EffectOf(entry);
  if (!effect.ok() || *effect == PartialDate()) return false;
  AddEvent(EventKind::kTerminated, effect, agreement);
  return true;
}

}  // namespace

void AddAnnexBlock(const UntsBlock& block, absl::string_view statement, AgreementList& list) {
  ImportReport& report = list.report();
  const std::optional<Conclusion> conclusion = ReadConclusion(block.text);
  if (!conclusion.has_value()) {
    ++report.read;
    report.Reject(block.line, 0, "ENTRY_UNREADABLE",
                  absl::StrCat(block.id, " has no place and date behind its title"));
    return;
  }
  Agreement agreement = list.New(absl::StrCat(block.id, " of ", statement),
                                 absl::StrCat("line ", block.line, ", annex"));
  agreement.identifiers.front().value = block.id;
  DescribeUnts(block, *conclusion, agreement, report);
  agreement.note =
      "What one statement of the United Nations says of it; others name other parties.";
  int64_t read = 0;
  std::string other;  // a protocol or amendment, which what follows is about
  for (const absl::string_view entry :
       Entries(absl::string_view(block.text).substr(conclusion->size))) {
    ++report.read;
    if (!other.empty()) {
      report.Reject(block.line, 0, "ENTRY_OF_ANOTHER",
                    absl::StrCat("of ", block.id, ", behind ", other, ": ", Quoted(entry)));
    } else if (AddAct(entry, agreement, report) || AddTermination(entry, agreement)) {
      ++read;
    } else {
      report.Reject(block.line, 0, "ENTRY_UNREADABLE",
                    absl::StrCat("of ", block.id, ": ", Quoted(entry)));
      if (ReadConclusion(entry).has_value()) other = Quoted(entry);
    }
  }
  if (read == 0) return;
  report.merged += read - 1;
  list.Add(std::move(agreement), block.line);
}

}  // namespace entente::agreements
