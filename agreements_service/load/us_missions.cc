#include "agreements_service/load/us_missions.h"

#include <string>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/core/check.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/slug.h"
#include "agreements_service/load/utf8_row.h"
#include "agreements_service/load/vocabulary.h"
#include "common/file/columns.h"
#include "common/file/table.h"
#include "common/geo/pair.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr char kPublisher[] = "B. Kenkel, U.S. Diplomatic Missions";
constexpr char kUnitedStates[] = "USA";

enum class Column { kCountry, kStatus, kYear, kMonth, kDay, kVerified, kNotes };

constexpr ColumnName<Column> kColumns[] = {
    {Column::kCountry, "state_dept_name"},
    {Column::kStatus, "status_change"},
    {Column::kYear, "year"},
    {Column::kMonth, "month"},
    {Column::kDay, "day"},
    {Column::kVerified, "last_verified"},
    {Column::kNotes, "notes"},
};

// What there is from the day on; the country's name follows.
constexpr std::pair<absl::string_view, absl::string_view> kTitles[] = {
    {"Embassy", "Embassy of the United States in "},
    {"Legation", "Legation of the United States in "},
    {"Consulate", "Consulate of the United States in "},
    {"Liaison", "Liaison office of the United States in "},
    {"Interests", "Interests section of the United States in "},
    {"Ambassador Nonresident", "Non-resident ambassador of the United States to "},
    {"Envoy Nonresident", "Non-resident envoy of the United States to "},
    {"Consul Nonresident", "Non-resident consul of the United States to "},
    {"None", "No mission of the United States any more in "},
};

std::string MissionTitle(absl::string_view status, absl::string_view country,
                         ImportReport& report) {
  for (const auto& [known, title] : kTitles) {
    if (absl::EqualsIgnoreCase(status, known)) return absl::StrCat(title, country);
  }
  report.Note("TERM_UNMAPPED", absl::StrCat("us-missions: ", status));
  return absl::StrCat("Mission of the United States in ", country, ": ", status);
}

std::string TwoDigits(absl::string_view number) {
  return absl::StrCat(number.size() == 1 ? "0" : "", number);
}

// "1835", or with a month "1815-07", or with a day, too.
std::string DateText(absl::string_view year, absl::string_view month, absl::string_view day) {
  std::string text(year);
  if (!month.empty()) absl::StrAppend(&text, "-", TwoDigits(month));
  if (!day.empty()) absl::StrAppend(&text, "-", TwoDigits(day));
  return text;
}

// Reads the rows one after the other.
class Rows {
 public:
  Rows(const Table& table, const ColumnMap<Column>& columns, const File& file)
      : table_(table), columns_(columns), file_(file) {}

  void Read() {
    ++report().read;
    if (RejectUnlessUtf8(table_.line(), table_.fields(), report())) return;
    ImportReport tried;
    const Party party = PartyNamed(Get(Column::kCountry), tried);
    if (RejectUnlessPair(party)) return;
    Milestone milestone;
    milestone.kind = MilestoneKind::kMission;
    milestone.date = Date();
    milestone.title = MissionTitle(Get(Column::kStatus), party.name, report());
    milestone.note = std::string(Get(Column::kNotes));
    milestone.evidence = {EvidenceOfRow()};
    milestone.name = NameOf(party, milestone.date);
    if (const absl::Status checked = CheckMilestone(milestone); !checked.ok()) {
      report().Reject(table_.line(), 0, DetailsOf(checked).reason, checked.message());
      return;
    }
    if (party.kind != PartyKind::kState) report().Note("COUNTRY_FORMER", milestone.name);
    ++report().kept;
    loaded_.batch.milestones.push_back(std::move(milestone));
  }

  absl::StatusOr<LoadedFile> Finish() {
    if (loaded_.batch.milestones.empty()) {
      return Error(
          absl::StatusCode::kInvalidArgument, "NOTHING_TO_KEEP",
          absl::StrCat("none of the ", report().read, " rows can be used; the first: line ",
                       report().first_rejected()[0].line, ": ",
                       report().first_rejected()[0].message));
    }
    return std::move(loaded_);
  }

 private:
  ImportReport& report() { return loaded_.report; }
  absl::string_view Get(Column column) const { return columns_.Get(table_.fields(), column); }
  std::string Where() const { return absl::StrCat("line ", table_.line()); }

  bool RejectUnlessPair(const Party& party) {
    const auto reject = [&](absl::string_view reason, absl::string_view why) {
      report().Reject(table_.line(), columns_.Position(Column::kCountry), reason,
                      absl::StrCat(Quoted(Get(Column::kCountry)), why));
      return true;
    };
    if (party.kind == PartyKind::kPredecessorState && party.country.empty()) {
      return reject("COUNTRY_FORMER", " is no more, and did not become one country");
    }
    if (party.country.empty()) return reject("COUNTRY_UNKNOWN", " is no country that is known");
    if (party.country == kUnitedStates) {
      return reject("PAIR_INVALID", " became the United States");
    }
    return false;
  }

  PartialDate Date() {
    const absl::StatusOr<PartialDate> date =
        DashedDate(DateText(Get(Column::kYear), Get(Column::kMonth), Get(Column::kDay)));
    if (date.ok() && *date != PartialDate()) return *date;
    if (date.ok()) {
      report().Note("DATE_MISSING", Where());
    } else {
      report().Note("DATE_INVALID", absl::StrCat(Where(), ": ", date.status().message()));
    }
    return PartialDate::Unknown();
  }

  Evidence EvidenceOfRow() const {
    Evidence evidence;
    evidence.publisher = kPublisher;
    evidence.url = file_.url;
    evidence.published = file_.published;
    evidence.retrieved = file_.retrieved;
    evidence.cell = Where();
    if (!Get(Column::kVerified).empty()) {
      evidence.note = absl::StrCat("last verified ", Get(Column::kVerified));
    }
    return evidence;
  }

  // "pairs/KAZ-USA/milestones/us-mission-embassy-1992-01-03", with the name of a country that is no
  // more, and "-2" behind the second of one name.
  std::string NameOf(const Party& party, const PartialDate& date) {
    const std::string former = party.kind == PartyKind::kState ? "" : absl::StrCat(party.name, " ");
    std::string name = absl::StrCat(
        "pairs/", PairId(MakePair(kUnitedStates, party.country)), "/milestones/",
        SlugOf(absl::StrCat("us-mission ", former, Get(Column::kStatus), " ", date.ToString())));
    if (const int times = ++times_[name]; times > 1) {
      report().Note("ID_REPEATED", absl::StrCat(Where(), ": ", name));
      absl::StrAppend(&name, "-", times);
    }
    return name;
  }

  const Table& table_;
  const ColumnMap<Column>& columns_;
  const File& file_;
  LoadedFile loaded_;
  absl::flat_hash_map<std::string, int> times_;  // by name
};

}  // namespace

bool IsUsMissionsHeader(absl::string_view line) {
  return absl::StartsWith(line, "state_dept_name,status_change,");
}

absl::StatusOr<LoadedFile> LoadUsMissions(const File& file) {
  Table table(file.content);
  RETURN_IF_ERROR(table.ReadHeader());
  ASSIGN_OR_RETURN(const auto columns, ColumnMap<Column>::Read(table.fields(), kColumns));
  Rows rows(table, columns, file);
  bool has_note = false;  // the last row
  while (true) {
    ASSIGN_OR_RETURN(const bool found, table.Next());
    if (!found) break;
    has_note = !columns.Get(table.fields(), Column::kNotes).empty();
    rows.Read();
  }
  // The file is published without an end of its last line; only a note can be cut off there.
  if (has_note) RETURN_IF_ERROR(table.CheckEnd());
  return rows.Finish();
}

}  // namespace entente::agreements
