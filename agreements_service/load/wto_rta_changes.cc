#include "agreements_service/load/wto_rta_changes.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/hash/sha256.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "wto-rta-change";
constexpr char kAmended[] = "wto-rta";
constexpr char kPublisher[] = "WTO, Regional Trade Agreements Database";
constexpr size_t kMarkSize = 8;

enum class Column { kId, kName, kParties, kAffects, kNotified, kSigned, kInForce, kRemarks };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "RTA ID"},
    {Column::kName, "RTA Name"},
    {Column::kParties, "Parties concerned"},
    {Column::kAffects, "Changes affect"},
    {Column::kNotified, "Date of notification of changes"},
    {Column::kSigned, "Date of signature of changes"},
    {Column::kInForce, "Date of entry into force of changes"},
    {Column::kRemarks, "Remarks"},
};

}  // namespace

bool IsWtoRtaChangesHeader(absl::string_view line) {
  return absl::StartsWith(line, "RTA ID,RTA Name,Parties concerned,");
}

absl::StatusOr<LoadedFile> LoadWtoRtaChanges(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kRegister, kPublisher, file);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    if (!list.Begin(table)) continue;
    ImportReport& report = list.report();
    const auto get = [&](Column column) { return columns.Get(table.fields(), column); };
    const absl::string_view amended = get(Column::kId);
    if (amended.empty()) {
      report.Reject(table.line(), columns.Position(Column::kId), "NOT_AN_AGREEMENT",
                    "has no RTA ID: what it changes is not known");
      continue;
    }
    const absl::string_view remarks = get(Column::kRemarks);
    const absl::string_view what =
        absl::StripAsciiWhitespace(remarks.substr(0, remarks.find('\n')));
    const std::string mark = Sha256Hex(absl::StrCat(get(Column::kSigned), "\n", what));
    Agreement agreement = list.New(absl::StrCat(amended, "-", mark.substr(0, kMarkSize)),
                                   absl::StrCat("line ", table.line()));
    agreement.identifiers.clear();  // the id is ours
    agreement.titles.push_back(
        {.language = "en",
         .text = absl::StrCat(get(Column::kName), ": ", what.empty() ? "change" : what)});
    agreement.instrument = InstrumentOfTitle(what);
    agreement.binding_force = BindingForce::kBinding;
    agreement.fields = {Field::kTrade};
    for (const std::string& name : PartyNames(get(Column::kParties))) {
      AddParty(name, agreement, report);
    }
    AddEvent(EventKind::kSigned, SpreadsheetDay(get(Column::kSigned)), agreement);
    AddEvent(EventKind::kEntryIntoForce, SpreadsheetDay(get(Column::kInForce)), agreement);
    const size_t before = agreement.events.size();
    AddEvent(EventKind::kRegistered, SpreadsheetDay(get(Column::kNotified)), agreement);
    if (agreement.events.size() > before) agreement.events.back().method = "WTO";
    AddRelation(RelationKind::kAmends, AgreementName(kAmended, amended), agreement);
    AddClaim("Changes affect", get(Column::kAffects), agreement);
    AddClaim("Remarks", remarks, agreement);
    list.Add(std::move(agreement), table.line());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return list.Finish();
}

}  // namespace entente::agreements
