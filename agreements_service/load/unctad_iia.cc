#include "agreements_service/load/unctad_iia.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "unctad-iia";
constexpr char kPublisher[] = "UNCTAD, International Investment Agreements Navigator";

// Of the parties, on whose pages the agreement stands, and who stands there as the other one: some
// have only one of the two.
enum class Column {
  kId,
  kTitle,
  kType,
  kStatus,
  kCountries,
  kOthers,
  kSigned,
  kInForce,
  kTerminated
};

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "treaty_id"},
    {Column::kTitle, "short_title"},
    {Column::kType, "type"},
    {Column::kStatus, "status"},
    {Column::kCountries, "page_countries"},
    {Column::kOthers, "parties_on_page"},
    {Column::kSigned, "date_of_signature"},
    {Column::kInForce, "date_of_entry_into_force"},
    {Column::kTerminated, "termination_date"},
};

}  // namespace

bool IsUnctadIiaHeader(absl::string_view line) {
  return absl::StartsWith(line, "treaty_id,kind,short_title,type,status,");
}

absl::StatusOr<LoadedFile> LoadUnctadIia(const File& file) {
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
    if (get(Column::kId).empty()) {
      report.Reject(table.line(), columns.Position(Column::kId), "NOT_AN_AGREEMENT",
                    absl::StrCat("has no id; its type is '", get(Column::kType), "'"));
      continue;
    }
    Agreement agreement = list.New(get(Column::kId), absl::StrCat("line ", table.line()));
    agreement.titles.push_back({.language = "en", .text = std::string(get(Column::kTitle))});
    agreement.instrument = InstrumentOf(kRegister, get(Column::kType), report);
    agreement.binding_force = BindingForce::kBinding;
    AddFields(FieldsOf(kRegister, get(Column::kType), report), agreement);
    for (const Column column : {Column::kCountries, Column::kOthers}) {
      for (const std::string& name : PartyNames(get(column))) {
        AddParty(name, agreement, report);
      }
    }
    AddEvent(EventKind::kSigned, DayMonthYear(get(Column::kSigned)), agreement);
    AddEvent(EventKind::kEntryIntoForce, DayMonthYear(get(Column::kInForce)), agreement);
    AddEvent(EventKind::kTerminated, DayMonthYear(get(Column::kTerminated)), agreement);
    AddClaim("status", get(Column::kStatus), agreement);
    AddClaim("type", get(Column::kType), agreement);
    list.Add(std::move(agreement), table.line());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return list.Finish();
}

}  // namespace entente::agreements
