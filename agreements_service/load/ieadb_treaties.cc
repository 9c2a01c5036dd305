#include "agreements_service/load/ieadb_treaties.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/ieadb.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr char kPublisher[] = "International Environmental Agreements Database, agreements";

enum class Column {
  kId,
  kTitle,
  kType,
  kOtherTitles,
  kAmended,
  kNotes,
  kSignedBySecond,
  kInForce,
  kSigned,
  kEnvironment,
  kInclusion,
  kLineage,
  kEligibility,
  kPlace,
  kSources,
  kSecretariat,
  kSequence,
  kIssue,
  kTerminatedBy,
  kTerminated,
  kTermination,
  kUnts,
  kMembersUrl,
  kTextUrl
};

constexpr ColumnName<Column> kColumns[] = {
    {Column::kId, "IEA#"},
    {Column::kTitle, "Agreement Name"},
    {Column::kType, "Agreement Type Level 3"},
    {Column::kOtherTitles, "Alternative Treaty Name"},
    {Column::kAmended, "AmendProtToA"},
    {Column::kNotes, "Data entry notes"},
    {Column::kSignedBySecond, "Date *Bilateral* signed by 2nd state (ONLY if BEA)"},
    {Column::kInForce, "Date IEA entered into force"},
    {Column::kSigned, "Date IEA was concluded"},
    {Column::kEnvironment, "E (environment) Code (agreement is environmental or not)"},
    {Column::kInclusion, "Inclusion (type of agreements)"},
    {Column::kLineage, "Lineage"},
    {Column::kEligibility, "Membership eligibility (multilateral, bilateral, etc)"},
    {Column::kPlace, "Place IEA was concluded"},
    {Column::kSources, "Possible Sources (additional)"},
    {Column::kSecretariat, "Secretariat"},
    {Column::kSequence, "Sequence in lineage"},
    {Column::kIssue, "Issue area (subject)"},
    {Column::kTerminatedBy, "Term by ID"},
    {Column::kTerminated, "Term Date"},
    {Column::kTermination, "Term Type"},
    {Column::kUnts, "UNTS"},
    {Column::kMembersUrl, "URL to membership list"},
    {Column::kTextUrl, "URL to text of IEA"},
};

// What is kept in the source's words.
constexpr Column kClaimed[] = {Column::kType,     Column::kInclusion,   Column::kEligibility,
                               Column::kIssue,    Column::kEnvironment, Column::kLineage,
                               Column::kSequence, Column::kSecretariat, Column::kTerminatedBy,
                               Column::kNotes,    Column::kSources,     Column::kMembersUrl,
                               Column::kTextUrl};

// The titles between the semicolons of `list` that stand in no parentheses.
std::vector<absl::string_view> TitlesIn(absl::string_view list) {
  std::vector<absl::string_view> titles;
  int depth = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= list.size(); ++i) {
    if (i < list.size() && list[i] == '(') ++depth;
    if (i < list.size() && list[i] == ')') --depth;
    if (i < list.size() && (list[i] != ';' || depth > 0)) continue;
    const absl::string_view title = absl::StripAsciiWhitespace(list.substr(begin, i - begin));
    if (!title.empty()) titles.push_back(title);
    begin = i + 1;
  }
  return titles;
}

void AddTitles(absl::string_view title, absl::string_view others, Agreement& agreement) {
  agreement.titles.push_back({.language = "en", .text = IeadbText(title, agreement)});
  for (const absl::string_view other : TitlesIn(others)) {
    const std::string text = IeadbText(other, agreement);
    agreement.titles.push_back({.language = LanguageOf(text), .text = text});
  }
}

// "Munich, Vienna" is left as it is.
void AddSignatures(const absl::StatusOr<PartialDate>& concluded,
                   const absl::StatusOr<PartialDate>& by_second, absl::string_view place,
                   Agreement& agreement) {
  AddEvent(EventKind::kSigned, concluded, agreement);
  if (!agreement.events.empty() && place != "Not known") {
    agreement.events.back().place = IeadbText(place, agreement);
  }
  const bool another = !by_second.ok() || (*by_second != PartialDate::Unknown() &&
                                           !(concluded.ok() && *by_second == *concluded));
  if (another) AddEvent(EventKind::kSigned, by_second, agreement);
}

// Where it was published: "109 LNTS 122" is the League's series, others are told in their words.
void AddSeries(absl::string_view series, Agreement& agreement) {
  if (absl::StrContains(series, "LNTS")) {
    agreement.identifiers.push_back({.scheme = "lnts", .value = std::string(series)});
  } else if (absl::StrContains(series, "UNTS")) {
    agreement.identifiers.push_back({.scheme = "unts", .value = std::string(series)});
  } else {
    AddIeadbClaim("UNTS", series, agreement);
  }
}

// The numbers of agreements in a column that has one, or several.
std::vector<absl::string_view> IdsIn(absl::string_view list) {
  return absl::StrSplit(list, absl::ByAnyChar(";, "), absl::SkipEmpty());
}

void AddAmended(absl::string_view ids, Agreement& agreement) {
  for (const absl::string_view id : IdsIn(ids)) {
    Relation& relation = agreement.relations.emplace_back();
    relation.kind = agreement.instrument == Instrument::kProtocol ? RelationKind::kProtocolTo
                                                                  : RelationKind::kAmends;
    relation.agreement = AgreementName(kIeadb, id);
  }
}

// That another agreement, by its name, ended one: a relation of that other one.
struct Termination {
  std::string by;
  Relation relation;
};

void AddTerminations(absl::string_view ids, absl::string_view date, const Agreement& agreement,
                     std::vector<Termination>& terminations) {
  for (const absl::string_view id : IdsIn(ids)) {
    Termination& termination = terminations.emplace_back();
    termination.by = AgreementName(kIeadb, id);
    termination.relation.kind = RelationKind::kTerminates;
    termination.relation.agreement = agreement.name;
    const absl::StatusOr<PartialDate> day = DashedDate(date);
    if (day.ok() && *day != PartialDate::Unknown()) termination.relation.date = *day;
    termination.relation.evidence = agreement.evidence;
  }
}

}  // namespace

bool IsIeadbTreatiesHeader(absl::string_view line) {
  return absl::StartsWith(line, "IEA#;Agreement Name;");
}

absl::StatusOr<LoadedFile> LoadIeadbTreaties(const File& file) {
  Table table(file.content, kIeadbSeparator);
  RETURN_IF_ERROR(table.ReadHeaderBelowRemarks());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kIeadb, kPublisher, file, AgreementList::Says::kPart);
  std::vector<Termination> terminations;
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    ImportReport& report = list.report();
    ++report.read;
    const auto get = [&](Column column) { return columns.Get(table.fields(), column); };
    if (RejectIeadbRow(table.line(), table.fields(), get(Column::kId), report)) continue;
    Agreement agreement = list.New(get(Column::kId), absl::StrCat("line ", table.line()));
    AddTitles(get(Column::kTitle), get(Column::kOtherTitles), agreement);
    agreement.instrument = InstrumentOf(kIeadb, get(Column::kType), report);
    agreement.binding_force = IeadbBindingForce(get(Column::kInclusion));
    for (const auto& [source, column] : {std::pair(kIeadb, Column::kIssue),
                                         std::pair("ieadb-environment", Column::kEnvironment)}) {
      if (!get(column).empty()) AddFields(FieldsOf(source, get(column), report), agreement);
    }
    AddSignatures(DashedDate(get(Column::kSigned)), DashedDate(get(Column::kSignedBySecond)),
                  get(Column::kPlace), agreement);
    AddEvent(EventKind::kEntryIntoForce, DashedDate(get(Column::kInForce)), agreement);
    AddIeadbEnd(get(Column::kTerminated), get(Column::kTermination), agreement);
    AddSeries(get(Column::kUnts), agreement);
    AddAmended(get(Column::kAmended), agreement);
    for (const Column column : kClaimed) {
      AddIeadbClaim(kColumns[static_cast<size_t>(column)].name, get(column), agreement);
    }
    AddTerminations(get(Column::kTerminatedBy), get(Column::kTerminated), agreement, terminations);
    list.Add(std::move(agreement), table.line());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  for (Termination& termination : terminations) {
    const std::string ended = termination.relation.agreement;
    if (!list.Relate(termination.by, std::move(termination.relation))) {
      list.report().Note("REFERENCE_DANGLING", ended);
    }
  }
  return list.Finish();
}

}  // namespace entente::agreements
