#include "agreements_service/load/unts_statement.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/unts_annex.h"
#include "agreements_service/load/unts_block.h"
#include "agreements_service/load/unts_conclusion.h"
#include "agreements_service/load/unts_words.h"
#include "common/status/error.h"
#include "common/text/first_line.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "unts";
constexpr char kPublisher[] = "United Nations, Statement of Treaties and International Agreements";
constexpr absl::string_view kSymbol = "ST/LEG/SER.A/";
constexpr absl::string_view kEntry = "Entry into force:";
constexpr absl::string_view kLanguages[] = {"Authentic text:", "Authentic texts:"};

// What stands behind `label`, up to what comes next of the others; nothing if it is not there.
absl::string_view Behind(absl::string_view text, absl::string_view label) {
  const size_t at = text.find(label);
  if (at == absl::string_view::npos) return "";
  text.remove_prefix(at + label.size());
  size_t end = text.size();
  for (const absl::string_view next :
       {kEntry, kLanguages[0], kLanguages[1], kRegistration, absl::string_view("See article"),
        absl::string_view("See paragraph"), absl::string_view("Note: ")}) {
    end = std::min(end, text.find(next));
  }
  return absl::StripAsciiWhitespace(text.substr(0, end));
}

// "1 December 2018, in accordance with article 24".
void AddEntry(EventKind kind, absl::string_view text, Agreement& agreement) {
  AddEvent(kind, NamedMonth(TakeDate(text)), agreement);
  absl::ConsumePrefix(&text, ",");
  agreement.events.back().method = std::string(absl::StripAsciiWhitespace(text));
}

// Also "provisionally on 23 February 2017 by signature and definitively on 27 December 2018 by
// notification, in accordance with article XII".
void AddEntries(absl::string_view text, Agreement& agreement) {
  constexpr absl::string_view kDefinitively = " and definitively on ";
  if (text.empty()) return;
  if (!absl::ConsumePrefix(&text, "provisionally on ")) {
    AddEntry(EventKind::kEntryIntoForce, text, agreement);
    return;
  }
  const size_t definitively = text.find(kDefinitively);
  AddEntry(EventKind::kProvisionalApplication, text.substr(0, definitively), agreement);
  if (definitively != absl::string_view::npos) {
    AddEntry(EventKind::kEntryIntoForce, text.substr(definitively + kDefinitively.size()),
             agreement);
  }
}

// "Netherlands, 1 January 2019".
void AddRegistration(absl::string_view text, Agreement& agreement) {
  if (text.empty()) return;
  const size_t comma = text.rfind(", ");
  const bool has_date = comma != absl::string_view::npos;
  AddEvent(EventKind::kRegistered, NamedMonth(has_date ? text.substr(comma + 2) : text), agreement);
  agreement.events.back().method = "Secretariat of the United Nations";
  AddClaim("registered by", text.substr(0, comma), agreement);
}

void AddBlock(const UntsBlock& block, AgreementList& list) {
  ImportReport& report = list.report();
  ++report.read;
  if (block.heading.empty()) {
    report.Reject(block.line, 0, "PARTIES_UNREADABLE",
                  absl::StrCat(block.id, ": its parties cannot be told from its title"));
    return;
  }
  Agreement agreement = list.New(block.id, absl::StrCat("line ", block.line));
  const absl::string_view text = block.text;
  const absl::string_view title = text.substr(0, text.find(kEntry));
  std::optional<Conclusion> conclusion = ReadConclusion(title);
  if (!conclusion.has_value()) {
    conclusion.emplace().title = std::string(title);
    agreement.anomalies.push_back(
        {.reason = "CONCLUSION_UNREADABLE",
         .detail = "behind the title there is no place and date of conclusion"});
  }
  DescribeUnts(block, *conclusion, agreement, report);
  AddEntries(Behind(text, kEntry), agreement);
  AddRegistration(Behind(text, kRegistration), agreement);
  AddClaim("parties", block.heading, agreement);
  for (const absl::string_view label : kLanguages) {
    AddClaim("authentic texts", Behind(text, label), agreement);
  }
  list.Add(std::move(agreement), block.line);
}

}  // namespace

bool IsUntsStatementHeader(absl::string_view line) { return absl::StartsWith(line, kSymbol); }

absl::StatusOr<LoadedFile> LoadUntsStatement(const File& file) {
  const absl::string_view symbol = FirstLine(file.content).text;
  AgreementList list(kRegister, kPublisher, file);
  for (const UntsBlock& block : UntsBlocks(file.content)) {
    if (block.annex) {
      AddAnnexBlock(block, symbol, list);
    } else {
      AddBlock(block, list);
    }
  }
  return list.Finish();
}

}  // namespace entente::agreements
