#include "agreements_service/load/wipo_members.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/utf8_row.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "wipo";
constexpr char kPublisher[] = "World Intellectual Property Organization, members of its treaties";

enum class Column { kParty, kTreaty, kSigned, kInstrument, kInstrumentDate, kInForce };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kParty, "Contracting Party"},        {Column::kTreaty, "Treaty"},
    {Column::kSigned, "Signature Date"},          {Column::kInstrument, "Instrument Type"},
    {Column::kInstrumentDate, "Instrument Date"}, {Column::kInForce, "Entry Into Force Date"},
};

constexpr std::pair<absl::string_view, ActionKind> kInstruments[] = {
    {"Ratification", ActionKind::kRatification},
    {"Acceptance", ActionKind::kAcceptance},
    {"Approval", ActionKind::kApproval},
    {"Accession", ActionKind::kAccession},
    {"Declaration of Continued Application", ActionKind::kSuccession},
    {"Declaration/Notification of Succession", ActionKind::kSuccession},
    {"Denunciation", ActionKind::kDenunciation},
};

std::optional<ActionKind> KindOf(absl::string_view instrument) {
  for (const auto& [known, kind] : kInstruments) {
    if (absl::EqualsIgnoreCase(instrument, known)) return kind;
  }
  return std::nullopt;
}

// A treaty, of which rows may stand anywhere in the file.
struct Treaty {
  Agreement agreement;
  int64_t line = 0;  // of its first row
  int64_t rows = 0;
};

// Reads the rows one after the other.
class Rows {
 public:
  Rows(const Table& table, const ColumnMap<Column>& columns, AgreementList& list)
      : table_(table), columns_(columns), list_(list) {}

  void Read() {
    ++report().read;
    if (RejectUnlessUtf8(table_.line(), table_.fields(), report()) ||
        RejectIfEmpty(Column::kTreaty, "NOT_AN_AGREEMENT", "has no treaty") ||
        RejectIfEmpty(Column::kParty, "PARTY_MISSING", "has no contracting party")) {
      return;
    }
    const auto [found, is_new] =
        places_.try_emplace(std::string(Get(Column::kTreaty)), treaties_.size());
    if (is_new) Begin();
    Treaty& treaty = treaties_[found->second];
    ++treaty.rows;
    ReadParty(treaty.agreement);
  }

  void Finish() {
    for (Treaty& treaty : treaties_) {
      list_.Add(std::move(treaty.agreement), treaty.line, treaty.rows);
    }
  }

 private:
  ImportReport& report() { return list_.report(); }
  absl::string_view Get(Column column) const { return columns_.Get(table_.fields(), column); }
  std::string Where() const { return absl::StrCat("line ", table_.line()); }

  bool RejectIfEmpty(Column column, absl::string_view reason, absl::string_view why) {
    if (!Get(column).empty()) return false;
    report().Reject(table_.line(), columns_.Position(column), reason, why);
    return true;
  }

  void Begin() {
    const absl::string_view name = Get(Column::kTreaty);
    Treaty& treaty = treaties_.emplace_back();
    treaty.line = table_.line();
    Agreement& agreement = treaty.agreement = list_.New(name, Where());
    const std::string title = TitleOf(kRegister, name, report());
    agreement.titles.push_back({.language = "en", .text = title});
    if (title != name) {
      agreement.titles.push_back({.language = "en", .text = std::string(name)});
    }
    agreement.instrument = InstrumentOf(kRegister, name, report());
    agreement.binding_force = BindingForce::kBinding;
    AddFields(FieldsOf(kRegister, name, report()), agreement);
  }

  void ReadParty(Agreement& agreement) {
    const size_t parties = agreement.parties.size();
    const std::string party = AddParty(Get(Column::kParty), agreement, report());
    if (agreement.parties.size() == parties) {
      AddAnomaly("PARTY_REPEATED", Get(Column::kParty), agreement);
    }
    const size_t actions = agreement.actions.size();
    const size_t claims = agreement.claims.size();
    AddAction(ActionKind::kSignature, party, DashedDate(Get(Column::kSigned)), agreement);
    ReadInstrument(party, agreement);
    AddAction(ActionKind::kEntryIntoForce, party, DashedDate(Get(Column::kInForce)), agreement);
    if (agreement.actions.size() == actions && agreement.claims.size() == claims) {
      AddAnomaly("ACTION_MISSING", Get(Column::kParty), agreement);
    }
    for (size_t i = actions; i < agreement.actions.size(); ++i) {
      agreement.actions[i].evidence = {list_.EvidenceAt(Where())};
    }
  }

  void ReadInstrument(const std::string& party, Agreement& agreement) {
    const absl::string_view instrument = Get(Column::kInstrument);
    absl::StatusOr<PartialDate> date = DashedDate(Get(Column::kInstrumentDate));
    const bool is_dated = !date.ok() || *date != PartialDate();
    if (instrument.empty() && !is_dated) return;
    const std::optional<ActionKind> kind = KindOf(instrument);
    if (!kind.has_value()) {
      report().Note("TERM_UNMAPPED", absl::StrCat(kRegister, ": ", instrument));
      AddClaim(
          "Instrument Type",
          absl::StrCat(Get(Column::kParty), ": ", instrument, " ", Get(Column::kInstrumentDate)),
          agreement);
      agreement.claims.back().evidence = list_.EvidenceAt(Where());
      return;
    }
    if (!is_dated) date = PartialDate::Unknown();
    AddAction(*kind, party, date, agreement);
    if (*kind == ActionKind::kSuccession) {
      agreement.actions.back().text = std::string(instrument);
      return;
    }
    const absl::StatusOr<PartialDate> entry = DashedDate(Get(Column::kInForce));
    if (date.ok() && entry.ok() && *entry != PartialDate() && *kind != ActionKind::kDenunciation &&
        entry->Latest() < date->Earliest()) {
      AddAnomaly("ENTRY_BEFORE_CONSENT", Get(Column::kParty), agreement);
    }
  }

  void AddAnomaly(absl::string_view reason, absl::string_view what, Agreement& agreement) const {
    agreement.anomalies.push_back(
        {.reason = std::string(reason), .detail = absl::StrCat(Where(), ": ", what)});
  }

  const Table& table_;
  const ColumnMap<Column>& columns_;
  AgreementList& list_;
  std::vector<Treaty> treaties_;
  absl::flat_hash_map<std::string, size_t> places_;  // in treaties_, by name
};

}  // namespace

bool IsWipoMembersHeader(absl::string_view line) {
  return absl::StartsWith(line, "Contracting Party,Treaty,Signature Date,");
}

absl::StatusOr<LoadedFile> LoadWipoMembers(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kRegister, kPublisher, file);
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
