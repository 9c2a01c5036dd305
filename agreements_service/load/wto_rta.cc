#include "agreements_service/load/wto_rta.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "wto-rta";
constexpr char kPublisher[] = "WTO, Regional Trade Agreements Database";
constexpr absl::string_view kAccession = " - Accession of ";
constexpr absl::string_view kNotYet = "01-Jan-9999";

enum class Column {
  kId,
  kName,
  kCoverage,
  kType,
  kNotification,
  kStatus,
  kSignedGoods,
  kSignedServices,
  kNotifiedGoods,
  kNotifiedServices,
  kInForceGoods,
  kInForceServices,
  kInactive,
  kAccession,
  kComposition,
  kCurrent,
  kOriginal,
  kPartyDates,
  kImplementedGoods,
  kImplementedServices,
  kRemarks
};

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "RTA ID"},
    {Column::kName, "RTA Name"},
    {Column::kCoverage, "Coverage"},
    {Column::kType, "Type"},
    {Column::kNotification, "Notification"},
    {Column::kStatus, "Status"},
    {Column::kSignedGoods, "Date of Signature (G)"},
    {Column::kSignedServices, "Date of Signature (S)"},
    {Column::kNotifiedGoods, "Date of Notification (G)"},
    {Column::kNotifiedServices, "Date of Notification (S)"},
    {Column::kInForceGoods, "Date of Entry into Force (G)"},
    {Column::kInForceServices, "Date of Entry into Force (S)"},
    {Column::kInactive, "Inactive Date"},
    {Column::kAccession, "Accession?"},
    {Column::kComposition, "RTA Composition"},
    {Column::kCurrent, "Current signatories"},
    {Column::kOriginal, "Original signatories"},
    {Column::kPartyDates, "Specific Entry/Exit dates"},
    {Column::kImplementedGoods, "End of implementation period (G)", /*required=*/false},
    {Column::kImplementedServices, "End of implementation period (S)", /*required=*/false},
    {Column::kRemarks, "Remarks"},
};

// What is kept in the source's words, under its column's name.
constexpr Column kClaims[] = {Column::kCoverage,         Column::kType,
                              Column::kNotification,     Column::kComposition,
                              Column::kImplementedGoods, Column::kImplementedServices,
                              Column::kRemarks};

absl::string_view NameOf(Column column) {
  for (const ColumnName<Column>& one : kColumns) {
    if (one.column == column) return one.name;
  }
  return "";
}

// A row of the file.
class Row {
 public:
  Row(const Table& table, const ColumnMap<Column>& columns) : table_(table), columns_(columns) {}

  absl::string_view Get(Column column) const { return columns_.Get(table_.fields(), column); }
  std::string Line() const { return absl::StrCat("line ", table_.line()); }

 private:
  const Table& table_;
  const ColumnMap<Column>& columns_;
};

std::vector<absl::string_view> ListOf(absl::string_view text) {
  std::vector<absl::string_view> entries;
  for (const absl::string_view entry : absl::StrSplit(text, ';', absl::SkipWhitespace())) {
    entries.push_back(absl::StripAsciiWhitespace(entry));
  }
  return entries;
}

// What the last party's name is followed by in the name of an agreement.
absl::string_view WithoutKind(absl::string_view name) {
  for (const absl::string_view kind : {" Deep and Comprehensive Free Trade Area",
                                       " Free Trade Agreement", " Agreement", " EPA", " TTIP"}) {
    if (absl::ConsumeSuffix(&name, kind)) break;
  }
  return name;
}

// The parties that the agreement's name tells: "Canada - Singapore",
// "EFTA - Russian Federation / Belarus / Kazakhstan".
void AddPartiesOfName(absl::string_view name, Agreement& agreement, ImportReport& report) {
  std::vector<std::string> parts =
      absl::StrSplit(absl::StrReplaceAll(name, {{" / ", "\n"}, {" - ", "\n"}}), '\n');
  if (parts.size() > 1) parts.back() = std::string(WithoutKind(parts.back()));
  for (const std::string& part : parts) AddParty(part, agreement, report);
  agreement.anomalies.push_back(
      {.reason = "PARTIES_FROM_NAME",
       .detail = "fewer than two signatories are listed; the others are as the name has them"});
}

void AddParties(const Row& row, Agreement& agreement, ImportReport& report) {
  const absl::string_view original = row.Get(Column::kOriginal);
  const absl::string_view current = row.Get(Column::kCurrent);
  for (const absl::string_view list : {original, current}) {
    for (const absl::string_view name : ListOf(list)) AddParty(name, agreement, report);
  }
  if (agreement.parties.size() < 2) AddPartiesOfName(row.Get(Column::kName), agreement, report);
  if (original == current || current.empty()) return;
  AddClaim(NameOf(Column::kOriginal), original, agreement);
  AddClaim(NameOf(Column::kCurrent), current, agreement);
}

// An event of goods, of services, or of both where they have one date.
void AddEvents(EventKind kind, Column goods, Column services, const Row& row,
               Agreement& agreement) {
  const size_t before = agreement.events.size();
  std::vector<Column> columns = {goods};
  if (row.Get(services) != row.Get(goods)) columns.push_back(services);
  for (const Column column : columns) {
    const size_t known = agreement.events.size();
    AddEvent(kind, SpreadsheetDay(row.Get(column)), agreement);
    if (agreement.events.size() == known) continue;
    Event& event = agreement.events.back();
    event.evidence = {agreement.evidence.front()};
    event.evidence[0].cell = absl::StrCat(row.Line(), ", ", NameOf(column));
  }
  // Without a difference there is nothing to tell apart.
  if (agreement.events.size() == before + 1) agreement.events.back().evidence.clear();
}

absl::StatusOr<PartialDate> PartyDate(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (text == kNotYet) return PartialDate::Open();
  return NamedMonth(absl::StrReplaceAll(text, {{"-", " "}}));
}

// One of the entries, "Kyrgyz Republic(28-Dec-1995 - 13-Dec-2013)"; either date may be missing.
// False if it is none.
bool AddPartyDates(absl::string_view entry, Agreement& agreement, ImportReport& report) {
  const size_t open = entry.rfind('(');
  if (open == absl::string_view::npos || !absl::ConsumeSuffix(&entry, ")")) return false;
  const std::vector<absl::string_view> dates = absl::StrSplit(entry.substr(open + 1), " - ");
  const absl::string_view name = absl::StripAsciiWhitespace(entry.substr(0, open));
  if (dates.size() != 2 || name.empty()) return false;
  const std::string party = AddParty(name, agreement, report);
  AddAction(ActionKind::kEntryIntoForce, party, PartyDate(dates[0]), agreement);
  AddAction(ActionKind::kWithdrawal, party, PartyDate(dates[1]), agreement);
  return true;
}

// The ids of agreements by their names; empty where several have one name.
using Ids = absl::flat_hash_map<std::string, std::string>;

absl::StatusOr<Ids> IdsOf(absl::string_view content) {
  Ids ids;
  Table table(content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  const Row row(table, columns);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) return ids;
    const auto [entry, is_new] = ids.try_emplace(row.Get(Column::kName), row.Get(Column::kId));
    if (!is_new) entry->second.clear();
  }
}

// "X - Accession of Y" is one to the agreement X, if the file has one of that name.
void AddAccessionTo(absl::string_view name, const Ids& ids, Agreement& agreement) {
  const size_t end = name.find(kAccession);
  if (end == absl::string_view::npos) return;
  const auto found = ids.find(name.substr(0, end));
  if (found == ids.end() || found->second.empty()) return;
  AddRelation(RelationKind::kProtocolTo, AgreementName(kRegister, found->second), agreement);
}

Agreement AgreementOf(const Row& row, const Ids& ids, AgreementList& list) {
  ImportReport& report = list.report();
  const absl::string_view name = row.Get(Column::kName);
  Agreement agreement = list.New(row.Get(Column::kId), row.Line());
  agreement.titles.push_back({.language = "en", .text = std::string(name)});
  agreement.binding_force = BindingForce::kBinding;
  agreement.fields = {Field::kTrade};
  if (const absl::string_view type = row.Get(Column::kType); !type.empty()) {
    agreement.instrument = InstrumentOf(kRegister, type, report);
    AddFields(FieldsOf(kRegister, type, report), agreement);
  }
  AddClaim("status", row.Get(Column::kStatus), agreement);
  for (const Column column : kClaims) AddClaim(NameOf(column), row.Get(column), agreement);
  AddParties(row, agreement, report);
  AddEvents(EventKind::kSigned, Column::kSignedGoods, Column::kSignedServices, row, agreement);
  AddEvents(EventKind::kEntryIntoForce, Column::kInForceGoods, Column::kInForceServices, row,
            agreement);
  const size_t before = agreement.events.size();
  AddEvents(EventKind::kRegistered, Column::kNotifiedGoods, Column::kNotifiedServices, row,
            agreement);
  for (size_t i = before; i < agreement.events.size(); ++i) agreement.events[i].method = "WTO";
  AddEvent(EventKind::kTerminated, SpreadsheetDay(row.Get(Column::kInactive)), agreement);
  for (const absl::string_view entry : ListOf(row.Get(Column::kPartyDates))) {
    if (AddPartyDates(entry, agreement, report)) continue;
    agreement.anomalies.push_back({.reason = "PARTY_DATES_INVALID", .detail = std::string(entry)});
  }
  if (row.Get(Column::kAccession) == "Yes") {
    AddClaim(NameOf(Column::kAccession), "Yes", agreement);
    AddAccessionTo(name, ids, agreement);
  }
  return agreement;
}

}  // namespace

bool IsWtoRtaHeader(absl::string_view line) {
  return absl::StartsWith(line, "RTA ID,RTA Name,Coverage,Type,");
}

absl::StatusOr<LoadedFile> LoadWtoRta(const File& file) {
  ASSIGN_OR_RETURN(const Ids ids, IdsOf(file.content));
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kRegister, kPublisher, file);
  const Row row(table, columns);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    if (!list.Begin(table)) continue;
    if (row.Get(Column::kId).empty()) {
      list.report().Reject(table.line(), columns.Position(Column::kId), "NOT_AN_AGREEMENT",
                           "has no RTA ID");
      continue;
    }
    list.Add(AgreementOf(row, ids, list), table.line());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return list.Finish();
}

}  // namespace entente::agreements
