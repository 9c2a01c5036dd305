#include "agreements_service/load/desta.h"

#include <unicode/unistr.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kRegister[] = "desta";
constexpr char kPublisher[] = "DESTA, Design of Trade Agreements Database";

constexpr absl::string_view kBaseTreaty = "base_treaty";
constexpr absl::string_view kNegotiation = "negotiation";
constexpr absl::string_view kAccession = "accession";
constexpr absl::string_view kWithdrawal = "withdrawal";

enum class Column { kId, kBase, kName, kType, kYear, kInForce, kRegion, kWtoName };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "number"},
    {Column::kBase, "base_treaty"},
    {Column::kName, "name"},
    {Column::kType, "entry_type"},
    {Column::kYear, "year"},
    {Column::kInForce, "entryforceyear"},
    {Column::kRegion, "regioncon", /*required=*/false},
    {Column::kWtoName, "wto_name", /*required=*/false},
};

// How an entry of a type stands to its base treaty.
constexpr std::pair<absl::string_view, RelationKind> kRelations[] = {
    {kAccession, RelationKind::kProtocolTo},
    {kNegotiation, RelationKind::kProtocolTo},  // of an accession
    {"protocol or amendment", RelationKind::kAmends},
    {"consolidated", RelationKind::kConsolidates},
};

// A country in a row: its number in ISO 3166, and the role that `typememb` gives a meaning.
struct Member {
  std::string code;
  std::string role;
};

// The columns c1, c2, ... with mc1, mc2, ...
absl::StatusOr<std::vector<std::pair<int, int>>> MemberColumns(
    const std::vector<absl::string_view>& header) {
  std::vector<std::pair<int, int>> columns;
  while (true) {
    const size_t next = columns.size() + 1;
    ASSIGN_OR_RETURN(const int code, FindColumn(header, absl::StrCat("c", next), next == 1));
    if (code == 0) return columns;
    ASSIGN_OR_RETURN(const int role, FindColumn(header, absl::StrCat("mc", next), false));
    columns.emplace_back(code, role);
  }
}

// Those that an accession or a withdrawal is about have role 1 beside the others' 2; where they
// accede to an agreement of their group with a third party they have 2, and that one 3.
std::vector<std::string> Moving(const std::vector<Member>& members, bool is_accession) {
  const auto with = [&](absl::string_view role) {
    std::vector<std::string> codes;
    for (const Member& member : members) {
      if (member.role == role) codes.push_back(member.code);
    }
    return codes;
  };
  std::vector<std::string> moving = with("1");
  if (moving.empty() && is_accession && !with("3").empty()) return with("2");
  return moving;
}

// A row of the file.
struct Row {
  int64_t line = 0;
  std::string id;
  std::string base;
  std::string name;
  std::string type;
  std::string region;
  std::string wto_name;
  absl::StatusOr<PartialDate> year;
  absl::StatusOr<PartialDate> in_force;
  std::vector<Member> members;
};

// What some countries did to their base treaty.
struct Move {
  ActionKind kind = ActionKind::kAccession;
  std::string base;
  std::vector<std::string> countries;
  PartialDate date;
  PartialDate effective;
  std::string text;
  Evidence evidence;
  int64_t line = 0;
};

// An agreement, and the lines of the withdrawals that it took up.
struct Entry {
  Agreement agreement;
  int64_t line = 0;
  std::vector<int64_t> withdrawals;
};

// A date that nobody says, or that cannot be read, is unknown.
PartialDate OrUnknown(const absl::StatusOr<PartialDate>& date) {
  return date.ok() && *date != PartialDate() ? *date : PartialDate::Unknown();
}

class Desta {
 public:
  explicit Desta(const File& file)
      : file_(file), is_utf8_(IsValidUtf8(file.content)), list_(kRegister, kPublisher, file) {}

  absl::StatusOr<LoadedFile> Load() {
    Table table(file_.content);
    RETURN_IF_ERROR(table.ReadHeader());
    ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
    ASSIGN_OR_RETURN(const auto member_columns, MemberColumns(table.fields()));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, table.Next());
      if (!found) break;
      ++list_.report().read;
      const auto get = [&](Column column) { return Text(columns.Get(table.fields(), column)); };
      const Row row = {.line = table.line(),
                       .id = get(Column::kId),
                       .base = get(Column::kBase),
                       .name = get(Column::kName),
                       .type = get(Column::kType),
                       .region = get(Column::kRegion),
                       .wto_name = get(Column::kWtoName),
                       .year = DashedDate(get(Column::kYear)),
                       .in_force = DashedDate(get(Column::kInForce)),
                       .members = MembersOf(table.fields(), member_columns)};
      if (row.type == kWithdrawal) {
        AddWithdrawal(row);
      } else {
        AddAgreement(row);
      }
    }
    RETURN_IF_ERROR(table.CheckEnd());
    for (const Move& move : moves_) Apply(move);
    for (Entry& entry : entries_) {
      if (list_.Add(std::move(entry.agreement), entry.line)) {
        list_.report().merged += static_cast<int64_t>(entry.withdrawals.size());
      } else {
        for (const int64_t line : entry.withdrawals) RejectWithoutBase(line);
      }
    }
    return list_.Finish();
  }

 private:
  std::string Text(absl::string_view field) const {
    if (is_utf8_) return std::string(field);
    std::string utf8;
    icu::UnicodeString(field.data(), static_cast<int32_t>(field.size()), "windows-1252")
        .toUTF8String(utf8);
    return utf8;
  }

  std::vector<Member> MembersOf(const std::vector<absl::string_view>& fields,
                                const std::vector<std::pair<int, int>>& columns) const {
    constexpr absl::string_view kKosovo = "900";  // which ISO 3166 lacks
    std::vector<Member> members;
    for (const auto& [code, role] : columns) {
      const absl::string_view country = FieldAt(fields, code);
      if (IsMissing(country)) continue;
      members.push_back(
          {country == kKosovo ? "Kosovo" : Text(country), std::string(FieldAt(fields, role))});
    }
    return members;
  }

  void AddAgreement(const Row& row) {
    Agreement agreement = list_.New(row.id, LineOf(row));
    agreement.titles.push_back({.language = "en", .text = row.name});
    agreement.binding_force = BindingForce::kBinding;
    agreement.fields = {Field::kTrade};
    AddParties(row.members, agreement);
    AddEvent(EventKind::kSigned, row.year, agreement);
    AddEvent(EventKind::kEntryIntoForce, row.in_force, agreement);
    AddRelationOf(row, agreement);
    if (row.type == kNegotiation) AddClaim("status", row.type, agreement);
    AddClaim("entry_type", row.type, agreement);
    AddClaim("regioncon", row.region, agreement);
    AddClaim("wto_name", row.wto_name, agreement);
    if (row.type == kAccession) {
      Move move = MoveOf(row, ActionKind::kAccession, OrUnknown(row.in_force));
      if (move.countries.empty()) {
        agreement.anomalies.push_back({.reason = "ACCEDING_PARTY_UNKNOWN",
                                       .detail = "mc1, mc2, ... mark no country as acceding"});
      }
      moves_.push_back(std::move(move));
    }
    by_id_.try_emplace(row.id, entries_.size());
    entries_.push_back({std::move(agreement), row.line, {}});
  }

  void AddWithdrawal(const Row& row) {
    for (const auto* date : {&row.year, &row.in_force}) {
      if (date->ok()) continue;
      list_.report().Reject(row.line, 0, "DATE_INVALID", date->status().message());
      return;
    }
    Move move = MoveOf(row, ActionKind::kWithdrawal, *row.in_force);
    if (move.countries.empty()) {
      list_.report().Reject(row.line, 0, "PARTY_MISSING",
                            "mc1, mc2, ... mark no country as withdrawing");
      return;
    }
    moves_.push_back(std::move(move));
  }

  static std::string LineOf(const Row& row) { return absl::StrCat("line ", row.line); }

  Move MoveOf(const Row& row, ActionKind kind, const PartialDate& effective) const {
    Move move;
    move.kind = kind;
    move.base = row.base;
    move.countries = Moving(row.members, kind == ActionKind::kAccession);
    move.date = OrUnknown(row.year);
    move.effective = effective;
    move.text = absl::StrCat(row.id, " ", row.name);
    move.evidence = list_.New(row.id, LineOf(row)).evidence.front();
    move.line = row.line;
    return move;
  }

  void AddParties(const std::vector<Member>& members, Agreement& agreement) {
    for (const Member& member : members) {
      const size_t before = agreement.parties.size();
      AddParty(member.code, agreement, list_.report());
      if (agreement.parties.size() > before) continue;
      agreement.anomalies.push_back(
          {.reason = "PARTY_REPEATED",
           .detail = absl::StrCat("country ", member.code, " stands twice")});
    }
  }

  void AddRelationOf(const Row& row, Agreement& agreement) {
    bool is_known = row.type == kBaseTreaty;
    for (const auto& [type, kind] : kRelations) {
      if (row.type != type) continue;
      is_known = true;
      if (row.base.empty() || row.base == row.id) continue;
      AddRelation(kind, AgreementName(kRegister, row.base), agreement);
    }
    if (!is_known) list_.report().Note("TERM_UNMAPPED", absl::StrCat(kRegister, ": ", row.type));
  }

  void Apply(const Move& move) {
    const bool is_withdrawal = move.kind == ActionKind::kWithdrawal;
    const auto base = by_id_.find(move.base);
    if (base == by_id_.end()) {
      if (is_withdrawal) RejectWithoutBase(move.line);
      return;
    }
    Entry& entry = entries_[base->second];
    for (const std::string& country : move.countries) {
      const std::string party = AddParty(country, entry.agreement, list_.report());
      AddAction(move.kind, party, move.date, entry.agreement);
      Action& action = entry.agreement.actions.back();
      action.effective = move.effective;
      action.text = move.text;
      action.evidence = {move.evidence};
    }
    if (is_withdrawal) entry.withdrawals.push_back(move.line);
  }

  void RejectWithoutBase(int64_t line) {
    list_.report().Reject(line, 0, "BASE_TREATY_MISSING",
                          "a withdrawal from an agreement that the file does not have");
  }

  const File& file_;
  const bool is_utf8_;
  AgreementList list_;
  std::vector<Entry> entries_;
  std::vector<Move> moves_;
  absl::flat_hash_map<std::string, size_t> by_id_;  // the first one of each
};

}  // namespace

bool IsDestaHeader(absl::string_view line) {
  return absl::StartsWith(line, "\"number\",\"base_treaty\",\"name\",\"entry_type\",") ||
         absl::StartsWith(line, "number,base_treaty,name,entry_type,");
}

absl::StatusOr<LoadedFile> LoadDesta(const File& file) { return Desta(file).Load(); }

}  // namespace entente::agreements
