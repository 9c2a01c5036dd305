#include "agreements_service/load/mtdsg_index.h"

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
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kPublisher[] =
    "United Nations, Multilateral Treaties Deposited with the Secretary-General, list";

enum class Column { kChapter, kNumber, kName, kUrl, kChapterName };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kChapter, "chapter_no"},       {Column::kNumber, "treaty_no"},
    {Column::kName, "treaty_name"},         {Column::kUrl, "url"},
    {Column::kChapterName, "chapter_name"},
};

// Where and when a treaty was concluded: "Lake Success, New York, 4 May 1949", "15 October 1946",
// "London, 14 November 1975 and 9 November 1977". None if not all of the words tell that.
std::vector<Event> ConclusionsIn(absl::string_view words) {
  std::vector<Event> conclusions;
  for (absl::string_view part : absl::StrSplit(words, " and ")) {
    part = absl::StripAsciiWhitespace(part);
    absl::ConsumeSuffix(&part, ",");
    const size_t comma = part.rfind(", ");
    const bool has_place = comma != absl::string_view::npos;
    const absl::StatusOr<PartialDate> date = NamedMonth(has_place ? part.substr(comma + 2) : part);
    if (!date.ok() || date->Earliest() != date->Latest()) return {};
    Event event;
    event.kind = EventKind::kAdopted;
    event.date = *date;
    if (has_place) {
      event.place = std::string(part.substr(0, comma));
    } else if (!conclusions.empty()) {
      event.place = conclusions.back().place;
    }
    conclusions.push_back(std::move(event));
  }
  return conclusions;
}

// "Convention on special missions. New York, 8 December 1969". An asterisk behind the title is the
// mark of a footnote.
void ReadName(absl::string_view name, Agreement& agreement) {
  absl::string_view title = name;
  if (const size_t end = name.rfind(". "); end != absl::string_view::npos) {
    agreement.events = ConclusionsIn(name.substr(end + 2));
    if (!agreement.events.empty()) title = name.substr(0, end);
  }
  if (agreement.events.empty()) {
    agreement.anomalies.push_back(
        {.reason = "DATE_MISSING",
         .detail = absl::StrCat("no day at the end of ", Quoted(name, name.size()))});
  }
  absl::ConsumeSuffix(&title, "*");
  agreement.titles.push_back({.language = "en", .text = std::string(title)});
  agreement.instrument = InstrumentOfTitle(title);
}

// The number that the treaty has on the web, "XI-A-1".
void AddNumberIn(absl::string_view url, Agreement& agreement) {
  constexpr absl::string_view kParameter = "mtdsg_no=";
  const size_t begin = url.find(kParameter);
  if (begin == absl::string_view::npos) return;
  const absl::string_view rest = url.substr(begin + kParameter.size());
  const absl::string_view number = rest.substr(0, rest.find('&'));
  if (number.empty()) return;
  agreement.identifiers.push_back({.scheme = "untc", .value = std::string(number)});
}

}  // namespace

bool IsMtdsgIndexHeader(absl::string_view line) {
  return absl::StartsWith(line, "chapter_no,treaty_no,treaty_name,");
}

absl::StatusOr<LoadedFile> LoadMtdsgIndex(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  AgreementList list(kMtdsg, kPublisher, file, AgreementList::Says::kPart);
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    ImportReport& report = list.report();
    ++report.read;
    const auto get = [&](Column column) { return columns.Get(table.fields(), column); };
    if (RejectUnlessUtf8(table.line(), table.fields(), report)) continue;
    const std::string number = absl::StrCat(get(Column::kChapter), "-", get(Column::kNumber));
    const std::string id = MtdsgId(number);
    if (id.empty()) {
      report.Reject(table.line(), columns.Position(Column::kNumber), "NOT_AN_AGREEMENT",
                    absl::StrCat("no chapter and number of a treaty: ", Quoted(number)));
      continue;
    }
    Agreement agreement = list.New(id, absl::StrCat("line ", table.line()));
    if (!get(Column::kUrl).empty()) agreement.evidence[0].url = std::string(get(Column::kUrl));
    agreement.binding_force = BindingForce::kBinding;
    ReadName(get(Column::kName), agreement);
    AddNumberIn(get(Column::kUrl), agreement);
    AddFields(FieldsOf(kMtdsg, get(Column::kChapterName), report), agreement);
    AddClaim("chapter_name", get(Column::kChapterName), agreement);
    list.Add(std::move(agreement), table.line());
  }
  RETURN_IF_ERROR(table.CheckEnd());
  return list.Finish();
}

}  // namespace entente::agreements
