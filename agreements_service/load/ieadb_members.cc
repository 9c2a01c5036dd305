#include "agreements_service/load/ieadb_members.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/ieadb.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kPublisher[] = "International Environmental Agreements Database, members";

enum class Column {
  kId,
  kTitle,
  kOfficialName,
  kEnteredName,
  kAction,
  kYear,
  kMonth,
  kDay,
  kNotes,
  kInclusion,
  kSigned,
  kInForce,
  kType,
  kLineage,
  kTerminated,
  kTerminatedBy,
  kTermination
};

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "Mitch ID"},
    {Column::kTitle, "Treaty Name from Treaty Table"},
    {Column::kOfficialName, "Country (official name)"},
    {Column::kEnteredName, "Country (as entered)"},
    {Column::kAction, "Action"},
    {Column::kYear, "Year"},
    {Column::kMonth, "Month"},
    {Column::kDay, "Day"},
    {Column::kNotes, "Notes"},
    {Column::kInclusion, "Inclusion"},
    {Column::kSigned, "Signature Date"},
    {Column::kInForce, "Entry into force (EIF) Date"},
    {Column::kType, "Agreement Type - Level 3"},
    {Column::kLineage, "Lineage"},
    {Column::kTerminated, "IEA Termination date"},
    {Column::kTerminatedBy, "Terminated by IEA#"},
    {Column::kTermination, "IEA Termination type"},
};

// What is said of the agreement in each of its rows.
constexpr Column kOfAgreement[] = {Column::kTitle,        Column::kInclusion,  Column::kSigned,
                                   Column::kInForce,      Column::kType,       Column::kTerminated,
                                   Column::kTerminatedBy, Column::kTermination};

// Of these, what is kept in the source's words.
constexpr Column kClaimed[] = {Column::kType, Column::kInclusion, Column::kLineage,
                               Column::kTerminatedBy};

constexpr std::pair<absl::string_view, ActionKind> kActions[] = {
    {"Signature", ActionKind::kSignature},
    {"Definitive signature", ActionKind::kDefinitiveSignature},
    {"Ratification", ActionKind::kRatification},
    {"Acceptance", ActionKind::kAcceptance},
    {"Approval", ActionKind::kApproval},
    {"Accession", ActionKind::kAccession},
    {"Succession", ActionKind::kSuccession},
    {"Provisional application", ActionKind::kProvisionalApplication},
    {"Entry into force", ActionKind::kEntryIntoForce},
    {"Entry into force (tacit acceptance)", ActionKind::kEntryIntoForce},
    {"Withdrawal", ActionKind::kWithdrawal},
    {"Denunciation", ActionKind::kDenunciation},
};

constexpr std::pair<absl::string_view, EventKind> kEvents[] = {
    {"Amendment negotiated by members", EventKind::kAdopted},
    {"Entry into force", EventKind::kEntryIntoForce},
    {"Entry into force (tacit acceptance)", EventKind::kEntryIntoForce},
};

// What an action means; what stands behind a semicolon says only how it is known.
template <typename Kind, size_t kSize>
std::optional<Kind> KindOf(const std::pair<absl::string_view, Kind> (&list)[kSize],
                           absl::string_view action) {
  action = absl::StripTrailingAsciiWhitespace(action.substr(0, action.find(';')));
  for (const auto& [term, kind] : list) {
    if (absl::EqualsIgnoreCase(term, action)) return kind;
  }
  return std::nullopt;
}

// A month or a day with the digits that a date has.
std::string TwoDigits(absl::string_view number) {
  return absl::StrCat(number.size() == 1 ? "0" : "", number);
}

// "1111", "11", "11" is unknown. Of a year alone the file has the first of January, and says so.
absl::StatusOr<PartialDate> DateOf(absl::string_view year, absl::string_view month,
                                   absl::string_view day, absl::string_view notes) {
  const bool assumed = absl::StrContains(notes, "January 1 assumed") && TwoDigits(month) == "01" &&
                       TwoDigits(day) == "01";
  std::string date(year);
  if (!assumed && !month.empty()) absl::StrAppend(&date, "-", TwoDigits(month));
  if (!assumed && !day.empty()) absl::StrAppend(&date, "-", TwoDigits(day));
  absl::StatusOr<PartialDate> read = DashedDate(date);
  if (read.ok() && *read == PartialDate()) return PartialDate::Unknown();
  return read;
}

// The party by its name at the time, which the file has as it was entered; what became of it, and
// who is meant where that name is not known, is said by the official name.
Party PartyOf(absl::string_view entered, absl::string_view official, ImportReport& report) {
  ImportReport tried;
  Party party = PartyNamed(entered, tried);
  if (party.kind == PartyKind::kOther) return PartyNamed(official, report);
  if (party.kind == PartyKind::kPredecessorState && party.country.empty()) {
    party.country = PartyNamed(official, tried).country;
  }
  return party;
}

// An agreement, of which rows may stand anywhere in the file.
struct Treaty {
  Agreement agreement;
  int64_t line = 0;  // of its first row
  int64_t rows = 0;
  std::vector<std::string> said;  // kOfAgreement of that row
  bool differs = false;           // a later row says otherwise

  const std::string& Said(Column column) const {
    return said[static_cast<size_t>(
        std::find(std::begin(kOfAgreement), std::end(kOfAgreement), column) -
        std::begin(kOfAgreement))];
  }
};

// Reads the rows one after the other.
class Rows {
 public:
  Rows(Table& table, const ColumnMap<Column>& columns, AgreementList& list)
      : table_(table), columns_(columns), list_(list) {}

  void Read() {
    ++report().read;
    if (RejectIeadbRow(table_.line(), table_.fields(), Get(Column::kId), report())) return;
    if (Get(Column::kEnteredName).empty() && Get(Column::kOfficialName).empty()) {
      report().Reject(table_.line(), columns_.Position(Column::kEnteredName), "PARTY_MISSING",
                      "does not say whose action it is");
      return;
    }
    const auto [found, is_new] =
        places_.try_emplace(std::string(Get(Column::kId)), treaties_.size());
    if (is_new) Begin();
    Treaty& treaty = treaties_[found->second];
    CheckAgrees(treaty);
    ++treaty.rows;
    // The agreement as if it were a country.
    if (Get(Column::kEnteredName) == "Agreement" && Get(Column::kOfficialName) == "Agreement") {
      ReadEvent(treaty.agreement);
    } else {
      ReadAction(treaty.agreement);
    }
  }

  void Finish() {
    for (Treaty& treaty : treaties_) {
      AddEventsOf(treaty);
      list_.Add(std::move(treaty.agreement), treaty.line, treaty.rows);
    }
  }

 private:
  ImportReport& report() { return list_.report(); }
  absl::string_view Get(Column column) const { return columns_.Get(table_.fields(), column); }
  std::string Where() const { return absl::StrCat("line ", table_.line()); }

  // Evidence for what the row says of `agreement`.
  Evidence EvidenceOf(Agreement& agreement) const {
    Evidence evidence = list_.EvidenceAt(Where());
    evidence.note = IeadbText(Get(Column::kNotes), agreement);
    return evidence;
  }

  absl::StatusOr<PartialDate> Date() const {
    return DateOf(Get(Column::kYear), Get(Column::kMonth), Get(Column::kDay), Get(Column::kNotes));
  }

  std::vector<std::string> Said() const {
    std::vector<std::string> said;
    for (const Column column : kOfAgreement) said.emplace_back(Get(column));
    return said;
  }

  void Begin() {
    Treaty& treaty = treaties_.emplace_back();
    treaty.line = table_.line();
    treaty.said = Said();
    Agreement& agreement = treaty.agreement = list_.New(Get(Column::kId), Where());
    agreement.titles.push_back(
        {.language = "en", .text = IeadbText(Get(Column::kTitle), agreement)});
    agreement.instrument = InstrumentOf(kIeadb, Get(Column::kType), report());
    agreement.binding_force = IeadbBindingForce(Get(Column::kInclusion));
    for (const Column column : kClaimed) {
      AddIeadbClaim(kColumns[static_cast<size_t>(column)].name, Get(column), agreement);
    }
  }

  // What a later row says otherwise of the agreement is not read; the first such row is told.
  void CheckAgrees(Treaty& treaty) const {
    if (treaty.differs) return;
    const std::vector<std::string> said = Said();
    const auto [other, first] = std::mismatch(said.begin(), said.end(), treaty.said.begin());
    if (other == said.end()) return;
    treaty.differs = true;
    const Column column = kOfAgreement[other - said.begin()];
    treaty.agreement.anomalies.push_back(
        {.reason = "ROWS_DIFFER",
         .detail = absl::StrCat(Where(), " has another ",
                                kColumns[static_cast<size_t>(column)].name, " than line ",
                                treaty.line, ": ", Quoted(*other), " for ", Quoted(*first))});
  }

  void ReadEvent(Agreement& agreement) {
    const std::string action = IeadbText(Get(Column::kAction), agreement);
    const std::optional<EventKind> kind = KindOf(kEvents, action);
    if (!kind.has_value()) return KeepAction(agreement);
    AddEvent(*kind, Date(), agreement);
    agreement.events.back().method = action;
    agreement.events.back().evidence = {EvidenceOf(agreement)};
  }

  void ReadAction(Agreement& agreement) {
    const std::string action = IeadbText(Get(Column::kAction), agreement);
    const std::string party =
        AddParty(PartyOf(IeadbText(Get(Column::kEnteredName), agreement),
                         IeadbText(Get(Column::kOfficialName), agreement), report()),
                 agreement);
    const std::optional<ActionKind> kind = KindOf(kActions, action);
    if (!kind.has_value()) return KeepAction(agreement);
    AddAction(*kind, party, Date(), agreement);
    Action& added = agreement.actions.back();
    if (absl::StrContains(action, "(")) added.text = action;
    added.evidence = {EvidenceOf(agreement)};
  }

  // What a row says where it is not known what that means.
  void KeepAction(Agreement& agreement) {
    const absl::string_view action = Get(Column::kAction);
    report().Note("TERM_UNMAPPED", absl::StrCat(kIeadb, ": ", action));
    AddIeadbClaim("Action",
                  absl::StrCat(Get(Column::kEnteredName), ": ", action, ", ", Get(Column::kYear),
                               "-", Get(Column::kMonth), "-", Get(Column::kDay)),
                  agreement);
    agreement.claims.back().evidence = EvidenceOf(agreement);
  }

  // What the file says of the agreement as a whole, but for what rows of their own say already.
  static void AddEventsOf(Treaty& treaty) {
    Agreement& agreement = treaty.agreement;
    const absl::StatusOr<PartialDate> signature = DashedDate(treaty.Said(Column::kSigned));
    const bool is_signed =
        std::any_of(agreement.actions.begin(), agreement.actions.end(), [&](const Action& action) {
          return action.kind == ActionKind::kSignature && signature.ok() &&
                 (*signature == PartialDate::Unknown() || action.date == *signature);
        });
    if (!is_signed) AddEvent(EventKind::kSigned, signature, agreement);
    const absl::StatusOr<PartialDate> entry = DashedDate(treaty.Said(Column::kInForce));
    const bool is_in_force =
        std::any_of(agreement.events.begin(), agreement.events.end(), [&](const Event& event) {
          return event.kind == EventKind::kEntryIntoForce && entry.ok() && event.date == *entry;
        });
    if (!is_in_force) AddEvent(EventKind::kEntryIntoForce, entry, agreement);
    AddIeadbEnd(treaty.Said(Column::kTerminated), treaty.Said(Column::kTermination), agreement);
  }

  Table& table_;
  const ColumnMap<Column>& columns_;
  AgreementList& list_;
  std::vector<Treaty> treaties_;
  absl::flat_hash_map<std::string, size_t> places_;  // in treaties_, by id
};

}  // namespace

bool IsIeadbMembersHeader(absl::string_view line) {
  return absl::StartsWith(line, "Mitch ID;Treaty Name from Treaty Table;");
}

absl::StatusOr<LoadedFile> LoadIeadbMembers(const File& file) {
  Table table(file.content, kIeadbSeparator);
  RETURN_IF_ERROR(table.ReadHeaderBelowRemarks());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kIeadb, kPublisher, file, AgreementList::Says::kPart);
  Rows rows(table, columns, list);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    rows.Read();
  }
  RETURN_IF_ERROR(table.CheckEnd());
  rows.Finish();
  return list.Finish();
}

}  // namespace entente::agreements
