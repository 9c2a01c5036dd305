#include "agreements_service/load/mtdsg_participants.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/mtdsg.h"
#include "agreements_service/load/utf8_row.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/file_name.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kPublisher[] =
    "United Nations, Multilateral Treaties Deposited with the Secretary-General, participants";

constexpr std::pair<absl::string_view, ActionKind> kTerms[] = {
    {"Signature", ActionKind::kSignature},
    {"Succession to signature", ActionKind::kSignature},
    {"Definitive signature", ActionKind::kDefinitiveSignature},
    {"Ratification", ActionKind::kRatification},
    {"Formal confirmation", ActionKind::kRatification},  // by an organisation
    {"Acceptance", ActionKind::kAcceptance},
    {"Approval", ActionKind::kApproval},
    {"Accession", ActionKind::kAccession},
    {"Succession", ActionKind::kSuccession},
    {"Provisional application", ActionKind::kProvisionalApplication},
    {"Entry into force", ActionKind::kEntryIntoForce},
    {"Withdrawal", ActionKind::kWithdrawal},
    {"Denunciation", ActionKind::kDenunciation},
};

// What kTerms does not say by itself is told in words, too.
constexpr absl::string_view kToldTerms[] = {"Succession to signature", "Formal confirmation"};

// One of the meanings in a header: "Acceptance(A)".
struct Term {
  std::string suffix;  // empty for the one of dates without
  std::optional<ActionKind> kind;
  std::string text;  // of its actions
};

Term TermOf(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  Term term;
  if (const size_t begin = text.find('('); begin != absl::string_view::npos) {
    term.suffix = std::string(absl::StripSuffix(text.substr(begin + 1), ")"));
    text = absl::StripTrailingAsciiWhitespace(text.substr(0, begin));
  }
  for (const auto& [name, kind] : kTerms) {
    // "Accession to the Convention as amended" is one, too.
    const bool is_of_another = absl::StartsWithIgnoreCase(text, absl::StrCat(name, " to the ")) ||
                               absl::StartsWithIgnoreCase(text, absl::StrCat(name, " of the "));
    if (!is_of_another && !absl::EqualsIgnoreCase(text, name)) continue;
    term.kind = kind;
    const bool is_told =
        std::find(std::begin(kToldTerms), std::end(kToldTerms), name) != std::end(kToldTerms);
    if (is_of_another || is_told) term.text = std::string(text);
  }
  return term;
}

// A column other than that of names: dates, if it has terms.
struct Meaning {
  std::string header;
  int position = 0;
  std::vector<Term> terms;

  // Null if the header does not tell what the suffix, or none, means.
  const Term* Find(absl::string_view suffix) const {
    // A column of one meaning needs no suffixes.
    if (suffix.empty() && terms.size() == 1) return &terms[0];
    for (const Term& term : terms) {
      if (term.suffix == suffix) return &term;
    }
    return nullptr;
  }
};

Meaning MeaningOf(absl::string_view header, int position) {
  Meaning meaning{.header = std::string(header), .position = position, .terms = {}};
  for (const absl::string_view text : absl::StrSplit(header, ',')) {
    meaning.terms.push_back(TermOf(text));
  }
  const bool is_of_dates = std::any_of(meaning.terms.begin(), meaning.terms.end(),
                                       [](const Term& term) { return term.kind.has_value(); });
  if (!is_of_dates) meaning.terms.clear();
  return meaning;
}

// "17 Aug 2000", "A".
std::pair<absl::string_view, absl::string_view> DateAndSuffix(absl::string_view cell) {
  constexpr size_t kMaxSize = 2;
  const size_t blank = cell.rfind(' ');
  if (blank == absl::string_view::npos) return {cell, ""};
  const absl::string_view suffix = cell.substr(blank + 1);
  if (suffix.size() > kMaxSize || !std::all_of(suffix.begin(), suffix.end(), [](char c) {
        return absl::ascii_isalpha(static_cast<unsigned char>(c));
      })) {
    return {cell, ""};
  }
  return {absl::StripTrailingAsciiWhitespace(cell.substr(0, blank)), suffix};
}

// A name without the numbers of its footnotes: "Nauru3", "Germany 2, 3".
absl::string_view WithoutFootnotes(absl::string_view name) {
  const size_t end = name.find_last_not_of("0123456789, ");
  return end == absl::string_view::npos ? "" : name.substr(0, end + 1);
}

// The columns of the declarations of acceptance of the Charter's obligations.
enum class Column { kResolution, kAdopted, kRegistered, kNumber, kVolume, kPage };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kResolution, "Resolution", false},
    {Column::kAdopted, "Date of Adoption"},
    {Column::kRegistered, "Registration Date", false},
    {Column::kNumber, "Registration Number", false},
    {Column::kVolume, "UNTS Volume", false},
    {Column::kPage, "UNTS Page", false},
};

// Reads the rows one after the other.
class Rows {
 public:
  Rows(const Table& table, const AgreementList& list, Agreement& agreement, ImportReport& report)
      : table_(table), list_(list), agreement_(agreement), report_(report) {}

  absl::Status ReadHeader() {
    const std::vector<absl::string_view>& header = table_.fields();
    if (!std::all_of(header.begin(), header.end(), IsValidUtf8)) {
      return AtLine(table_.line(), "FILE_MALFORMED", "the header is not UTF-8");
    }
    if (std::find(header.begin(), header.end(), "Date of Adoption") != header.end()) {
      ASSIGN_OR_RETURN(columns_, ColumnMap<Column>::Read(header, kColumns));
      return absl::OkStatus();
    }
    for (size_t i = 1; i < header.size(); ++i) {
      meanings_.push_back(MeaningOf(header[i], static_cast<int>(i) + 1));
    }
    return absl::OkStatus();
  }

  void Read() {
    ++report_.read;
    if (RejectUnlessUtf8(table_.line(), table_.fields(), report_)) return;
    const absl::string_view name = WithoutFootnotes(FieldAt(table_.fields(), 1));
    if (name.empty()) {
      report_.Reject(table_.line(), 1, "PARTY_MISSING", "has no participant");
      return;
    }
    ++rows_;
    const size_t parties = agreement_.parties.size();
    const size_t said = agreement_.actions.size() + agreement_.claims.size();
    const std::string party = AddParty(name, agreement_, report_);
    if (agreement_.parties.size() == parties) AddAnomaly("PARTY_REPEATED", name);
    if (columns_.has_value()) {
      ReadDeclaration(party);
    } else {
      for (const Meaning& meaning : meanings_) ReadCell(meaning, name, party);
    }
    if (agreement_.actions.size() + agreement_.claims.size() == said) ++names_alone_;
  }

  // How many rows were kept.
  int64_t Finish() {
    if (names_alone_ > 0) {
      agreement_.anomalies.push_back({.reason = "ACTION_MISSING",
                                      .detail = absl::StrCat("nothing but the name is said of ",
                                                             names_alone_, " participants")});
    }
    return rows_;
  }

 private:
  std::string Where() const { return absl::StrCat("line ", table_.line()); }

  void AddAnomaly(absl::string_view reason, absl::string_view what) {
    agreement_.anomalies.push_back(
        {.reason = std::string(reason), .detail = absl::StrCat(Where(), ": ", what)});
  }

  // Adds an action, of an unknown day if none is said.
  void Add(ActionKind kind, const std::string& party, absl::StatusOr<PartialDate> date,
           std::string text) {
    if (date.ok() && *date == PartialDate()) date = PartialDate::Unknown();
    AddAction(kind, party, date, agreement_);
    agreement_.actions.back().text = std::move(text);
    agreement_.actions.back().evidence = {list_.EvidenceAt(Where())};
  }

  void ReadCell(const Meaning& meaning, absl::string_view name, const std::string& party) {
    const absl::string_view cell = FieldAt(table_.fields(), meaning.position);
    if (IsMissing(cell)) return;
    // Brackets are not explained: those of who withdrew later, as a rule.
    if (absl::StartsWith(cell, "[")) {
      AddAnomaly("DATE_IN_BRACKETS", absl::StrCat(name, ": ", cell));
      return AddClaimOf(meaning, name, cell);
    }
    const auto [date, suffix] = DateAndSuffix(cell);
    const Term* const term = meaning.Find(suffix);
    const absl::StatusOr<PartialDate> day = NamedMonth(date);
    if (!day.ok() && suffix.empty() && meaning.terms.size() > 1) {
      // What the date means cannot be read, either.
      AddAnomaly("DATE_INVALID", day.status().message());
      return AddClaimOf(meaning, name, cell);
    }
    if (term != nullptr && term->kind.has_value()) {
      return Add(*term->kind, party, day, term->text);
    }
    if (!meaning.header.empty()) {
      report_.Note("TERM_UNMAPPED", absl::StrCat(kMtdsg, ": ", cell, " below ", meaning.header));
    }
    AddClaimOf(meaning, name, cell);
  }

  void AddClaimOf(const Meaning& meaning, absl::string_view name, absl::string_view cell) {
    AddClaim(meaning.header.empty() ? "remark" : meaning.header, absl::StrCat(name, ": ", cell),
             agreement_);
    agreement_.claims.back().evidence = list_.EvidenceAt(Where());
  }

  void ReadDeclaration(const std::string& party) {
    const auto get = [&](Column column) { return columns_->Get(table_.fields(), column); };
    const absl::StatusOr<PartialDate> adopted = NamedMonth(get(Column::kAdopted));
    const absl::StatusOr<PartialDate> registered = NamedMonth(get(Column::kRegistered));
    std::string text;
    const auto append = [&](absl::string_view before, Column column) {
      if (get(column).empty()) return;
      absl::StrAppend(&text, text.empty() ? "" : ", ", before, get(column));
    };
    append("resolution ", Column::kResolution);
    append("adopted ", Column::kAdopted);
    append("registered ", Column::kRegistered);
    append("No. ", Column::kNumber);
    append("UNTS volume ", Column::kVolume);
    append("page ", Column::kPage);
    if (text.empty()) return;
    Add(ActionKind::kDeclaration, party, adopted, text);
    if (!registered.ok()) AddAnomaly("DATE_INVALID", registered.status().message());
    if (adopted.ok() && registered.ok() && *adopted != PartialDate() &&
        *registered != PartialDate() && registered->Latest() < adopted->Earliest()) {
      AddAnomaly("REGISTERED_BEFORE_ADOPTION", text);
    }
  }

  const Table& table_;
  const AgreementList& list_;
  Agreement& agreement_;
  ImportReport& report_;
  std::optional<ColumnMap<Column>> columns_;  // of declarations
  std::vector<Meaning> meanings_;             // else
  int64_t rows_ = 0;
  int64_t names_alone_ = 0;
};

// The treaty that the file's name tells.
absl::StatusOr<std::string> IdOf(absl::string_view file_name) {
  const size_t slash = file_name.find_last_of("/\\");
  if (slash != absl::string_view::npos) file_name.remove_prefix(slash + 1);
  std::string id = MtdsgId(WithoutCopyMark(BareFileName(file_name)));
  if (!id.empty()) return id;
  return InvalidField("FILE_NAME_INVALID", "header.file_name",
                      absl::StrCat(Quoted(file_name),
                                   " does not tell whose participants they are; call the file by "
                                   "the treaty's chapter and number, such as 10-11-a.csv"));
}

}  // namespace

bool IsMtdsgParticipantsHeader(absl::string_view line) {
  return line == "Participant" || absl::StartsWith(line, "Participant,");
}

absl::StatusOr<LoadedFile> LoadMtdsgParticipants(const File& file) {
  ASSIGN_OR_RETURN(const std::string id, IdOf(file.name));
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  AgreementList list(kMtdsg, kPublisher, file, AgreementList::Says::kPart);
  Agreement agreement = list.New(id, absl::StrCat("line ", table.line()));
  const size_t dash = id.find('-');
  agreement.titles.push_back(
      {.language = "en",
       .text = absl::StrCat("Treaty ", id.substr(dash + 1), " of chapter ", id.substr(0, dash),
                            " of Multilateral Treaties Deposited with the Secretary-General")});
  agreement.binding_force = BindingForce::kBinding;
  Rows rows(table, list, agreement, list.report());
  RETURN_IF_ERROR(rows.ReadHeader());
  const int64_t line = table.line();
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    rows.Read();
  }
  RETURN_IF_ERROR(table.CheckEnd());
  if (const int64_t kept = rows.Finish(); kept > 0) list.Add(std::move(agreement), line, kept);
  return list.Finish();
}

}  // namespace entente::agreements
